package council

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
	"kheo/internal/service/audit"
	"kheo/internal/service/auth"
)

// Opening is what the form that opens a round needs.
type Opening struct {
	Room
	Cases   []Case // that may be voted on
	Done    map[string]bool
	Rules   []Rule // in force on the day
	Repeats Round  // the round to repeat; zero: none
	Hints   []Hint // what the result may show, if all cases are taken
}

// Opening prepares a round of a meeting, or the repeat of one.
func (s *Service) Opening(ctx context.Context, actor auth.Actor, meetingID, repeats string) (o Opening, err error) {
	err = s.db.View(ctx, func(tx *db.Tx) error {
		o = Opening{}
		if o.Room, err = s.room(ctx, tx, actor, meetingID); err != nil {
			return err
		}
		if !o.Leads {
			return fault.Forbidden
		}
		if o.Cases, err = agenda(ctx, tx, meetingID); err != nil {
			return err
		}
		if o.Done, err = voted(ctx, tx, meetingID); err != nil {
			return err
		}
		if repeats != "" {
			if o.Repeats, o.Cases, err = repeated(ctx, tx, meetingID, repeats); err != nil {
				return err
			}
		}
		all, err := rules(ctx, tx)
		if err != nil {
			return err
		}
		for _, r := range all {
			if r.InForce(o.HeldOn) {
				o.Rules = append(o.Rules, r)
			}
		}
		o.Hints, err = s.hints(ctx, tx, o.Room, o.Rule, o.Repeats, ids(o.Cases))
		return err
	})
	return o, err
}

// repeated finds a closed round of a meeting with its cases.
func repeated(ctx context.Context, tx *db.Tx, meetingID, id string) (Round, []Case, error) {
	r, err := findRound(ctx, tx, id)
	if err != nil {
		return r, nil, err
	}
	if r.MeetingID != meetingID || r.State != Closed {
		return r, nil, fault.NotFound
	}
	cases, err := roundCases(ctx, tx, r)
	return r, cases, err
}

func ids(cases []Case) []string {
	all := make([]string, len(cases))
	for n, c := range cases {
		all[n] = c.InitiativeID
	}
	return all
}

// hints tells what the result of a round over cases may show of single members.
func (s *Service) hints(ctx context.Context, tx *db.Tx, r Room, rule Rule, before Round, cases []string) ([]Hint, error) {
	recused, err := recusals(ctx, tx, r.ID)
	if err != nil {
		return nil, err
	}
	var who []string
	paper := int64(0)
	for _, v := range r.Voters(rule) {
		who = append(who, v.ID)
		if v.OnPaper {
			paper++
		}
	}
	fewest := int64(len(who))
	for _, id := range cases {
		fewest = min(fewest, int64(len(who))-recused.Count(who, id))
	}
	changed := int64(-1)
	if before.ID != "" {
		old, err := roll(ctx, tx, before.ID)
		if err != nil {
			return nil, err
		}
		changed = differ(old, who)
	}
	return RevealsBefore(fewest, paper, changed), nil
}

// differ counts who is on one list only.
func differ(old []Entry, now []string) (n int64) {
	was := map[string]bool{}
	for _, e := range old {
		was[e.MemberID] = true
	}
	for _, id := range now {
		if !was[id] {
			n++
		}
		delete(was, id)
	}
	return n + int64(len(was))
}

// Open starts a round: from now on its rule, its cases and its roll are fixed. The
// same id twice makes one.
func (s *Service) Open(ctx context.Context, actor auth.Actor, meetingID string, in RoundInput) (round Round, err error) {
	err = s.db.Update(ctx, func(tx *db.Tx) error {
		r, err := s.room(ctx, tx, actor, meetingID)
		switch {
		case err != nil:
			return err
		case !r.Leads:
			return fault.Forbidden
		case r.Fixed():
			return errFixed()
		}
		if round, err = in.read(); err != nil {
			return err
		}
		if old, err := findRound(ctx, tx, round.ID); !errors.Is(err, fault.NotFound) {
			round = old
			return err // sent twice
		}
		if err := s.still(ctx, tx, r.ID); err != nil {
			return err
		}
		rule, err := s.pinnedRule(ctx, tx, r, round)
		if err != nil {
			return err
		}
		cases, err := s.votable(ctx, tx, r, round, in.Cases)
		if err != nil {
			return err
		}
		if err := s.conflicts(ctx, tx, r, cases); err != nil {
			return err
		}
		recused, err := recusals(ctx, tx, r.ID)
		if err != nil {
			return err
		}
		roll, err := enrol(r, rule, cases, recused)
		if err != nil {
			return err
		}
		before, err := rounds(ctx, tx, r.ID)
		if err != nil {
			return err
		}
		round.MeetingID, round.Number, round.Version = r.ID, int64(len(before)+1), 1
		round.Seats, round.Present, round.Written = r.Numbers()
		if err := insertRound(ctx, tx, round, ids(cases)); err != nil {
			return err
		}
		if err := prepare(ctx, tx, round.ID, roll, ids(cases), recused); err != nil {
			return err
		}
		return s.recordRound(ctx, tx, actor, r, round, "council.round_opened", map[string]any{"rule": rule.Code, "cases": len(cases), "voters": len(roll), "secret": round.Secret})
	})
	return round, err
}

