package monitor

import (
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"kheo/internal/service/translog"
	"kheo/internal/service/translog/memlog"
)

// serveKeys serves another list of keys than the log's.
func (w *watched) serveKeys(keys translog.Keys) {
	w.server.Answer("/khoa", func(to http.ResponseWriter, _ *http.Request) { _, _ = to.Write([]byte(keys.String())) })
}

func TestMonitorFollowsRotation(t *testing.T) {
	t.Parallel()
	w := watch(t, 10)
	w.look(OK, FirstUse)
	w.log.Rotate()
	w.show(w.log, 10)
	r := w.look(OK, Rotated)
	if !slices.Equal(r.Keys, []string{w.log.Keys[0].ID()}) || r.Key != w.log.Keys[0].ID() {
		t.Errorf("%+v", r)
	}
	w.log.Grow(5)
	w.show(w.log, 15)
	w.look(OK)
	w.log.Rotate() // twice while nobody looked
	w.log.Grow(5)
	w.log.Rotate()
	w.show(w.log, 20)
	if r := w.look(OK, Rotated); len(r.Keys) != 2 {
		t.Errorf("%+v", r)
	}
	w.log.Grow(1)
	w.server.Show(w.log, 21, 1) // who has the old key shows a larger tree
	if r := w.look(Retired); len(r.Evidence) != 2 {
		t.Errorf("%+v", r)
	}
	w.server.Show(w.log, 20, 1)
	w.look(OK) // it signed that one when it still might
}

func TestMonitorKnowsWhoSigned(t *testing.T) {
	t.Parallel()
	w := watch(t, 10)
	w.look(OK, FirstUse)
	stranger := memlog.New(t, origin)
	stranger.Grow(12)
	w.show(stranger, 12)
	w.look(KeysChanged) // the list lost the key that is known
	w.serveKeys(w.log.Keys)
	w.look(Foreign)
	w.server.Answer("/khoa", http.NotFound)
	w.look(Foreign, KeysAbsent)
	w.show(w.log, 10)
	w.look(OK, KeysAbsent)
	w.server.Answer("/khoa", nil)
	w.server.Answer("/checkpoint", func(to http.ResponseWriter, _ *http.Request) {
		_, _ = to.Write([]byte(strings.Replace(string(w.log.Signed(10, 0)), "\n10\n", "\n11\n", 1)))
	})
	w.look(BadSign)
}

// A list of keys may only do what rotation does.
func TestMonitorDoubtsKeys(t *testing.T) {
	t.Parallel()
	w := watch(t, 10)
	w.log.Rotate()
	w.log.Grow(10)
	w.show(w.log, 20)
	w.look(OK, FirstUse)
	now, old := w.log.Keys[0], w.log.Keys[1]
	stranger, another := memlog.New(t, origin).Keys[0], memlog.New(t, "other.example/log").Keys[0]
	until := func(k translog.Key, n int64) translog.Key { k.Retired, k.Until = true, n; return k }
	awake := func(k translog.Key) translog.Key { k.Retired, k.Until = false, 0; return k }
	for name, list := range map[string]translog.Keys{
		"lost the old key":        {now},
		"lost the key of today":   {stranger, old},
		"two keys sign":           {now, stranger, old},
		"no key signs":            {until(now, 20), old},
		"woke a retired key":      {awake(old), until(now, 20)},
		"moved the retirement":    {now, until(old, 15)},
		"retired before seen":     {stranger, until(now, 19), old},
		"another log's key":       {another, until(now, 20), old},
		"a key from long ago":     {now, until(stranger, 5), old},
		"a key from between then": {now, until(stranger, 19), old},
	} {
		w.serveKeys(list)
		r, err := w.m.Check(t.Context())
		if err != nil || r.Verdict != KeysChanged {
			t.Errorf("%s: %+v %v", name, r, err)
		}
	}
	w.server.Answer("/khoa", func(to http.ResponseWriter, _ *http.Request) { _, _ = to.Write([]byte("<html>")) })
	w.look(KeysChanged)
	w.server.Answer("/khoa", nil)
	w.look(OK)
}

