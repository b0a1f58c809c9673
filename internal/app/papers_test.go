package app

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"testing"

	"kheo/internal/business/concurrence"
	"kheo/internal/business/eligibility"
	"kheo/internal/business/recognition"
	"kheo/internal/business/signing"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
	"kheo/internal/service/docgen"
	"kheo/internal/service/files"
	"kheo/internal/service/pdfsign"
)

// Every mistake that a decision may hold is refused before it is signed, with the rule
// and the record that it breaks. The good paper goes through.
func TestBadPapersAreRefused(t *testing.T) {
	t.Parallel()
	eachBureau(t, 6, func(b *bureau) {
		good := b.issued(b.draft(recognition.Recognition, nil, b.cases[0]))
		if good.Number == "" || good.State != recognition.Issued {
			b.Fatalf("the good paper is %s with number %q", good.State, good.Number)
		}
		b.held()
		b.doubled()
		b.notVoted()
		b.basisAndAward()
		b.numberUsed(good)
		b.signers()
		b.othersHaveYetToSpeak()
		b.selfCheck()
		b.changedPDF(good)
		b.issued(b.draft(recognition.Recognition, nil, b.cases[2]))
	})
}

func (b *bureau) held() {
	b.Helper()
	i := b.cases[1]
	d := b.draft(recognition.Recognition, nil, i)
	_, err := b.Eligibility.RecordHold(context.Background(), b.actors["thu"], eligibility.HoldInput{
		ID: newID(), ParticipantID: i.ParticipantID, CategoryID: "0190a000-0000-7000-8000-000000230102", Body: "Cơ quan thanh tra mẫu", AttestedOn: clock.On(2026, 11, 18),
	})
	b.must(err)
	b.refused("a held participant", d, b.check(d), "lines", "Dòng 1 (Tổ dân phố số 2)", "1 tạm dừng", "Chưa xét, chưa đề nghị khi đang xem xét kỷ luật")
	err = b.Recognition.Check(context.Background(), b.actors["bo"], d.ID, d.Version)
	b.refused("for whoever may not see holds", d, err, "lines", "Dòng 1 (Tổ dân phố số 2)")
	if err != nil && strings.Contains(err.Error(), "thanh tra") {
		b.Errorf("the publisher learns of the hold: %v", err)
	}
}

// doubled: the same participant twice on one list.
func (b *bureau) doubled() {
	b.Helper()
	d := b.draft(recognition.Commendation, nil, b.cases[0])
	l := b.lines(d.ID)[0]
	b.update(func(ctx context.Context, tx *db.Tx) error {
		return db.Exec(ctx, tx, `INSERT INTO recognition_line (id, decision_id, position, initiative_id, participant_id, participant_kind, name, unit_id, unit_path, unit_name, field_id, title, merit, initiative_code)
			SELECT $2, decision_id, 2, NULL, participant_id, participant_kind, name, unit_id, unit_path, unit_name, field_id, title, merit, initiative_code FROM recognition_line WHERE id = $1`, l.ID, newID())
	})
	b.refused("twice on a list", d, b.check(d), "lines", "Dòng 2 (Tổ dân phố số 1) trùng với dòng 1")
}

func (b *bureau) notVoted() {
	b.Helper()
	d, last := b.draft(recognition.Recognition, nil, b.cases[3]), b.cases[len(b.cases)-1]
	b.update(func(ctx context.Context, tx *db.Tx) error {
		return db.Exec(ctx, tx, `UPDATE recognition_line SET initiative_id = $2, participant_id = $3, name = $4 WHERE decision_id = $1`, d.ID, last.ID, last.ParticipantID, last.ParticipantName)
	})
	b.refused("nobody voted", d, b.check(d), "lines", "Dòng 1 ("+last.ParticipantName+") chưa được hội đồng bỏ phiếu thông qua")
	_, err := b.Recognition.AddLines(context.Background(), b.actors["thu"], d.ID, d.Version, []string{last.ID})
	b.must(err)
	if n := len(b.lines(d.ID)); n != 1 {
		b.Errorf("%d lines: what nobody voted for was added", n)
	}
}

func (b *bureau) basisAndAward() {
	b.Helper()
	d := b.draft(recognition.Recognition, func(in *recognition.Input) { in.Bases = []string{charterBasis, endedBasis} }, b.cases[3])
	b.refused("an expired basis", d, b.check(d), "bases", "Luật Thi đua, khen thưởng năm 2003", "31/12/2023", "20/11/2026")
	d = b.draft(recognition.Commendation, func(in *recognition.Input) { in.AwardID = endedAward }, b.cases[0])
	b.refused("an award of another time", d, b.check(d), "award_id", "Chi bộ hoàn thành xuất sắc nhiệm vụ tiêu biểu trong năm", "20/11/2026", "Hướng dẫn 56-HD/VPTW")
}

func (b *bureau) numberUsed(good recognition.Decision) {
	b.Helper()
	d := b.draft(recognition.Recognition, func(in *recognition.Input) { in.Number = good.Number }, b.cases[3])
	b.refused("a number that was used", d, b.check(d), "number", good.Subject, "20/11/2026")
	d = b.draft(recognition.Recognition, func(in *recognition.Input) { in.Number = "0" + good.Number }, b.cases[3])
	b.must(b.Recognition.Check(context.Background(), b.actors["bo"], d.ID, d.Version))
	d = b.decision(d.ID)
	err := b.Recognition.Sign(context.Background(), b.actors["ky"], d.ID, d.Version)
	b.refused("the same number written otherwise", d, err, "", "Số "+good.Number, "đã có", good.Subject)
}

