package monitor

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/mod/sumdb/tlog"

	"kheo/internal/service/translog"
	"kheo/internal/service/translog/fetch"
	"kheo/internal/service/translog/memlog"
)

const origin = "kheo.example/so-cong-nhan"

// watched is a log that is served and a monitor that follows it.
type watched struct {
	*testing.T
	log    *memlog.Log
	server *memlog.Server
	m      Monitor
}

func watch(t *testing.T, leaves int) *watched {
	t.Helper()
	w := &watched{T: t, log: memlog.New(t, origin), server: &memlog.Server{}}
	w.log.Grow(leaves)
	w.server.Show(w.log, int64(leaves), 0)
	s := httptest.NewServer(w.server)
	t.Cleanup(s.Close)
	w.m = Monitor{Prefix: s.URL + memlog.Prefix, Folder: filepath.Join(t.TempDir(), "state"), Client: fetch.Client(), Now: noon}
	return w
}

func noon() time.Time { return time.Date(2026, 11, 22, 5, 0, 0, 0, time.UTC) }

// look checks once and compares the verdict and the notices.
func (w *watched) look(want Verdict, notices ...Notice) Report {
	w.Helper()
	r, err := w.m.Check(w.Context())
	if err != nil {
		w.Fatal(err)
	}
	if r.Verdict != want || !slices.Equal(r.Notices, notices) {
		w.Fatalf("verdict %q, notices %q: %s; want %q %q", r.Verdict, r.Notices, r.Cause, want, notices)
	}
	return r
}

// show serves the first n leaves of l.
func (w *watched) show(l *memlog.Log, n int64) { w.server.Show(l, n, 0) }

func (w *watched) folder() map[string]string {
	w.Helper()
	all := map[string]string{}
	for _, name := range []string{checkpointFile, leavesFile, givenFile, metFile} {
		raw, err := os.ReadFile(filepath.Join(w.m.Folder, name))
		if err == nil {
			all[name] = string(raw)
		}
	}
	return all
}

// expectLeaf compares the leaf that is named, and reads the evidence.
func (w *watched) expectLeaf(r Report, leaf int64) {
	w.Helper()
	if r.Leaf == nil || *r.Leaf != leaf {
		w.Errorf("names leaf %v, want %d: %s", r.Leaf, leaf, r.Cause)
	}
	w.expectEvidence(r)
}

// expectEvidence opens both signed checkpoints.
func (w *watched) expectEvidence(r Report) {
	w.Helper()
	sizes := map[string]int64{}
	for _, file := range r.Evidence {
		raw, err := os.ReadFile(file)
		if err != nil {
			w.Fatal(err)
		}
		c, err := translog.Peek(raw)
		if err != nil {
			w.Fatal(file, err)
		}
		sizes[filepath.Base(file)] = c.N
	}
	if len(sizes) != 2 || sizes["seen.checkpoint"] != r.Seen || sizes["served.checkpoint"] != r.Size {
		w.Errorf("evidence %v of %d and %d leaves", sizes, r.Seen, r.Size)
	}
}

func TestMonitorFollowsALog(t *testing.T) {
	t.Parallel()
	w := watch(t, 700)
	for i, n := range []int64{0, 1, 5, 5, 255, 256, 257, 512, 700} {
		w.show(w.log, n)
		var notices []Notice
		if i == 0 {
			notices = []Notice{FirstUse}
		}
		r := w.look(OK, notices...)
		if r.Size != n || r.Root != w.log.Tree(n).Hash.String() || r.Origin != origin || r.Key != w.log.Keys[0].ID() {
			t.Errorf("%+v at %d leaves", r, n)
		}
		if i == 0 && !slices.Equal(r.Keys, []string{w.log.Keys[0].ID()}) {
			t.Errorf("believes %v", r.Keys)
		}
	}
	if size := len(w.folder()[leavesFile]); size != 700*tlog.HashSize {
		t.Errorf("%d bytes are kept", size)
	}
	w.server.Requests()
	w.log.Grow(100)
	w.show(w.log, 800)
	w.look(OK)
	want := []string{"/checkpoint", "/khoa", "/tile/0/002", "/tile/0/003.p/32"}
	if got := w.server.Requests(); !slices.Equal(got, want) {
		t.Errorf("asked for %q, want only what is new: %q", got, want)
	}
	w.look(OK)
	if got := w.server.Requests(); !slices.Equal(got, want[:2]) {
		t.Errorf("asked for %q though nothing is new", got)
	}
}

