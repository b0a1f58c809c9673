package concurrence_test

import (
	"errors"
	"os"
	"regexp"
	"strings"
	"testing"

	"kheo/internal/business/concurrence"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
	"kheo/internal/platform/db/dbtest"
	"kheo/internal/platform/fault"
)

// unkept are words for what no table here takes: what somebody is accused of, and
// who a commenter is.
var unkept = regexp.MustCompile(`(?i)^\s*\w*(accus|violat|denunc|complain|alleg|crime|offen|sender|author|phone|email|address|account_of|agent|\bip\b)\w*\s`)

func TestNoColumnTakesAnAccusation(t *testing.T) {
	t.Parallel()
	raw, err := os.ReadFile("../../schema/0026_concurrence.sql")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.SplitSeq(string(raw), "\n") {
		code, _, _ := strings.Cut(line, "--")
		if unkept.MatchString(code) {
			t.Errorf("kept: %s", line)
		}
	}
}

func TestDiscarding(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		ctx, h := t.Context(), newHouse(t, d)
		discarding := func() (err error) {
			h.update(t, func(tx *db.Tx) error {
				err = h.Discarding(ctx, tx, h.draft.ID)
				return nil
			})
			return err
		}
		_, err := h.Prepare(ctx, h.actors["bo"], h.draft.ID, concurrence.NoticeInput{
			ID: newID(), Title: "Chưa đăng", From: clock.On(2026, 11, 22), To: clock.On(2026, 12, 21), Place: "Bảng tin.",
		})
		if err != nil {
			t.Fatal(err)
		}
		opens(t, h.ready(t)) // a notice that nobody has seen is not in the way
		if err := discarding(); err != nil {
			t.Errorf("nothing has gone out: %v", err)
		}
		if n := h.count(t, `SELECT COUNT(*) FROM concurrence_notice`); n != 0 {
			t.Errorf("%d notices left", n)
		}
		h.asked(t, tax)
		var refused fault.Refused
		if err := discarding(); !errors.As(err, &refused) {
			t.Errorf("a letter has gone out: %v", err)
		}
	})
}

// Once the decision is signed nobody is asked any more, but comments are still answered.
func TestAfterSigning(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		ctx, h := t.Context(), newHouse(t, d)
		n := h.published(t)
		h.commented(t, n, "Góp ý đến trước khi ký.", "")
		if err := h.decisions.Check(ctx, h.actors["bo"], h.draft.ID, h.draft.Version); err != nil {
			t.Fatal(err)
		}
		if err := h.decisions.Sign(ctx, h.actors["ky"], h.draft.ID, h.draft.Version+1); err != nil {
			t.Fatal(err)
		}
		var refused fault.Refused
		_, err := h.Ask(ctx, h.actors["thu"], h.draft.ID, concurrence.AskInput{BodyID: tax, AskedOn: clock.On(2026, 11, 22), Whole: "1"})
		if !errors.As(err, &refused) {
			t.Errorf("asked after signing: %v", err)
		}
		c := h.first(t, n)
		if err := h.Answer(ctx, h.actors["thu"], h.draft.ID, n.ID, c.ID, concurrence.AnswerInput{Answer: "Xin cảm ơn.", Version: 1}); err != nil {
			t.Errorf("answer after signing: %v", err)
		}
		h.on(clock.On(2026, 12, 22))
		if err := h.Close(ctx, h.actors["bo"], h.draft.ID, n.ID, 2); err != nil {
			t.Errorf("close after signing: %v", err)
		}
	})
}
