package certificate_test

import (
	"archive/zip"
	"bytes"
	"context"
	"io"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"kheo/internal/business/recognition"
	"kheo/internal/business/register"
	"kheo/internal/platform/db"
	"kheo/internal/platform/db/dbtest"
	"kheo/internal/platform/jobs"
)

func TestPrint(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newHall(t, d)
		h.works(t)
		names := []string{"Bà Phạm Thị Mẫu", "Ông Lê Văn Mẫu", "Bà Vũ Thị Mẫu", "Ông Đỗ Thủy Mẫu"}
		root := h.issued(t, recognition.Recognition, "412-QĐ/QU", names...)
		all := h.entries(t, root)
		h.amended(t, root, recognition.Revocation, all[1].LineID, "414-QĐ/QU", "")

		pdf := h.printed(t, root, nil, "giay-"+root.Code+".pdf")
		if got := pages(pdf); got != 3 {
			t.Errorf("%d pages, want 3", got)
		}
		says := words(t, pdf)
		if strings.Contains(says, "BẢN XEM") {
			t.Error("a printed paper is marked as one to be looked at")
		}
		for n, name := range names {
			if got := strings.Contains(says, name); got != (n != 1) && says != "" {
				t.Errorf("%s on the papers: %v", name, got)
			}
			if got := strings.Contains(says, all[n].Code); got != (n != 1) && says != "" {
				t.Errorf("%s on the papers: %v", all[n].Code, got)
			}
		}
		raw := h.printed(t, root, url.Values{"act": {"zip"}, "reason": {"Giấy bị rách"}}, "giay-"+root.Code+".zip")
		z, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
		if err != nil {
			t.Fatal(err)
		}
		want := []string{"001-" + all[0].Code + ".pdf", "003-" + all[2].Code + ".pdf", "004-" + all[3].Code + ".pdf"}
		for n, f := range z.File {
			if f.Name != want[n] {
				t.Errorf("file %s, want %s", f.Name, want[n])
			}
			one := content(t, f)
			if pages(one) != 1 {
				t.Errorf("%s has %d pages", f.Name, pages(one))
			}
			h.proves(t, one, all[[]int{0, 2, 3}[n]])
		}
		if len(z.File) != 3 {
			t.Errorf("%d files", len(z.File))
		}
	})
}

// asked is printing as it was asked for before there were designs.
type asked struct {
	DecisionID string `json:"decision_id"`
	AccountID  string `json:"account_id"`
	Separate   bool   `json:"separate"`
}

func (asked) Kind() string { return "register.certificates.v1" }

// What was queued by an older Khéo is printed by this one, in the design that is meant.
func TestOldWorkIsPrinted(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newHall(t, d)
		h.works(t)
		root := h.issued(t, recognition.Recognition, "412-QĐ/QU", "Bà Phạm Thị Mẫu", "Ông Lê Văn Mẫu")
		var id string
		h.update(t, func(ctx context.Context, tx *db.Tx) (err error) {
			id, err = h.queue.Enqueue(ctx, tx, h.actors["ky"].AccountID, "In giấy", asked{DecisionID: root.ID, AccountID: h.actors["ky"].AccountID})
			return err
		})
		if run := h.finished(t, id); run.State != "done" || run.Done != 2 {
			t.Errorf("run %+v", run)
		}
	})
}

// works lets the background work begin.
func (h *hall) works(t *testing.T) {
	t.Helper()
	if err := h.queue.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := h.queue.Stop(context.Background()); err != nil {
			t.Error(err)
		}
	})
}

// printed asks for all three papers.
func (h *hall) printed(t *testing.T, d recognition.Decision, form url.Values, name string) []byte {
	t.Helper()
	return h.printedAs(t, d, form, name, 3)
}

// printedAs asks for papers as a person does, follows the work and takes the file.
func (h *hall) printedAs(t *testing.T, d recognition.Decision, form url.Values, name string, papers int64) []byte {
	t.Helper()
	w := h.post("ky", "/viec/quyet-dinh/"+d.ID+"/giay", form)
	to, _, _ := strings.Cut(w.Header().Get("Location"), "?")
	id, ok := strings.CutPrefix(to, "/viec/cong-viec/")
	if w.Code != http.StatusSeeOther || !ok {
		t.Fatalf("%d to %q", w.Code, w.Header().Get("Location"))
	}
	run := h.finished(t, id)
	if run.State != "done" || run.Done != papers || run.Total != papers || run.AccountID != h.actors["ky"].AccountID || !strings.Contains(run.Title, "412-QĐ/QU") {
		t.Fatalf("run %+v", run)
	}
	var raw []byte
	err := h.db.View(t.Context(), func(tx *db.Tx) error {
		f, err := h.files.Find(t.Context(), tx, strings.TrimPrefix(run.Result, "/viec/tep/"))
		if err != nil {
			return err
		}
		if f.Name != name || f.AccountID != h.actors["ky"].AccountID {
			t.Errorf("file %+v", f)
		}
		r, err := h.files.Open(f)
		if err != nil {
			return err
		}
		raw, err = io.ReadAll(r)
		_ = r.Close()
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

func (h *hall) finished(t *testing.T, id string) (run jobs.Run) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	defer cancel()
	tick := time.NewTicker(10 * time.Millisecond)
	defer tick.Stop()
	for {
		err := h.db.View(ctx, func(tx *db.Tx) (err error) {
			run, err = jobs.Find(ctx, tx, id)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		if run.Finished() {
			return run
		}
		select {
		case <-ctx.Done():
			t.Fatalf("the work does not end: %+v", run)
		case <-tick.C:
		}
	}
}

func content(t *testing.T, f *zip.File) []byte {
	t.Helper()
	r, err := f.Open()
	if err != nil {
		t.Fatal(err)
	}
	raw, err := io.ReadAll(r)
	_ = r.Close()
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

var page = regexp.MustCompile(`/Type\s*/Page[^s]`)

func pages(pdf []byte) int { return len(page.FindAll(pdf, -1)) }

// words is the text of a PDF with single blanks; empty where pdftotext is missing.
func words(t *testing.T, pdf []byte) string {
	t.Helper()
	tool, err := exec.LookPath("pdftotext")
	if err != nil {
		t.Log("pdftotext (poppler-utils) is not installed: names are not read back")
		return ""
	}
	name := filepath.Join(t.TempDir(), "giay.pdf")
	if err := os.WriteFile(name, pdf, 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command(tool, "-layout", name, "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	return strings.Join(strings.Fields(string(out)), " ")
}

// proves expects a file to prove the line of e, and no file with another byte to.
func (h *hall) proves(t *testing.T, file []byte, e register.Entry) {
	t.Helper()
	v, err := h.register.VerifyFile(t.Context(), bytes.NewReader(file))
	if err != nil || !v.Valid() || v.Outcome != register.Found || v.Code != e.Code || v.Entry.Record != e.Record {
		t.Errorf("the file of %s: %+v, %v", e.Code, v, err)
	}
	for at := 0; at < len(file); at += 97 {
		changed := bytes.Clone(file)
		changed[at] ^= 4
		if v, err := h.register.VerifyFile(t.Context(), bytes.NewReader(changed)); err != nil || v.Valid() {
			t.Errorf("byte %d of %s was changed: %s, %v", at, e.Code, v.Outcome, err)
		}
	}
}