func TestMonitorNamesTheFirstLeafThatDiffers(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ seen, at, size int }{
		"larger, in an old tile":    {700, 13, 900},
		"larger, in the last tile":  {700, 600, 900},
		"larger, the first leaf":    {700, 0, 701},
		"larger, the last leaf":     {700, 699, 701},
		"of the same size":          {700, 300, 700},
		"of the same size, at last": {257, 256, 257},
		"smaller":                   {700, 300, 500},
		"smaller, one leaf":         {2, 0, 1},
		"full tiles":                {512, 511, 1024},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := watch(t, c.seen)
			w.look(OK, FirstUse)
			before := w.folder()
			w.show(w.log.Fork(c.at, c.size), int64(c.size))
			r := w.look(Forked)
			w.expectLeaf(r, int64(c.at))
			if r.Seen != int64(c.seen) || r.Size != int64(c.size) {
				t.Errorf("%+v", r)
			}
			w.look(Forked) // still
			if after := w.folder(); !mapsEqual(before, after) {
				t.Error("what was seen is forgotten for another history")
			}
			w.log.Grow(3)
			w.show(w.log, int64(c.seen)+3)
			w.look(OK)
		})
	}
}

func mapsEqual(a, b map[string]string) bool {
	return len(a) == len(b) && !slices.ContainsFunc(keysOf(a), func(k string) bool { return a[k] != b[k] })
}

func keysOf(m map[string]string) (all []string) {
	for k := range m {
		all = append(all, k)
	}
	return all
}

func TestMonitorSeesARollBack(t *testing.T) {
	t.Parallel()
	w := watch(t, 300)
	w.look(OK, FirstUse)
	for _, n := range []int64{299, 256, 1, 0} {
		w.show(w.log, n)
		r := w.look(RolledBack)
		if r.Seen != 300 || r.Size != n || r.Leaf != nil {
			t.Errorf("%+v", r)
		}
		w.expectEvidence(r)
	}
	w.show(w.log, 300)
	w.look(OK)
}

// Hashes that do not make the signed tree are no fork, but no history either.
func TestMonitorDoubtsTiles(t *testing.T) {
	t.Parallel()
	for name, answer := range map[string]http.HandlerFunc{
		"none":     http.NotFound,
		"short":    func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write(make([]byte, 88*32-1)) },
		"long":     func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write(make([]byte, 89*32)) },
		"endless":  func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write(make([]byte, 1<<20)) },
		"of zeros": func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write(make([]byte, 88*32)) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := watch(t, 600)
			path := "/tile/0/002.p/88"
			w.server.Answer(path, answer)
			w.look(BadTiles, FirstUse) // on the first contact
			if len(w.folder()[checkpointFile]) != 0 || len(w.folder()[metFile]) != 0 {
				t.Error("believes what it could not rebuild")
			}
			w.show(w.log, 520)
			w.look(OK, FirstUse)
			w.show(w.log, 600)
			if r := w.look(BadTiles); r.Leaf != nil || r.Seen != 520 {
				t.Errorf("%+v", r)
			}
			w.server.Answer(path, nil)
			w.look(OK)
		})
	}
}

// A list of keys or a checkpoint from a cache could belong to another day than the other.
func TestMonitorAsksPastCaches(t *testing.T) {
	t.Parallel()
	w := watch(t, 3)
	for path, answer := range map[string][]byte{"/checkpoint": w.log.Signed(3, 0), "/khoa": []byte(w.log.Keys.String())} {
		w.server.Answer(path, func(to http.ResponseWriter, r *http.Request) {
			if r.Header.Get("Cache-Control") != "no-cache" {
				t.Errorf("%s may come from a cache", path)
			}
			_, _ = to.Write(answer)
		})
	}
	w.look(OK, FirstUse)
}

