package witness

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/mod/sumdb/tlog"

	"kheo/internal/service/translog"
	"kheo/internal/service/translog/memlog"
)

const origin = "kheo.example/so-cong-nhan"

func noon() time.Time { return time.Date(2026, 11, 22, 5, 0, 0, 0, time.UTC) }

// watched is a witness of one log, over HTTP.
type watched struct {
	*testing.T
	log    *memlog.Log
	folder string
	key    translog.Key
	url    string
}

func watch(t *testing.T, log *memlog.Log) *watched {
	t.Helper()
	w := &watched{T: t, log: log, folder: t.TempDir()}
	w.start(log.Keys)
	return w
}

// start serves from what is in the folder.
func (w *watched) start(logs ...translog.Keys) {
	w.Helper()
	c, err := Settle(w.folder, "witness.example/w1", noon)
	if err != nil {
		w.Fatal(err)
	}
	one, err := New(w.folder, c, logs...)
	if err != nil {
		w.Fatal(err)
	}
	server := httptest.NewServer(one.Handler())
	w.Cleanup(server.Close)
	w.key, w.url = c.Key(), server.URL
}

type reply struct {
	status     int
	kind, body string
}

func (w *watched) post(body string) reply {
	w.Helper()
	answer, err := http.Post(w.url+"/add-checkpoint", "text/plain", strings.NewReader(body))
	if err != nil {
		w.Fatal(err)
	}
	defer func() { _ = answer.Body.Close() }()
	raw, err := io.ReadAll(answer.Body)
	if err != nil {
		w.Fatal(err)
	}
	return reply{answer.StatusCode, answer.Header.Get("Content-Type"), string(raw)}
}

func (w *watched) add(from *memlog.Log, old, size int64) reply {
	w.Helper()
	return w.post(request{old, from.Growth(old, size), from.Signed(size, 0)}.String())
}

// expect adds and compares the status.
func (w *watched) expect(status int, from *memlog.Log, old, size int64) reply {
	w.Helper()
	r := w.add(from, old, size)
	if r.status != status {
		w.Fatalf("from %d to %d: status %d, %q; want %d", old, size, r.status, r.body, status)
	}
	if status == http.StatusOK {
		text, at, err := w.key.Cosigned(append([]byte(textOf(from.Signed(size, 0))+"\n"), r.body...))
		if err != nil || !at.Equal(noon()) || !strings.Contains(text, fmt.Sprintf("\n%d\n", size)) {
			w.Fatalf("cosigned %q at %v: %v", text, at, err)
		}
	}
	return r
}

func (w *watched) expectSize(size string, from *memlog.Log, old, next int64) {
	w.Helper()
	if r := w.expect(http.StatusConflict, from, old, next); r.body != size+"\n" || r.kind != "text/x.tlog.size" {
		w.Errorf("conflict says %+v, want size %s", r, size)
	}
}

func grown(t *testing.T, n int) *memlog.Log {
	t.Helper()
	l := memlog.New(t, origin)
	l.Grow(n)
	return l
}

func TestWitnessFollowsALog(t *testing.T) {
	t.Parallel()
	l := grown(t, 700)
	w := watch(t, l)
	w.expect(200, l, 0, 0)
	w.expectSize("0", l, 1, 5)
	w.expect(200, l, 0, 5)
	w.expect(200, l, 5, 5)
	w.expectSize("5", l, 0, 300)
	w.expect(200, l, 5, 300)
	w.expectSize("300", l, 5, 300)
	w.expectSize("300", l, 5, 6)
	w.start(l.Keys) // anew from the folder
	w.expectSize("300", l, 0, 700)
	w.expect(200, l, 300, 700)
}

func TestWitnessRefusesAnotherHistory(t *testing.T) {
	t.Parallel()
	l := grown(t, 40)
	other := l.Fork(20, 60)
	w := watch(t, l)
	w.expect(200, l, 0, 30)
	w.expectSize("30", other, 30, 30)
	w.expect(422, other, 30, 60)
	proof := l.Growth(30, 40)
	for name, bad := range map[string]tlog.TreeProof{
		"none": nil, "short": proof[1:], "long": append(append(tlog.TreeProof{}, proof...), tlog.Hash{}), "zero": make(tlog.TreeProof, len(proof)),
	} {
		if r := w.post(request{30, bad, l.Signed(40, 0)}.String()); r.status != 422 {
			t.Errorf("a proof that is %s: %+v", name, r)
		}
	}
	if r := w.post(request{30, make(tlog.TreeProof, 1), l.Signed(30, 0)}.String()); r.status != 422 {
		t.Errorf("a proof where none is needed: %+v", r)
	}
	w.expect(200, l, 30, 40)
}

