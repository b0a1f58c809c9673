package council_test

import (
	"context"
	"fmt"
	"net/url"
	"strings"
	"testing"

	"github.com/google/uuid"

	"kheo/internal/business/council"
	"kheo/internal/business/org"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
	"kheo/internal/platform/db/dbtest"
	"kheo/internal/service/auth"
)

// lines is a teller's form: the same numbers for every case.
func (h *house) lines(papers, yes, no, blank, invalid int) council.TellerInput {
	in := council.TellerInput{Papers: fmt.Sprint(papers), Lines: map[string]council.TypedLine{}}
	for _, id := range h.cases {
		in.Lines[id] = council.TypedLine{For: fmt.Sprint(yes), Against: fmt.Sprint(no), Blank: fmt.Sprint(blank), Invalid: fmt.Sprint(invalid)}
	}
	return in
}

// TestPaperBallots: two tellers count apart; only what both counted alike is added.
func TestPaperBallots(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newHouse(t, d, 6, 1, twoThirds)
		ctx := t.Context()
		h.seat(council.MemberInput{Name: "Bùi Giấy Mẫu", Role: council.Ordinary, Position: 7})
		h.seat(council.MemberInput{Name: "Lê Giấy Mẫu", Role: council.Ordinary, Position: 8})
		h.must(h.attend(nil))
		r := h.open(twoThirds)
		for i := range 6 {
			h.vote(fmt.Sprintf("tv%02d", i+1), r, council.For)
		}
		closing := func() error {
			_, err := h.Close(ctx, h.actors["tv02"], r.ID, council.CloseInput{Version: 1})
			return err
		}
		wants := func(err error, say string) {
			t.Helper()
			if err == nil || !strings.Contains(err.Error(), say) {
				t.Errorf("%v, want %q", err, say)
			}
		}
		wants(closing(), "cần hai người kiểm phiếu nhập kết quả độc lập, mới có 0")
		wants(h.Tell(ctx, h.actors["tv05"], r.ID, h.lines(2, 1, 1, 0, 0)), "forbidden")
		wants(h.Tell(ctx, h.actors["tv03"], r.ID, h.lines(3, 1, 1, 0, 1)), "Số phiếu giấy phải bằng số đó")
		wants(h.Tell(ctx, h.actors["tv03"], r.ID, h.lines(2, 1, 0, 0, 0)), "cộng lại được 1 phiếu, phải là 2")
		h.must(h.Tell(ctx, h.actors["tv03"], r.ID, h.lines(2, 1, 1, 0, 0)))
		h.must(h.Tell(ctx, h.actors["tv04"], r.ID, h.lines(2, 1, 0, 0, 1)))
		wants(closing(), "Hai người kiểm phiếu chưa khớp nhau ở 1 hồ sơ")
		seen, err := h.Telling(ctx, h.actors["tv04"], r.ID)
		if err != nil || !seen.Both || seen.Wrong[h.cases[0]].Against != 1 {
			t.Errorf("%+v, %v", seen.Wrong, err)
		}
		form := url.Values{"papers": {"2"}}
		for what, n := range map[string]string{"for": "1", "against": "1", "blank": "", "invalid": "0"} {
			form.Set("line["+h.cases[0]+"]."+what, n)
		}
		if w := h.post("tv04", "/viec/luot-bo-phieu/"+r.ID+"/kiem-phieu", form); w.Code != 303 {
			t.Fatalf("%d\n%s", w.Code, brief(w.Body.String()))
		}
		wants(h.ToPaper(ctx, h.actors["tv01"], r.ID, h.members[0].ID, true), "đã bỏ phiếu trên màn hình")
		all := h.close(r)
		if x := all[0]; x.For != 7 || x.Against != 1 || x.Seats != 8 || !x.Passed {
			t.Errorf("%+v", x)
		}
		v, err := h.Voting(ctx, h.actors["tv01"], r.ID)
		if err != nil || v.Round.Papers != 8 || len(v.Codes) != 6 || len(v.Hints) != 1 || v.Hints[0] != council.FewPapers {
			t.Errorf("%d papers, %d codes, %v, %v", v.Round.Papers, len(v.Codes), v.Hints, err)
		}
	})
}

