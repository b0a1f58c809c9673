package council

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
	"kheo/internal/service/auth"
)

// TellerInput is the form of a teller: numbers as they were typed, by initiative.
type TellerInput struct {
	Papers string               `form:"papers"`
	Lines  map[string]TypedLine `form:"line"`
}

// TypedLine is one case on the form of a teller.
type TypedLine struct {
	For     string `form:"for"`
	Against string `form:"against"`
	Blank   string `form:"blank"`
	Invalid string `form:"invalid"`
}

// Telling is what a teller sees: the own sheet, and where it differs once both are in.
type Telling struct {
	Room
	Round       Round
	Cases       []Case
	Want        map[string]int64 // paper ballots that each case must have
	Papers      int64            // seats that vote on paper
	Own         Sheet            // without MemberID: nothing entered yet
	Both        bool             // the other teller has entered too
	Other       string           // name of the other teller
	Wrong       map[string]Line  // what the other counted, where it differs
	OtherPapers int64            // what the other counted in all, if that differs
}

// Telling prepares the form of the actor, a teller, for the paper ballots of a round.
func (s *Service) Telling(ctx context.Context, actor auth.Actor, roundID string) (t Telling, err error) {
	err = s.db.View(ctx, func(tx *db.Tx) error {
		t, err = s.telling(ctx, tx, actor, roundID)
		return err
	})
	return t, err
}

func (s *Service) telling(ctx context.Context, tx *db.Tx, actor auth.Actor, roundID string) (t Telling, err error) {
	if t.Round, err = findRound(ctx, tx, roundID); err != nil {
		return t, err
	}
	if t.Room, err = s.room(ctx, tx, actor, t.Round.MeetingID); err != nil {
		return t, err
	}
	me, tells := mayTell(actor, t.Members, t.HeldOn)
	switch {
	case !tells:
		return t, fault.Forbidden
	case t.Round.State != Open:
		return t, fault.Refuse("Lượt bỏ phiếu đã đóng. Quy tắc: không nhận phiếu sau khi đóng.")
	}
	if t.Cases, err = roundCases(ctx, tx, t.Round); err != nil {
		return t, err
	}
	if t.Papers, t.Want, err = onPaper(ctx, tx, t.Round, t.Cases); err != nil {
		return t, err
	}
	all, err := sheets(ctx, tx, roundID)
	if err != nil {
		return t, err
	}
	t.Own.Teller = me.Name
	for _, x := range all {
		if x.MemberID == me.ID {
			t.Own = x
		}
	}
	for _, x := range all {
		if x.MemberID != me.ID && t.Own.MemberID != "" {
			t.compare(x)
		}
	}
	return t, nil
}

// compare shows where the other sheet differs; only a teller who has entered sees it.
func (t *Telling) compare(other Sheet) {
	t.Both, t.Other, t.Wrong = true, other.Teller, map[string]Line{}
	papers, cases := t.Own.Differs(other)
	if papers {
		t.OtherPapers = other.Papers
	}
	for _, l := range other.Lines {
		if slices.Contains(cases, l.InitiativeID) {
			t.Wrong[l.InitiativeID] = l
		}
	}
}

// onPaper counts the seats that vote on paper, and for each case those with a box.
func onPaper(ctx context.Context, tx *db.Tx, r Round, cases []Case) (papers int64, want map[string]int64, err error) {
	entries, err := roll(ctx, tx, r.ID)
	if err != nil {
		return 0, nil, err
	}
	recused, err := recusals(ctx, tx, r.MeetingID)
	if err != nil {
		return 0, nil, err
	}
	var who []string
	for _, e := range entries {
		if e.OnPaper {
			who = append(who, e.MemberID)
		}
	}
	want = map[string]int64{}
	for _, c := range cases {
		want[c.InitiativeID] = int64(len(who)) - recused.Count(who, c.InitiativeID)
	}
	return int64(len(who)), want, nil
}