func TestWitnessAsksForNoProofFromNothing(t *testing.T) {
	t.Parallel()
	l := grown(t, 3)
	w := watch(t, l)
	if r := w.post(request{0, make(tlog.TreeProof, 1), l.Signed(3, 0)}.String()); r.status != 422 {
		t.Errorf("%+v", r)
	}
	full := translog.Checkpoint{Origin: origin, Tree: tlog.Tree{N: 0, Hash: l.Tree(3).Hash}}
	if r := w.post("old 0\n\n" + string(l.Sign(full.String(), 0))); r.status != 409 {
		t.Errorf("an empty tree with a hash of its own: %+v", r)
	}
}

func TestWitnessKnowsWhoSigned(t *testing.T) {
	t.Parallel()
	l, stranger := grown(t, 9), grown(t, 9)
	elsewhere := memlog.New(t, "other.example/log")
	elsewhere.Grow(9)
	w := watch(t, l)
	w.expect(404, elsewhere, 0, 9)
	w.expect(403, stranger, 0, 9)
	changed := strings.Replace(string(l.Signed(9, 0)), "\n9\n", "\n8\n", 1)
	if r := w.post("old 0\n\n" + changed); r.status != 403 {
		t.Errorf("a changed checkpoint: %+v", r)
	}
	l.Rotate()
	l.Grow(1)
	w.expect(403, l, 0, 10) // not told of the new key
	w.start(l.Keys)
	w.expect(200, l, 0, 9)
	if r := w.post(request{9, l.Growth(9, 10), l.Signed(10, 1)}.String()); r.status != 403 {
		t.Errorf("a retired key signed a larger tree: %+v", r)
	}
	w.expect(200, l, 9, 10)
}

// Anybody may add signatures to a checkpoint: they are passed over, and what is
// remembered stays readable.
func TestForeignSignatures(t *testing.T) {
	t.Parallel()
	l := grown(t, 2)
	w := watch(t, l)
	many := string(l.Signed(1, 0)) + strings.Repeat("\u2014 "+origin+" AAAAAAAA\n", 99)
	if r := w.post("old 0\n\n" + many); r.status != 200 {
		t.Fatalf("%+v", r)
	}
	w.expect(200, l, 1, 2)
	extended := l.Sign(l.Head(2).Checkpoint.String()+"an extension\n", 0)
	r := w.post("old 2\n\n" + string(extended))
	if _, _, err := w.key.Cosigned([]byte(textOf(extended) + "\n" + r.body)); r.status != 200 || err != nil {
		t.Errorf("%+v %v", r, err)
	}
}

func TestWhatIsNoRequest(t *testing.T) {
	t.Parallel()
	l := grown(t, 5)
	w := watch(t, l)
	signed := string(l.Signed(5, 0))
	hash := l.Tree(5).Hash.String()
	for _, body := range []string{
		"", "\n\n", "old 0\n", "old\n\n" + signed, "old \n\n" + signed, "old 00\n\n" + signed, "old -1\n\n" + signed, "old +0\n\n" + signed,
		"new 0\n\n" + signed, "old 0\r\n\n" + signed, "old 6\n\n" + signed, "old 0\n\n", "old 0\n\n" + origin, "old 0\nnot a hash\n\n" + signed,
		"old 0\n" + hash[:40] + "\n\n" + signed, "old 0\n" + strings.Repeat(hash+"\n", 64) + "\n" + signed, signed,
		"old 0\n\n" + signed + strings.Repeat("\u2014 a AAAAAAAA\n", 20000),
		"old 9223372036854775807\n\n" + string(l.Sign(origin+"\n9223372036854775807\n"+hash+"\n", 0)),
		"old 0\n\n" + strings.Replace(signed, "5", "05", 1),
	} {
		if r := w.post(body); r.status != 400 {
			t.Errorf("%.60q: %+v", body, r)
		}
	}
	if answer, err := http.Get(w.url + "/add-checkpoint"); err != nil || answer.StatusCode != 405 {
		t.Error(answer.Status, err)
	} else {
		_ = answer.Body.Close()
	}
	w.expect(200, l, 0, 5)
}

// A witness that cannot remember says nothing; damaged memory is not taken for none.
func TestDamagedMemory(t *testing.T) {
	t.Parallel()
	l := grown(t, 5)
	w := watch(t, l)
	w.expect(200, l, 0, 4)
	file := state{w.folder, w.key}.file(origin)
	raw, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(strings.Replace(string(raw), "\n4\n", "\n1\n", 1)), 0o600); err != nil {
		t.Fatal(err)
	}
	w.expect(500, l, 4, 5)
	c, err := Settle(w.folder, "", noon)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := New(w.folder, c, l.Keys); err == nil {
		t.Error("starts on damaged memory")
	}
	if err := os.WriteFile(file, raw, 0o600); err != nil {
		t.Fatal(err)
	}
	w.expect(200, l, 4, 5)
	if left, err := filepath.Glob(filepath.Join(w.folder, ".*")); err != nil || len(left) != 0 {
		t.Error("files left behind", left, err)
	}
}