// TestSubstitutesAndWrittenVotes: who is away may be replaced, or write.
func TestSubstitutesAndWrittenVotes(t *testing.T) {
	t.Parallel()
	h := newHouse(t, dbtest.SQLite(t), 6, 1, ninety)
	h.person("thay", "Đinh Thay Mẫu", "", org.Unit{})
	h.seat(council.MemberInput{Name: "Đinh Thay Mẫu", Role: council.Ordinary, Account: "thay", SubstituteOf: h.members[5].ID})
	away := council.Attendance{Presence: council.Away, Reason: "Đi học"}
	h.must(h.attend(map[string]council.Attendance{h.members[5].Name: away, h.members[4].Name: {Presence: council.InWriting, Reason: "Nằm viện"}}))
	r := h.open(ninety)
	if r.Seats != 6 || r.Present != 5 || r.Written != 1 {
		t.Fatalf("%+v", r)
	}
	h.vote("thay", r, council.For)
	for _, login := range []string{"tv05", "tv06"} {
		if _, err := h.Vote(t.Context(), h.actors[login], r.ID, paper(council.For)); err == nil {
			t.Errorf("%s votes", login)
		}
	}
}

// TestTheChairMustAgree: on a secret ballot the chair's word is asked for openly.
func TestTheChairMustAgree(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newHouse(t, d, 6, 2, withChair)
		r := h.open(withChair)
		for i := range 6 {
			h.vote(fmt.Sprintf("tv%02d", i+1), r, council.For)
		}
		at := "/viec/luot-bo-phieu/" + r.ID + "/dong"
		if w := h.post("tv01", at, url.Values{"version": {"1"}}); w.Code != 422 || !strings.Contains(w.Body.String(), "Ghi ý kiến mà chủ tịch nêu công khai") {
			t.Errorf("%d\n%s", w.Code, brief(w.Body.String()))
		}
		for range 2 {
			if w := h.post("tv01", at, url.Values{"version": {"1"}, "chair": {"yes"}, "except": {h.cases[1]}}); w.Code != 303 {
				t.Fatalf("%d\n%s", w.Code, brief(w.Body.String()))
			}
		}
		v, err := h.Voting(t.Context(), h.actors["tv01"], r.ID)
		if err != nil || !v.Results[0].Passed || v.Results[1].Passed {
			t.Errorf("%+v, %v", v.Results, err)
		}
		// an open vote knows how the chair voted
		again, err := h.Open(t.Context(), h.actors["tv01"], h.meeting.ID, council.RoundInput{Rule: withChair, Cases: h.cases, Repeats: r.ID, Reason: "Xem lại", Open: true})
		h.must(err)
		for i := range 6 {
			h.vote(fmt.Sprintf("tv%02d", i+1), again, council.For)
		}
		all := h.close(again)
		if !all[0].Passed || !all[1].Passed {
			t.Errorf("%+v", all)
		}
		if w := h.get("tv05", "/viec/luot-bo-phieu/"+again.ID); !strings.Contains(w.Body.String(), "Nguyễn Thành Viên 03: Đồng ý") {
			t.Errorf("%s", brief(w.Body.String()))
		}
	})
}

// TestMinutesAreFixed: the papers say what happened and never change afterwards.
func TestMinutesAreFixed(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newHouse(t, d, 6, 1, twoThirds)
		ctx := t.Context()
		h.must(h.Recuse(ctx, h.keeper, h.meeting.ID, council.RecusalInput{Member: h.members[5].ID, Cases: h.cases, Reason: "Là người của phường"}))
		r := h.open(twoThirds)
		for i := range 5 {
			h.vote(fmt.Sprintf("tv%02d", i+1), r, council.For)
		}
		h.close(r)
		h.must(h.WriteMinutes(ctx, h.actors["tv02"], h.meeting.ID, council.MinutesInput{Discussion: "Đề nghị bổ sung ảnh.", Conclusion: "Thống nhất.", Version: 1}))
		if err := h.Fix(ctx, h.actors["tv02"], h.meeting.ID, 2); err == nil {
			t.Error("the secretary fixes the minutes")
		}
		files := map[string]string{}
		download := func() {
			for _, name := range []string{"hop.docx", "hop.pdf", "luot-1.docx", "luot-1.pdf"} {
				w := h.get("tv05", "/viec/phien-hop/"+h.meeting.ID+"/tai/"+name)
				if w.Code != 200 || w.Body.Len() < 2000 {
					t.Fatalf("%s: %d, %d bytes", name, w.Code, w.Body.Len())
				}
				if old, seen := files[name]; seen && old != w.Body.String() {
					t.Errorf("%s has changed", name)
				}
				files[name] = w.Body.String()
			}
		}
		h.must(h.Fix(ctx, h.actors["tv01"], h.meeting.ID, 2))
		h.must(h.Fix(ctx, h.actors["tv01"], h.meeting.ID, 2)) // sent twice
		download()
		_, err := h.Release(ctx, h.keeper, h.council.ID, h.members[1].ID, 1, h.meeting.HeldOn)
		h.must(err)
		_, err = h.Change(ctx, h.keeper, council.Input{ID: h.council.ID, Unit: h.unit.ID, Name: "Tên khác", Body: "Loại khác", FoundedBy: "Quyết định khác", Version: 1})
		h.must(err)
		download()
		if err := h.attend(nil); err == nil || !strings.Contains(err.Error(), "đã chốt") {
			t.Errorf("attendance after fixing: %v", err)
		}
		if w := h.get("tv05", "/viec/phien-hop/"+h.meeting.ID+"/tai/luot-9.pdf"); w.Code != 404 {
			t.Errorf("%d", w.Code)
		}
		m, err := h.Minutes(ctx, h.actors["tv05"], h.meeting.ID)
		if err != nil || len(m.Record.Recused) != 1 || m.Record.Chair != h.members[0].Name || len(m.Record.Rounds[0].Digest) != 64 {
			t.Errorf("%+v, %v", m.Record, err)
		}
	})
}

