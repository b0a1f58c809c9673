package witness

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"golang.org/x/mod/sumdb/tlog"

	"kheo/internal/service/translog"
	"kheo/internal/service/translog/fetch"
	"kheo/internal/service/translog/memlog"
)

// Many submit at once: what is cosigned is one chain, none goes back.
func TestWitnessAtOnce(t *testing.T) {
	t.Parallel()
	l := grown(t, 60)
	w := watch(t, l)
	var mu sync.Mutex
	next := map[int64]int64{} // cosigned: from a size to a larger one
	var all sync.WaitGroup
	for n := int64(1); n <= 60; n += 7 {
		bodies := map[int64]string{}
		for old := int64(0); old < n; old++ {
			bodies[old] = request{old, l.Growth(old, n), l.Signed(n, 0)}.String()
		}
		all.Go(func() {
			for old := range n {
				if r := w.post(bodies[old]); r.status == http.StatusOK {
					mu.Lock()
					if other, twice := next[old]; twice {
						t.Errorf("cosigned from %d both to %d and to %d", old, other, n)
					}
					next[old] = n
					mu.Unlock()
				}
			}
		})
	}
	all.Wait()
	at, steps := int64(0), 0
	for to, ok := next[0]; ok; to, ok = next[at] {
		if to <= at {
			t.Fatalf("went back from %d to %d", at, to)
		}
		at, steps = to, steps+1
	}
	if steps == 0 || steps != len(next) {
		t.Fatalf("not one chain: %v", next)
	}
	last, err := state{w.folder, w.key}.last(origin)
	if err != nil || last != l.Tree(at) {
		t.Errorf("remembers %v, cosigned up to %d: %v", last, at, err)
	}
}

func TestKeyOfAWitness(t *testing.T) {
	t.Parallel()
	folder := filepath.Join(t.TempDir(), "new")
	if _, err := Settle(folder, "", noon); !errors.Is(err, ErrNoName) {
		t.Error(err)
	}
	first, err := Settle(folder, "witness.example/w1", noon)
	if err != nil {
		t.Fatal(err)
	}
	again, err := Settle(folder, "", noon)
	if err != nil || again.Key() != first.Key() {
		t.Error("another key after a restart", err)
	}
	if _, err := Settle(folder, "witness.example/w2", noon); !errors.Is(err, ErrName) {
		t.Error(err)
	}
	info, err := os.Stat(filepath.Join(folder, keyFile))
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Error(info.Mode(), err)
	}
	a, b := memlog.New(t, origin), memlog.New(t, "b.example/log")
	for name, logs := range map[string][]translog.Keys{
		"none": {nil}, "mixed": {append(append(translog.Keys{}, a.Keys...), b.Keys...)}, "twice": {a.Keys, a.Keys},
	} {
		if _, err := New(folder, first, logs...); !errors.Is(err, translog.ErrKeys) {
			t.Errorf("keys that are %s: %v", name, err)
		}
	}
	if _, err := New(folder, first, a.Keys, b.Keys); err != nil {
		t.Error(err)
	}
}

func growthOf(l *memlog.Log, n int64) Growth {
	return func(_ context.Context, old int64) (tlog.TreeProof, error) { return l.Growth(old, n), nil }
}

func (w *watched) ask(l *memlog.Log, n, from int64) (string, error) {
	w.Helper()
	return Ask(w.Context(), fetch.Client(), Address{w.url, w.key}, l.Head(n), from, growthOf(l, n))
}

// The log's side learns from the witness where to begin.
func TestAsk(t *testing.T) {
	t.Parallel()
	l := grown(t, 50)
	w := watch(t, l)
	for _, step := range []struct{ n, from int64 }{{10, 0}, {20, 10}, {20, 20}, {30, 0}, {40, 7}, {50, 60}} {
		line, err := w.ask(l, step.n, step.from)
		if err != nil {
			t.Fatalf("%+v: %v", step, err)
		}
		if _, _, err := w.key.Cosigned([]byte(textOf(l.Signed(step.n, 0)) + "\n" + line)); err != nil {
			t.Errorf("%+v: %q: %v", step, line, err)
		}
	}
	if _, err := w.ask(l, 45, 0); !errors.Is(err, ErrAhead) {
		t.Error("asked with a smaller tree:", err)
	}
	if _, err := w.ask(l.Fork(5, 50), 50, 50); !errors.Is(err, ErrFork) {
		t.Error("asked with another tree:", err)
	}
	if _, err := w.ask(l.Fork(5, 60), 60, 50); !errors.Is(err, ErrFork) {
		t.Error("asked with another, larger tree:", err)
	}
}

