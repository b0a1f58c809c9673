// Command kheo runs the emulation movement "Dân vận khéo", from the list that a
// ward sends in to a certificate that anybody can check.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"

	"kheo/internal/app"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := app.Main(ctx, os.Args[1:], os.Stdout, os.Stderr)
	stop()
	os.Exit(code)
}
