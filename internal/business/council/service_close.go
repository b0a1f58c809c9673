package council

import (
	"context"
	"slices"

	"kheo/internal/business/review"
	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
	"kheo/internal/service/auth"
)

// CloseInput is the form that closes a round. Chair and Except are asked for only
// where the rule wants the chair to agree and nobody sees how the chair voted.
type CloseInput struct {
	Version int64    `form:"version"`
	Chair   string   `form:"chair"`  // "yes": agrees with all cases but Except; "no": with none
	Except  []string `form:"except"` // initiatives
}

// Close ends a round: counts it, judges every case by the pinned rule and hands the
// results to review. Nothing is counted before.
func (s *Service) Close(ctx context.Context, actor auth.Actor, roundID string, in CloseInput) (all []Result, err error) {
	err = s.db.Update(ctx, func(tx *db.Tx) error {
		all = nil
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
		case round.State == Closed && round.Version == in.Version+1:
			all, err = results(ctx, tx, round)
			return err // sent twice
		case round.State == Closed:
			return fault.Refuse("Lượt bỏ phiếu đã đóng từ trước.")
		case round.Version != in.Version:
			return fault.Conflict
		}
		rule, err := findRule(ctx, tx, round.RuleID)
		if err != nil {
			return err
		}
		if seats, present, written := r.Numbers(); !rule.Quorum(seats, present, written) {
			return fault.Refused{Reason: rule.QuorumShort(seats, present, written)}
		}
		b, err := s.empty(ctx, tx, r, round)
		if err != nil {
			return err
		}
		if all, err = b.judge(rule, in); err != nil {
			return err
		}
		round.Papers, round.Digest = b.screens+b.papers, Digest(round.ID, b.marks, b.codes, b.lines)
		if err := closeRound(ctx, tx, round); err != nil {
			return err
		}
		if err := sweep(ctx, tx, round.ID); err != nil {
			return err
		}
		if err := putCounts(ctx, tx, round.ID, all); err != nil {
			return err
		}
		if err := s.reviews.EnterCounts(ctx, tx, actor, counted(r, round, all)); err != nil {
			return err
		}
		return s.recordRound(ctx, tx, actor, r, round, "council.round_closed", map[string]any{"papers": round.Papers, "digest": round.Digest})
	})
	if err == nil {
		s.papers.Delete(roundID)
	}
	return all, err
}

// emptied is the box of a round, poured out.
type emptied struct {
	room    Room
	round   Round
	cases   []Case
	roll    []Entry
	recused Recused
	marks   []Mark
	codes   []string
	lines   map[string]Line // of paper ballots
	screens int64           // papers that came from screens
	papers  int64           // papers on paper
	chair   map[string]Choice
}

// empty pours the box out and checks it against the roll and the tellers.
func (s *Service) empty(ctx context.Context, tx *db.Tx, r Room, round Round) (b emptied, err error) {
	b = emptied{room: r, round: round, chair: map[string]Choice{}}
	if b.cases, err = roundCases(ctx, tx, round); err != nil {
		return b, err
	}
	if b.roll, err = roll(ctx, tx, round.ID); err != nil {
		return b, err
	}
	if b.recused, err = recusals(ctx, tx, round.MeetingID); err != nil {
		return b, err
	}
	for _, e := range b.roll {
		if e.Voted {
			b.screens++
		}
		if e.OnPaper {
			b.papers++
		}
	}
	if err = b.read(ctx, tx); err != nil {
		return b, err
	}
	_, want, err := onPaper(ctx, tx, round, b.cases)
	if err != nil {
		return b, err
	}
	told, err := sheets(ctx, tx, round.ID)
	if err != nil {
		return b, err
	}
	if b.lines, err = Agreed(told, b.papers, want); err != nil {
		return b, err
	}
	return b, b.check()
}