// What a witness answers is believed only with its signature.
func TestAskDoesNotBelieve(t *testing.T) {
	t.Parallel()
	l := grown(t, 9)
	w := watch(t, l)
	stranger := watch(t, l)
	foreign, err := stranger.ask(l, 9, 0)
	if err != nil {
		t.Fatal(err)
	}
	older, err := w.ask(l, 8, 0)
	if err != nil {
		t.Fatal(err)
	}
	good, err := w.ask(l, 9, 8)
	if err != nil {
		t.Fatal(err)
	}
	size := func(n string) func(http.ResponseWriter) {
		return func(to http.ResponseWriter) {
			to.Header().Set("Content-Type", sizeType)
			to.WriteHeader(http.StatusConflict)
			_, _ = io.WriteString(to, n)
		}
	}
	says := func(text string) func(http.ResponseWriter) {
		return func(to http.ResponseWriter) { _, _ = io.WriteString(to, text) }
	}
	for name, c := range map[string]struct {
		answer func(http.ResponseWriter)
		want   error
	}{
		"nothing":         {says(""), ErrAnswer},
		"garbage":         {says("good"), ErrAnswer},
		"another key":     {says(foreign), ErrAnswer},
		"an older size":   {says(older), ErrAnswer},
		"too long":        {says(strings.Repeat(foreign, 1000)), fetch.ErrTooLong},
		"among others":    {says(foreign + good + foreign), nil},
		"no size":         {size("many\n"), ErrAnswer},
		"a size beyond":   {size("10\n"), ErrAhead},
		"the same size":   {size("0\n"), ErrMoving},
		"another failure": {func(to http.ResponseWriter) { to.WriteHeader(http.StatusInternalServerError) }, fetch.StatusError{Code: 500}},
	} {
		server := httptest.NewServer(http.HandlerFunc(func(to http.ResponseWriter, _ *http.Request) { c.answer(to) }))
		line, err := Ask(t.Context(), fetch.Client(), Address{server.URL, w.key}, l.Head(9), 0, growthOf(l, 9))
		server.Close()
		if !errors.Is(err, c.want) || err == nil && line != good {
			t.Errorf("%s: %q %v", name, line, err)
		}
	}
}

func TestParseAddress(t *testing.T) {
	t.Parallel()
	l := memlog.New(t, origin)
	secret, err := translog.NewCosignerKey("witness.example/w1")
	if err != nil {
		t.Fatal(err)
	}
	c, err := translog.NewCosigner(secret, noon)
	if err != nil {
		t.Fatal(err)
	}
	vkey := c.Key().VKey
	if a, err := ParseAddress(" https://witness.example/a/  " + vkey); err != nil || a.URL != "https://witness.example/a" || a.Key.VKey != vkey {
		t.Errorf("%+v %v", a, err)
	}
	for _, text := range []string{
		"", "https://witness.example", vkey, "witness.example " + vkey, "ftp://witness.example " + vkey, "https:// " + vkey,
		"https://witness.example/?a=b " + vkey, "https://witness.example " + vkey + " more", "https://witness.example " + l.Keys[0].VKey, "https://witness.example " + vkey[1:],
	} {
		if _, err := ParseAddress(text); !errors.Is(err, ErrAddress) {
			t.Errorf("%q: %v", text, err)
		}
	}
}

// FuzzParseRequest: what is read is written the same, and nothing else is taken.
func FuzzParseRequest(f *testing.F) {
	f.Add([]byte("old 0\n\na.example/log\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n\n\u2014 a.example/log AAAAAAA=\n"))
	f.Add([]byte("old 20852014\nPlRNCrwHpqhGrupue0L7gxbjbMiKA9temvuZZDDpkaw=\n\nx\n"))
	f.Add([]byte("old 7\n\n"))
	f.Fuzz(func(t *testing.T, body []byte) {
		r, err := parseRequest(body)
		if err == nil && r.String() != string(body) {
			t.Errorf("%q is read as %q", body, r)
		}
	})
}
