package main

import (
	"crypto/rand"
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"

	"kheo/internal/platform/code"
	"kheo/internal/platform/db"
)

// commands are what scripts may do besides running kheo.
func commands() map[string]func(ts *testscript.TestScript, neg bool, args []string) {
	return map[string]func(ts *testscript.TestScript, neg bool, args []string){
		"status": status, "firstcode": firstCode, "mistype": mistype, "freshcode": freshCode, "spoil": spoil, "forge": forge, "linearg": lineArg,
	}
}

// status N COMMAND… runs a command that must end with exit code N.
func status(ts *testscript.TestScript, _ bool, args []string) {
	got := 0
	err := ts.Exec(args[1], args[2:]...)
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		got = exit.ExitCode()
	} else {
		ts.Check(err)
	}
	if strconv.Itoa(got) != args[0] {
		ts.Fatalf("%s ended with exit code %d, want %s", strings.Join(args[1:], " "), got, args[0])
	}
}

var codes = regexp.MustCompile(`DVK-\w{4}-\w{4}`)

// firstcode DIR VAR sets VAR to the code in the name of the first file of DIR.
func firstCode(ts *testscript.TestScript, _ bool, args []string) {
	files, err := os.ReadDir(ts.MkAbs(args[0]))
	ts.Check(err)
	ts.Setenv(args[1], codes.FindString(files[0].Name()))
}

// mistype VAR NEW sets NEW to the code in VAR with its last symbol altered.
func mistype(ts *testscript.TestScript, _ bool, args []string) {
	good := ts.Getenv(args[0])
	wrong := good[:len(good)-1] + "7"
	if wrong == good {
		wrong = good[:len(good)-1] + "8"
	}
	ts.Setenv(args[1], wrong)
}

// freshcode VAR sets VAR to a well-written code that was never given out.
func freshCode(ts *testscript.TestScript, _ bool, args []string) {
	ts.Setenv(args[0], code.New("DVK", rand.Reader))
}

// spoil DIR changes one byte of one file somewhere below DIR.
func spoil(ts *testscript.TestScript, _ bool, args []string) {
	done := errors.New("done")
	err := filepath.WalkDir(ts.MkAbs(args[0]), func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := os.ReadFile(name) //nolint:gosec // of the script's own directory
		if err != nil || len(b) == 0 {
			return err
		}
		b[len(b)/2] ^= 1
		return errors.Join(os.WriteFile(name, b, 0o600), done)
	})
	if !errors.Is(err, done) {
		ts.Fatalf("nothing to spoil: %v", err)
	}
}

// linearg FILE VAR sets VAR to the first line of FILE.
func lineArg(ts *testscript.TestScript, _ bool, args []string) {
	ts.Setenv(args[1], strings.TrimSpace(ts.ReadFile(args[0])))
}

// forge SQL changes the database behind the program's back.
func forge(ts *testscript.TestScript, _ bool, args []string) {
	d, err := db.Open(filepath.Join(ts.Getenv("KHEO_DATA"), "kheo.db"))
	ts.Check(err)
	_, err = d.Pool().Exec("DROP TRIGGER register_leaf_grows_update; " + args[0])
	ts.Check(errors.Join(err, d.Close()))
}
