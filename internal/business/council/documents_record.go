package council

import (
	"context"
	"fmt"
	"slices"
	"time"

	"kheo/internal/business/org"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
)

// Record is all that the minutes say. When the chair fixes them it is kept as it
// stands, so that the papers never change afterwards whatever else does.
type Record struct {
	Council    string
	Unit       string
	Line       org.Line
	FoundedBy  string
	HeldOn     clock.Date
	Place      string
	Season     string
	Seats      int64
	Present    int64
	Written    int64
	People     []Attendee
	Recused    []Recusing
	Cases      []Case
	Rounds     []Counting
	Discussion string
	Conclusion string
	Chair      string
	Secretary  string
	FixedBy    string
	FixedAt    time.Time
}

// Attendee is one line of who came.
type Attendee struct {
	Name, Post, Role, Presence, Reason, SubstituteOf string
	Here                                             bool
}

// Recusing is one line of who did not vote on what.
type Recusing struct{ Name, Title, Reason string }

// Counting is one closed round as the minutes have it.
type Counting struct {
	Number   int64
	Secret   bool
	Repeats  int64 // number of the round that it repeats; 0: none
	Reason   string
	Rule     string
	Source   string
	Verified bool
	Said     []string
	OpenedAt time.Time
	ClosedAt time.Time
	Voters   int64
	OnPaper  int64
	Papers   int64
	Invalid  int64 // papers with an invalid vote in any case
	Tellers  []string
	Digest   string
	Lines    []Counted
	Votes    []string // open votes by name
	Hints    []string
}

// Counted is what came out for one case.
type Counted struct {
	Title, Participant, Unit              string
	For, Against, Blank, Invalid, Recused int64
	Passed                                bool
	Why                                   string
}

// recordOf gathers the minutes of a meeting as they stand now.
func (s *Service) recordOf(ctx context.Context, tx *db.Tx, r Room) (Record, error) {
	unit, err := s.units.Unit(ctx, tx, r.Council.UnitID)
	if err != nil {
		return Record{}, err
	}
	rec := Record{
		Council: r.Council.Name, Unit: r.Council.UnitName, Line: unit.Line, FoundedBy: r.Council.FoundedBy, HeldOn: r.HeldOn, Place: r.Place,
		Season: r.SeasonName, Discussion: r.Discussion, Conclusion: r.Conclusion,
	}
	rec.Seats, rec.Present, rec.Written = r.Numbers()
	rec.gather(r)
	if rec.Cases, err = agenda(ctx, tx, r.ID); err != nil {
		return rec, err
	}
	recused, err := recusals(ctx, tx, r.ID)
	if err != nil {
		return rec, err
	}
	for _, m := range r.Members {
		for _, c := range rec.Cases {
			if recused.From(m.ID, c.InitiativeID) {
				rec.Recused = append(rec.Recused, Recusing{m.Name, c.Title, recused[m.ID][c.InitiativeID]})
			}
		}
	}
	all, err := rounds(ctx, tx, r.ID)
	if err != nil {
		return rec, err
	}
	for _, x := range all {
		if x.State != Closed {
			continue
		}
		c, err := s.counting(ctx, tx, r, x, all)
		if err != nil {
			return rec, err
		}
		rec.Rounds = append(rec.Rounds, c)
	}
	return rec, nil
}

// gather lists who came and who signs.
func (rec *Record) gather(r Room) {
	for _, m := range r.Members {
		a := r.Noted[m.ID]
		of, _ := byID(r.Members, m.SubstituteOf)
		here := a.Presence == AtScreen || a.Presence == AtPaper
		if m.SubstituteOf != "" && !here {
			continue
		}
		rec.People = append(rec.People, Attendee{m.Name, m.Post, m.Role.Label(), a.Presence.Label(), a.Reason, of.Name, here})
		switch {
		case !here:
		case m.Role == Chair, m.Role == Deputy && rec.Chair == "":
			rec.Chair = m.Name
		case m.Role == Secretary && rec.Secretary == "":
			rec.Secretary = m.Name
		}
	}
}

// counting is what the minutes say of a closed round.
func (s *Service) counting(ctx context.Context, tx *db.Tx, r Room, x Round, all []Round) (c Counting, err error) {
	rule, err := findRule(ctx, tx, x.RuleID)
	if err != nil {
		return c, err
	}
	line, err := lineOf(ctx, tx, x)
	if err != nil {
		return c, err
	}
	c = Counting{
		Number: x.Number, Secret: x.Secret, Reason: x.Reason, Rule: rule.Award, Source: rule.Source, Verified: rule.VerifiedBy != "",
		OpenedAt: x.OpenedAt, ClosedAt: x.ClosedAt, Voters: line.Voters, OnPaper: line.Paper, Papers: x.Papers, Digest: x.Digest,
	}
	if at := slices.IndexFunc(all, func(o Round) bool { return o.ID == x.RepeatsID }); at >= 0 {
		c.Repeats = all[at].Number
	}
	for _, said := range rule.Said() {
		c.Said = append(c.Said, said.String())
	}
	told, err := sheets(ctx, tx, x.ID)
	if err != nil {
		return c, err
	}
	for _, t := range told {
		c.Tellers = append(c.Tellers, t.Teller)
	}
	out, err := results(ctx, tx, x)
	if err != nil {
		return c, err
	}
	for _, o := range out {
		c.Invalid = max(c.Invalid, o.Invalid)
		c.Lines = append(c.Lines, Counted{o.Title, o.Participant, o.UnitName, o.For, o.Against, o.Blank, o.Invalid, o.RecusedVoters, o.Passed, inShort(rule, o)})
	}
	if x.Secret {
		for _, h := range shown(out, line.Paper, x.Papers-line.Paper) {
			c.Hints = append(c.Hints, h.Label())
		}
		return c, nil
	}
	c.Votes, err = openVotes(ctx, tx, r, x.ID, out)
	return c, err
}

// inShort says a result in a cell; the rule that it quotes stands above the table.
func inShort(rule Rule, o Result) string {
	switch {
	case o.Passed:
		return fmt.Sprintf("Đạt: %d/%d, cần %d", o.For, o.Base, o.Need)
	case o.For < o.Need:
		return fmt.Sprintf("Không đạt: %d/%d, cần %d", o.For, o.Base, o.Need)
	}
	return Decide(rule, o.Count).Why.String()
}

// openVotes are the votes that were taken by name, a line for each case.
func openVotes(ctx context.Context, tx *db.Tx, r Room, roundID string, out []Result) (lines []string, err error) {
	votes, err := named(ctx, tx, roundID)
	for _, o := range out {
		var words []string
		for _, n := range votes {
			if m, known := byID(r.Members, n.MemberID); known && n.InitiativeID == o.InitiativeID {
				words = append(words, m.Name+" "+lower(n.Choice.Label()))
			}
		}
		lines = append(lines, o.Title+": "+join(words))
	}
	return lines, err
}
