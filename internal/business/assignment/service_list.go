package assignment

import (
	"context"
	"slices"
	"strings"

	"kheo/internal/business/campaign"
	"kheo/internal/business/org"
	"kheo/internal/platform/db"
	"kheo/internal/service/auth"
)

// Query narrows the list of cases; empty fields mean all.
type Query struct {
	Field string `form:"linh-vuc"`
	Unit  string `form:"don-vi"` // path
	State State  `form:"tinh-trang"`
	After string `form:"sau"` // id of the last row of the page before
}

func (q Query) keeps(c Case) bool {
	return (q.Field == "" || c.FieldID == q.Field) && strings.HasPrefix(c.UnitPath, q.Unit) && c.in(q.State)
}

// Listing is a page of the cases of a season with who is asked to score them.
type Listing struct {
	Query   Query
	Season  campaign.Season
	Fields  []campaign.Field
	Units   []org.Unit // the season's unit and those below it that have cases
	People  []Person
	Load    map[string]int // cases that each of People has
	Rows    []Case
	Total   int
	Without int    // cases of the season that nobody is asked to score
	Next    string // id of the last row when there are more
	Only    bool   // only those score who are assigned
	Rules   int
	Batches []Batch // the latest
}

const (
	pageRows    = 50
	someBatches = 8
)

// List shows a page of the cases of a season under review and who scores them.
func (s *Service) List(ctx context.Context, actor auth.Actor, code string, q Query) (l Listing, err error) {
	err = s.db.View(ctx, func(tx *db.Tx) error {
		season, err := s.season(ctx, tx, actor, code)
		if err != nil {
			return err
		}
		l = Listing{Query: q, Season: season}
		b, err := s.board(ctx, tx, season)
		if err != nil {
			return err
		}
		l.People, l.Load = b.people, b.load()
		if l.Units, err = s.unitsOf(ctx, tx, b); err != nil {
			return err
		}
		if l.Fields, err = s.campaigns.Fields(ctx, tx); err != nil {
			return err
		}
		if l.Only, err = s.review.OnlyAssigned(ctx, tx, season.ID); err != nil {
			return err
		}
		rules, err := rulesOf(ctx, tx, season.ID)
		if err != nil {
			return err
		}
		l.Rules = len(rules)
		l.narrow(b)
		l.Batches, err = batches(ctx, tx, season.ID, someBatches)
		return err
	})
	return l, err
}

func (l *Listing) narrow(b board) {
	for _, c := range b.cases {
		if c.Counting() == 0 {
			l.Without++
		}
		if !l.Query.keeps(c) {
			continue
		}
		l.Total++
		if c.ID <= l.Query.After {
			continue
		}
		if len(l.Rows) < pageRows {
			l.Rows = append(l.Rows, c)
		} else {
			l.Next = l.Rows[pageRows-1].ID
		}
	}
}

// load counts the cases that everybody has: assigned, or scored without.
func (b board) load() map[string]int {
	load := map[string]int{}
	for _, c := range b.cases {
		for _, j := range c.Judges {
			if j.Counts() {
				load[j.AccountID]++
			}
		}
	}
	return load
}

// unitsOf lists the units with cases and those above them, up to the season's.
func (s *Service) unitsOf(ctx context.Context, tx *db.Tx, b board) ([]org.Unit, error) {
	all, err := s.units.Under(ctx, tx, b.season.UnitPath)
	return slices.DeleteFunc(all, func(u org.Unit) bool {
		return !slices.ContainsFunc(b.cases, func(c Case) bool { return strings.HasPrefix(c.UnitPath, u.Path) })
	}), err
}
