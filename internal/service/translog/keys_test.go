package translog_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/mod/sumdb/note"

	"kheo/internal/platform/db"
	"kheo/internal/platform/db/dbtest"
	"kheo/internal/platform/fault"
	"kheo/internal/service/translog"
)

func rotate(t testing.TB, l *translog.Log) translog.Key {
	t.Helper()
	k, err := l.Rotate(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return k
}

// After a rotation what was signed still holds, and whoever has the old key can sign no
// larger tree.
func TestRotation(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		folder := t.TempDir()
		l := translog.New(d, folder)
		if err := l.Settle(t.Context(), origin); err != nil {
			t.Fatal(err)
		}
		grow(t, d, l, leaves(0, 5)...)
		before := head(t, d, l)
		k := rotate(t, l)
		after := head(t, d, l)
		if after.Key.VKey != k.VKey || after.Tree != before.Tree || len(after.Keys) != 2 || after.Keys[0].VKey != k.VKey {
			t.Fatalf("%+v", after)
		}
		if old := after.Keys[1]; !old.Retired || old.Until != 5 || old.VKey != before.Key.VKey {
			t.Errorf("%+v", old)
		}
		if !after.Keys[0].Follows(after.Keys[1]) || after.Keys[1].Follows(after.Keys[0]) || after.Keys[1].Voucher != "" {
			t.Errorf("who vouches for whom: %v", after.Keys)
		}
		grow(t, d, l, leaves(5, 9)...)
		now := head(t, d, l)
		for _, signed := range [][]byte{before.Signed, after.Signed, now.Signed} {
			if _, err := translog.OpenCheckpoint(signed, now.Keys); err != nil {
				t.Errorf("%s: %v", signed, err)
			}
		}
		secret, err := os.ReadFile(filepath.Join(folder, before.Key.ID()+".key"))
		if err != nil {
			t.Fatal(err)
		}
		s, err := note.NewSigner(strings.TrimSpace(string(secret)))
		if err != nil {
			t.Fatal(err)
		}
		forged, err := note.Sign(&note.Note{Text: now.Checkpoint.String()}, s)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := translog.OpenCheckpoint(forged, now.Keys); !errors.Is(err, translog.ErrRetired) {
			t.Errorf("the old key signed %d leaves: %v", now.N, err)
		}
		both, err := note.Sign(&note.Note{Text: now.Checkpoint.String()}, s, newSigner(t, folder, k))
		if err != nil {
			t.Fatal(err)
		}
		if o, err := translog.OpenCheckpoint(both, now.Keys); err != nil || o.Key.VKey != k.VKey {
			t.Errorf("signed by both: %+v %v", o, err)
		}
	})
}

func newSigner(t testing.TB, folder string, k translog.Key) note.Signer {
	t.Helper()
	secret, err := os.ReadFile(filepath.Join(folder, k.ID()+".key"))
	if err != nil {
		t.Fatal(err)
	}
	s, err := note.NewSigner(strings.TrimSpace(string(secret)))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// Two processes share the database and the folder: each goes on after the other rotated,
// and settling twice makes one key.
func TestTwoProcesses(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		folder := t.TempDir()
		a, b := translog.New(d, folder), translog.New(d, folder)
		settled := make(chan error, 2)
		for _, l := range []*translog.Log{a, b} {
			go func() { settled <- l.Settle(context.Background(), origin) }()
		}
		if err := errors.Join(<-settled, <-settled); err != nil {
			t.Fatal(err)
		}
		if files, err := os.ReadDir(folder); err != nil || len(files) != 1 {
			t.Fatalf("%d keys are kept: %v", len(files), err)
		}
		grow(t, d, a, leaves(0, 1)...)
		grow(t, d, b, leaves(1, 2)...)
		k := rotate(t, a)
		grow(t, d, b, leaves(2, 3)...)
		if h := head(t, d, b); h.Key.VKey != k.VKey || h.N != 3 || h.Hash != mth(leaves(0, 3)) {
			t.Fatalf("%+v", h)
		}
		rotated := make(chan error, 2)
		for _, l := range []*translog.Log{a, b} {
			go func() {
				_, err := l.Rotate(context.Background())
				rotated <- err
			}()
		}
		if err := errors.Join(<-rotated, <-rotated); err != nil {
			t.Fatal(err)
		}
		grow(t, d, a, leaves(3, 4)...)
		h := head(t, d, a)
		if len(h.Keys) != 4 || h.Keys[0].Retired || !h.Keys[1].Retired || !h.Keys[2].Retired || !h.Keys[3].Retired {
			t.Errorf("%+v", h.Keys)
		}
		if files, err := os.ReadDir(folder); err != nil || len(files) != 4 {
			t.Errorf("%d keys are kept: %v", len(files), err)
		}
	})
}

