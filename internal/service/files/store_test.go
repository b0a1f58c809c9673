package files

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"kheo/internal/platform/db"
	"kheo/internal/platform/db/dbtest"
	"kheo/internal/platform/fault"
)

func onEach(t *testing.T, do func(t *testing.T, s *Store, d *db.DB)) {
	t.Helper()
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s, err := New(t.TempDir(), d)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = s.Close() })
		do(t, s, d)
	})
}

func save(t *testing.T, s *Store, d *db.DB, in Received) (f File) {
	t.Helper()
	err := d.Update(t.Context(), func(tx *db.Tx) (err error) {
		f, err = s.Save(t.Context(), tx, in, tx.Now)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func bytesOf(t *testing.T, r io.ReadSeekCloser, err error) []byte {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	b, err := io.ReadAll(r)
	if err = errors.Join(err, r.Close()); err != nil {
		t.Fatal(err)
	}
	return b
}

func TestSavedFilesAreFound(t *testing.T) {
	onEach(t, func(t *testing.T, s *Store, d *db.DB) {
		ctx, account := t.Context(), uuid.NewString()
		in, err := s.Receive(ctx, "Ảnh ngõ.jpg", account, bytes.NewReader(photo(t, gradient(1300, 700), 6)), Limits{})
		if err != nil {
			t.Fatal(err)
		}
		first, second := save(t, s, d, in), save(t, s, d, receive(t, s, "ghi.txt", []byte("chữ")))
		err = d.View(ctx, func(tx *db.Tx) error {
			got, err := s.Find(ctx, tx, first.ID)
			if err != nil || got != first || got.AccountID != account || !got.CreatedAt.Equal(dbtest.Moment) || !got.IsPicture() {
				t.Errorf("found %+v, %v instead of %+v", got, err, first)
			}
			for _, id := range []string{uuid.NewString(), "không phải", ""} {
				if _, err := s.Find(ctx, tx, id); !errors.Is(err, fault.NotFound) {
					t.Errorf("find %q: %v", id, err)
				}
			}
			ids := []string{second.ID, "x", uuid.NewString(), first.ID, first.ID}
			for range 120 {
				ids = append(ids, uuid.NewString())
			}
			many, err := s.Many(ctx, tx, ids)
			if err != nil || len(many) != 2 || many[first.ID] != first || many[second.ID] != second || second.AccountID != "" {
				t.Errorf("many: %+v, %v", many, err)
			}
			none, err := s.Many(ctx, tx, nil)
			if len(none) != 0 {
				t.Errorf("many of none: %v", none)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		content, err := s.Open(first)
		if b := bytesOf(t, content, err); sumOf(b) != first.SHA256 || int64(len(b)) != first.Size {
			t.Error("other bytes came out")
		}
		content, err = s.OpenPreview(first)
		small := pixels(t, JPEG, bytesOf(t, content, err))
		if size := small.Bounds().Size(); size.X != 344 || size.Y != 640 {
			t.Errorf("the small version is %v", size)
		}
		if _, err := s.OpenPreview(second); !errors.Is(err, fault.NotFound) {
			t.Errorf("a text has a small version: %v", err)
		}
	})
}

func TestRolledBackFilesDoNotExist(t *testing.T) {
	onEach(t, func(t *testing.T, s *Store, d *db.DB) {
		ctx, stop := t.Context(), errors.New("stop")
		in := receive(t, s, "a.txt", []byte("chữ"))
		var f File
		err := d.Update(ctx, func(tx *db.Tx) (err error) {
			if f, err = s.Save(ctx, tx, in, tx.Now); err != nil {
				return err
			}
			return stop
		})
		if !errors.Is(err, stop) {
			t.Fatal(err)
		}
		err = d.View(ctx, func(tx *db.Tx) error { _, err := s.Find(ctx, tx, f.ID); return err })
		if !errors.Is(err, fault.NotFound) {
			t.Errorf("after the rollback: %v", err)
		}
	})
}

func TestSweepRemovesOnlyWhatNobodyNames(t *testing.T) {
	onEach(t, func(t *testing.T, s *Store, d *db.DB) {
		kept := save(t, s, d, receive(t, s, "ảnh.jpg", photo(t, gradient(9, 9), 1)))
		lost := receive(t, s, "b.txt", []byte("không ai giữ"))
		back := receive(t, s, "c.txt", []byte("gửi lại"))
		young := receive(t, s, "d.txt", []byte("mới"))
		crashed, err := s.draft()
		if err != nil {
			t.Fatal(err)
		}
		if err := s.root.WriteFile("kheo.db", []byte("not ours"), 0o600); err != nil {
			t.Fatal(err)
		}
		old := time.Now().Add(-48 * time.Hour)
		for _, name := range onDisk(t, s) {
			if at, _ := place(young.SHA256); name != at {
				if err := s.root.Chtimes(name, old, old); err != nil {
					t.Fatal(err)
				}
			}
		}
		receive(t, s, "c.txt", []byte("gửi lại"))
		removed, err := s.Sweep(t.Context(), 24*time.Hour)
		if err != nil || removed != 2 {
			t.Errorf("removed %d, %v", removed, err)
		}
		for sum, want := range map[string]bool{
			kept.SHA256: true, kept.PreviewSHA256: true, back.SHA256: true, young.SHA256: true, lost.SHA256: false,
		} {
			if err := s.present(sum); (err == nil) != want {
				t.Errorf("%s: %v", sum, err)
			}
		}
		if names := onDisk(t, s); slices.Contains(names, crashed.name) || !slices.Contains(names, "kheo.db") {
			t.Errorf("on disk: %v", names)
		}
		crashed.discard()
		err = d.Update(t.Context(), func(tx *db.Tx) error { _, err := s.Save(t.Context(), tx, lost, tx.Now); return err })
		if !errors.Is(err, ErrDamaged) {
			t.Errorf("saving what was swept: %v", err)
		}
	})
}

func TestVerifyFindsDamage(t *testing.T) {
	onEach(t, func(t *testing.T, s *Store, d *db.DB) {
		verify := func() (checked int, bad []File) {
			t.Helper()
			err := d.View(t.Context(), func(tx *db.Tx) (err error) {
				checked, bad, err = s.Verify(t.Context(), tx)
				return err
			})
			if err != nil {
				t.Fatal(err)
			}
			return checked, bad
		}
		var all []File
		for i := range 4 {
			all = append(all, save(t, s, d, receive(t, s, "a.txt", fmt.Appendf(nil, "tệp %d", i))))
		}
		picture := save(t, s, d, receive(t, s, "ảnh.png", pngOf(t, gradient(9, 9))))
		twin := save(t, s, d, receive(t, s, "bản sao.txt", []byte("tệp 0")))
		if checked, bad := verify(); checked != 6 || len(bad) > 0 {
			t.Errorf("untouched: %d checked, bad %v", checked, bad)
		}
		spoil(t, s, all[0].SHA256, []byte("tep  0"))
		spoil(t, s, all[1].SHA256, []byte("cut"))
		spoil(t, s, all[2].SHA256, nil)
		spoil(t, s, picture.PreviewSHA256, []byte("other"))
		checked, bad := verify()
		if want := []string{all[0].ID, all[1].ID, all[2].ID, picture.ID, twin.ID}; checked != 6 || !sameIDs(bad, want) {
			t.Errorf("%d checked, bad %+v", checked, bad)
		}
		for _, f := range all[1:3] {
			if _, err := s.Open(f); !errors.Is(err, ErrDamaged) {
				t.Errorf("open damaged: %v", err)
			}
		}
		if _, err := s.Receive(t.Context(), "a.txt", "", strings.NewReader("tệp 0"), Limits{}); !errors.Is(err, ErrDamaged) {
			t.Errorf("damaged bytes were taken for good ones: %v", err)
		}
	})
}

func sameIDs(files []File, ids []string) bool {
	return len(files) == len(ids) && !slices.ContainsFunc(files, func(f File) bool { return !slices.Contains(ids, f.ID) })
}

// spoil changes stored bytes behind the store's back; nil removes them.
func spoil(t *testing.T, s *Store, sum string, with []byte) {
	t.Helper()
	name, err := place(sum)
	if err == nil {
		err = s.root.Remove(name)
	}
	if err == nil && with != nil {
		err = s.root.WriteFile(name, with, 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
}

func TestStoredBytesNeverChange(t *testing.T) {
	t.Parallel()
	s := open(t)
	content := photo(t, gradient(20, 20), 3)
	in := receive(t, s, "a.jpg", content)
	name, err := place(in.SHA256)
	if err != nil {
		t.Fatal(err)
	}
	before, err := s.root.Stat(name)
	if err != nil || before.Mode().Perm() != 0o400 {
		t.Fatalf("%v %v", before, err)
	}
	if again := receive(t, s, "b.jpg", content); again.SHA256 != in.SHA256 {
		t.Error("the same picture was stored differently")
	}
	after, err := s.root.Stat(name)
	if err != nil || !os.SameFile(before, after) {
		t.Errorf("the file was replaced: %v", err)
	}
	if len(onDisk(t, s)) != 2 {
		t.Errorf("on disk: %v", onDisk(t, s))
	}
	for _, f := range []File{{SHA256: "../../etc/passwd"}, {SHA256: "ab"}, {}, {SHA256: strings.Repeat("../", 21) + "a"}} {
		if _, err := s.Open(f); err == nil {
			t.Errorf("%q was opened", f.SHA256)
		}
	}
}

func TestPutKeepsWhatIsProduced(t *testing.T) {
	t.Parallel()
	s, stop := open(t), errors.New("stop")
	in, err := s.Put(t.Context(), "Giấy chứng nhận.pdf", PDF, func(w io.Writer) error {
		_, err := io.WriteString(w, "%PDF-1.7")
		return err
	}, "")
	if err != nil || in.Size != 8 || in.SHA256 != sumOf([]byte("%PDF-1.7")) || in.ReceivedSHA256 != in.SHA256 || in.Name != "Giấy chứng nhận.pdf" {
		t.Errorf("%+v, %v", in, err)
	}
	if _, err := s.Put(t.Context(), "a.pdf", PDF, func(io.Writer) error { return stop }, ""); !errors.Is(err, stop) {
		t.Errorf("a writer that fails: %v", err)
	}
	if _, err := s.Put(t.Context(), "a.html", "text/html; charset=utf-8", func(io.Writer) error { return nil }, ""); err == nil {
		t.Error("HTML was stored")
	}
	if len(onDisk(t, s)) != 1 {
		t.Errorf("on disk: %v", onDisk(t, s))
	}
}

func TestManyReceiveAtOnce(t *testing.T) {
	t.Parallel()
	s, content := open(t), screenshot(t, gradient(50, 50))
	done := make(chan error)
	for range 8 {
		go func() {
			_, err := s.Receive(context.Background(), "a.png", "", bytes.NewReader(content), Limits{})
			done <- err
		}()
	}
	for range 8 {
		if err := <-done; err != nil {
			t.Error(err)
		}
	}
	if len(onDisk(t, s)) != 2 {
		t.Errorf("on disk: %v", onDisk(t, s))
	}
}
