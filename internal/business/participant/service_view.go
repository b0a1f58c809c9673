package participant

import (
	"cmp"
	"context"
	"slices"

	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
	"kheo/internal/service/auth"
)

// View is a participant with all its rows that the reader may see, and its record.
type View struct {
	Participant          // the row by which it is known, where the reader may see it
	Members     []Member // that row first
	Merges      []Joined // that hold the rows together, the latest first
	Told        []Told   // who it was told apart from
	Record      []Year   // the newest first
	MayJoin     bool
	Deeds       int
}

// Member is one row of a participant.
type Member struct {
	Participant
	UnitName string
	Now      []string // names of the units that stand in the place of its unit; empty: the unit stands
	Ended    bool     // its unit does not stand any more
	Aliases  []Alias
	MayName  bool
}

// Joined is a merge between two rows that the reader may see.
type Joined struct {
	Merge
	Kept, Merged Member
	MayUndo      bool
}

// Told is another participant from which this one was told apart.
type Told struct {
	Apart
	Other  Participant
	MayEnd bool
}

// Year is a year of a record.
type Year struct {
	Year  int
	Deeds []Deed // the latest first
}

// See shows a participant and what it did over the years.
func (s *Service) See(ctx context.Context, actor auth.Actor, id string) (v View, err error) {
	err = s.db.View(ctx, func(tx *db.Tx) error {
		p, err := s.seen(ctx, tx, actor, id)
		if err != nil {
			return err
		}
		v = View{Participant: p}
		if err := s.gather(ctx, tx, actor, &v); err != nil {
			return err
		}
		if err := s.joinings(ctx, tx, actor, &v); err != nil {
			return err
		}
		if err := s.told(ctx, tx, actor, &v); err != nil {
			return err
		}
		v.Record, err = s.record(ctx, tx, actor, v.ids())
		for _, y := range v.Record {
			v.Deeds += len(y.Deeds)
		}
		return err
	})
	return v, err
}

func (v View) ids() (all []string) {
	for _, m := range v.Members {
		all = append(all, m.ID)
	}
	return all
}

// gather finds the rows of the group that actor may see.
func (s *Service) gather(ctx context.Context, tx *db.Tx, actor auth.Actor, v *View) error {
	rows, err := members(ctx, tx, v.RootID)
	if err != nil {
		return err
	}
	rows = slices.DeleteFunc(rows, func(p Participant) bool { return !maySee(actor, p) })
	if rows[0].ID == v.RootID {
		v.Participant = rows[0]
	}
	for _, p := range rows {
		m := Member{Participant: p, MayName: mayName(actor, p)}
		if err := s.place(ctx, tx, &m); err != nil {
			return err
		}
		v.Members = append(v.Members, m)
		v.MayJoin = v.MayJoin || m.MayName
	}
	v.MayJoin = v.MayJoin || mayKeep(actor)
	aliases, err := aliasesOf(ctx, tx, v.ids())
	for n := range v.Members {
		v.Members[n].Aliases = aliases[v.Members[n].ID]
	}
	return err
}

// place says what the unit of m is called, and what stands in its place today.
func (s *Service) place(ctx context.Context, tx *db.Tx, m *Member) error {
	if s.Units == nil {
		return nil
	}
	unit, err := s.Units.Unit(ctx, tx, m.UnitID)
	if err != nil {
		return err
	}
	today := clock.DayOf(tx.Now)
	m.UnitName, m.Ended = unit.Name, !unit.ValidTo.IsZero() && unit.ValidTo.Before(today)
	if !m.Ended {
		return nil
	}
	related, err := s.Units.Related(ctx, tx, m.UnitID)
	for _, r := range related {
		if r.Relation == "after" && r.Unit.StandsOn(today) {
			m.Now = append(m.Now, r.Unit.Name)
		}
	}
	return err
}

func (v View) member(id string) (Member, bool) {
	n := slices.IndexFunc(v.Members, func(m Member) bool { return m.ID == id })
	if n < 0 {
		return Member{}, false
	}
	return v.Members[n], true
}

func (s *Service) joinings(ctx context.Context, tx *db.Tx, actor auth.Actor, v *View) error {
	merges, err := standing(ctx, tx, v.RootID)
	for _, m := range merges {
		kept, seen := v.member(m.KeptID)
		merged, too := v.member(m.MergedID)
		if seen && too {
			v.Merges = append(v.Merges, Joined{m, kept, merged, mayJoin(actor, kept.Participant, merged.Participant)})
		}
	}
	return err
}

func (s *Service) told(ctx context.Context, tx *db.Tx, actor auth.Actor, v *View) error {
	apart, err := apartFrom(ctx, tx, v.RootID)
	if err != nil {
		return err
	}
	for _, a := range apart {
		own, other := a.AID, a.BID
		m, ours := v.member(own)
		if !ours {
			own, other = other, own
			if m, ours = v.member(own); !ours {
				continue
			}
		}
		p, err := s.Participant(ctx, tx, other)
		if err != nil {
			return err
		}
		if maySee(actor, p) {
			v.Told = append(v.Told, Told{a, p, mayJoin(actor, m.Participant, p)})
		}
	}
	return nil
}

// record asks every chronicle, and keeps what actor may see.
func (s *Service) record(ctx context.Context, tx *db.Tx, actor auth.Actor, ids []string) (years []Year, err error) {
	var all []Deed
	for _, c := range s.Chronicles {
		deeds, err := c.RecordOf(ctx, tx, ids)
		if err != nil {
			return nil, err
		}
		for _, d := range deeds {
			if actor.Reads(d.UnitPath) {
				all = append(all, d)
			}
		}
	}
	slices.SortStableFunc(all, func(a, b Deed) int {
		return cmp.Or(cmp.Compare(b.Year, a.Year), cmp.Compare(b.On.ISO(), a.On.ISO()), cmp.Compare(a.Title, b.Title))
	})
	for _, d := range all {
		if len(years) == 0 || years[len(years)-1].Year != d.Year {
			years = append(years, Year{Year: d.Year})
		}
		last := &years[len(years)-1]
		last.Deeds = append(last.Deeds, d)
	}
	return years, nil
}

// own is the id of the row that was told apart from the other.
func (t Told) own() string {
	if t.AID == t.Other.ID {
		return t.BID
	}
	return t.AID
}
