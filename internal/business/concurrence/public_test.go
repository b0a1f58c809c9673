package concurrence_test

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"kheo/internal/business/concurrence"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
	"kheo/internal/platform/db/dbtest"
	"kheo/internal/platform/fault"
)

// commented sends a comment as anybody would.
func (h *house) commented(t testing.TB, n concurrence.Notice, text, contact string) (receipt string) {
	t.Helper()
	in := concurrence.NewComment()
	in.Text, in.Contact = text, contact
	receipt, err := h.Comment(t.Context(), n.Code, in)
	if err != nil {
		t.Fatal(err)
	}
	return receipt
}

func (h *house) first(t testing.TB, n concurrence.Notice) concurrence.Comment {
	t.Helper()
	v, err := h.SeeNotice(t.Context(), h.actors["thu"], h.draft.ID, n.ID, "")
	if err != nil || len(v.Comments) == 0 {
		t.Fatal(err, "no comment")
	}
	return v.Comments[0]
}

func (h *house) count(t testing.TB, query string, args ...any) (n int) {
	t.Helper()
	h.update(t, func(tx *db.Tx) (err error) {
		n, err = db.One(t.Context(), tx, db.Value[int], query, args...)
		return err
	})
	return n
}

func TestAbuseOfThePublicForm(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		ctx, h := t.Context(), newHouse(t, d)
		n := h.published(t)
		for name, change := range map[string]func(*concurrence.CommentInput){
			"too long":     func(in *concurrence.CommentInput) { in.Text = strings.Repeat("dài ", 501) },
			"too short":    func(in *concurrence.CommentInput) { in.Text = " \u200b . " },
			"long contact": func(in *concurrence.CommentInput) { in.Contact = strings.Repeat("x", 301) },
			"no receipt":   func(in *concurrence.CommentInput) { in.Receipt = "GY-0000" },
			"a stranger's": func(in *concurrence.CommentInput) { in.Receipt = "PHIEU-9F2K-7QX4" },
			"no id":        func(in *concurrence.CommentInput) { in.ID = "1" },
		} {
			in := concurrence.NewComment()
			in.Text = "Ngõ này đúng là sạch hơn."
			change(&in)
			var invalid fault.Invalid
			if _, err := h.Comment(ctx, n.Code, in); !errors.As(err, &invalid) {
				t.Errorf("%s: %v", name, err)
			}
		}
		machine := concurrence.NewComment()
		machine.Text, machine.Website = "Mua hàng giá rẻ ở đây.", "http://quang.cao"
		if receipt, err := h.Comment(ctx, n.Code, machine); err != nil || receipt == "" {
			t.Errorf("a machine learns that it was seen: %v", err)
		}
		if n := h.count(t, `SELECT COUNT(*) FROM concurrence_comment`); n != 0 {
			t.Fatalf("%d comments kept", n)
		}
		once := concurrence.NewComment()
		once.Text = "Ngõ này đúng là sạch hơn."
		for range 2 {
			if _, err := h.Comment(ctx, n.Code, once); err != nil {
				t.Fatal(err)
			}
		}
		stolen := concurrence.NewComment()
		stolen.Text, stolen.ID = once.Text, once.ID
		if _, err := h.Comment(ctx, n.Code, stolen); err == nil {
			t.Error("another receipt for the same comment")
		}
		if n := h.count(t, `SELECT COUNT(*) FROM concurrence_comment`); n != 1 {
			t.Errorf("%d comments kept", n)
		}
		h.on(clock.On(2026, 12, 22))
		late := concurrence.NewComment()
		late.Text = "Tôi gửi muộn một ngày."
		var refused fault.Refused
		if _, err := h.Comment(ctx, n.Code, late); !errors.As(err, &refused) {
			t.Errorf("after the end: %v", err)
		}
		if _, err := h.Comment(ctx, "CK-0000-0000", late); !errors.Is(err, fault.NotFound) {
			t.Errorf("a notice of nowhere: %v", err)
		}
	})
}

func TestCapOfADay(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		ctx, h := t.Context(), newHouse(t, d)
		n := h.published(t)
		err := h.KeepSetting(ctx, h.actors["quan"], concurrence.SettingInput{ID: newID(), Old: "0190a000-0000-7000-8000-000000002614", Amount: 2, Source: "Quy chế thử"})
		if err != nil {
			t.Fatal(err)
		}
		h.commented(t, n, "Góp ý thứ nhất.", "")
		h.commented(t, n, "Góp ý thứ hai.", "")
		in := concurrence.NewComment()
		in.Text = "Góp ý thứ ba."
		var invalid fault.Invalid
		if _, err := h.Comment(ctx, n.Code, in); !errors.As(err, &invalid) {
			t.Errorf("the third comes through: %v", err)
		}
		h.on(clock.On(2026, 11, 24))
		if _, err := h.Comment(ctx, n.Code, in); err != nil {
			t.Errorf("the next day: %v", err)
		}
	})
}

