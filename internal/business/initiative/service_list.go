package initiative

import (
	"context"
	"errors"
	"slices"
	"strings"

	"kheo/internal/business/campaign"
	"kheo/internal/business/org"
	"kheo/internal/business/participant"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
	"kheo/internal/service/auth"
)

// Query is what the reader of a list asks for, as it stands in the address.
type Query struct {
	Season string           `form:"mua"`      // code
	Unit   string           `form:"don-vi"`   // code
	Field  string           `form:"linh-vuc"` // code
	By     participant.Kind `form:"doi-tuong"`
	State  State            `form:"buoc"`
	Words  string           `form:"tu"`
	Map    clock.Date       `form:"ban-do"`  // read on the map of this day; zero: of each record's own day
	Part   string           `form:"phan"`    // not empty: what only partly lies under the unit on that map
	Late   string           `form:"qua-han"` // not empty: only what is overdue
	Before string           `form:"sau"`     // id of the last row of the page before
	After  string           `form:"truoc"`   // id of the first row of the page after
	From   int64            `form:"dong"`    // number of the first row, for people only
}

// Listing is one page of initiatives and what is needed to ask for others.
type Listing struct {
	Query   Query
	Rows    []Row
	Total   int64
	Counted bool            // Total was counted by reading, at most to MaxCount+1
	Drafts  bool            // the reader may see drafts; they are listed only when asked for
	Tally   map[State]int64 // without drafts; nil where the tally cannot tell
	Seasons []campaign.Season
	Units   []org.Unit
	Fields  []campaign.Field
	Prev    bool // there is a page before
	Next    bool
	Season  campaign.Season // the chosen one, or zero
	InParts int64           // besides Total: what lies only partly under the unit on the chosen map
}

// Row is an initiative with the name of its unit.
type Row struct {
	Initiative
	UnitName   string
	MayReceive bool
}

const (
	pageSize = 50
	// MaxCount is how far a list is counted; beyond, it says "more than".
	MaxCount = 1000
)

// Listing shows a page of what actor may see.
func (s *Service) Listing(ctx context.Context, actor auth.Actor, q Query) (l Listing, err error) {
	err = s.db.View(ctx, func(tx *db.Tx) error {
		l = Listing{Query: q}
		f, err := s.FilterOf(ctx, tx, actor, q)
		if err != nil {
			return err
		}
		if err := s.choices(ctx, tx, actor, &l); err != nil {
			return err
		}
		if err := s.totals(ctx, tx, actor, f, &l); err != nil {
			return err
		}
		f.Before, f.After, f.Limit = q.Before, q.After, pageSize+1
		all, err := s.List(ctx, tx, f)
		if err != nil {
			return err
		}
		all = l.turn(all)
		l.Rows, err = s.rows(ctx, tx, actor, all)
		return err
	})
	return l, err
}

// turn cuts off the row that only tells whether there is another page.
func (l *Listing) turn(all []Initiative) []Initiative {
	more := len(all) > pageSize
	if l.Query.After != "" {
		l.Prev, l.Next = more, true
		if more {
			all = all[1:]
		}
		return all
	}
	l.Prev, l.Next = l.Query.Before != "", more
	if more {
		all = all[:pageSize]
	}
	return all
}

