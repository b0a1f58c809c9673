package main

import (
	"context"
	"io"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"kheo/internal/app"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"kheo": main})
}

// list is the file of the example.
const list = "../../internal/app/demo/dong-da-2022.xlsx"

// example is a data directory with the example in it, made once.
var example = sync.OnceValues(func() (string, error) {
	dir, err := os.MkdirTemp("", "kheo-example")
	if err != nil {
		return "", err
	}
	if code := app.Main(context.Background(), []string{"--data", dir, "demo", "--no-serve"}, io.Discard, os.Stderr); code != 0 {
		return "", os.ErrInvalid
	}
	return dir, nil
})

// TestScripts runs the command line as scripts do: what it prints, where, and
// with which exit code. Each script has the example of its own in $KHEO_DATA.
func TestScripts(t *testing.T) {
	t.Parallel()
	dir, err := example()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	file, err := filepath.Abs(list)
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir: "testdata",
		Setup: func(e *testscript.Env) error {
			e.Setenv("KHEO_DATA", filepath.Join(e.WorkDir, "data"))
			e.Setenv("LIST", file)
			return os.CopyFS(filepath.Join(e.WorkDir, "data"), os.DirFS(dir))
		},
		Cmds: commands(), RequireExplicitExec: true,
	})
}
