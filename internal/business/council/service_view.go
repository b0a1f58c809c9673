package council

import (
	"context"
	"slices"

	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
	"kheo/internal/service/auth"
)

// Desk is a meeting as its own page shows it.
type Desk struct {
	Room
	Agenda  []Case
	Rounds  []RoundLine
	Voted   map[string]bool // cases that were in a round
	Recused Recused
	Doubts  map[string]Doubt // by initiative
	Open    bool             // a round is open
}

// RoundLine is a round in a list: how many may vote and have voted, never how.
type RoundLine struct {
	Round
	Cases  int64
	Voters int64
	Done   int64 // have voted on screen
	Paper  int64 // vote on paper
}

// Desk shows a meeting that the actor sees.
func (s *Service) Desk(ctx context.Context, actor auth.Actor, meetingID string) (d Desk, err error) {
	err = s.db.View(ctx, func(tx *db.Tx) error {
		d = Desk{}
		if d.Room, err = s.room(ctx, tx, actor, meetingID); err != nil {
			return err
		}
		if d.Agenda, err = agenda(ctx, tx, meetingID); err != nil {
			return err
		}
		if d.Voted, err = voted(ctx, tx, meetingID); err != nil {
			return err
		}
		if d.Recused, err = recusals(ctx, tx, meetingID); err != nil {
			return err
		}
		if s.Conditions != nil && len(d.Agenda) > 0 {
			if d.Doubts, err = s.Conditions.Doubts(ctx, tx, actor, idsOf(d.Agenda)); err != nil {
				return err
			}
		}
		all, err := rounds(ctx, tx, meetingID)
		for _, r := range all {
			line, e := lineOf(ctx, tx, r)
			if e != nil {
				return e
			}
			d.Rounds = append(d.Rounds, line)
			d.Open = d.Open || r.State == Open
		}
		return err
	})
	return d, err
}

func lineOf(ctx context.Context, tx *db.Tx, r Round) (RoundLine, error) {
	line := RoundLine{Round: r}
	err := tx.QueryRow(ctx, `SELECT (SELECT COUNT(*) FROM council_round_case WHERE round_id = $1), (SELECT COUNT(*) FROM council_roll WHERE round_id = $1),
		(SELECT COUNT(*) FROM council_roll WHERE round_id = $1 AND voted), (SELECT COUNT(*) FROM council_roll WHERE round_id = $1 AND on_paper)`, r.ID).
		Scan(&line.Cases, &line.Voters, &line.Done, &line.Paper)
	return line, err
}

// Live is what every screen of a meeting shows now.
type Live struct {
	Meeting
	Council Council
	Current Case // without id: nothing is shown yet
	Total   int64
	Prev    string // cases before and after, for who leads
	Next    string
	Round   RoundLine // the open one; without ID: none
	Last    RoundLine // the latest closed one; without ID: none
	Leads   bool
	Seat    Entry // of the actor in the open round
	OnRoll  bool
	Barred  string // why the actor does not vote on the current case
}

// Live finds what the screens of a meeting show. It is asked for every few seconds.
func (s *Service) Live(ctx context.Context, actor auth.Actor, meetingID string) (l Live, err error) {
	err = s.db.View(ctx, func(tx *db.Tx) error {
		l = Live{}
		if l.Meeting, err = findMeeting(ctx, tx, meetingID); err != nil {
			return err
		}
		var all []Member
		if l.Council, all, err = s.seen(ctx, tx, actor, l.CouncilID); err != nil {
			return err
		}
		l.Leads = mayLead(actor, all, l.HeldOn)
		cases, err := agenda(ctx, tx, meetingID)
		if err != nil {
			return err
		}
		l.place(cases)
		list, err := rounds(ctx, tx, meetingID)
		if err != nil {
			return err
		}
		for _, r := range list {
			line, err := lineOf(ctx, tx, r)
			if err != nil {
				return err
			}
			if r.State == Open {
				l.Round = line
			} else {
				l.Last = line
			}
		}
		return s.seatIn(ctx, tx, actor, &l)
	})
	return l, err
}

func (l *Live) place(cases []Case) {
	l.Total = int64(len(cases))
	at := slices.IndexFunc(cases, func(c Case) bool { return c.InitiativeID == l.CurrentID })
	if at >= 0 {
		l.Current = cases[at]
		if at > 0 {
			l.Prev = cases[at-1].InitiativeID
		}
	}
	if at+1 < len(cases) {
		l.Next = cases[at+1].InitiativeID
	}
}

func (s *Service) seatIn(ctx context.Context, tx *db.Tx, actor auth.Actor, l *Live) (err error) {
	if l.Round.ID == "" {
		return nil
	}
	if l.Seat, l.OnRoll, err = rollOf(ctx, tx, l.Round.ID, actor); err != nil || !l.OnRoll || l.CurrentID == "" {
		return err
	}
	why, err := barred(ctx, tx, l.ID, l.Seat.MemberID, []string{l.CurrentID})
	l.Barred = why[l.CurrentID]
	return err
}

// Voting is a round as its own page shows it.
type Voting struct {
	Room
	Round   RoundLine
	Rule    Rule
	Cases   []Case
	Results []Result                     // nothing before it closed
	Named   map[string]map[string]Choice // open votes by case and member; nothing before it closed
	Codes   []string                     // receipts, sorted; nothing before it closed
	Roll    []Voter                      // for who leads
	Hints   []Hint
	Seat    Entry // of the actor
	OnRoll  bool
	Sheets  int   // tellers that have entered
	Differ  bool  // and do not agree
	Repeats Round // that it repeats
}

