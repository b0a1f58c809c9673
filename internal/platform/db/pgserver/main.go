// Command pgserver runs a command beside a PostgreSQL server of its own, which
// lives in a temporary directory and listens on a socket there:
//
//	go run ./internal/platform/db/pgserver go test ./...
//
// The command finds the server in KHEO_TEST_POSTGRES. Where the server's
// programs are not installed, the command runs without it, unless
// KHEO_TEST_REQUIRE is set.
package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strconv"
	"syscall"
	"time"
)

func main() {
	code, err := run(os.Args[1:])
	if err != nil {
		fmt.Fprintln(os.Stderr, "pgserver:", err)
		os.Exit(1)
	}
	os.Exit(code)
}

func run(command []string) (int, error) {
	programs, err := find()
	if err != nil {
		if os.Getenv("KHEO_TEST_REQUIRE") != "" {
			return 1, err
		}
		fmt.Fprintln(os.Stderr, "pgserver:", err, "- going on with SQLite only")
		return execute(command)
	}
	dir, err := os.MkdirTemp("", "kheo-pg")
	if err != nil {
		return 1, err
	}
	defer func() { _ = os.RemoveAll(dir) }()
	server, err := start(programs, dir)
	if err != nil {
		return 1, err
	}
	defer func() {
		_ = server.Process.Signal(syscall.SIGQUIT) // immediate: the data is thrown away
		_ = server.Wait()
	}()
	if err := os.Setenv("KHEO_TEST_POSTGRES", "postgres:///postgres?user=kheo&host="+dir); err != nil {
		return 1, err
	}
	return execute(command)
}

// find returns the directory of the newest installed server.
func find() (string, error) {
	if path, err := exec.LookPath("initdb"); err == nil {
		return filepath.Dir(path), nil
	}
	dirs, err := filepath.Glob("/usr/lib/postgresql/*/bin/initdb")
	if err != nil || len(dirs) == 0 {
		return "", errors.New("no PostgreSQL server programs found")
	}
	return filepath.Dir(dirs[len(dirs)-1]), nil
}

func start(programs, dir string) (*exec.Cmd, error) {
	owner, err := credential()
	if err != nil {
		return nil, err
	}
	if owner != nil {
		if err := os.Chown(dir, int(owner.Uid), int(owner.Gid)); err != nil {
			return nil, err
		}
	}
	data := filepath.Join(dir, "data")
	attr := &syscall.SysProcAttr{Credential: owner}
	initdb := exec.Command(filepath.Join(programs, "initdb"), "-D", data, "-U", "kheo", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync") //nolint:gosec // the path comes from find
	initdb.SysProcAttr, initdb.Dir = attr, dir
	if out, err := initdb.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("initdb: %w\n%s", err, out)
	}
	server := exec.Command(filepath.Join(programs, "postgres"), "-D", data, "-k", dir, "-c", "listen_addresses=", //nolint:gosec // the path comes from find
		"-c", "fsync=off", "-c", "full_page_writes=off", "-c", "synchronous_commit=off", "-c", "max_connections=300",
		"-c", "shared_buffers=256MB", "-c", "log_min_messages=fatal")
	server.SysProcAttr, server.Dir = attr, dir
	server.Stderr = os.Stderr
	if err := server.Start(); err != nil {
		return nil, err
	}
	socket := filepath.Join(dir, ".s.PGSQL.5432")
	for range 200 {
		if _, err := os.Stat(socket); err == nil {
			return server, nil
		}
		time.Sleep(50 * time.Millisecond)
	}
	return nil, errors.New("the server did not start within 10 s")
}

// credential is the account to run the server as: PostgreSQL refuses to be root.
func credential() (*syscall.Credential, error) {
	if os.Getuid() != 0 {
		return nil, nil
	}
	u, err := user.Lookup("postgres")
	if err != nil {
		return nil, err
	}
	uid, err := strconv.ParseUint(u.Uid, 10, 32)
	if err != nil {
		return nil, err
	}
	gid, err := strconv.ParseUint(u.Gid, 10, 32)
	if err != nil {
		return nil, err
	}
	return &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}, nil
}

func execute(command []string) (int, error) {
	c := exec.Command(command[0], command[1:]...) //nolint:gosec // running the caller's command is what it is for
	c.Stdin, c.Stdout, c.Stderr = os.Stdin, os.Stdout, os.Stderr
	err := c.Run()
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		return exit.ExitCode(), nil
	}
	return 0, err
}
