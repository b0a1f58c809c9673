package e2e

import (
	"bufio"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"kheo/internal/platform/db/dbtest"
)

// program builds the kheo program once.
var program = sync.OnceValues(func() (string, error) {
	dir, err := os.MkdirTemp("", "kheo-e2e")
	if err != nil {
		return "", err
	}
	name := filepath.Join(dir, "kheo")
	build := exec.Command("go", "build", "-o", name, "kheo/cmd/kheo")
	build.Stderr = os.Stderr
	return name, build.Run()
})

// example is a directory with the example over SQLite, made once.
var example = sync.OnceValues(func() (string, error) {
	name, err := program()
	if err != nil {
		return "", err
	}
	dir := filepath.Join(filepath.Dir(name), "example")
	demo := exec.Command(name, "--data", dir, "demo", "--no-serve") //nolint:gosec // built above
	demo.Stderr = os.Stderr
	return dir, demo.Run()
})

// data is a directory of its own with the example in it.
func data(t *testing.T) string {
	t.Helper()
	from, err := example()
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS(from)); err != nil {
		t.Fatal(err)
	}
	return dir
}

func TestMain(m *testing.M) {
	code := m.Run()
	if name, _ := program(); name != "" {
		_ = os.RemoveAll(filepath.Dir(name))
	}
	os.Exit(code)
}

// kheo runs a command of the program and returns what it printed.
func kheo(t *testing.T, args ...string) string {
	t.Helper()
	out, err := command(t, args...).Output()
	if err != nil {
		t.Fatalf("kheo %v: %v", args, err)
	}
	return string(out)
}

func command(t *testing.T, args ...string) *exec.Cmd {
	t.Helper()
	name, err := program()
	if err != nil {
		t.Fatal(err)
	}
	c := exec.Command(name, args...)
	c.Stderr = os.Stderr
	return c
}

// engines are the databases on which a journey runs.
func engines(t *testing.T, do func(t *testing.T, flags []string)) {
	t.Run("sqlite", func(t *testing.T) {
		t.Parallel()
		do(t, []string{"--data", data(t)})
	})
	if os.Getenv("KHEO_TEST_POSTGRES") != "" {
		t.Run("postgres", func(t *testing.T) {
			t.Parallel()
			do(t, []string{"--data", t.TempDir(), "--database", dbtest.PostgresURL(t)})
		})
	}
}

// serve starts the example and returns its address.
func serve(t *testing.T, flags []string) (base string) {
	t.Helper()
	c, base := start(t, append(flags, "demo", "--listen", "127.0.0.1:0")...)
	t.Cleanup(func() { stop(t, c) })
	return base
}

// start starts a command that serves and waits until it says where.
func start(t *testing.T, args ...string) (c *exec.Cmd, base string) {
	t.Helper()
	c = command(t, args...)
	out, err := c.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.Process.Kill() }) // where the test ends early
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	base, ok := strings.CutPrefix(strings.TrimSpace(line), "listening on ")
	if !ok {
		t.Fatalf("the server said %q", line)
	}
	return c, base
}

// stop asks a server to end and waits until it has.
func stop(t *testing.T, c *exec.Cmd) {
	t.Helper()
	_ = c.Process.Signal(os.Interrupt)
	done := make(chan error, 1)
	go func() { done <- c.Wait() }()
	select {
	case err := <-done:
		if err != nil {
			t.Errorf("the server ended with %v", err)
		}
	case <-time.After(20 * time.Second):
		_ = c.Process.Kill()
		t.Error("the server did not end when asked")
	}
}