// TestRulesAreEditions: a new edition ends the old one and changes nothing else.
func TestRulesAreEditions(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newHouse(t, d, 6, 1, twoThirds)
		h.actors["boss"] = auth.Actor{AccountID: uuid.NewString(), SessionID: uuid.NewString(), Name: "Quản Trị Mẫu", Grants: []auth.Grant{{Role: auth.Administrator, UnitPath: h.unit.Path}}}
		form := url.Values{
			"id": {uuid.NewString()}, "code": {"dong-nai"}, "award": {"Mô hình Dân vận khéo"}, "body": {"Hội đồng xét"}, "source": {"Quy chế 05, Điều 7"}, "effective_from": {"2027-01-01"},
			"share_num": {"3"}, "share_den": {"2"}, "quorum_num": {"2"}, "quorum_den": {"3"}, "quorum_of": {"present"}, "denominator": {"total"}, "absentees": {"none"}, "recusal": {"stays"},
		}
		at := "/quan-tri/quy-tac-bo-phieu/moi"
		if w := h.post("boss", at, form); w.Code != 422 || !strings.Contains(w.Body.String(), "phân số") {
			t.Errorf("%d\n%s", w.Code, brief(w.Body.String()))
		}
		form.Set("share_num", "2")
		form.Set("share_den", "3")
		form.Set("effective_from", "2009-02-26")
		if w := h.post("boss", at, form); w.Code != 422 || !strings.Contains(w.Body.String(), "Ấn bản mới phải bắt đầu sau ngày đó") {
			t.Errorf("%d\n%s", w.Code, brief(w.Body.String()))
		}
		form.Set("effective_from", "2027-01-01")
		if w := h.post("giu", at, form); w.Code != 403 {
			t.Errorf("%d", w.Code)
		}
		for range 2 {
			if w := h.post("boss", at, form); w.Code != 303 {
				t.Fatalf("%d\n%s", w.Code, brief(w.Body.String()))
			}
		}
		all, _, err := h.Rules(t.Context(), h.keeper)
		h.must(err)
		for _, r := range all {
			if r.ID == twoThirds && r.To != clock.On(2026, 12, 31) {
				t.Errorf("the old edition ends on %s", r.To)
			}
		}
		on, err := h.RulesOn(context.Background(), h.keeper, clock.On(2027, 1, 1))
		h.must(err)
		if len(all) != 9 || len(on) != 7 {
			t.Errorf("%d editions, %d in force", len(all), len(on))
		}
	})
}

func TestAgreedTellers(t *testing.T) {
	t.Parallel()
	a := council.Sheet{MemberID: "a", Papers: 2, Lines: []council.Line{{InitiativeID: "x", For: 2}}}
	b := council.Sheet{MemberID: "b", Papers: 2, Lines: []council.Line{{InitiativeID: "x", For: 1, Against: 1}}}
	for _, c := range []struct {
		sheets []council.Sheet
		papers int64
		want   int64
		good   bool
	}{
		{nil, 0, 0, true}, {[]council.Sheet{a}, 0, 0, false}, {[]council.Sheet{a}, 2, 2, false}, {[]council.Sheet{a, b}, 2, 2, false},
		{[]council.Sheet{a, a}, 3, 3, false}, {[]council.Sheet{a, a}, 2, 1, false}, {[]council.Sheet{a, a}, 2, 2, true},
	} {
		if _, err := council.Agreed(c.sheets, c.papers, map[string]int64{"x": c.want}); (err == nil) != c.good {
			t.Errorf("%+v: %v", c, err)
		}
	}
}