// A server without the key, or with another's, says so and signs nothing; a rotation
// helps where the key is lost.
func TestMissingKey(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		folder := t.TempDir()
		first := translog.New(d, folder)
		if err := first.Settle(t.Context(), origin); err != nil {
			t.Fatal(err)
		}
		grow(t, d, first, leaves(0, 3)...)
		file := filepath.Join(folder, head(t, d, first).Key.ID()+".key")
		good, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if info, err := os.Stat(file); err != nil || info.Mode().Perm() != 0o600 {
			t.Error(info.Mode(), err)
		}
		_, other, err := translog.NewKey(origin)
		if err != nil {
			t.Fatal(err)
		}
		for name, write := range map[string]func() error{
			"empty":     func() error { return os.WriteFile(file, nil, 0o600) },
			"another's": func() error { return os.WriteFile(file, []byte(other), 0o600) },
			"cut":       func() error { return os.WriteFile(file, good[:len(good)/2], 0o600) },
			"missing":   func() error { return os.Remove(file) },
		} {
			if err := write(); err != nil {
				t.Fatal(err)
			}
			l := translog.New(d, folder)
			var refused fault.Refused
			if err := tryGrow(t, d, l, []byte("x")); !errors.As(err, &refused) || !strings.Contains(err.Error(), strings.TrimSuffix(filepath.Base(file), ".key")) {
				t.Errorf("a key that is %s: %v", name, err)
			}
			if _, _, err := l.SignText(head(t, d, l).Keys, []byte("text")); !errors.As(err, &refused) {
				t.Errorf("a key that is %s signs: %v", name, err)
			}
			if err := os.WriteFile(file, good, 0o600); err != nil {
				t.Fatal(err)
			}
			grow(t, d, l)
		}
		if h := head(t, d, first); h.N != 3 {
			t.Fatalf("%+v", h)
		}
		if err := os.Remove(file); err != nil {
			t.Fatal(err)
		}
		l := translog.New(d, folder)
		rotate(t, l)
		grow(t, d, l, leaves(3, 4)...)
		if h := head(t, d, l); h.N != 4 || h.Hash != mth(leaves(0, 4)) {
			t.Errorf("%+v", h)
		}
	})
}

// What is signed outside of notes can never be a checkpoint.
func TestSignText(t *testing.T) {
	t.Parallel()
	d := dbtest.SQLite(t)
	l := newLog(t, d)
	h := head(t, d, l)
	k, signature, err := l.SignText(h.Keys, []byte("a receipt"))
	if err != nil || k.VKey != h.Key.VKey || !k.Verify([]byte("a receipt"), signature) || k.Verify([]byte("another"), signature) {
		t.Errorf("%v %v", k, err)
	}
	if _, _, err := l.SignText(h.Keys, []byte(h.Checkpoint.String())); err == nil {
		t.Error("a checkpoint is signed as a text")
	}
}

// HeadBefore finds what was signed before a moment, with the cosignatures of that size.
func TestHeadBefore(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		l := newLog(t, d)
		start := dbtest.Moment
		for n := range 3 {
			d.Now = func() time.Time { return start.Add(time.Duration(n+1) * time.Hour) }
			grow(t, d, l, leaves(n, n+1)...)
		}
		err := d.Update(t.Context(), func(tx *db.Tx) error { return l.AddCosignature(t.Context(), tx, 2, "w", "\u2014 w.example AAAAAAAA\n") })
		if err != nil {
			t.Fatal(err)
		}
		view(t, d, func(ctx context.Context, tx *db.Tx) error {
			for minutes, want := range map[int]int64{1: 0, 60: 0, 61: 1, 120: 1, 121: 2, 180: 2, 181: 3, 999: 3} {
				h, err := l.HeadBefore(ctx, tx, start.Add(time.Duration(minutes)*time.Minute))
				if err != nil || h.N != want {
					t.Errorf("%d minutes: %d leaves, want %d: %v", minutes, h.N, want, err)
				}
				if strings.Contains(string(h.Signed), "w.example") != (want == 2) {
					t.Errorf("%d leaves are signed %s", h.N, h.Signed)
				}
			}
			if _, err := l.HeadBefore(ctx, tx, start); !errors.Is(err, fault.NotFound) {
				t.Errorf("before the log: %v", err)
			}
			return nil
		})
	})
}

// Where the old secret was lost nobody vouches for the new key.
func TestRotationAfterLoss(t *testing.T) {
	t.Parallel()
	d := dbtest.SQLite(t)
	grow(t, d, newLog(t, d), leaves(0, 3)...)
	elsewhere := translog.New(d, t.TempDir()) // another machine, without the folder of keys
	k := rotate(t, elsewhere)
	keys := head(t, d, elsewhere).Keys
	if k.Voucher != "" || keys[0] != k || keys[0].Follows(keys[1]) {
		t.Errorf("%v", keys)
	}
	grow(t, d, elsewhere, leaves(3, 5)...)
}
