package inspection

import (
	"context"
	"slices"
	"strings"

	"github.com/google/uuid"

	"kheo/internal/business/campaign"
	"kheo/internal/business/initiative"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
	"kheo/internal/service/auth"
)

// Query narrows the list of visits; empty fields mean all.
type Query struct {
	Season string `form:"mua"`
	State  State  `form:"tinh-trang"`
	After  string `form:"sau"` // id of the last row of the page before
}

// Row is a visit in a list.
type Row struct {
	Visit
	Titles  []string // of its initiatives that the reader sees
	Written int      // of these, how many have something written
}

// Listing is a page of visits, the latest first.
type Listing struct {
	Query   Query
	Seasons []campaign.Season
	Rows    []Row
	More    bool
	Plans   bool // the reader may plan visits
	Today   clock.Date
}

const pageRows = 40

// List shows the visits to initiatives that the actor sees; all of them when
// whole is set.
func (s *Service) List(ctx context.Context, actor auth.Actor, q Query, whole bool) (l Listing, err error) {
	if q.After != "" && uuid.Validate(q.After) != nil {
		return l, fault.NotFound
	}
	err = s.db.View(ctx, func(tx *db.Tx) error {
		l = Listing{Query: q, Plans: actor.Has(auth.Appraiser), Today: clock.DayOf(tx.Now)}
		if l.Seasons, err = s.seasonsOf(ctx, tx, actor); err != nil {
			return err
		}
		f := visitFilter{paths: actor.Paths(), state: q.State, after: q.After, limit: pageRows + 1}
		if whole {
			f.after, f.limit = "", 100000
		}
		if q.Season != "" {
			n := slices.IndexFunc(l.Seasons, func(x campaign.Season) bool { return x.Code == q.Season })
			if n < 0 {
				return fault.NotFound
			}
			f.seasonID = l.Seasons[n].ID
		}
		visits, err := f.list(ctx, tx)
		if err != nil {
			return err
		}
		if l.More = !whole && len(visits) > pageRows; l.More {
			visits = visits[:pageRows]
		}
		l.Rows, err = s.rows(ctx, tx, actor, visits)
		return err
	})
	return l, err
}

// rows names the initiatives of visits.
func (s *Service) rows(ctx context.Context, tx *db.Tx, actor auth.Actor, visits []Visit) ([]Row, error) {
	all := make([]Row, 0, len(visits))
	for _, v := range visits {
		cases, err := casesOf(ctx, tx, v.ID)
		if err != nil {
			return nil, err
		}
		cases = slices.DeleteFunc(cases, func(c Case) bool { return !maySee(actor, c.UnitPath) })
		row := Row{Visit: v}
		for _, c := range cases {
			i, err := s.initiatives.Find(ctx, tx, c.InitiativeID)
			if err != nil {
				return nil, err
			}
			row.Titles = append(row.Titles, i.Title)
			if c.WrittenBy != "" {
				row.Written++
			}
		}
		row.Cases = cases
		all = append(all, row)
	}
	return all, nil
}

// seasonsOf lists the seasons that reach the actor's units, the latest first.
func (s *Service) seasonsOf(ctx context.Context, tx *db.Tx, actor auth.Actor) ([]campaign.Season, error) {
	all, err := s.campaigns.Seasons(ctx, tx)
	return slices.DeleteFunc(all, func(x campaign.Season) bool {
		return !slices.ContainsFunc(actor.Paths(), func(p string) bool { return strings.HasPrefix(p, x.UnitPath) || strings.HasPrefix(x.UnitPath, p) })
	}), err
}

// Draft is what the form of a visit needs: its input and what can be chosen.
type Draft struct {
	In      PlanInput
	Seasons []campaign.Season
	Season  campaign.Season
	Choices []initiative.Initiative // those chosen first, then what was found
}

const maxChoices = 40

// Draft prepares the form of a visit: a new one, with the usual questions, or the
// one whose id is given. In what was typed already, only the choices are filled.
func (s *Service) Draft(ctx context.Context, actor auth.Actor, id string, typed *PlanInput, season string, chosen []string) (d Draft, err error) {
	if !actor.Has(auth.Appraiser) {
		return d, fault.NotFound
	}
	err = s.db.View(ctx, func(tx *db.Tx) error {
		d = Draft{In: PlanInput{ID: uuid.Must(uuid.NewV7()).String(), Season: season, Cases: chosen}}
		if d.Seasons, err = s.seasonsOf(ctx, tx, actor); err != nil {
			return err
		}
		if len(d.Seasons) == 0 {
			return fault.Refuse("Đơn vị của bạn chưa có mùa thi đua nào.")
		}
		switch {
		case typed != nil:
			d.In = *typed
		case id != "":
			if d.In, err = s.inputOf(ctx, tx, actor, id); err != nil {
				return err
			}
		default:
			if d.In.Questions, err = usualQuestions(ctx, tx); err != nil {
				return err
			}
		}
		return s.choices(ctx, tx, actor, &d)
	})
	return d, err
}

// inputOf is a visit as its form sends it.
func (s *Service) inputOf(ctx context.Context, tx *db.Tx, actor auth.Actor, id string) (in PlanInput, err error) {
	v, err := s.own(ctx, tx, actor, id)
	if err != nil {
		return in, err
	}
	season, err := s.campaigns.Season(ctx, tx, v.SeasonID)
	in = PlanInput{
		ID: v.ID, Season: season.Code, PlannedOn: v.PlannedOn, Place: v.Place, Purpose: v.Purpose, Team: v.Team,
		Questions: strings.Join(v.Questions, "\n"), Version: v.Version,
	}
	for _, c := range v.Cases {
		in.Cases = append(in.Cases, c.InitiativeID)
	}
	return in, err
}

// choices finds the initiatives that can be chosen.
func (s *Service) choices(ctx context.Context, tx *db.Tx, actor auth.Actor, d *Draft) error {
	n := slices.IndexFunc(d.Seasons, func(x campaign.Season) bool { return x.Code == d.In.Season })
	if n < 0 && d.In.Season != "" {
		return fault.NotFound
	}
	d.Season = d.Seasons[max(n, 0)]
	d.In.Season = d.Season.Code
	f := initiative.Filter{SeasonID: d.Season.ID, Paths: actor.Paths(auth.Appraiser), States: visitable, Limit: maxChoices}
	if chosen := slices.DeleteFunc(slices.Clone(d.In.Cases), func(id string) bool { return uuid.Validate(id) != nil }); len(chosen) > 0 {
		own := f
		own.IDs, own.Limit = chosen[:min(len(chosen), maxCases)], maxCases
		found, err := s.initiatives.List(ctx, tx, own)
		if err != nil {
			return err
		}
		d.Choices = found
	}
	f.Words = d.In.Words
	found, err := s.initiatives.List(ctx, tx, f)
	for _, i := range found {
		if !slices.Contains(d.In.Cases, i.ID) {
			d.Choices = append(d.Choices, i)
		}
	}
	return err
}
