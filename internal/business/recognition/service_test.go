package recognition_test

import (
	"errors"
	"strings"
	"testing"

	"kheo/internal/business/initiative"
	"kheo/internal/business/participant"
	"kheo/internal/business/recognition"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
	"kheo/internal/platform/db/dbtest"
	"kheo/internal/platform/fault"
)

func TestRecognitionFromCouncilToIssue(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		ctx, h := t.Context(), newHouse(t, d)
		person := h.passed(t, participant.Individual, "Bà Phạm Thị Mẫu", "Khéo trong hòa giải")
		group := h.passed(t, participant.Collective, "Tổ dân phố số 5", "Khéo trong giữ ngõ sạch")
		draft := h.drafted(t, recognition.Recognition, "412-QĐ/QU")
		if draft.Code != "cn-dvk-2026" || draft.Subject == "" || len(draft.Bases) != 2 || draft.Bases[1].Text != "Tờ trình số 38-TTr/BDV ngày 10/11/2026 của Ban Dân vận" {
			t.Errorf("draft %+v", draft)
		}
		lines := h.lines(t, draft.ID)
		if len(lines) != 2 || lines[0].InitiativeID != group.ID || lines[1].InitiativeID != person.ID || lines[1].Position != 2 {
			t.Fatalf("lines %+v", lines)
		}
		if lines[0].UnitName != "Phường Mẫu Một" || lines[0].InitiativeCode != group.Code || lines[0].FieldID != fieldID {
			t.Errorf("first line %+v", lines[0])
		}
		n, err := h.AddAll(ctx, h.actors["thu"], draft.ID, draft.Version)
		if err != nil || n != 0 {
			t.Errorf("adding again: %d, %v", n, err)
		}
		if got := h.state(t, group.ID); got != initiative.UnderReview {
			t.Errorf("before issuing: %s", got)
		}
		done := h.finish(t, draft.ID)
		if done.State != recognition.Issued || done.SignedBy != "Đỗ Ký Mẫu" || done.IssuedAt.IsZero() {
			t.Errorf("issued %+v", done)
		}
		for _, id := range []string{group.ID, person.ID} {
			if got := h.state(t, id); got != initiative.Recognised {
				t.Errorf("after issuing: %s", got)
			}
		}
		if len(h.book.lines) != 2 {
			t.Errorf("the register was told of %d lines", len(h.book.lines))
		}
		if err := h.Issue(ctx, h.actors["bo"], draft.ID); err != nil || len(h.book.lines) != 2 {
			t.Errorf("issuing again: %v, %d lines in the register", err, len(h.book.lines))
		}
	})
}

func TestCommendationTakesRecognised(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newHouse(t, d)
		h.passed(t, participant.Collective, "Tổ dân phố số 5", "Khéo trong giữ ngõ sạch")
		h.passed(t, participant.Collective, "Tổ dân phố số 5", "Khéo trong lắp camera")
		h.passed(t, participant.Household, "Hộ ông Lê Mẫu", "Khéo trong hiến đất")
		before := h.drafted(t, recognition.Commendation, "413-QĐ/QU")
		if n := len(h.lines(t, before.ID)); n != 0 {
			t.Errorf("%d lines before anything was recognised", n)
		}
		h.issued(t, recognition.Recognition, "412-QĐ/QU")
		if _, err := h.AddAll(t.Context(), h.actors["thu"], before.ID, before.Version); err != nil {
			t.Fatal(err)
		}
		lines := h.lines(t, before.ID)
		if len(lines) != 2 || lines[0].Name != "Tổ dân phố số 5" || lines[1].ParticipantKind != participant.Household {
			t.Fatalf("lines %+v", lines)
		}
		if !strings.Contains(lines[0].Merit, "Khéo trong giữ ngõ sạch") {
			t.Errorf("merit %q", lines[0].Merit)
		}
		h.view(t, func(tx *db.Tx) error {
			counts, err := h.Counts(t.Context(), tx, h.season.ID)
			if len(counts) != 2 || counts[0].Lines != 2 || counts[0].Participants != 1 || counts[1].Lines != 1 || counts[0].LastOn != clock.On(2026, 11, 20) {
				t.Errorf("counts %+v", counts)
			}
			return err
		})
	})
}