// FilterOf is what q means for actor. What its codes name and nobody knows is
// fault.NotFound.
func (s *Service) FilterOf(ctx context.Context, tx *db.Tx, actor auth.Actor, q Query) (Filter, error) {
	f := Filter{By: string(q.By), Words: q.Words, Registered: q.State != Draft}.For(actor)
	if q.State != "" {
		f.States = []State{q.State}
	}
	if q.Late != "" {
		f.DueBy = clock.DayOf(tx.Now).AddDays(-1)
	}
	if q.Season != "" {
		season, err := s.campaigns.NamedSeason(ctx, tx, "mua", q.Season)
		if err != nil {
			return f, unknown(err)
		}
		f.SeasonID = season.ID
	}
	if q.Unit != "" {
		unit, err := s.units.ByCode(ctx, tx, "don-vi", q.Unit)
		if err != nil {
			return f, unknown(err)
		}
		reach, err := s.units.OnMap(ctx, tx, unit, q.Map)
		if err != nil {
			return f, err
		}
		if f.Under = reach.Wholly; q.Part != "" {
			f.Under = reach.Partly
		}
		f.Under = append([]string{}, f.Under...)
		if f.partly = reach.Partly; q.Part != "" {
			f.partly = nil
		}
	}
	if q.Field != "" {
		fields, err := s.campaigns.Fields(ctx, tx)
		if err != nil {
			return f, err
		}
		n := slices.IndexFunc(fields, func(x campaign.Field) bool { return x.Code == q.Field })
		if n < 0 {
			return f, fault.NotFound
		}
		f.FieldID = fields[n].ID
	}
	return f, nil
}

// unknown makes of a code that nobody has a page that is not there.
func unknown(err error) error {
	var invalid fault.Invalid
	if errors.As(err, &invalid) {
		return fault.NotFound
	}
	return err
}

// totals counts the list: from the tally where that can tell, else by reading.
func (s *Service) totals(ctx context.Context, tx *db.Tx, actor auth.Actor, f Filter, l *Listing) (err error) {
	paths := actor.Paths()
	if paths == nil {
		paths = []string{}
	}
	if f.Words == "" && f.DueBy.IsZero() {
		l.Tally, err = s.Tally(ctx, tx, TallyFilter{SeasonID: f.SeasonID, Paths: paths, Under: f.Under, FieldID: f.FieldID, By: f.By})
		l.Total = SumTally(l.Tally, func(state State) bool { return len(f.States) == 0 || state == f.States[0] })
	}
	if err == nil && len(f.partly) > 0 {
		parts, err := s.Tally(ctx, tx, TallyFilter{SeasonID: f.SeasonID, Paths: paths, Under: f.partly, FieldID: f.FieldID, By: f.By})
		if err != nil {
			return err
		}
		l.InParts = SumTally(parts, State.Registered)
	}
	l.Counted = l.Tally == nil || l.Query.State == Draft // the tally knows no drafts
	if err != nil || !l.Counted {
		return err
	}
	n, err := s.Count(ctx, tx, f, MaxCount+1)
	l.Total = int64(n)
	return err
}

// Narrow keeps of paths what lies in the subtree of path.
func Narrow(paths []string, path string) []string {
	for _, p := range paths {
		if strings.HasPrefix(path, p) {
			return []string{path}
		}
	}
	return slices.DeleteFunc(paths, func(p string) bool { return !strings.HasPrefix(p, path) })
}

func (s *Service) choices(ctx context.Context, tx *db.Tx, actor auth.Actor, l *Listing) (err error) {
	if l.Seasons, err = s.seasonsOf(ctx, tx, actor.Paths()); err != nil {
		return err
	}
	for _, season := range l.Seasons {
		if season.Code == l.Query.Season {
			l.Season = season
		}
	}
	l.Drafts = actor.Has(seesDrafts()...)
	if l.Fields, err = s.campaigns.Fields(ctx, tx); err != nil {
		return err
	}
	l.Units, err = s.unitsOf(ctx, tx, actor, auth.Roles()...)
	return err
}

// rows gives initiatives the names of their units.
func (s *Service) rows(ctx context.Context, tx *db.Tx, actor auth.Actor, all []Initiative) ([]Row, error) {
	names := map[string]string{}
	rows := make([]Row, 0, len(all))
	for _, i := range all {
		if _, known := names[i.UnitID]; !known {
			unit, err := s.units.Unit(ctx, tx, i.UnitID)
			if err != nil {
				return nil, err
			}
			names[i.UnitID] = unit.Name
		}
		rows = append(rows, Row{i, names[i.UnitID], mayReceive(actor, i)})
	}
	return rows, nil
}