// A tile that shows new leaves rightly and old ones otherwise is doubted too.
func TestMonitorDoubtsOldHashesInNewTiles(t *testing.T) {
	t.Parallel()
	w := watch(t, 520)
	w.look(OK, FirstUse)
	w.log.Grow(80)
	w.show(w.log, 600)
	changed := w.log.Tile(2, 88)
	changed[0] ^= 1
	w.server.Answer("/tile/0/002.p/88", func(to http.ResponseWriter, _ *http.Request) { _, _ = to.Write(changed) })
	if r := w.look(BadTiles); len(r.Evidence) != 2 {
		t.Errorf("%+v", r)
	}
	w.server.Answer("/tile/0/002.p/88", nil)
	w.look(OK)
}

// A partial tile may be gone when the full one is there.
func TestMonitorTakesTheFullTile(t *testing.T) {
	t.Parallel()
	w := watch(t, 300)
	w.show(w.log, 200)
	w.server.Answer("/tile/0/000.p/200", http.NotFound)
	full := w.log.Tile(0, 256)
	w.server.Answer("/tile/0/000", func(to http.ResponseWriter, _ *http.Request) { _, _ = to.Write(full) })
	if r := w.look(OK, FirstUse); r.Size != 200 {
		t.Errorf("%+v", r)
	}
	w.server.Requests()
	w.show(w.log, 300)
	w.look(OK)
	if asked := w.server.Requests(); !slices.Contains(asked, "/tile/0/001.p/44") {
		t.Errorf("asked for %q", asked)
	}
}

// Where a smaller or equal tree is signed, the signatures prove the fork though no tile
// shows it.
func TestForkWithoutTiles(t *testing.T) {
	t.Parallel()
	w := watch(t, 300)
	w.look(OK, FirstUse)
	other := w.log.Fork(7, 300)
	w.show(other, 300)
	w.server.Answer("/tile/0/000", http.NotFound)
	r := w.look(Forked)
	if r.Leaf != nil {
		t.Errorf("names leaf %d without having seen it", *r.Leaf)
	}
	w.expectEvidence(r)
}

func TestMonitorEndsWithItsContext(t *testing.T) {
	t.Parallel()
	w := watch(t, 600)
	ctx, cancel := context.WithCancel(t.Context())
	w.server.Answer("/tile/0/001", func(to http.ResponseWriter, r *http.Request) {
		cancel()
		<-r.Context().Done()
	})
	if _, err := w.m.Check(ctx); !errors.Is(err, context.Canceled) {
		t.Fatal(err)
	}
	w.server.Answer("/tile/0/001", nil)
	w.look(OK, FirstUse)
}

func TestMonitorCannotReach(t *testing.T) {
	t.Parallel()
	w := watch(t, 600)
	broken := func(to http.ResponseWriter, _ *http.Request) { to.WriteHeader(http.StatusServiceUnavailable) }
	away := func(to http.ResponseWriter, r *http.Request) {
		http.Redirect(to, r, "http://other.example/", http.StatusFound)
	}
	endless := func(to http.ResponseWriter, _ *http.Request) {
		_, _ = to.Write([]byte(strings.Repeat("a", maxCheckpoint+1)))
	}
	for _, c := range []struct {
		path string
		do   http.HandlerFunc
	}{{"/checkpoint", broken}, {"/checkpoint", away}, {"/checkpoint", http.NotFound}, {"/checkpoint", endless}, {"/khoa", http.NotFound}, {"/tile/0/001", broken}, {"/tile/0/001", away}} {
		w.server.Answer(c.path, c.do)
		r, err := w.m.Check(t.Context())
		if err != nil || r.Verdict != Unreachable {
			t.Errorf("%s: %+v %v", c.path, r, err)
		}
		w.server.Answer(c.path, nil)
	}
	w.look(OK, FirstUse)
	w.server.Answer("/checkpoint", func(to http.ResponseWriter, _ *http.Request) { _, _ = to.Write([]byte("<html>")) })
	w.look(Malformed)
}
