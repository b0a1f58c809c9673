package register_test

import (
	"bytes"
	"context"
	"encoding/base64"
	"fmt"
	"io"
	"testing"
	"time"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"

	"kheo/internal/business/recognition"
	"kheo/internal/business/register"
	"kheo/internal/platform/db"
	"kheo/internal/platform/db/dbtest"
	"kheo/internal/service/audit"
	"kheo/internal/service/translog"
)

// BenchmarkIssue enters decisions of 50 lines, and the same with a second append of 50
// leaves in the transaction: the difference is what the log costs.
func BenchmarkIssue(b *testing.B) {
	h := newHall(b, dbtest.SQLite(b))
	lines := h.people(b, many(50)...)
	extra := make([][]byte, len(lines))
	for n := range extra {
		extra[n] = bytes.Repeat([]byte{byte(n)}, 32)
	}
	var once, twice time.Duration
	number := 1000
	issue := func(again bool) time.Duration {
		number++
		start := time.Now()
		h.update(b, func(ctx context.Context, tx *db.Tx) error {
			in := h.input(recognition.Commendation, fmt.Sprintf("%d-QĐ/QU", number))
			in.Code = fmt.Sprintf("kt-%d", number)
			if _, err := h.recognition.Enter(ctx, tx, audit.System, in, lines); err != nil || !again {
				return err
			}
			_, err := h.log.Append(ctx, tx, extra)
			return err
		})
		return time.Since(start)
	}
	issue(true)
	for b.Loop() {
		once += issue(false)
		twice += issue(true)
	}
	b.ReportMetric(float64(once.Microseconds())/float64(b.N)/1000, "ms/issue")
	b.ReportMetric(100*float64(twice-once)/float64(2*once-twice), "%-for-the-log")
}

const country = 153_250 // lines of a country's register

// BenchmarkDownload checks a downloaded register of a country.
func BenchmarkDownload(b *testing.B) {
	k, secret, err := translog.NewKey("kheo.example/so-cong-nhan")
	if err != nil {
		b.Fatal(err)
	}
	var leaves bytes.Buffer
	tree := &translog.Builder{}
	salt := bytes.Repeat([]byte{7}, 16)
	for n := range country {
		s := fmt.Appendf(nil, `{"at":"2026-11-20T02:15:00Z","code":"DVK-%08d","decision_id":"01a20458-4e55-7dc5-a513-9cfce6a3a258","kind":"issued","line_id":"01a20458-4e56-7a58-9ae3-b0cf03f4c505","record":{"decided_by":"Ban Thường vụ Quận ủy Mẫu","decided_on":"2026-11-20","decision":"kt-dvk-2026","kind":"commendation","level":"cấp phường","name":"Bà Nguyễn Thị Mẫu %d","number":"412-QĐ/QU","participant_kind":"individual","position":%d,"season":"dvk-2026","title":"Khéo trong vận động nhân dân","unit":"Phường Mẫu Một","year":2026},"serial":%d}`, n, n, n%500, n+1)
		fmt.Fprintf(&leaves, `{"leaf":%d,"salt":"%s","statement":%s}`+"\n", n, base64.StdEncoding.EncodeToString(salt), s)
		tree.Add(tlog.RecordHash(register.Commitment(salt, s)), nil)
	}
	signer, err := note.NewSigner(secret)
	if err != nil {
		b.Fatal(err)
	}
	signed, err := note.Sign(&note.Note{Text: translog.Checkpoint{Origin: k.Name(), Tree: tree.Tree()}.String()}, signer)
	if err != nil {
		b.Fatal(err)
	}
	head := fmt.Sprintf(`{"format":"kheo-register/v1","checkpoint":%q}`+"\n", signed)
	b.SetBytes(int64(leaves.Len()))
	for b.Loop() {
		d, err := register.ExamineDownload(io.MultiReader(bytes.NewReader([]byte(head)), bytes.NewReader(leaves.Bytes())), translog.Keys{k}, "")
		if err != nil || !d.OK() || d.Entries != country {
			b.Fatal(err, d.Checks)
		}
	}
}

// BenchmarkCheck compares every row of a country's register with the signed tree, and the
// last segment alone.
func BenchmarkCheck(b *testing.B) {
	h := newHall(b, dbtest.SQLite(b))
	lines := h.people(b, many(500)...)
	for n := 0; n < country; n += len(lines) {
		h.update(b, func(ctx context.Context, tx *db.Tx) error {
			in := h.input(recognition.Commendation, fmt.Sprintf("%d-QĐ/QU", 1000+n))
			in.Code = fmt.Sprintf("kt-%d", n)
			_, err := h.recognition.Enter(ctx, tx, audit.System, in, lines)
			return err
		})
	}
	b.Run("all", func(b *testing.B) {
		for b.Loop() {
			if f := h.findings(b); !f.OK() {
				b.Fatal(f.Problems)
			}
		}
	})
	b.Run("latest", func(b *testing.B) {
		for b.Loop() {
			if f, err := h.CheckLatest(b.Context()); err != nil || !f.OK() {
				b.Fatal(err, f.Problems)
			}
		}
	})
	b.Run("code", func(b *testing.B) {
		code := every[string](b, h, `SELECT code FROM register_entry WHERE serial = 77777`)[0]
		for b.Loop() {
			if v := h.verify(b, code); !v.Valid() {
				b.Fatal(v)
			}
		}
	})
	b.Run("export", func(b *testing.B) {
		for b.Loop() {
			if err := h.Export(b.Context(), io.Discard); err != nil {
				b.Fatal(err)
			}
		}
	})
}
