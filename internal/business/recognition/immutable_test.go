package recognition_test

import (
	"context"
	"errors"
	"testing"

	"github.com/google/uuid"

	"kheo/internal/business/participant"
	"kheo/internal/business/recognition"
	"kheo/internal/platform/db"
	"kheo/internal/platform/db/dbtest"
	"kheo/internal/platform/fault"
)

// What is signed or issued keeps every word, whoever tries which way.
func TestSignedNeverChanges(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		ctx, h := t.Context(), newHouse(t, d)
		h.passed(t, participant.Collective, "Tổ dân phố số 5", "Khéo trong giữ ngõ sạch")
		draft := h.drafted(t, recognition.Recognition, "412-QĐ/QU")
		if err := h.checkAndSign(ctx, draft.ID, draft.Version); err != nil {
			t.Fatal(err)
		}
		h.refusesChange(t, draft.ID, false)
		if err := h.Issue(ctx, h.actors["bo"], draft.ID); err != nil {
			t.Fatal(err)
		}
		h.refusesChange(t, draft.ID, true)
		if err := h.checkAndSign(ctx, draft.ID, h.decision(t, draft.ID).Version); err == nil {
			t.Error("signed again")
		}
	})
}

// refusesChange tries every use case that writes.
func (h *house) refusesChange(t *testing.T, id string, issued bool) {
	t.Helper()
	ctx, thu := context.Background(), h.actors["thu"]
	before, lines := h.decision(t, id), h.lines(t, id)
	in := h.again(before)
	in.Version, in.Subject, in.Number = before.Version, "sửa lén", "1-QĐ/QU"
	for name, try := range map[string]func(version int64) error{
		"save":    func(v int64) error { in.Version = v; _, err := h.Save(ctx, thu, in); return err },
		"add all": func(v int64) error { _, err := h.AddAll(ctx, thu, id, v); return err },
		"add": func(v int64) error {
			_, err := h.AddLines(ctx, thu, id, v, []string{lines[0].InitiativeID})
			return err
		},
		"remove": func(v int64) error { return h.RemoveLines(ctx, thu, id, v, []string{lines[0].ID}) },
		"move":   func(v int64) error { return h.MoveLine(ctx, thu, id, v, lines[0].ID, true) },
		"edit": func(v int64) error {
			return h.EditLine(ctx, thu, id, v, lines[0].ID, recognition.LineInput{Name: "Tên khác", UnitName: "Nơi khác"})
		},
		"discard": func(v int64) error { return h.Discard(ctx, thu, id, v) },
	} {
		for _, v := range []int64{0, before.Version, before.Version - 1} {
			var refused fault.Refused
			if err := try(v); !errors.As(err, &refused) {
				t.Errorf("%s at version %d: %v, want a refusal", name, v, err)
			}
		}
	}
	if _, err := h.Draft(ctx, thu, in); err != nil {
		t.Errorf("a draft sent for the second time: %v", err)
	}
	after, linesAfter := h.decision(t, id), h.lines(t, id)
	if after.Subject != before.Subject || after.Number != before.Number || after.Version != before.Version || len(linesAfter) != len(lines) || linesAfter[0] != lines[0] {
		t.Errorf("issued %v: changed to %+v %+v", issued, after, linesAfter)
	}
}

func TestPermissions(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		ctx, h := t.Context(), newHouse(t, d)
		h.passed(t, participant.Collective, "Tổ dân phố số 5", "Khéo trong giữ ngõ sạch")
		for _, login := range []string{"lan", "ky", "soat", "xa"} {
			if _, err := h.Draft(ctx, h.actors[login], h.input(recognition.Recognition, "1-QĐ/QU")); err == nil {
				t.Errorf("%s drafts", login)
			}
		}
		draft := h.drafted(t, recognition.Recognition, "412-QĐ/QU")
		want := func(what string, err, want error) {
			t.Helper()
			if !errors.Is(err, want) {
				t.Errorf("%s: %v, want %v", what, err, want)
			}
		}
		_, err := h.View(ctx, h.actors["xa"], draft.ID)
		want("a stranger reads the draft", err, fault.NotFound)
		_, err = h.View(ctx, h.actors["lan"], draft.ID)
		want("a registrar reads the draft", err, fault.NotFound)
		_, err = h.View(ctx, h.actors["soat"], draft.ID)
		want("the auditor reads the draft", err, nil)
		want("the secretary signs", h.Sign(ctx, h.actors["thu"], draft.ID, draft.Version), fault.Forbidden)
		want("a stranger signs", h.Sign(ctx, h.actors["kyxa"], draft.ID, draft.Version), fault.NotFound)
		want("the approver edits", h.RemoveLines(ctx, h.actors["ky"], draft.ID, draft.Version, []string{"x"}), fault.Forbidden)
		var refused fault.Refused
		if err := h.Issue(ctx, h.actors["bo"], draft.ID); !errors.As(err, &refused) {
			t.Errorf("issuing a draft: %v", err)
		}
		program := h.actors["ky"]
		program.Scopes = []string{"read"}
		want("a reading program signs", h.Sign(ctx, program, draft.ID, draft.Version), fault.Forbidden)
		want("the approver signs", h.checkAndSign(ctx, draft.ID, draft.Version), nil)
		want("the secretary issues", h.Issue(ctx, h.actors["thu"], draft.ID), fault.Forbidden)
		want("the publisher issues", h.Issue(ctx, h.actors["bo"], draft.ID), nil)
		_, err = h.View(ctx, h.actors["xa"], draft.ID)
		want("a stranger reads what is issued", err, nil)
		_, err = h.Amend(ctx, h.actors["xa"], draft.ID, recognition.AmendInput{ID: uuid.NewString(), Kind: recognition.Revocation, Reason: "Sai."})
		want("a stranger amends", err, fault.Forbidden)
	})
}

func TestRegisterRefusalUndoesIssue(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		ctx, h := t.Context(), newHouse(t, d)
		i := h.passed(t, participant.Collective, "Tổ dân phố số 5", "Khéo trong giữ ngõ sạch")
		draft := h.drafted(t, recognition.Recognition, "412-QĐ/QU")
		if err := h.checkAndSign(ctx, draft.ID, draft.Version); err != nil {
			t.Fatal(err)
		}
		h.book.fails = fault.Refuse("Sổ đang khóa.")
		var refused fault.Refused
		if err := h.Issue(ctx, h.actors["bo"], draft.ID); !errors.As(err, &refused) {
			t.Errorf("%v", err)
		}
		if got := h.decision(t, draft.ID).State; got != recognition.Signed {
			t.Errorf("state %s", got)
		}
		if got := h.state(t, i.ID); got == "recognised" {
			t.Error("the initiative was recognised all the same")
		}
	})
}
