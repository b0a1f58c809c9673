package council_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"kheo/internal/business/council"
	"kheo/internal/platform/db"
	"kheo/internal/platform/db/dbtest"
	"kheo/internal/service/web"
)

func mount(s *council.Service, m *web.Mux) { s.Mount(m) }

func TestARoundFromOpeningToReview(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newHouse(t, d, 9, 2, twoThirds)
		r := h.open(twoThirds)
		for i := range 9 {
			in := paper(council.For)
			if i >= 6 {
				in.Rest = council.Against
			}
			in.Choices = map[string]council.Choice{h.cases[1]: []council.Choice{council.For, council.Blank}[i%2]}
			receipt, err := h.Vote(t.Context(), h.actors[fmt.Sprintf("tv%02d", i+1)], r.ID, in)
			if err != nil || receipt != in.Receipt {
				t.Fatalf("%q, %v", receipt, err)
			}
		}
		all := h.close(r)
		if len(all) != 2 || all[0].For != 6 || all[0].Against != 3 || !all[0].Passed || all[1].For != 5 || all[1].Blank != 4 || all[1].Passed {
			t.Fatalf("%+v", all)
		}
		h.update(func(ctx context.Context, tx *db.Tx) error {
			c, err := h.reviews.Case(ctx, tx, h.cases[0])
			if err != nil || c.Result.Verdict != "for" || c.Result.VotesFor != 6 || c.Result.VotesTotal != 9 {
				t.Errorf("review keeps %+v, %v", c.Result, err)
			}
			return nil
		})
		v, err := h.Voting(t.Context(), h.actors["tv05"], r.ID)
		if err != nil || len(v.Codes) != 9 || v.Round.Papers != 9 || len(v.Round.Digest) != 64 {
			t.Errorf("%+v, %v", v.Round, err)
		}
	})
}

func TestRefusalsNameTheRule(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newHouse(t, d, 6, 1, twoThirds)
		ctx := t.Context()
		refused := func(err error, say string) {
			t.Helper()
			if err == nil || !strings.Contains(err.Error(), say) {
				t.Errorf("%v, want %q", err, say)
			}
		}
		_, err := h.OpenRound(ctx, h.actors["tv05"], h.meeting.ID)
		refused(err, "Chưa có lượt bỏ phiếu nào mở")
		away := council.Attendance{Presence: council.Away, Reason: "Đi công tác"}
		h.must(h.attend(map[string]council.Attendance{h.members[2].Name: away, h.members[3].Name: away, h.members[4].Name: away}))
		_, err = h.Open(ctx, h.actors["tv01"], h.meeting.ID, council.RoundInput{Rule: twoThirds, Cases: h.cases})
		refused(err, "quy tắc cần ít nhất 2/3 thành viên có mặt")
		h.must(h.attend(map[string]council.Attendance{h.members[5].Name: away}))
		h.must(h.Recuse(ctx, h.keeper, h.meeting.ID, council.RecusalInput{Member: h.members[4].ID, Cases: h.cases, Reason: "Là người của phường đăng ký"}))
		r := h.open(twoThirds)
		_, err = h.Vote(ctx, h.actors["tv05"], r.ID, paper(council.For))
		refused(err, "Là người của phường đăng ký")
		_, err = h.Vote(ctx, h.actors["tv06"], r.ID, paper(council.For))
		refused(err, "không có tên trong danh sách bỏ phiếu")
		_, err = h.Vote(ctx, h.actors["xem"], r.ID, paper(council.For))
		refused(err, "không có tên trong danh sách bỏ phiếu")
		_, err = h.Vote(ctx, h.actors["ngoai"], r.ID, paper(council.For))
		refused(err, "not found")
		in := paper(council.For)
		for range 2 { // the same paper sent twice is one
			if receipt, err := h.Vote(ctx, h.actors["tv03"], r.ID, in); err != nil || receipt != in.Receipt {
				t.Errorf("%q, %v", receipt, err)
			}
		}
		_, err = h.Vote(ctx, h.actors["tv03"], r.ID, paper(council.Against))
		refused(err, "mỗi thành viên bỏ một phiếu")
		_, err = h.Vote(ctx, h.actors["tv04"], r.ID, council.PaperInput{})
		refused(err, "chưa đánh dấu")
		_, err = h.Release(ctx, h.keeper, h.council.ID, h.members[3].ID, 1, h.meeting.HeldOn)
		refused(err, "danh sách bỏ phiếu cố định")
		refused(h.attend(nil), "Đang có lượt bỏ phiếu mở")
		_, err = h.Close(ctx, h.actors["tv03"], r.ID, council.CloseInput{Version: 1})
		refused(err, "forbidden")
		h.close(r)
		_, err = h.Vote(ctx, h.actors["tv04"], r.ID, paper(council.For))
		refused(err, "không nhận phiếu sau khi đóng")
		_, err = h.Open(ctx, h.actors["tv01"], h.meeting.ID, council.RoundInput{Rule: twoThirds, Cases: h.cases})
		refused(err, "mở lượt bỏ phiếu lại")
		again, err := h.Open(ctx, h.actors["tv01"], h.meeting.ID, council.RoundInput{Rule: twoThirds, Cases: h.cases, Repeats: r.ID, Reason: "Có phiếu đếm nhầm"})
		if err != nil || again.RepeatsID != r.ID || again.Number != 2 {
			t.Errorf("%+v, %v", again, err)
		}
	})
}
