package concurrence_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"kheo/internal/business/concurrence"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
	"kheo/internal/platform/db/dbtest"
	"kheo/internal/platform/fault"
)

// blocks fails unless the gate refuses with every part.
func blocks(t *testing.T, err error, parts ...string) {
	t.Helper()
	var invalid fault.Invalid
	if !errors.As(err, &invalid) {
		t.Fatalf("the gate says %v, want a refusal with %q", err, parts)
	}
	for _, part := range parts {
		if said := invalid["lines"].String(); !strings.Contains(said, part) {
			t.Errorf("the gate says %q without %q", said, part)
		}
	}
}

func opens(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatalf("the gate refuses: %v", err)
	}
}

func (h *house) asked(t testing.TB, body string, lines ...string) concurrence.Request {
	t.Helper()
	in := concurrence.AskInput{ID: newID(), BodyID: body, Number: "15-CV/BDV", AskedOn: clock.On(2026, 11, 2), Lines: lines}
	if len(lines) == 0 {
		in.Whole = "1"
	}
	r, err := h.Ask(t.Context(), h.actors["thu"], h.draft.ID, in)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// says records a reply about lines; none means all.
func (h *house) says(t testing.TB, r concurrence.Request, stance concurrence.Stance, lines ...string) error {
	t.Helper()
	v, err := h.SeeRequest(t.Context(), h.actors["thu"], h.draft.ID, r.ID)
	if err != nil {
		t.Fatal(err)
	}
	in := concurrence.ReplyInput{ID: newID(), Lines: lines, Stance: stance, Number: "77/CT", On: clock.On(2026, 11, 12), Version: v.Version}
	if len(lines) == 0 {
		in.Whole = "1"
	}
	return h.Record(t.Context(), h.actors["thu"], h.draft.ID, r.ID, in, nil)
}

func (h *house) settle(t testing.TB, login string, r concurrence.Request, line string) error {
	t.Helper()
	v, err := h.SeeRequest(t.Context(), h.actors["thu"], h.draft.ID, r.ID)
	if err != nil {
		t.Fatal(err)
	}
	return h.Settle(t.Context(), h.actors[login], h.draft.ID, r.ID,
		concurrence.SettleInput{ID: newID(), LineID: line, Note: "Đã trao đổi lại, văn bản 79/CT.", Version: v.Version})
}

func TestGateOfRequests(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newHouse(t, d)
		first, second := h.lines[0], h.lines[1]
		opens(t, h.ready(t)) // nothing was asked
		r := h.asked(t, tax)
		if r.DueOn != clock.On(2026, 11, 16) { // ten working days after Monday 2/11
			t.Errorf("due on %v", r.DueOn)
		}
		blocks(t, h.ready(t), "Cơ quan thuế", "15-CV/BDV", first.Name, "16/11/2026")
		if err := h.says(t, r, concurrence.Agree, first.ID); err != nil {
			t.Fatal(err)
		}
		opens(t, h.ready(t, first.ID))
		blocks(t, h.ready(t, first.ID, second.ID), second.Name)
		if err := h.says(t, r, concurrence.Disagree, second.ID); err != nil {
			t.Fatal(err)
		}
		blocks(t, h.ready(t), "không đồng ý", second.Name)
		opens(t, h.ready(t, first.ID))
		if err := h.settle(t, "thu", r, second.ID); !errors.Is(err, fault.Forbidden) {
			t.Errorf("an appraiser settles: %v", err)
		}
		if err := h.settle(t, "kyxa", r, second.ID); !errors.Is(err, fault.NotFound) {
			t.Errorf("an approver of elsewhere settles: %v", err)
		}
		if err := h.settle(t, "ky", r, second.ID); err != nil {
			t.Fatal(err)
		}
		opens(t, h.ready(t))
		if err := h.says(t, r, concurrence.Disagree, second.ID); err != nil { // said again: settled anew
			t.Fatal(err)
		}
		blocks(t, h.ready(t), second.Name)
		if err := h.says(t, r, concurrence.Other, second.ID); err != nil {
			t.Fatal(err)
		}
		opens(t, h.ready(t))
	})
}

