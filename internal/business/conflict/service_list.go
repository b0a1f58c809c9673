package conflict

import (
	"context"
	"slices"
	"strings"

	"kheo/internal/business/campaign"
	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
	"kheo/internal/service/auth"
)

// Query narrows the list of a season; empty fields mean all.
type Query struct {
	Season string `form:"mua"`
	State  State  `form:"tinh-trang"`
	Person string `form:"nguoi"` // account
	After  string `form:"sau"`   // key of the last row of the page before
}

// Listing is a page of what was found in a season.
type Listing struct {
	Query   Query
	Seasons []campaign.Season
	Season  campaign.Season // the zero Season where there is none
	People  []Person        // those with a finding
	Rows    []Finding
	Total   int
	Open    int    // of the whole season, waiting to be looked at
	Next    string // key of the last row when there are more
	Settles bool   // the reader may confirm and dismiss
	All     bool   // the reader sees everybody's
}

const pageRows = 40

// List shows what stands between the people who judge and the cases of a season
// under review: to who settles all of it, to everybody else their own.
func (s *Service) List(ctx context.Context, actor auth.Actor, q Query, whole bool) (l Listing, err error) {
	err = s.db.View(ctx, func(tx *db.Tx) error {
		l = Listing{Query: q}
		if l.Seasons, err = s.seasonsOf(ctx, tx, actor); err != nil || len(l.Seasons) == 0 {
			return err
		}
		l.Season = l.Seasons[0]
		if q.Season != "" {
			n := slices.IndexFunc(l.Seasons, func(x campaign.Season) bool { return x.Code == q.Season })
			if n < 0 {
				return fault.NotFound
			}
			l.Season = l.Seasons[n]
		}
		l.Settles, l.All = maySettle(actor, l.Season), seesAll(actor, l.Season)
		found, err := s.findings(ctx, tx, actor, l.Season, l.All)
		if err != nil {
			return err
		}
		l.narrow(found, whole)
		return nil
	})
	return l, err
}

// seasonsOf lists the seasons that reach the actor's units, the latest first.
func (s *Service) seasonsOf(ctx context.Context, tx *db.Tx, actor auth.Actor) ([]campaign.Season, error) {
	all, err := s.campaigns.Seasons(ctx, tx)
	return slices.DeleteFunc(all, func(x campaign.Season) bool {
		return !slices.ContainsFunc(actor.Paths(), func(p string) bool { return strings.HasPrefix(p, x.UnitPath) || strings.HasPrefix(x.UnitPath, p) })
	}), err
}

// findings computes everything of a season that the actor may see, in order.
func (s *Service) findings(ctx context.Context, tx *db.Tx, actor auth.Actor, season campaign.Season, all bool) (found []Finding, err error) {
	b, err := s.wholeBench(ctx, tx, season.ID, actor.Paths())
	if err != nil {
		return nil, err
	}
	var accounts []auth.Account
	if all {
		accounts, err = auth.Holders(ctx, tx, season.UnitPath, judges...)
	} else if actor.Has(judges...) {
		accounts = []auth.Account{{ID: actor.AccountID, Name: actor.Name, Grants: actor.Grants}}
	}
	if err != nil {
		return nil, err
	}
	for _, a := range accounts {
		p := b.person(a)
		for _, d := range b.dossiers {
			if !judgesAt(a, d.UnitPath) {
				continue
			}
			if f := b.look(p, d); f.Any() {
				found = append(found, f)
			}
		}
	}
	slices.SortFunc(found, func(x, y Finding) int { return strings.Compare(x.key(), y.key()) })
	return found, nil
}

// judgesAt reports whether a may be asked to judge what lies at path.
func judgesAt(a auth.Account, path string) bool {
	return auth.Actor{Grants: a.Grants}.Is(path, judges...)
}

// narrow keeps what the query asks for, and of it one page.
func (l *Listing) narrow(found []Finding, whole bool) {
	people := map[string]bool{}
	var rows []Finding
	for _, f := range found {
		if !people[f.Person.AccountID] {
			people[f.Person.AccountID] = true
			l.People = append(l.People, f.Person)
		}
		if f.Warns() {
			l.Open++
		}
		if (l.Query.State == "" || f.State() == l.Query.State) && (l.Query.Person == "" || f.Person.AccountID == l.Query.Person) {
			rows = append(rows, f)
		}
	}
	slices.SortFunc(l.People, func(x, y Person) int { return strings.Compare(x.Name+x.AccountID, y.Name+y.AccountID) })
	l.Total = len(rows)
	if whole {
		l.Rows = rows
		return
	}
	from, there := slices.BinarySearchFunc(rows, l.Query.After, func(f Finding, key string) int { return strings.Compare(f.key(), key) })
	if there {
		from++
	}
	rows = rows[from:]
	if len(rows) > pageRows {
		rows = rows[:pageRows]
		l.Next = rows[pageRows-1].key()
	}
	l.Rows = rows
}

// Sheet is what is known of one initiative.
type Sheet struct {
	Season   campaign.Season
	Dossier  Dossier
	Rows     []Finding
	Own      Finding // between the reader and the initiative
	Settles  bool
	Declares bool
	All      bool
}

// Sheet shows who had better not judge an initiative.
func (s *Service) Sheet(ctx context.Context, actor auth.Actor, initiativeID string) (x Sheet, err error) {
	err = s.db.View(ctx, func(tx *db.Tx) error {
		own, season, err := s.finding(ctx, tx, initiativeID, actor.AccountID)
		if err != nil {
			return err
		}
		if !actor.Reads(own.Dossier.UnitPath) || !seesAll(actor, season) && !mayDeclare(actor, own.Dossier) && !actor.Is(own.Dossier.UnitPath, judges...) {
			return fault.NotFound
		}
		x = Sheet{Season: season, Dossier: own.Dossier, Own: own, Settles: maySettle(actor, season), All: seesAll(actor, season), Declares: mayDeclare(actor, own.Dossier)}
		if !x.All {
			if own.Any() {
				x.Rows = []Finding{own}
			}
			return nil
		}
		x.Rows, err = s.rowsOf(ctx, tx, initiativeID)
		return err
	})
	return x, err
}

// rowsOf lists what stands between everybody who judges and one initiative.
func (s *Service) rowsOf(ctx context.Context, tx *db.Tx, initiativeID string) (rows []Finding, err error) {
	b, err := s.bench(ctx, tx, initiativeID)
	if err != nil {
		return nil, err
	}
	accounts, err := auth.Holders(ctx, tx, b.dossiers[0].UnitPath, judges...)
	for _, a := range accounts {
		if !judgesAt(a, b.dossiers[0].UnitPath) {
			continue
		}
		if f := b.look(b.person(a), b.dossiers[0]); f.Any() {
			rows = append(rows, f)
		}
	}
	return rows, err
}