// Voter is a seat on the roll with its name.
type Voter struct {
	Entry
	Name string
	Post string
}

// Voting shows a round of a meeting that the actor sees.
func (s *Service) Voting(ctx context.Context, actor auth.Actor, roundID string) (v Voting, err error) {
	err = s.db.View(ctx, func(tx *db.Tx) error {
		v = Voting{}
		r, err := findRound(ctx, tx, roundID)
		if err != nil {
			return err
		}
		if v.Room, err = s.room(ctx, tx, actor, r.MeetingID); err != nil {
			return err
		}
		if v.Round, err = lineOf(ctx, tx, r); err != nil {
			return err
		}
		if v.Rule, err = findRule(ctx, tx, r.RuleID); err != nil {
			return err
		}
		if v.Cases, err = roundCases(ctx, tx, r); err != nil {
			return err
		}
		if v.Seat, v.OnRoll, err = rollOf(ctx, tx, roundID, actor); err != nil {
			return err
		}
		if r.RepeatsID != "" {
			if v.Repeats, err = findRound(ctx, tx, r.RepeatsID); err != nil {
				return err
			}
		}
		if r.State == Open {
			return s.running(ctx, tx, &v)
		}
		return s.outcome(ctx, tx, &v)
	})
	return v, err
}

// running fills in what may be seen while people vote.
func (s *Service) running(ctx context.Context, tx *db.Tx, v *Voting) error {
	entries, err := roll(ctx, tx, v.Round.ID)
	if err != nil {
		return err
	}
	if v.Leads {
		v.Roll = v.voters(entries)
	}
	told, err := sheets(ctx, tx, v.Round.ID)
	if err != nil {
		return err
	}
	v.Sheets = len(told)
	if len(told) == 2 {
		papers, cases := told[0].Differs(told[1])
		v.Differ = papers || len(cases) > 0
	}
	if !v.Round.Secret {
		return nil
	}
	v.Hints, err = s.hints(ctx, tx, v.Room, v.Rule, v.Repeats, ids(v.Cases))
	return err
}

func (v *Voting) voters(entries []Entry) (all []Voter) {
	for _, m := range v.Members {
		for _, e := range entries {
			if e.MemberID == m.ID {
				all = append(all, Voter{e, m.Name, m.Post})
			}
		}
	}
	return all
}

// outcome fills in what is published when the round has closed.
func (s *Service) outcome(ctx context.Context, tx *db.Tx, v *Voting) (err error) {
	if v.Results, err = results(ctx, tx, v.Round.Round); err != nil {
		return err
	}
	if v.Round.Secret {
		if v.Codes, err = receipts(ctx, tx, v.Round.ID); err != nil {
			return err
		}
		v.Hints = shown(v.Results, v.Round.Paper, v.Round.Papers-v.Round.Paper)
		return nil
	}
	votes, err := named(ctx, tx, v.Round.ID)
	v.Named = map[string]map[string]Choice{}
	for _, n := range votes {
		if v.Named[n.InitiativeID] == nil {
			v.Named[n.InitiativeID] = map[string]Choice{}
		}
		v.Named[n.InitiativeID][n.MemberID] = n.Choice
	}
	return err
}

// shown are the hints of a closed secret round.
func shown(all []Result, papers, screens int64) (hints []Hint) {
	add := func(h Hint) {
		if !slices.Contains(hints, h) {
			hints = append(hints, h)
		}
	}
	for _, x := range all {
		for _, h := range x.Reveals() {
			add(h)
		}
	}
	if apart(papers, screens) {
		add(FewPapers)
	}
	return hints
}

// Closing is what the page that closes a round shows.
type Closing struct {
	Voting
	Missing    []string // who has not voted
	AsksChair  bool     // the chair's word is asked for
	TellerNote error    // why the paper ballots cannot be added yet
}

// Closing prepares the end of a round.
func (s *Service) Closing(ctx context.Context, actor auth.Actor, roundID string) (c Closing, err error) {
	if c.Voting, err = s.Voting(ctx, actor, roundID); err != nil {
		return c, err
	}
	switch {
	case !c.Leads:
		return c, fault.Forbidden
	case c.Voting.Round.State == Closed:
		return c, fault.Refuse("Lượt bỏ phiếu đã đóng từ trước.")
	}
	for _, x := range c.Roll {
		if !x.Voted && !x.OnPaper {
			c.Missing = append(c.Missing, x.Name)
		}
	}
	err = s.db.View(ctx, func(tx *db.Tx) error {
		papers, want, err := onPaper(ctx, tx, c.Voting.Round.Round, c.Cases)
		if err != nil {
			return err
		}
		told, err := sheets(ctx, tx, roundID)
		if err != nil {
			return err
		}
		_, c.TellerNote = Agreed(told, papers, want)
		c.AsksChair = c.Voting.Rule.Chair && c.chairSilent(ctx, tx)
		return nil
	})
	return c, err
}

// chairSilent reports whether no open vote of the chair is known.
func (c *Closing) chairSilent(ctx context.Context, tx *db.Tx) bool {
	if c.Voting.Round.Secret {
		return true
	}
	votes, err := named(ctx, tx, c.Voting.Round.ID)
	return err != nil || !slices.ContainsFunc(votes, func(n Named) bool { m, _ := byID(c.Members, n.MemberID); return m.Role == Chair })
}