// A disagreement goes neither by withdrawing the request nor by putting the line in anew.
func TestGateIsNotWalkedAround(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		ctx, h := t.Context(), newHouse(t, d)
		r := h.asked(t, police, h.lines[1].ID)
		if err := h.says(t, r, concurrence.Disagree); err != nil {
			t.Fatal(err)
		}
		var refused fault.Refused
		err := h.Withdraw(ctx, h.actors["thu"], h.draft.ID, r.ID, concurrence.EndInput{Why: "Gửi nhầm.", Version: 2})
		if !errors.As(err, &refused) || !strings.Contains(refused.Reason.String(), h.lines[1].Name) {
			t.Errorf("withdrawn: %v", err)
		}
		if err := h.decisions.RemoveLines(ctx, h.actors["thu"], h.draft.ID, h.draft.Version, []string{h.lines[1].ID}); err != nil {
			t.Fatal(err)
		}
		opens(t, h.ready(t)) // the line is gone
		h.reload(t, h.draft.ID)
		if _, err := h.decisions.AddAll(ctx, h.actors["thu"], h.draft.ID, h.draft.Version); err != nil {
			t.Fatal(err)
		}
		old := h.lines
		h.reload(t, h.draft.ID)
		if len(h.lines) != 2 {
			t.Fatalf("%d lines after %d", len(h.lines), len(old))
		}
		blocks(t, h.ready(t), "không đồng ý")
		if err := h.ready(t, newID()); !errors.Is(err, fault.NotFound) {
			t.Errorf("a line of nowhere: %v", err)
		}
	})
}

func TestWithdrawnRequestIsNotInTheWay(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newHouse(t, d)
		r := h.asked(t, tax)
		if err := h.Withdraw(t.Context(), h.actors["thu"], h.draft.ID, r.ID, concurrence.EndInput{Version: 1}); err == nil {
			t.Error("withdrawn without a reason")
		}
		if err := h.Withdraw(t.Context(), h.actors["thu"], h.draft.ID, r.ID, concurrence.EndInput{Why: "Gửi nhầm.", Version: 7}); !errors.Is(err, fault.Conflict) {
			t.Errorf("an old version: %v", err)
		}
		if err := h.Withdraw(t.Context(), h.actors["thu"], h.draft.ID, r.ID, concurrence.EndInput{Why: "Gửi nhầm.", Version: 1}); err != nil {
			t.Fatal(err)
		}
		opens(t, h.ready(t))
		if err := h.says(t, r, concurrence.Agree); err == nil {
			t.Error("a withdrawn request takes a reply")
		}
	})
}

func (h *house) published(t testing.TB) concurrence.Notice {
	t.Helper()
	n, err := h.Prepare(t.Context(), h.actors["bo"], h.draft.ID, concurrence.NoticeInput{
		ID: newID(), Title: "Danh sách đề nghị công nhận", From: clock.On(2026, 11, 22), To: clock.On(2026, 12, 21), Place: "Bảng tin trụ sở.",
	})
	if err == nil {
		err = h.Publish(t.Context(), h.actors["bo"], h.draft.ID, n.ID, n.Version)
	}
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func (h *house) on(day clock.Date) { h.now = day.Time().Add(3 * time.Hour) }

func TestGateOfNotices(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		ctx, h := t.Context(), newHouse(t, d)
		n := h.published(t)
		blocks(t, h.ready(t), "đang công khai", "21/12/2026")
		receipt := h.commented(t, n, "Ngõ này đúng là sạch hơn.", "")
		if err := h.Close(ctx, h.actors["bo"], h.draft.ID, n.ID, 2); err == nil {
			t.Error("closed before its end")
		}
		h.on(clock.On(2026, 12, 22))
		blocks(t, h.ready(t), "chưa khép lại")
		if err := h.Close(ctx, h.actors["bo"], h.draft.ID, n.ID, 2); err != nil {
			t.Fatal(err)
		}
		blocks(t, h.ready(t), "còn 1 góp ý")
		v, err := h.SeeNotice(ctx, h.actors["thu"], h.draft.ID, n.ID, "")
		if err != nil || len(v.Comments) != 1 {
			t.Fatal(err, v.Comments)
		}
		if err := h.Answer(ctx, h.actors["thu"], h.draft.ID, n.ID, v.Comments[0].ID, concurrence.AnswerInput{Answer: "Cảm ơn góp ý.", Version: 1}); err != nil {
			t.Fatal(err)
		}
		opens(t, h.ready(t))
		c, _, err := h.ByReceipt(ctx, receipt)
		if err != nil || c.Answer != "Cảm ơn góp ý." || c.Text != "" {
			t.Errorf("by receipt: %+v, %v", c, err)
		}
		h.update(t, func(tx *db.Tx) error {
			sum, err := h.Summary(ctx, tx, h.draft.ID)
			if err == nil && (len(sum.Notices) != 1 || sum.Notices[0].Comments != 1 || sum.Notices[0].Answered != 1 || sum.Notices[0].Lines != 2) {
				t.Errorf("summary %+v", sum)
			}
			return err
		})
	})
}