// A new key that nobody vouches for is believed only by whoever is given it.
func TestNewKeyNeedsAVoucher(t *testing.T) {
	t.Parallel()
	w := watch(t, 10)
	w.log.Rotate()
	w.look(OK, FirstUse)
	honest := slices.Clone(w.log.Keys)
	w.log.RotateLost()
	lost := w.log.Keys[0]
	vouched := func(k translog.Key, by string) translog.Key { k.Voucher = by; return k }
	until := func(k translog.Key, n int64) translog.Key { k.Retired, k.Until = true, n; return k }
	for name, list := range map[string]translog.Keys{
		"nobody vouches":               {lost, until(honest[0], 10), honest[1]},
		"somebody else's word":         {vouched(lost, honest[0].Voucher), until(honest[0], 10), honest[1]},
		"no word at all":               {vouched(lost, "AAAA"), until(honest[0], 10), honest[1]},
		"behind the known keys":        {until(honest[0], 10), honest[1], lost},
		"between the known keys":       {until(honest[0], 10), lost, honest[1]},
		"vouched for by a retired key": {w.vouchedByOldest(lost), honest[1], until(honest[0], 10)},
	} {
		w.serveKeys(list)
		r, err := w.m.Check(t.Context())
		if err != nil || r.Verdict != KeysChanged {
			t.Errorf("%s: %+v %v", name, r, err)
		}
	}
	w.serveKeys(w.log.Keys)
	w.m.Given = w.log.Keys
	w.show(w.log, 10)
	w.look(OK)
}

// vouchedByOldest lets whoever has the oldest key of the log vouch for k.
func (w *watched) vouchedByOldest(k translog.Key) translog.Key {
	return w.log.Vouched(k, len(w.log.Keys)-1)
}

// A new key is believed only together with a tree that goes on from what was seen.
func TestRotationToAnotherHistory(t *testing.T) {
	t.Parallel()
	w := watch(t, 300)
	w.look(OK, FirstUse)
	before := w.folder()
	w.log.Rotate()
	w.show(w.log.Fork(100, 310), 310)
	w.expectLeaf(w.look(Forked, Rotated), 100)
	if !mapsEqual(before, w.folder()) {
		t.Error("the key of a forked log is believed")
	}
}

// Keys that somebody gave are replaced only by whoever gives others.
func TestGivenKeys(t *testing.T) {
	t.Parallel()
	w := watch(t, 10)
	w.m.Given = w.log.Keys
	w.serveKeys(memlog.New(t, origin).Keys)
	w.look(OK, NewKey)
	w.server.Answer("/khoa", http.NotFound)
	w.look(OK, KeysAbsent)
	w.server.Answer("/khoa", nil)
	w.m.Given = nil
	w.look(OK)
	w.log.Rotate()
	w.log.Grow(1)
	w.show(w.log, 11)
	if r := w.look(Foreign, NewKey); !slices.Equal(r.Keys, []string{w.log.Keys[0].ID()}) {
		t.Errorf("%+v", r)
	}
	w.m.Given = memlog.New(t, origin).Keys // without the key that is known
	w.look(KeysChanged)
	w.m.Given = w.log.Keys
	w.look(OK)
	w.m.Given = nil
	w.look(OK)
	if had := w.folder(); had[metFile] != "" || had[givenFile] == "" {
		t.Errorf("%q", had)
	}
}

