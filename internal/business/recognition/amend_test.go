package recognition_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/uuid"

	"kheo/internal/business/initiative"
	"kheo/internal/business/participant"
	"kheo/internal/business/recognition"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
	"kheo/internal/platform/db/dbtest"
	"kheo/internal/platform/fault"
)

// amend begins a correction or revocation of one line and gives it a number.
func (h *house) amend(t *testing.T, root string, kind recognition.Kind, line, number string) recognition.Decision {
	t.Helper()
	ctx := t.Context()
	d, err := h.Amend(ctx, h.actors["thu"], root, recognition.AmendInput{
		ID: uuid.Must(uuid.NewV7()).String(), Kind: kind, Lines: []string{line}, Reason: "Ghi sai tên khi đánh máy.",
	})
	if err != nil {
		t.Fatal(err)
	}
	in := h.again(d)
	in.Version, in.Subject, in.Reason, in.Number = d.Version, d.Subject, d.Reason, number
	if d, err = h.Save(ctx, h.actors["thu"], in); err != nil {
		t.Fatal(err)
	}
	return d
}

func (h *house) states(t *testing.T, id string) (all map[string]recognition.Standing) {
	t.Helper()
	h.view(t, func(tx *db.Tx) (err error) {
		all, err = h.LineStates(t.Context(), tx, id)
		return err
	})
	return all
}

func TestCorrection(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		ctx, h := t.Context(), newHouse(t, d)
		i := h.passed(t, participant.Individual, "Bà Phạm Thị Mẫu", "Khéo trong hòa giải")
		h.passed(t, participant.Collective, "Tổ dân phố số 5", "Khéo trong giữ ngõ sạch")
		root := h.issued(t, recognition.Recognition, "412-QĐ/QU")
		wrong := h.lines(t, root.ID)[1]
		fix := h.amend(t, root.ID, recognition.Correction, wrong.ID, "415-QĐ/QU")
		if fix.Code != "dc-dvk-2026" || fix.AmendsID != root.ID || !strings.Contains(fix.Subject, "412-QĐ/QU") {
			t.Errorf("draft %+v", fix)
		}
		says(t, h.checkAndSign(ctx, fix.ID, fix.Version), "lines", "chưa sửa gì")
		line := h.lines(t, fix.ID)[0]
		right := recognition.LineInput{Name: "Bà Phạm Thị Mẫu Hai", UnitName: line.UnitName, Title: line.Title, Merit: line.Merit}
		if err := h.EditLine(ctx, h.actors["thu"], fix.ID, fix.Version, line.ID, right); err != nil {
			t.Fatal(err)
		}
		if at := h.states(t, root.ID)[wrong.ID]; at.State != recognition.Valid {
			t.Errorf("a draft already changes: %+v", at)
		}
		h.finish(t, fix.ID)
		at := h.states(t, root.ID)[wrong.ID]
		if at.State != recognition.Corrected || at.Number != "415-QĐ/QU" || at.LineID != line.ID || at.Reason == "" || at.DecidedOn != clock.On(2026, 11, 20) {
			t.Errorf("standing %+v", at)
		}
		if got := h.lines(t, root.ID)[1].Name; got != "Bà Phạm Thị Mẫu" {
			t.Errorf("the first paper now says %q", got)
		}
		h.view(t, func(tx *db.Tx) error {
			standing, err := h.Standing(ctx, tx, root.ID)
			if len(standing) != 2 || standing[1].Name != "Bà Phạm Thị Mẫu Hai" {
				t.Errorf("in force %+v", standing)
			}
			counts, err2 := h.Counts(ctx, tx, h.season.ID)
			if len(counts) != 2 || counts[0].Kind != recognition.Recognition || counts[0].Lines+counts[1].Lines != 2 {
				t.Errorf("counts %+v", counts)
			}
			of, err3 := h.OfInitiative(ctx, tx, i.ID)
			if len(of) != 2 || of[0].ID != root.ID {
				t.Errorf("decisions of the initiative %+v", of)
			}
			return errors.Join(err, err2, err3)
		})
		if h.book.kinds[1] != recognition.Correction || h.book.lines[2].AmendsLineID != wrong.ID {
			t.Errorf("register %+v", h.book)
		}
	})
}