func TestEditListOfDraft(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		ctx, h := t.Context(), newHouse(t, d)
		for _, name := range []string{"Tổ một", "Tổ hai", "Tổ ba"} {
			h.passed(t, participant.Collective, name, "Khéo trong việc của "+name)
		}
		thu := h.actors["thu"]
		draft := h.drafted(t, recognition.Recognition, "412-QĐ/QU")
		lines := h.lines(t, draft.ID)
		if err := h.MoveLine(ctx, thu, draft.ID, draft.Version, lines[2].ID, true); err != nil {
			t.Fatal(err)
		}
		if err := h.EditLine(ctx, thu, draft.ID, draft.Version+1, lines[0].ID,
			recognition.LineInput{Name: "Tổ  dân phố một", UnitName: "Phường Mẫu Một", Title: "Khéo", Merit: "Tốt"}); err != nil {
			t.Fatal(err)
		}
		if err := h.RemoveLines(ctx, thu, draft.ID, draft.Version+2, []string{lines[1].ID}); err != nil {
			t.Fatal(err)
		}
		after := h.lines(t, draft.ID)
		if len(after) != 2 || after[0].Name != "Tổ dân phố một" || after[0].Merit != "Tốt" || after[1].ID != lines[2].ID || after[1].Position != 2 {
			t.Errorf("list %+v", after)
		}
		if err := h.RemoveLines(ctx, thu, draft.ID, draft.Version, []string{lines[0].ID}); !errors.Is(err, fault.Conflict) {
			t.Errorf("an old version: %v", err)
		}
		if err := h.Discard(ctx, thu, draft.ID, draft.Version+3); err != nil {
			t.Fatal(err)
		}
		h.view(t, func(tx *db.Tx) error {
			if _, err := h.Decision(ctx, tx, draft.ID); !errors.Is(err, fault.NotFound) {
				t.Errorf("discarded: %v", err)
			}
			return nil
		})
	})
}

func TestSigningIsRefused(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		ctx, h := t.Context(), newHouse(t, d)
		h.passed(t, participant.Collective, "Tổ dân phố số 5", "Khéo trong giữ ngõ sạch")
		first := h.issued(t, recognition.Recognition, "412-QĐ/QU")
		h.passed(t, participant.Collective, "Tổ dân phố số 6", "Khéo trong giữ ngõ xanh")
		draft := h.drafted(t, recognition.Recognition, "412-QĐ/QU")
		if draft.Code != "cn-dvk-2026-2" {
			t.Errorf("code %s", draft.Code)
		}
		says(t, h.checkAndSign(ctx, draft.ID, draft.Version), "number", first.Subject)
		in := h.input(recognition.Recognition, "500-QĐ/QU")
		in.ID, in.Version, in.Subject, in.Bases = draft.ID, draft.Version, draft.Subject, []string{charter, oldLaw}
		if draft, err := h.Save(ctx, h.actors["thu"], in); err != nil {
			t.Fatal(err)
		} else {
			says(t, h.checkAndSign(ctx, draft.ID, draft.Version), "bases", "năm 2003")
		}
		in.Version, in.Number, in.DecidedOn = in.Version+1, "412-QĐ/QU", clock.On(2022, 10, 20)
		if _, err := h.Save(ctx, h.actors["thu"], in); err != nil {
			t.Fatal(err)
		}
		h.finish(t, draft.ID) // the old law held in 2022, and a number may come again in another year
	})
}

func says(t *testing.T, err error, field, part string) {
	t.Helper()
	var invalid fault.Invalid
	if !errors.As(err, &invalid) || !strings.Contains(invalid[field].String(), part) {
		t.Errorf("%v, want %s to say %q", err, field, part)
	}
}

func TestConflictKeepsTheFirst(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		ctx, h := t.Context(), newHouse(t, d)
		draft := h.drafted(t, recognition.Recognition, "412-QĐ/QU")
		in := h.input(recognition.Recognition, "413-QĐ/QU")
		in.ID, in.Version = draft.ID, draft.Version
		if _, err := h.Save(ctx, h.actors["bo"], in); err != nil {
			t.Fatal(err)
		}
		in.Number = "414-QĐ/QU"
		if _, err := h.Save(ctx, h.actors["thu"], in); !errors.Is(err, fault.Conflict) {
			t.Errorf("second: %v", err)
		}
		if got := h.decision(t, draft.ID).Number; got != "413-QĐ/QU" {
			t.Errorf("number %s", got)
		}
		if again, err := h.Draft(ctx, h.actors["thu"], h.again(draft)); err != nil || again.ID != draft.ID {
			t.Errorf("drafting twice: %v, %v", again.ID, err)
		}
	})
}

// again is the input that made d, sent for the second time.
func (h *house) again(d recognition.Decision) recognition.Input {
	in := h.input(d.Kind, d.Number)
	in.ID = d.ID
	return in
}
