package app

import (
	"bufio"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/mod/sumdb/tlog"

	"kheo/internal/service/translog/fetch"
	"kheo/internal/service/translog/memlog"
	"kheo/internal/service/translog/witness"
)

// startWitness runs kheo witness until stop is called, which returns the exit code.
func startWitness(t *testing.T, args ...string) (to witness.Address, stop func() int) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	out, in := io.Pipe()
	ended := make(chan int, 1)
	go func() {
		ended <- Main(ctx, append([]string{"witness", "--listen", "127.0.0.1:0"}, args...), in, t.Output())
		_ = in.Close()
	}()
	lines := bufio.NewReader(out)
	vkey, err := lines.ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	listening, err := lines.ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	url, ok := strings.CutPrefix(strings.TrimSpace(listening), "listening on ")
	if !ok {
		t.Fatalf("says %q", listening)
	}
	if to, err = witness.ParseAddress(url + " " + vkey); err != nil {
		t.Fatal(err)
	}
	return to, func() int {
		cancel()
		return <-ended
	}
}

// A witness cosigns, is stopped, and goes on where it was with the same key.
func TestWitnessCommand(t *testing.T) {
	t.Parallel()
	s := serveLog(t, 20)
	state := filepath.Join(s.folder, "witness")
	ask := func(to witness.Address, l *memlog.Log, n, from int64) error {
		_, err := witness.Ask(t.Context(), fetch.Client(), to, l.Head(n), from, func(_ context.Context, old int64) (tlog.TreeProof, error) {
			return l.Growth(old, n), nil
		})
		return err
	}
	first, stop := startWitness(t, "--state", state, "--log", s.keyFile(), "--name", "witness.example/w1")
	if err := ask(first, s.log, 10, 0); err != nil {
		t.Error(err)
	}
	if code := stop(); code != 0 {
		t.Errorf("ends with %d", code)
	}
	again, stop := startWitness(t, "--state", state, "--log", s.keyFile())
	if again.Key != first.Key || again.Key.Name() != "witness.example/w1" {
		t.Errorf("another key: %v, %v", again.Key, first.Key)
	}
	if err := ask(again, s.log.Fork(5, 10), 10, 10); !errors.Is(err, witness.ErrFork) {
		t.Error("forgot:", err)
	}
	if err := ask(again, s.log, 20, 0); err != nil {
		t.Error(err)
	}
	if code := stop(); code != 0 {
		t.Errorf("ends with %d", code)
	}
}

func TestWitnessCommandRefuses(t *testing.T) {
	t.Parallel()
	s := serveLog(t, 1)
	keys := s.keyFile()
	wrong := filepath.Join(s.folder, "wrong")
	if err := os.WriteFile(wrong, []byte("no key\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	state, named := filepath.Join(s.folder, "a"), filepath.Join(s.folder, "b")
	_, stop := startWitness(t, "--state", named, "--log", keys, "--name", "witness.example/w1")
	stop()
	for _, c := range []struct {
		says string
		args []string
	}{
		{"Lần đầu chạy cần tên", []string{"--state", state, "--log", keys}},
		{"Không mở được tệp", []string{"--state", state, "--log", keys + "x"}},
		{"không phải tệp khóa công khai", []string{"--state", state, "--log", wrong}},
		{"mỗi sổ một tệp", []string{"--state", named, "--log", keys, "--log", keys}},
		{"khác tên", []string{"--state", named, "--log", keys, "--name", "witness.example/w2"}},
	} {
		got := run(t.Context(), append([]string{"witness", "--listen", "127.0.0.1:0"}, c.args...)...)
		if got.code != 1 || got.out != "" || !strings.Contains(got.log, c.says) {
			t.Errorf("%q: %+v", c.args, got)
		}
	}
	for _, args := range [][]string{{}, {"--state", state}, {"--log", keys}, {"--state", state, "--log"}} {
		if got := run(t.Context(), append([]string{"witness"}, args...)...); got.code != 2 {
			t.Errorf("%q: %+v", args, got)
		}
	}
	if got := run(t.Context(), "--data", s.folder, "serve", "--listen", "127.0.0.1:0", "--witness", "nobody"); got.code != 1 || !strings.Contains(got.log, "nobody") {
		t.Errorf("%+v", got)
	}
}
