package concurrence

import (
	"context"
	"errors"
	"slices"

	"github.com/google/uuid"

	"kheo/internal/business/recognition"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
	"kheo/internal/service/auth"
)

// Overview is everything that was asked and shown about one decision.
type Overview struct {
	Decision recognition.Decision
	Requests []Request
	Notices  []Notice
	Counts   map[string]int // comments without an answer, by notice
	Missing  fault.Invalid  // what keeps the draft from being signed here; nil: nothing
	Added    []recognition.Line
	Writes   bool // the reader may ask and publish now
	Today    clock.Date
}

// Overview shows what was asked and shown about a decision to who may see it.
func (s *Service) Overview(ctx context.Context, actor auth.Actor, decisionID string) (v Overview, err error) {
	err = s.db.View(ctx, func(tx *db.Tx) error {
		v = Overview{Counts: map[string]int{}, Today: clock.DayOf(tx.Now)}
		if v.Decision, err = s.decision(ctx, tx, actor, decisionID); err != nil {
			return err
		}
		v.Writes = mayWrite(actor, v.Decision.UnitPath) && v.Decision.Editable()
		if v.Requests, err = requestsOf(ctx, tx, decisionID); err != nil {
			return err
		}
		if v.Notices, err = noticesOf(ctx, tx, decisionID); err != nil {
			return err
		}
		for _, n := range v.Notices {
			have, err := countsOf(ctx, tx, n.ID)
			if err != nil {
				return err
			}
			v.Counts[n.ID] = have.open
		}
		lines, err := s.decisions.Lines(ctx, tx, decisionID)
		if err != nil {
			return err
		}
		v.Added = added(v.Requests, lines)
		if err := s.Ready(ctx, tx, decisionID, nil); !errors.As(err, &v.Missing) {
			return err
		}
		return nil
	})
	return v, err
}

// added are the lines that came after a body was asked about the whole list.
func added(requests []Request, lines []recognition.Line) (all []recognition.Line) {
	for _, l := range lines {
		if slices.ContainsFunc(requests, func(r Request) bool {
			return r.Whole && r.State != Withdrawn && !slices.ContainsFunc(r.Lines, func(a Asked) bool { return a.Key == keyOf(l) })
		}) {
			all = append(all, l)
		}
	}
	return all
}

// Query narrows the list of requests; empty fields mean all that are open.
type Query struct {
	Which string `form:"xem"` // "qua-han": late; "tat-ca": whatever their state
	After string `form:"sau"` // id of the last row of the page before
}

// Row is a request in a list, without its lines and replies.
type Row struct {
	Request
	Subject string // of the decision
}

// Listing is a page of requests, the first due first.
type Listing struct {
	Query Query
	Rows  []Row
	More  bool
	Today clock.Date
}

const (
	pageRows = 40
	mostRows = 10_000 // of an exported list
)

// List shows the requests of the decisions that the actor may see; whole lists all.
func (s *Service) List(ctx context.Context, actor auth.Actor, q Query, whole bool) (l Listing, err error) {
	if q.After != "" && uuid.Validate(q.After) != nil {
		return l, fault.NotFound
	}
	if !actor.Has(readers()...) {
		return l, fault.NotFound
	}
	err = s.db.View(ctx, func(tx *db.Tx) error {
		l = Listing{Query: q, Today: clock.DayOf(tx.Now)}
		limit := pageRows + 1
		if whole {
			q.After, limit = "", mostRows
		}
		found, err := due(ctx, tx, actor.Paths(readers()...), q, l.Today, limit)
		if err != nil {
			return err
		}
		if l.More = !whole && len(found) > pageRows; l.More {
			found = found[:pageRows]
		}
		for _, r := range found {
			d, err := s.decisions.Decision(ctx, tx, r.DecisionID)
			if err != nil {
				return err
			}
			l.Rows = append(l.Rows, Row{r, d.Subject})
		}
		return nil
	})
	return l, err
}

// due lists requests below paths, the first due first.
func due(ctx context.Context, tx *db.Tx, paths []string, q Query, today clock.Date, limit int) ([]Request, error) {
	w := &db.Where{}
	w.AnyUnder("r.unit_path", paths)
	w.If(q.Which != "tat-ca", "r.state = 'open'")
	w.If(q.Which == "qua-han", "r.due_on < ?", today)
	w.If(q.After != "", "(r.due_on, r.id) > (SELECT a.due_on, a.id FROM concurrence_request a WHERE a.id = ?)", q.After)
	return db.All(ctx, tx, scanRequest, `SELECT `+requestColumns+` FROM concurrence_request r`+w.SQL()+` ORDER BY r.due_on, r.id LIMIT `+w.Arg(limit), w.Args()...)
}
