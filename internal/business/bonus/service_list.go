package bonus

import (
	"context"
	"slices"

	"kheo/internal/business/recognition"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
	"kheo/internal/service/auth"
)

// Query narrows the list of items; empty fields mean what waits: due or to be recovered.
type Query struct {
	State State      `form:"tinh-trang"` // AllStates for every state
	From  clock.Date `form:"tu"`         // days of the decisions
	To    clock.Date `form:"den"`
	After string     `form:"sau"` // line of the last row of the page before
}

// AllStates asks for items in every state.
const AllStates State = "tat-ca"

// filter is what q asks for, the page aside.
func (q Query) filter(paths []string) itemFilter {
	f := itemFilter{paths: paths, from: q.From.ISO(), to: q.To.ISO()}
	switch {
	case slices.Contains(States(), q.State):
		f.state = q.State
	case q.State != AllStates:
		f.waits = true
	}
	return f
}

// Row is an item in a list with its decision.
type Row struct {
	Item
	Number string // of the decision
	Award  string
}

// Listing is a page of items.
type Listing struct {
	Query Query
	Rows  []Row
	More  bool
}

const pageRows = 50

// List shows items of issued decisions of the actor's bodies, those of the latest
// decisions first, at most limit of them.
func (s *Service) List(ctx context.Context, actor auth.Actor, q Query, limit int) (l Listing, err error) {
	if !actor.Has(readers()...) {
		return l, fault.NotFound
	}
	err = s.db.View(ctx, func(tx *db.Tx) error {
		l = Listing{Query: q}
		f := q.filter(actor.Paths(readers()...))
		f.limit = limit + 1
		if q.After != "" {
			last, err := findItem(ctx, tx, q.After)
			if err != nil {
				return err
			}
			if !maySee(actor, last.UnitPath) {
				return fault.NotFound
			}
			f.after = &last
		}
		items, err := f.list(ctx, tx)
		if err != nil {
			return err
		}
		if l.More = len(items) > limit; l.More {
			items = items[:limit]
		}
		l.Rows, err = s.rows(ctx, tx, items)
		return err
	})
	return l, err
}

// rows finds the decision of each item.
func (s *Service) rows(ctx context.Context, tx *db.Tx, items []Item) ([]Row, error) {
	decisions := map[string]recognition.Decision{}
	all := make([]Row, 0, len(items))
	for _, i := range items {
		d, known := decisions[i.DecisionID]
		if !known {
			var err error
			if d, err = s.Decisions.Decision(ctx, tx, i.DecisionID); err != nil {
				return nil, err
			}
			decisions[i.DecisionID] = d
		}
		all = append(all, Row{i, d.Number, d.Award})
	}
	return all, nil
}