func (s *Service) recordRound(ctx context.Context, tx *db.Tx, actor auth.Actor, r Room, round Round, act string, after any) error {
	return audit.Record(ctx, tx, actor, audit.Act{
		Name: act, Kind: "council", ObjectID: round.ID, Title: fmt.Sprintf("%s (%d)", r.title(), round.Number), UnitPath: r.Council.UnitPath, After: after,
	})
}

// pinnedRule finds the rule of a new round and whether it lets people vote that way.
func (s *Service) pinnedRule(ctx context.Context, tx *db.Tx, r Room, round Round) (Rule, error) {
	if err := s.fits(ctx, tx, Meeting{RuleID: round.RuleID, HeldOn: r.HeldOn}); err != nil {
		return Rule{}, err
	}
	rule, err := findRule(ctx, tx, round.RuleID)
	if err != nil {
		return rule, err
	}
	v := fault.Invalid{}
	v.Check(!rule.Secret || round.Secret, "open", "Quy tắc này yêu cầu bỏ phiếu kín.")
	return rule, v.Err()
}

// votable are the cases of a new round, in the order of the agenda.
func (s *Service) votable(ctx context.Context, tx *db.Tx, r Room, round Round, chosen []string) ([]Case, error) {
	all, err := agenda(ctx, tx, r.ID)
	if err != nil {
		return nil, err
	}
	done, err := voted(ctx, tx, r.ID)
	if err != nil {
		return nil, err
	}
	if round.RepeatsID != "" {
		if _, all, err = repeated(ctx, tx, r.ID, round.RepeatsID); err != nil {
			return nil, err
		}
		done = nil
	}
	waiting, err := s.reviews.WaitingCases(ctx, tx, r.SeasonID, r.Council.UnitPath)
	if err != nil {
		return nil, err
	}
	under := map[string]bool{}
	for _, w := range waiting {
		under[w.InitiativeID] = true
	}
	v := fault.Invalid{}
	var cases []Case
	for _, c := range all {
		if !slices.Contains(chosen, c.InitiativeID) {
			continue
		}
		v.Check(!done[c.InitiativeID], "cases", "Hồ sơ “%s” đã bỏ phiếu ở một lượt trước. Muốn bỏ phiếu lại, mở lượt bỏ phiếu lại từ lượt ấy.", c.Title)
		v.Check(under[c.InitiativeID], "cases", "Hồ sơ “%s” không còn ở bước thẩm định.", c.Title)
		cases = append(cases, c)
	}
	v.Check(len(cases) == len(chosen), "cases", "Có hồ sơ không nằm trong chương trình họp. Xin chọn lại.")
	return cases, v.Err()
}

// enrol makes the roll of a new round, or says why nobody may vote yet.
func enrol(r Room, rule Rule, cases []Case, recused Recused) ([]Entry, error) {
	if len(r.Unnoted) > 0 {
		return nil, fault.Refuse("Còn %d thành viên chưa điểm danh: %s. Quy tắc tính trên số có mặt nên cần điểm danh đủ trước khi mở.", len(r.Unnoted), join(r.Unnoted))
	}
	if seats, present, written := r.Numbers(); !rule.Quorum(seats, present, written) {
		return nil, fault.Refused{Reason: rule.QuorumShort(seats, present, written)}
	}
	var entries []Entry
	var who []string
	paper := 0
	for _, v := range r.Voters(rule) {
		entries, who = append(entries, Entry{MemberID: v.ID, OnPaper: v.OnPaper}), append(who, v.ID)
		if v.OnPaper {
			paper++
		}
	}
	for _, c := range cases {
		if recused.Count(who, c.InitiativeID) == int64(len(who)) {
			return nil, fault.Refuse("Không còn ai được bỏ phiếu cho hồ sơ “%s”. Xin bỏ hồ sơ này khỏi lượt.", c.Title)
		}
	}
	tellers := 0
	for _, m := range r.Members {
		if m.Teller && m.AccountID != "" {
			tellers++
		}
	}
	if paper > 0 && tellers < 2 {
		return nil, fault.Refuse("Có %d thành viên bỏ phiếu giấy nhưng hội đồng chưa có hai người kiểm phiếu có tài khoản. Xin chọn người kiểm phiếu trước khi mở.", paper)
	}
	return entries, nil
}
