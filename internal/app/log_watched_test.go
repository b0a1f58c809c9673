package app

import (
	"bytes"
	"errors"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"kheo/internal/business/register"
	"kheo/internal/platform/db"
	"kheo/internal/service/translog/fetch"
	"kheo/internal/service/translog/monitor"
	"kheo/internal/service/translog/witness"
)

// look follows the log of the site from outside and compares the verdict and the notices.
func (s *site) look(folder string, want monitor.Verdict, notices ...monitor.Notice) monitor.Report {
	s.Helper()
	m := monitor.Monitor{Prefix: s.base + register.LogPath, Folder: folder, Client: fetch.Client(), Now: time.Now}
	r, err := m.Check(s.Context())
	if err != nil {
		s.Fatal(err)
	}
	if r.Verdict != want || !slices.Equal(r.Notices, notices) {
		s.Fatalf("verdict %q %q: %s; want %q %q", r.Verdict, r.Notices, r.Cause, want, notices)
	}
	return r
}

// watchedBy makes a witness of the site's log that remembers in folder, and who asks it.
func (s *site) watchedBy(folder string) *asker {
	s.Helper()
	key, err := witness.Settle(folder, "witness.example/w1", time.Now)
	if err != nil {
		s.Fatal(err)
	}
	keys, err := s.app.Log.Keys(s.Context())
	if err != nil {
		s.Fatal(err)
	}
	one, err := witness.New(folder, key, keys)
	if err != nil {
		s.Fatal(err)
	}
	server := httptest.NewServer(one.Handler())
	s.Cleanup(server.Close)
	return &asker{db: s.app.DB, log: s.app.Log, client: fetch.Client(), to: witness.Address{URL: server.URL, Key: key.Key()}}
}

func (s *site) update(do func(tx *db.Tx) error) {
	s.Helper()
	if err := s.app.DB.Update(s.Context(), do); err != nil {
		s.Fatal(err)
	}
}

func (s *site) seal(leaves ...string) {
	s.Helper()
	s.update(func(tx *db.Tx) error {
		var raw [][]byte
		for _, leaf := range leaves {
			raw = append(raw, []byte(leaf))
		}
		_, err := s.app.Log.Append(s.Context(), tx, raw)
		return err
	})
}

// What the program serves is followed by a monitor and cosigned by a witness, over a
// rotation too; who rewrites the log, holding the database and the key, is found by both.
func TestTheServedLogIsWatched(t *testing.T) {
	t.Parallel()
	each(t, func(s *site) {
		seen, witnessed := filepath.Join(s.TempDir(), "m"), s.TempDir()
		first := s.look(seen, monitor.OK, monitor.FirstUse)
		if first.Size == 0 {
			s.Fatal("the example has no leaf")
		}
		w := s.watchedBy(witnessed)
		if err := w.look(s.Context()); err != nil {
			s.Fatal(err)
		}
		signed, err := s.app.Register.Checkpoint(s.Context())
		if err != nil {
			s.Fatal(err)
		}
		if _, _, err := w.to.Key.Cosigned(signed); err != nil {
			s.Error("what is served is not cosigned:", err)
		}
		if _, err := s.app.Log.Rotate(s.Context()); err != nil {
			s.Fatal(err)
		}
		s.seal("one", "two")
		if r := s.look(seen, monitor.OK, monitor.Rotated); r.Size != first.Size+2 {
			s.Errorf("%+v", r)
		}
		if err := w.look(s.Context()); !errors.Is(err, fetch.StatusError{Code: http.StatusForbidden}) {
			s.Error("a witness that does not know the new key:", err)
		}
		w = s.watchedBy(witnessed)
		if err := w.look(s.Context()); err != nil {
			s.Error(err)
		}
		s.changedTile(seen)
		s.rewritten(seen, witnessed, first.Size)
	})
}

// changedTile: whoever changes what is served alone is contradicted by the signature.
func (s *site) changedTile(seen string) {
	s.Helper()
	var good []byte
	change := func(hashes []byte) {
		s.update(func(tx *db.Tx) error {
			return db.Exec(s.Context(), tx, `UPDATE translog_tile SET hashes = $1 WHERE level = 0 AND number = 0`, hashes)
		})
	}
	s.update(func(tx *db.Tx) (err error) {
		good, err = db.One(s.Context(), tx, db.Value[[]byte], `SELECT hashes FROM translog_tile WHERE level = 0 AND number = 0`)
		return err
	})
	bad := bytes.Clone(good)
	bad[len(bad)-1] ^= 1
	change(bad)
	s.look(filepath.Join(s.TempDir(), "new"), monitor.BadTiles, monitor.FirstUse)
	change(good)
	s.look(seen, monitor.OK)
}

// rewritten: the log begins anew, signed with the true key.
func (s *site) rewritten(seen, witnessed string, size int64) {
	s.Helper()
	s.update(func(tx *db.Tx) error {
		if err := db.Exec(s.Context(), tx, `DELETE FROM translog_tile`); err != nil {
			return err
		}
		return db.Exec(s.Context(), tx, `INSERT INTO translog_checkpoint (serial, size, key_id, note, at)
			SELECT serial + 1000, size, key_id, note, at FROM translog_checkpoint WHERE size = 0 ORDER BY serial LIMIT 1`)
	})
	s.seal(slices.Repeat([]string{"other"}, int(size)+1)...)
	if r := s.look(seen, monitor.Forked); r.Leaf == nil || *r.Leaf != 0 || len(r.Evidence) != 2 {
		s.Errorf("smaller: %+v", r)
	}
	if err := s.watchedBy(witnessed).look(s.Context()); !errors.Is(err, witness.ErrAhead) {
		s.Error("smaller:", err)
	}
	s.seal("other")
	s.look(seen, monitor.Forked)
	if err := s.watchedBy(witnessed).look(s.Context()); !errors.Is(err, witness.ErrFork) {
		s.Error("as large:", err)
	}
	s.seal("other")
	s.look(seen, monitor.Forked)
	if err := s.watchedBy(witnessed).look(s.Context()); !errors.Is(err, witness.ErrFork) {
		s.Error("larger:", err)
	}
	s.look(filepath.Join(s.TempDir(), "new"), monitor.OK, monitor.FirstUse) // who comes now sees nothing wrong
}
