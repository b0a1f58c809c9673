package register_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"strings"
	"testing"

	"kheo/internal/business/recognition"
	"kheo/internal/business/register"
	"kheo/internal/platform/db"
	"kheo/internal/platform/db/dbtest"
	"kheo/internal/service/translog"
)

// papers of the entries of a decision.
func (h *hall) papers(t testing.TB, all []register.Entry) (papers []register.Paper) {
	t.Helper()
	err := h.db.View(context.Background(), func(tx *db.Tx) (err error) {
		papers, err = h.Papers(context.Background(), tx, all)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return papers
}

// sealed is the smallest file that carries a proof as a certificate's does.
func sealed(t testing.TB, p register.Paper) []byte {
	t.Helper()
	var file bytes.Buffer
	err := p.Seal(&file, func(w io.Writer) error {
		_, err := fmt.Fprintf(w, "%%PDF-1.5\n1 0 obj\n<</Length %d>>\nstream\n%s\nendstream\nendobj\n2 0 obj\n(một tờ giấy)\nendobj\n%%%%EOF\n", len(p.Proof), p.Proof)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return file.Bytes()
}

func (h *hall) keys(t testing.TB) translog.Keys {
	t.Helper()
	keys, err := h.Keys(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return keys
}

func examine(t testing.TB, file []byte, keys translog.Keys) register.Verdict {
	t.Helper()
	v, err := register.ExamineFile(bytes.NewReader(file), keys)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func (h *hall) verifyFile(t testing.TB, file []byte) register.Verdict {
	t.Helper()
	v, err := h.VerifyFile(context.Background(), bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// What a person brings is named for what it is, with the public keys alone.
func TestExamineFile(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newHall(t, d)
		all := h.entries(t, h.issued(t, recognition.Commendation, "412-QĐ/QU", many(3)...))
		papers, keys := h.papers(t, all), h.keys(t)
		file := sealed(t, papers[0])
		v := examine(t, file, keys)
		if v.Outcome != register.Genuine || !v.Valid() || v.Code != all[0].Code || v.Entry.Record != all[0].Record || v.Plain().Signed.Size != 3 || len(v.Checks) != 6 {
			t.Fatalf("the file: %+v", v)
		}
		if v := examine(t, papers[0].Proof, keys); v.Outcome != register.Genuine || v.Code != all[0].Code {
			t.Errorf("the proof alone: %+v", v)
		}
		elsewhere, _, err := translog.NewKey("khac.example/so-cong-nhan")
		sibling, _, err2 := translog.NewKey("kheo.example/so-cong-nhan")
		if err != nil || err2 != nil {
			t.Fatal(err, err2)
		}
		swapped := bytes.Replace(file, papers[0].Proof, papers[1].Proof, 1)
		record := bytes.Replace(papers[0].Proof, []byte("index 0\n"), []byte("index 1\n"), 1)
		for what, c := range map[string]struct {
			file []byte
			keys translog.Keys
			want register.Outcome
		}{
			"the page was changed":             {bytes.Replace(file, []byte("một tờ"), []byte("hai tờ"), 1), keys, register.Altered},
			"the proof of another paper":       {swapped, keys, register.Altered},
			"a proof for another place":        {record, keys, register.OtherRecord},
			"something was added":              {append(bytes.Clone(file), "\n% chú thích\n"...), keys, register.Altered},
			"the seal was cut off":             {file[:bytes.LastIndex(file, []byte("%kheo-seal"))], keys, register.Altered},
			"the end was cut off":              {file[:len(file)/2], keys, register.Altered},
			"the proof was taken out":          {bytes.Replace(file, []byte("c2sp.org"), []byte("c2sp.xyz"), 1), keys, register.Altered},
			"keys of another register":         {file, translog.Keys{elsewhere}, register.Foreign},
			"a newer key of the same register": {file, translog.Keys{sibling}, register.UnknownKey},
			"a retired key that went on":       {file, translog.Keys{{VKey: keys[0].VKey, Retired: true, Until: 2}}, register.RetiredKey},
			"no PDF":                           {[]byte("xin chào"), keys, register.NotPDF},
			"nothing":                          {nil, keys, register.NotPDF},
			"a PDF of somebody else":           {[]byte("%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"), keys, register.NoProof},
			"half a proof":                     {papers[0].Proof[:40], keys, register.Altered},
		} {
			v := examine(t, c.file, c.keys)
			if v.Outcome != c.want || v.Valid() || v.Checks[len(v.Checks)-1].OK || strings.Contains(v.Say().String(), "thu hồi") {
				t.Errorf("%s: %s, want %s; %s", what, v.Outcome, c.want, v.Say())
			}
		}
		// A retired key still vouches for what it signed while it could.
		old := translog.Keys{sibling, {VKey: keys[0].VKey, Retired: true, Until: 3}}
		if v := examine(t, file, old); !v.Valid() || !v.Plain().Signed.Old || !strings.Contains(strings.Join(v.Summary(), " "), "khóa cũ") {
			t.Errorf("an old key: %+v", v)
		}
	})
}

// No change of a single byte, anywhere, passes.
func TestNoByteMayChange(t *testing.T) {
	t.Parallel()
	d := dbtest.SQLite(t)
	h := newHall(t, d)
	all := h.entries(t, h.issued(t, recognition.Commendation, "412-QĐ/QU", many(2)...))
	file, keys := sealed(t, h.papers(t, all)[0]), h.keys(t)
	for at := range file {
		changed := bytes.Clone(file)
		changed[at] ^= 1 << rand.IntN(8) //nolint:gosec // no secret
		if v := examine(t, changed, keys); v.Valid() {
			t.Errorf("byte %d of %d (%q) was changed: %s", at, len(file), file[at], v.Outcome)
		}
	}
}

// endless is noise that never ends.
type endless struct{ read int64 }

func (e *endless) Read(p []byte) (int, error) {
	for n := range p {
		p[n] = byte(rand.Uint32()) //nolint:gosec // noise
	}
	e.read += int64(len(p))
	return len(p), nil
}

// However long a file is, little of it is read.
func TestNoiseIsNamed(t *testing.T) {
	t.Parallel()
	noise := &endless{}
	v, err := register.ExamineFile(noise, nil)
	if err != nil || v.Outcome != register.NotPDF || noise.read > 1<<20 {
		t.Errorf("noise: %s, %v after %d bytes", v.Outcome, err, noise.read)
	}
	long := &endless{}
	v, err = register.ExamineFile(io.MultiReader(strings.NewReader("%PDF-1.5\n"), long), nil)
	if err != nil || v.Outcome != register.TooLarge || long.read > 64<<20 {
		t.Errorf("a PDF without end: %s, %v after %d bytes", v.Outcome, err, long.read)
	}
	dl, err := register.ExamineDownload(&endless{}, nil, "")
	if err != nil || dl.OK() || dl.Checks[0].OK {
		t.Errorf("noise as a register: %+v, %v", dl, err)
	}
}

// With the register at hand a file tells how its line stands today.
func TestVerifyFileToday(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newHall(t, d)
		root := h.issued(t, recognition.Commendation, "412-QĐ/QU", many(3)...)
		all := h.entries(t, root)
		papers := h.papers(t, all)
		if v := h.verifyFile(t, sealed(t, papers[0])); v.Outcome != register.Found || !v.Valid() || len(v.Checks) != 10 {
			t.Errorf("as issued: %+v", v)
		}
		h.amended(t, root, recognition.Revocation, all[0].LineID, "415-QĐ/QU", "")
		h.amended(t, root, recognition.Correction, all[1].LineID, "416-QĐ/QU", "Bà Hai Mẫu")
		if v := h.verifyFile(t, sealed(t, papers[0])); v.Valid() || v.Entry.State != register.Revoked || !strings.Contains(v.Say().String(), "thu hồi") {
			t.Errorf("revoked: %+v", v)
		}
		if v := h.verifyFile(t, sealed(t, papers[1])); !v.Valid() || v.Entry.State != register.Corrected || v.Plain().By == "" {
			t.Errorf("corrected: %+v", v)
		}
		for n, p := range papers {
			v, err := h.VerifyQR(t.Context(), p.QR, all[n].Record.Name)
			if err != nil || v.Outcome != register.Found || v.Valid() != (n != 0) || v.Short.Number != "412-QĐ/QU" {
				t.Errorf("QR %d: %+v, %v", n, v, err)
			}
		}
	})
}