func (b *bureau) signers() {
	b.Helper()
	d := b.draft(recognition.Recognition, func(in *recognition.Input) { in.Signer = "Lý Cũ Mẫu" }, b.cases[3])
	b.refused("a power that ended", d, b.check(d), "signer", "Lý Cũ Mẫu", "01/07/2025 đến 30/06/2026", "20/11/2026")
	d = b.draft(recognition.Recognition, func(in *recognition.Input) { in.Signer = "Ngô Không Mẫu" }, b.cases[3])
	b.refused("nobody's power", d, b.check(d), "signer", "Ngô Không Mẫu chưa được giao quyền ký", "Đỗ Ký Mẫu")
	d = b.draft(recognition.Recognition, nil, b.cases[3])
	b.must(b.Recognition.Check(context.Background(), b.actors["bo"], d.ID, d.Version))
	d = b.decision(d.ID)
	b.refused("somebody else's account", d, b.Recognition.Sign(context.Background(), b.actors["pho"], d.ID, d.Version), "", "Đỗ Ký Mẫu có tài khoản riêng")
}

func (b *bureau) othersHaveYetToSpeak() {
	b.Helper()
	ctx := context.Background()
	d := b.draft(recognition.Recognition, nil, b.cases[3])
	_, err := b.Concurrence.Ask(ctx, b.actors["thu"], d.ID, concurrence.AskInput{
		ID: newID(), BodyID: "0190a000-0000-7000-8000-000000002602", Number: "17-CV/ĐU", AskedOn: clock.On(2026, 11, 16), DueOn: clock.On(2026, 11, 30), Whole: "1",
	})
	b.must(err)
	b.refused("a body that has not answered", d, b.check(d), "lines", "Cơ quan công an", "17-CV/ĐU", "Tổ dân phố số 4", "30/11/2026")
	d = b.draft(recognition.Recognition, nil, b.cases[3])
	n, err := b.Concurrence.Prepare(ctx, b.actors["thu"], d.ID, concurrence.NoticeInput{
		ID: newID(), Title: "Danh sách mẫu", From: b.today, To: b.today.AddDays(10), Place: "Bảng tin trụ sở",
	})
	b.must(err)
	b.must(b.Concurrence.Publish(ctx, b.actors["thu"], d.ID, n.ID, n.Version))
	b.refused("a notice that runs", d, b.check(d), "lines", "Danh sách mẫu", b.today.AddDays(10).String())
}

func (b *bureau) selfCheck() {
	b.Helper()
	d := b.draft(recognition.Recognition, nil, b.cases[3])
	b.refused("the drafter checks", d, b.Recognition.Check(context.Background(), b.actors["thu"], d.ID, d.Version), "", "Người soạn không tự kiểm tra")
	b.must(b.check(d))
	d = b.decision(d.ID)
	b.refused("who checked signs", d, b.Recognition.Sign(context.Background(), b.actors["ky"], d.ID, d.Version), "", "Người kiểm tra không ký")
}

// changedPDF: a signed PDF that is not the paper, bit for bit and signatures, is refused;
// the paper itself, signed, is taken.
func (b *bureau) changedPDF(good recognition.Decision) {
	b.Helper()
	ctx, key := context.Background(), b.Recognition.Signer
	c, err := b.Recognition.Copies(ctx, b.actors["ky"], good.ID)
	b.must(err)
	signed := func(doc docgen.Document) []byte {
		var paper, out bytes.Buffer
		b.must(docgen.WritePDF(&paper, doc))
		b.must(pdfsign.Sign(&out, paper.Bytes(), key, pdfsign.Info{Name: "Đỗ Ký Mẫu", At: b.DB.Now()}))
		return out.Bytes()
	}
	var bare bytes.Buffer
	b.must(docgen.WritePDF(&bare, c.Paper))
	other := c.Paper
	other.Blocks = append(append([]docgen.Block{}, other.Blocks...), docgen.Paragraph{Runs: docgen.Text("Thêm một dòng.")})
	right := signed(c.Paper)
	bent := bytes.Clone(right)
	bent[bare.Len()/2] ^= 1
	for what, content := range map[string][]byte{"another text": signed(other), "a byte changed": bent, "no signature": bare.Bytes(), "no PDF": []byte("xin chào")} {
		err := b.Recognition.Offer(ctx, b.actors["bo"], good.ID, signing.Upload{ID: newID(), Kind: signing.PAdES, Name: "da-ky.pdf", Content: content})
		var invalid fault.Invalid
		if !errors.As(err, &invalid) || invalid[files.Field].String() == "" {
			b.Errorf("%s: %v", what, err)
		}
		if what == "another text" && !strings.Contains(invalid[files.Field].String(), "không phải văn bản gốc") {
			b.Errorf("%s: %v", what, err)
		}
	}
	if c, err = b.Recognition.Copies(ctx, b.actors["ky"], good.ID); err != nil || len(c.All) != 0 {
		b.Errorf("%d copies were kept, %v", len(c.All), err)
	}
	b.must(b.Recognition.Offer(ctx, b.actors["bo"], good.ID, signing.Upload{ID: newID(), Kind: signing.PAdES, Name: "da-ky.pdf", Content: right}))
	if c, err = b.Recognition.Copies(ctx, b.actors["ky"], good.ID); err != nil || len(c.All) != 1 {
		b.Errorf("%d copies are kept, %v", len(c.All), err)
	}
}