// read takes the marks out: from the box, or from the open votes.
func (b *emptied) read(ctx context.Context, tx *db.Tx) (err error) {
	if b.round.Secret {
		if b.marks, err = ballots(ctx, tx, b.round.ID); err == nil {
			b.codes, err = receipts(ctx, tx, b.round.ID)
		}
		return err
	}
	votes, err := named(ctx, tx, b.round.ID)
	for _, n := range votes {
		b.marks = append(b.marks, n.Mark)
		if m, _ := byID(b.room.Members, n.MemberID); m.Role == Chair {
			b.chair[n.InitiativeID] = n.Choice
		}
	}
	return err
}

// check compares the box with the roll: as many receipts as voters, and for each
// case as many marks as voters with a box for it.
func (b *emptied) check() error {
	if b.round.Secret && int64(len(b.codes)) != b.screens {
		return fault.Refuse("Hòm phiếu không khớp danh sách: %d biên nhận, %d người đã bỏ phiếu. Không đóng được lượt này; xin báo người quản trị.", len(b.codes), b.screens)
	}
	var who []string
	for _, e := range b.roll {
		if e.Voted {
			who = append(who, e.MemberID)
		}
	}
	got := map[string]int64{}
	for _, m := range b.marks {
		got[m.InitiativeID]++
	}
	for _, c := range b.cases {
		if want := int64(len(who)) - b.recused.Count(who, c.InitiativeID); got[c.InitiativeID] != want {
			return fault.Refuse("Hòm phiếu không khớp danh sách: hồ sơ “%s” có %d phiếu, phải là %d. Không đóng được lượt này; xin báo người quản trị.", c.Title, got[c.InitiativeID], want)
		}
	}
	return nil
}

// judge counts every case and decides it by rule.
func (b *emptied) judge(rule Rule, in CloseInput) ([]Result, error) {
	if rule.Chair && len(b.chair) == 0 && in.Chair != "yes" && in.Chair != "no" {
		return nil, fault.Invalid{"chair": fault.Say("Quy tắc cần chủ tịch hội đồng đồng ý. Ghi ý kiến mà chủ tịch nêu công khai.")}
	}
	tally := map[string]Line{}
	for _, m := range b.marks {
		l := tally[m.InitiativeID]
		switch m.Choice {
		case For:
			l.For++
		case Against:
			l.Against++
		default:
			l.Blank++
		}
		tally[m.InitiativeID] = l
	}
	var voters, seats []string
	for _, e := range b.roll {
		voters = append(voters, e.MemberID)
	}
	chair := ""
	for _, x := range b.room.Seats {
		seats = append(seats, x.ID)
		if x.Role == Chair {
			chair = x.ID
		}
	}
	all := make([]Result, 0, len(b.cases))
	for _, c := range b.cases {
		id := c.InitiativeID
		n := Count{
			Seats: b.round.Seats, Present: b.round.Present, Written: b.round.Written,
			RecusedSeats: b.recused.Count(seats, id), RecusedVoters: b.recused.Count(voters, id), ChairRecused: b.recused.From(chair, id),
			ChairAgrees: len(b.chair) == 0 && in.Chair == "yes" && !slices.Contains(in.Except, id) || b.chair[id] == For,
		}.plus(tally[id]).plus(b.lines[id])
		v := Decide(rule, n)
		all = append(all, Result{Case: c, Count: n, Base: v.Base, Need: v.Need, Passed: v.Passed})
	}
	return all, nil
}

// counted is what review keeps of results.
func counted(r Room, round Round, all []Result) []review.Counted {
	out := make([]review.Counted, len(all))
	for n, x := range all {
		out[n] = review.Counted{
			InitiativeID: x.InitiativeID, Passed: x.Passed, VotesFor: x.For, VotesTotal: max(x.Base, x.For), MetOn: r.HeldOn,
			Note: fault.Say("Bỏ phiếu lượt %d, phiên họp ngày %s.", round.Number, r.HeldOn.String()).String(),
		}
	}
	return out
}