// Tell keeps what the actor, a teller, counted of the paper ballots.
func (s *Service) Tell(ctx context.Context, actor auth.Actor, roundID string, in TellerInput) error {
	return s.db.Update(ctx, func(tx *db.Tx) error {
		t, err := s.telling(ctx, tx, actor, roundID)
		if err != nil {
			return err
		}
		me, _ := mayTell(actor, t.Members, t.HeldOn)
		all, err := sheets(ctx, tx, roundID)
		if err != nil {
			return err
		}
		if len(all) >= 2 && t.Own.MemberID == "" {
			return fault.Refuse("Đã có hai người kiểm phiếu nhập kết quả lượt này.")
		}
		sheet, err := in.read(t.Cases, t.Papers, t.Want)
		if err != nil {
			return err
		}
		sheet.MemberID = me.ID
		if err := putSheet(ctx, tx, roundID, sheet); err != nil {
			return err
		}
		return s.recordRound(ctx, tx, actor, t.Room, t.Round, "council.papers_counted", nil)
	})
}

// read checks the numbers of a teller: every case must have as many papers as there
// are seats with a box for it.
func (in TellerInput) read(cases []Case, papers int64, want map[string]int64) (Sheet, error) {
	v := fault.Invalid{}
	s := Sheet{Papers: number(v, "papers", in.Papers, false)}
	v.Check(s.Papers == papers, "papers", "Có %d thành viên bỏ phiếu giấy. Số phiếu giấy phải bằng số đó.", papers)
	for _, c := range cases {
		typed := in.Lines[c.InitiativeID]
		at := "line[" + c.InitiativeID + "]."
		l := Line{
			InitiativeID: c.InitiativeID, For: number(v, at+"for", typed.For, true), Against: number(v, at+"against", typed.Against, true),
			Blank: number(v, at+"blank", typed.Blank, true), Invalid: number(v, at+"invalid", typed.Invalid, true),
		}
		v.Check(l.Sum() == want[c.InitiativeID], at+"for", "“%s”: cộng lại được %d phiếu, phải là %d.", c.Title, l.Sum(), want[c.InitiativeID])
		s.Lines = append(s.Lines, l)
	}
	return s, v.Err()
}

const mostPapers = 1000

// number reads a whole number from 0 on; empty is 0 where that may be.
func number(v fault.Invalid, field, typed string, empty bool) int64 {
	typed = strings.TrimSpace(typed)
	if typed == "" && empty {
		return 0
	}
	n, err := strconv.ParseInt(typed, 10, 32)
	v.Check(err == nil && n >= 0 && n <= mostPapers, field, "Cần một số từ 0 đến %d.", mostPapers)
	return n
}

// ToPaper lets a seat that has not voted vote on paper, or on screen again.
func (s *Service) ToPaper(ctx context.Context, actor auth.Actor, roundID, memberID string, paper bool) error {
	return s.db.Update(ctx, func(tx *db.Tx) error {
		round, err := findRound(ctx, tx, roundID)
		if err != nil {
			return err
		}
		r, err := s.room(ctx, tx, actor, round.MeetingID)
		switch {
		case err != nil:
			return err
		case !r.Leads:
			return fault.Forbidden
		case round.State != Open:
			return fault.Refuse("Lượt bỏ phiếu đã đóng. Quy tắc: không nhận phiếu sau khi đóng.")
		}
		entries, err := roll(ctx, tx, roundID)
		if err != nil {
			return err
		}
		at := slices.IndexFunc(entries, func(e Entry) bool { return e.MemberID == memberID })
		if at < 0 {
			return fault.NotFound
		}
		if entries[at].Voted {
			return fault.Refuse("Thành viên này đã bỏ phiếu trên màn hình. Quy tắc: mỗi người một phiếu, trên giấy hoặc trên màn hình.")
		}
		if entries[at].OnPaper == paper {
			return nil
		}
		entries[at].OnPaper = paper
		if err := writeRoll(ctx, tx, roundID, entries); err != nil {
			return err
		}
		return s.recordRound(ctx, tx, actor, r, round, "council.paper_set", map[string]any{"member": memberID, "on_paper": paper})
	})
}
