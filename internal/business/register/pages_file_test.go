package register_test

import (
	"bytes"
	"context"
	"fmt"
	"html"
	"io"
	"strings"
	"testing"

	"kheo/internal/business/recognition"
	"kheo/internal/business/register"
	"kheo/internal/platform/db"
	"kheo/internal/platform/db/dbtest"
	"kheo/internal/service/translog"
)

// sealed makes files of entries with their proofs in them, and gives what their QRs say.
func (h *hall) sealed(t testing.TB, all ...register.Entry) (files [][]byte, qrs []string) {
	t.Helper()
	err := h.db.View(context.Background(), func(tx *db.Tx) error {
		files, qrs = nil, nil
		papers, err := h.Papers(context.Background(), tx, all)
		for _, p := range papers {
			var b bytes.Buffer
			if err := p.Seal(&b, func(w io.Writer) error {
				_, err := fmt.Fprintf(w, "%%PDF-1.7\nstream\n%s\nendstream\n%%%%EOF\n", p.Proof)
				return err
			}); err != nil {
				return err
			}
			files, qrs = append(files, b.Bytes()), append(qrs, p.QR)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files, qrs
}

// Every byte of a sealed file counts, and every bit of the seal itself.
func TestEveryBitOfASealedFileCounts(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newHall(t, d)
		files, _ := h.sealed(t, h.entries(t, h.issued(t, recognition.Recognition, "412-QĐ/QU", "Bà Phạm Thị Mẫu"))...)
		keys, err := h.Keys(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		file := files[0]
		if v, err := register.ExamineFile(bytes.NewReader(file), keys); err != nil || v.Outcome != register.Genuine {
			t.Fatalf("the file itself: %s %v", v.Outcome, err)
		}
		for at := range file {
			for bit := range 8 {
				if at < len(file)-120 && bit != at%8 {
					continue
				}
				changed := bytes.Clone(file)
				changed[at] ^= 1 << bit
				if v, err := register.ExamineFile(bytes.NewReader(changed), keys); err != nil || v.Outcome == register.Genuine {
					t.Errorf("bit %d of byte %d changed %q: %s %v", bit, at, file[max(0, at-5):at+1], v.Outcome, err)
				}
			}
		}
	})
}

func TestUnknownKeyIsNamed(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newHall(t, d)
		files, _ := h.sealed(t, h.entries(t, h.issued(t, recognition.Recognition, "412-QĐ/QU", "Bà Phạm Thị Mẫu"))...)
		keys, err := h.Keys(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		other, _, err := translog.NewKey(keys[0].Name())
		if err != nil {
			t.Fatal(err)
		}
		v, err := register.ExamineFile(bytes.NewReader(files[0]), translog.Keys{other})
		if err != nil || v.Outcome != register.UnknownKey || v.Key.ID() != keys[0].ID() || !strings.Contains(v.Say().String(), keys[0].ID()) {
			t.Errorf("%s by %q: %s %v", v.Outcome, v.Key.ID(), v.Say(), err)
		}
	})
}

// The page brings keys and sentences along and may connect to nothing.
func TestFilePage(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newHall(t, d)
		keys, err := h.Keys(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		w := h.get("", "/kiem-tra/tep")
		shows(t, w, 200, html.EscapeString(keys[0].VKey), `<script type="module"`, "Trang này cần JavaScript", "kheo verify", `type="file"`)
		if csp := w.Header().Get("Content-Security-Policy"); !strings.Contains(csp, "connect-src 'none'") || !strings.Contains(csp, "script-src 'self'") {
			t.Errorf("the page may connect: %s", csp)
		}
		shows(t, h.get("", "/kiem-tra"), 200, `href="/kiem-tra/tep"`)
		e := h.entries(t, h.issued(t, recognition.Recognition, "412-QĐ/QU", "Bà Phạm Thị Mẫu"))[0]
		shows(t, h.get("", "/kiem-tra/"+e.Code), 200, `href="/kiem-tra/tep"`, `data-code="`+e.Code+`"`, `data-day="2026-11-20"`, `data-number="412-QĐ/QU"`, `data-name="Bà Phạm Thị Mẫu"`)
	})
}
