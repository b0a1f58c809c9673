package files

import (
	"context"
	"encoding/hex"
	"errors"
	"io/fs"
	"path"
	"time"

	"kheo/internal/platform/db"
)

// Verify reads the bytes of every file and small version and compares their
// hashes. It returns how many files it read and those whose bytes are missing
// or changed; err is about the check itself.
func (s *Store) Verify(ctx context.Context, tx *db.Tx) (checked int, bad []File, err error) {
	all, err := db.All(ctx, tx, scan, `SELECT `+columns+` FROM files_file ORDER BY created_at, id`)
	if err != nil {
		return 0, nil, err
	}
	known := map[string]bool{} // several files may share their bytes
	for _, f := range all {
		good, err := s.verify(ctx, f, known)
		if err != nil {
			return checked, bad, err
		}
		checked++
		if !good {
			bad = append(bad, f)
		}
	}
	return checked, bad, nil
}

func (s *Store) verify(ctx context.Context, f File, known map[string]bool) (bool, error) {
	for sum, size := range map[string]int64{f.SHA256: f.Size, f.PreviewSHA256: -1} {
		if sum == "" || known[sum] {
			continue
		}
		err := s.check(ctx, sum, size)
		if errors.Is(err, ErrDamaged) {
			return false, nil
		}
		if err != nil {
			return false, err
		}
		known[sum] = true
	}
	return true, nil
}

// Sweep removes stored bytes that no row names and drafts left by a crash, when
// they were last touched more than olderThan ago. olderThan must exceed the
// longest time between Receive and the commit of Save: a day is good.
func (s *Store) Sweep(ctx context.Context, olderThan time.Duration) (removed int, err error) {
	before := time.Now().Add(-olderThan)
	old, err := s.older(ctx, before)
	if err != nil {
		return 0, err
	}
	named, err := s.named(ctx)
	if err != nil {
		return 0, err
	}
	for _, name := range old {
		sum, _ := hex.DecodeString(name[len(name)-min(len(name), 64):])
		if len(sum) == 32 && named[[32]byte(sum)] {
			continue
		}
		gone, err := s.forget(name, before)
		if err != nil {
			return removed, err
		}
		if gone {
			removed++
		}
	}
	return removed, nil
}

// older lists files last touched before a moment.
func (s *Store) older(ctx context.Context, before time.Time) (names []string, err error) {
	err = fs.WalkDir(s.root.FS(), ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || !e.Type().IsRegular() {
			return gone(err)
		}
		info, err := e.Info()
		if err == nil && isOurs(name) && info.ModTime().Before(before) {
			names = append(names, name)
		}
		return errors.Join(gone(err), ctx.Err())
	})
	return names, err
}

// isOurs keeps Sweep from touching anything that this package did not write.
func isOurs(name string) bool {
	at, err := place(path.Base(name))
	return err == nil && at == name || path.Dir(name) == drafts
}

func gone(err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

// named collects every hash that a row names.
func (s *Store) named(ctx context.Context) (map[[32]byte]bool, error) {
	named := map[[32]byte]bool{}
	err := s.db.View(ctx, func(tx *db.Tx) error {
		return db.Each(ctx, tx, func(r db.Row) error {
			var stored, preview string
			if err := r.Scan(&stored, &preview); err != nil {
				return err
			}
			for _, sum := range []string{stored, preview} {
				if raw, err := hex.DecodeString(sum); err == nil && len(raw) == 32 {
					named[[32]byte(raw)] = true
				}
			}
			return nil
		}, `SELECT sha256, preview_sha256 FROM files_file`)
	})
	return named, err
}

// forget removes a file unless somebody received the same bytes meanwhile.
func (s *Store) forget(name string, before time.Time) (bool, error) {
	s.keeping.Lock()
	defer s.keeping.Unlock()
	info, err := s.root.Stat(name)
	if err != nil {
		return false, gone(err)
	}
	if !info.ModTime().Before(before) {
		return false, nil
	}
	return true, s.root.Remove(name)
}