// Where a check was cut short both lists may stand in the folder: the given one counts.
func TestGivenBesideMet(t *testing.T) {
	t.Parallel()
	w := watch(t, 10)
	w.m.Given = w.log.Keys
	w.look(OK)
	w.m.Given = nil
	if err := os.WriteFile(filepath.Join(w.m.Folder, metFile), []byte(memlog.New(t, origin).Keys.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	for range 10 {
		m, err := remember(w.m.Folder)
		if err != nil || !m.trust.given || m.trust.keys.String() != w.log.Keys.String() {
			t.Fatalf("%+v %v", m.trust, err)
		}
	}
}

// Keys that were met become given ones.
func TestGivenAfterMet(t *testing.T) {
	t.Parallel()
	w := watch(t, 10)
	w.look(OK, FirstUse)
	w.m.Given = w.log.Keys
	w.look(OK)
	w.m.Given = nil
	w.log.Rotate()
	w.show(w.log, 10)
	w.look(Foreign, NewKey)
}

func TestPrintedLine(t *testing.T) {
	t.Parallel()
	w := watch(t, 300)
	line := func(l *memlog.Log, n int64) *translog.Checkpoint {
		return &translog.Checkpoint{Origin: origin, Tree: l.Tree(n)}
	}
	for _, n := range []int64{300, 0, 1, 255, 299} { // the first while downloading
		w.m.Line = line(w.log, n)
		r, err := w.m.Check(t.Context())
		if err != nil || r.Verdict != OK || r.LineSize == nil || *r.LineSize != n {
			t.Errorf("the line of %d leaves: %+v %v", n, r, err)
		}
	}
	later := w.log.Fork(300, 310)
	changed := line(w.log, 0)
	changed.Hash[0] ^= 1
	for name, c := range map[string]*translog.Checkpoint{
		"that is not reached":       line(later, 301),
		"of another history":        line(w.log.Fork(10, 300), 300),
		"of another, older history": line(w.log.Fork(10, 300), 20),
		"of an empty tree":          changed,
		"of another log":            {Origin: "other.example/log", Tree: w.log.Tree(300)},
	} {
		w.m.Line = c
		if r, err := w.m.Check(t.Context()); err != nil || r.Verdict != BadLine || *r.LineSize != c.N {
			t.Errorf("a line %s: %+v %v", name, r, err)
		}
	}
}

// What is kept is not believed when it contradicts itself.
func TestDamagedFolder(t *testing.T) {
	t.Parallel()
	for name, spoil := range map[string]func([]byte) []byte{
		leavesFile + " bit":      func(b []byte) []byte { b[len(b)/2] ^= 1; return b },
		leavesFile + " short":    func(b []byte) []byte { return b[:len(b)-1] },
		leavesFile + " empty":    func([]byte) []byte { return nil },
		checkpointFile + " size": func(b []byte) []byte { return []byte(strings.Replace(string(b), "\n300\n", "\n299\n", 1)) },
		checkpointFile + " cut":  func(b []byte) []byte { return b[:len(b)-10] },
		metFile + " key":         func([]byte) []byte { return []byte(memlog.New(t, origin).Keys.String()) },
		metFile + " cut":         func(b []byte) []byte { return b[:10] },
	} {
		w := watch(t, 300)
		w.look(OK, FirstUse)
		file := filepath.Join(w.m.Folder, strings.Fields(name)[0])
		raw, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, spoil(slices.Clone(raw)), 0o600); err != nil {
			t.Fatal(err)
		}
		if r, err := w.m.Check(t.Context()); err != nil || r.Verdict != Damaged {
			t.Errorf("%s: %+v %v", name, r, err)
		}
		if err := os.WriteFile(file, raw, 0o600); err != nil {
			t.Fatal(err)
		}
		w.look(OK)
	}
}

// More in the file than its checkpoint says is left of a check that was cut short.
func TestLeavesOfACutCheck(t *testing.T) {
	t.Parallel()
	w := watch(t, 300)
	w.look(OK, FirstUse)
	f, err := os.OpenFile(filepath.Join(w.m.Folder, leavesFile), os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.Write(make([]byte, 1000)); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	w.log.Grow(1)
	w.show(w.log, 301)
	w.look(OK)
	w.look(OK)
}

// A log may not make a monitor fill its disk.
func TestTooLarge(t *testing.T) {
	t.Parallel()
	w := watch(t, 3)
	w.look(OK, FirstUse)
	huge := translog.Checkpoint{Origin: origin, Tree: w.log.Tree(3)}
	huge.N = maxLeaves + 1
	w.server.Answer("/checkpoint", func(to http.ResponseWriter, _ *http.Request) { _, _ = to.Write(w.log.Sign(huge.String(), 0)) })
	w.server.Requests()
	w.look(TooLarge)
	if asked := w.server.Requests(); len(asked) != 2 {
		t.Errorf("asked for %q", asked)
	}
}