func TestContactIsSealedAndDeleted(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		ctx, h := t.Context(), newHouse(t, d)
		n := h.published(t)
		const contact = "Người Góp Mẫu, 0900 111 222"
		h.commented(t, n, "Danh sách thiếu tổ 7.", contact)
		c := h.first(t, n)
		if !c.HasContact {
			t.Fatal("no contact kept")
		}
		for login, want := range map[string]error{
			"ky": fault.NotFound, "soat": fault.NotFound, "xa": fault.NotFound, "lan": fault.NotFound, "may": fault.NotFound, "": fault.NotFound,
			"kiem": fault.Forbidden, // works for a unit of the list
		} {
			if got, err := h.OpenContact(ctx, h.actors[login], h.draft.ID, n.ID, c.ID); !errors.Is(err, want) || got != "" {
				t.Errorf("%q opens: %q, %v", login, got, err)
			}
		}
		if got, err := h.OpenContact(ctx, h.actors["bo"], h.draft.ID, n.ID, c.ID); err != nil || got != contact {
			t.Errorf("opened: %q, %v", got, err)
		}
		if n := h.count(t, `SELECT COUNT(*) FROM audit_entry WHERE act = 'concurrence.contact_opened'`); n != 1 {
			t.Errorf("%d openings in the trail", n)
		}
		h.on(clock.On(2027, 1, 20)) // the last day: 30 days after the end
		if deleted, err := h.Sweep(ctx); deleted != 0 || err != nil {
			t.Errorf("deleted %d, %v", deleted, err)
		}
		h.on(clock.On(2027, 1, 21))
		if deleted, err := h.Sweep(ctx); deleted != 1 || err != nil {
			t.Errorf("deleted %d, %v", deleted, err)
		}
		if _, err := h.OpenContact(ctx, h.actors["bo"], h.draft.ID, n.ID, c.ID); !errors.Is(err, fault.NotFound) {
			t.Errorf("after the sweep: %v", err)
		}
	})
}

func TestDenunciationIsHandedOff(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		ctx, h := t.Context(), newHouse(t, d)
		n := h.published(t)
		const words = "Chuyện riêng cần cơ quan có thẩm quyền xem xét."
		receipt := h.commented(t, n, words, "0900 333 444")
		c := h.first(t, n)
		var invalid fault.Invalid
		if err := h.HandOff(ctx, h.actors["thu"], h.draft.ID, n.ID, c.ID, concurrence.AnswerInput{Version: 1}); !errors.As(err, &invalid) {
			t.Errorf("handed to nobody: %v", err)
		}
		in := concurrence.AnswerInput{HandedTo: "Ủy ban Kiểm tra Thành ủy Mẫu", Version: 1}
		if err := h.HandOff(ctx, h.actors["ky"], h.draft.ID, n.ID, c.ID, in); !errors.Is(err, fault.NotFound) {
			t.Errorf("the signer hands off: %v", err)
		}
		if err := h.HandOff(ctx, h.actors["thu"], h.draft.ID, n.ID, c.ID, in); err != nil {
			t.Fatal(err)
		}
		if c = h.first(t, n); c.Text != "" || c.HasContact || c.State != concurrence.HandedOff {
			t.Errorf("kept: %+v", c)
		}
		for _, part := range []string{words, "0900 333 444"} {
			like := db.LikeContains(part)
			if n := h.count(t, `SELECT COUNT(*) FROM audit_entry WHERE CAST(after AS TEXT) LIKE $1 OR CAST(before AS TEXT) LIKE $2`, like, like); n != 0 {
				t.Errorf("the trail keeps %q", part)
			}
		}
		if err := h.Answer(ctx, h.actors["thu"], h.draft.ID, n.ID, c.ID, concurrence.AnswerInput{Answer: "Đã nhận.", Version: 2}); err == nil {
			t.Error("what was handed off is answered")
		}
		seen, _, err := h.ByReceipt(ctx, strings.ToLower(receipt))
		if err != nil || seen.State != concurrence.HandedOff || seen.HandedTo != in.HandedTo {
			t.Errorf("the sender reads %+v, %v", seen, err)
		}
	})
}

// The public list has name, unit and title of each line and nothing else.
func TestSnapshotShowsTheListAlone(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newHouse(t, d)
		n := h.published(t)
		var raw string
		h.update(t, func(tx *db.Tx) (err error) {
			raw, err = db.One(t.Context(), tx, db.Value[string], `SELECT snapshot FROM concurrence_notice WHERE id = $1`, n.ID)
			return err
		})
		var rows []map[string]string
		if err := json.Unmarshal([]byte(raw), &rows); err != nil || len(rows) != 2 {
			t.Fatal(err, raw)
		}
		for _, row := range rows {
			if len(row) != 3 || row["name"] == "" || row["unit"] == "" || row["title"] == "" {
				t.Errorf("a line shows %v", row)
			}
		}
	})
}