func TestCorrectedLineIsCorrectedAgain(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		ctx, h := t.Context(), newHouse(t, d)
		h.passed(t, participant.Individual, "Bà Phạm Thị Mẫu", "Khéo trong hòa giải")
		root := h.issued(t, recognition.Recognition, "412-QĐ/QU")
		first := h.lines(t, root.ID)[0]
		one := h.amend(t, root.ID, recognition.Revocation, first.ID, "415-QĐ/QU")
		two := h.amend(t, root.ID, recognition.Correction, first.ID, "416-QĐ/QU")
		if err := h.EditLine(ctx, h.actors["thu"], two.ID, two.Version, h.lines(t, two.ID)[0].ID, recognition.LineInput{Name: "Bà Hai", UnitName: "Mẫu"}); err != nil {
			t.Fatal(err)
		}
		h.finish(t, two.ID)
		var refused fault.Refused
		if err := h.checkAndSign(ctx, one.ID, one.Version); !errors.As(err, &refused) || !strings.Contains(refused.Error(), "416-QĐ/QU") {
			t.Errorf("revoking a line that was corrected meanwhile: %v", err)
		}
		three := h.amend(t, root.ID, recognition.Revocation, h.lines(t, two.ID)[0].ID, "417-QĐ/QU")
		if three.AmendsID != root.ID {
			t.Errorf("amends %s", three.AmendsID)
		}
		h.finish(t, three.ID)
		if at := h.states(t, two.ID)[h.lines(t, two.ID)[0].ID]; at.State != recognition.Revoked {
			t.Errorf("the corrected line: %+v", at)
		}
		h.view(t, func(tx *db.Tx) error {
			counts, err := h.Counts(ctx, tx, h.season.ID)
			if len(counts) != 0 {
				t.Errorf("counts after revoking %+v", counts)
			}
			return err
		})
		_, err := h.Amend(ctx, h.actors["thu"], root.ID, recognition.AmendInput{Kind: recognition.Correction, Lines: []string{first.ID}, Reason: "Lại sai."})
		if !errors.As(err, &refused) || !strings.Contains(refused.Error(), "416-QĐ/QU") || !strings.Contains(refused.Error(), first.Name) {
			t.Errorf("correcting a line that another decision has changed: %v", err)
		}
		_, err = h.Amend(ctx, h.actors["thu"], root.ID, recognition.AmendInput{Kind: recognition.Correction, Lines: []string{uuid.NewString()}, Reason: "Lại sai."})
		says(t, err, "lines", "ít nhất một dòng")
		_, err = h.Amend(ctx, h.actors["thu"], two.ID, recognition.AmendInput{Kind: recognition.Correction, Lines: []string{first.ID}, Reason: "Lại sai."})
		if !errors.As(err, &refused) || !strings.Contains(refused.Error(), "412-QĐ/QU") {
			t.Errorf("amending an amendment: %v", err)
		}
	})
}

func TestRevocationReopens(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newHouse(t, d)
		i := h.passed(t, participant.Collective, "Tổ dân phố số 5", "Khéo trong giữ ngõ sạch")
		kept := h.passed(t, participant.Collective, "Tổ dân phố số 6", "Khéo trong giữ ngõ xanh")
		root := h.issued(t, recognition.Recognition, "412-QĐ/QU")
		praise := h.issued(t, recognition.Commendation, "413-QĐ/QU")
		h.finish(t, h.amend(t, praise.ID, recognition.Revocation, h.lines(t, praise.ID)[0].ID, "414-QĐ/QU").ID)
		if got := h.state(t, i.ID); got != initiative.Recognised {
			t.Errorf("taking back praise made the initiative %s", got)
		}
		var line string
		for _, l := range h.lines(t, root.ID) {
			if l.InitiativeID == i.ID {
				line = l.ID
			}
		}
		back := h.amend(t, root.ID, recognition.Revocation, line, "415-QĐ/QU")
		if err := h.EditLine(t.Context(), h.actors["thu"], back.ID, back.Version, h.lines(t, back.ID)[0].ID, recognition.LineInput{Name: "Khác", UnitName: "Mẫu"}); err == nil {
			t.Error("a revocation changes words")
		}
		h.finish(t, back.ID)
		if got := h.state(t, i.ID); got != initiative.UnderReview {
			t.Errorf("revoked initiative is %s", got)
		}
		if got := h.state(t, kept.ID); got != initiative.Recognised {
			t.Errorf("the other one is %s", got)
		}
	})
}

func TestEnterPastSeason(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		ctx, h := t.Context(), newHouse(t, d)
		i := h.passed(t, participant.Collective, "Tổ dân phố số 5", "Khéo trong giữ ngõ sạch")
		var root, fix recognition.Decision
		h.update(t, func(tx *db.Tx) (err error) {
			in := h.input(recognition.Recognition, "9-QĐ/QU")
			in.DecidedOn = clock.On(2022, 10, 20)
			if root, err = h.Enter(ctx, tx, h.actors["ky"], in, []recognition.LineInput{{InitiativeID: i.ID, Name: "Tổ 5"}}); err != nil {
				return err
			}
			lines, err := h.Lines(ctx, tx, root.ID)
			if err != nil {
				return err
			}
			fix, err = h.EnterAmendment(ctx, tx, h.actors["ky"], root.ID,
				recognition.AmendInput{Kind: recognition.Correction, Lines: []string{lines[0].ID}, Reason: "Thiếu chữ."},
				recognition.Input{Number: "10-QĐ/QU", DecidedOn: clock.On(2022, 11, 1)},
				func(l recognition.Line) recognition.LineInput {
					return recognition.LineInput{Name: "Tổ dân phố số 5", UnitName: l.UnitName, Title: l.Title}
				})
			return err
		})
		if root.State != recognition.Issued || fix.State != recognition.Issued || len(h.book.lines) != 2 {
			t.Errorf("%s %s, %d lines in the register", root.State, fix.State, len(h.book.lines))
		}
		err := h.db.Update(ctx, func(tx *db.Tx) error {
			in := h.input(recognition.Commendation, "11-QĐ/QU")
			in.Bases, in.DecidedOn = []string{oldLaw}, clock.On(2026, 1, 1)
			_, err := h.Enter(ctx, tx, h.actors["ky"], in, []recognition.LineInput{{InitiativeID: i.ID}})
			return err
		})
		says(t, err, "bases", "năm 2003")
	})
}
