package participant

import (
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/google/uuid"

	"kheo/internal/business/org"
	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
	"kheo/internal/service/auth"
)

// ListQuery is what the reader of the book asks for, as it stands in the address.
type ListQuery struct {
	Words string `form:"tu"`
	Unit  string `form:"don-vi"` // code
	Kind  Kind   `form:"loai"`
	After string `form:"sau"` // id of the last row of the page before
}

// Listing is one page of the book and what is needed to ask for others.
type Listing struct {
	Query ListQuery
	Rows  []Row
	Units []org.Unit
	Next  bool
	Pairs int // that look like one and wait for the reader, at most to MaxPairs+1
}

// Row is a row of the book with the names around it.
type Row struct {
	Participant
	UnitName string
	Matched  string      // under which other name it was found
	Head     Participant // the row to which it belongs, when that is another that the reader may see
}

const pageSize = 50

// List shows a page of the book as far as actor may see it: by given names, or
// what was found for words.
func (s *Service) List(ctx context.Context, actor auth.Actor, q ListQuery) (l Listing, err error) {
	err = s.db.View(ctx, func(tx *db.Tx) error {
		l = Listing{Query: q}
		paths, err := s.listed(ctx, tx, actor, q)
		if err != nil {
			return err
		}
		if l.Units, err = s.choices(ctx, tx, actor); err != nil {
			return err
		}
		if mayKeep(actor) {
			if l.Pairs, err = countPairs(ctx, tx, actor, QueueQuery{}); err != nil {
				return err
			}
		}
		if strings.TrimSpace(q.Words) != "" {
			l.Rows, err = s.found(ctx, tx, actor, q, paths)
			return err
		}
		rows, err := page(ctx, tx, paths, q, pageSize+1)
		if err != nil {
			return err
		}
		if l.Next = len(rows) > pageSize; l.Next {
			rows = rows[:pageSize]
		}
		l.Rows, err = s.withNames(ctx, tx, actor, rows)
		return err
	})
	return l, err
}

// listed are the subtrees of the list: all that actor reads, or one unit of them.
func (s *Service) listed(ctx context.Context, tx *db.Tx, actor auth.Actor, q ListQuery) ([]string, error) {
	if q.Unit == "" || s.Units == nil {
		return actor.Paths(), nil
	}
	unit, err := s.Units.ByCode(ctx, tx, "don-vi", q.Unit)
	var unknown fault.Invalid
	if errors.As(err, &unknown) || err == nil && !actor.Reads(unit.Path) {
		return nil, fault.NotFound
	}
	return []string{unit.Path}, err
}

// choices are the units of actor's roles and those right below them.
func (s *Service) choices(ctx context.Context, tx *db.Tx, actor auth.Actor) (all []org.Unit, err error) {
	if s.Units == nil {
		return nil, nil
	}
	for _, g := range actor.Grants {
		if slices.ContainsFunc(all, func(u org.Unit) bool { return u.ID == g.UnitID }) {
			continue
		}
		own, err := s.Units.Unit(ctx, tx, g.UnitID)
		if err != nil {
			return nil, err
		}
		below, err := s.Units.Children(ctx, tx, g.UnitID)
		if err != nil {
			return nil, err
		}
		all = append(append(all, own), below...)
	}
	return all, nil
}

// page reads rows under paths in the order of names. A narrow subtree is gathered
// and sorted; a wide one is read in that order from the start.
func page(ctx context.Context, tx *db.Tx, paths []string, q ListQuery, limit int) ([]Participant, error) {
	few, err := fewUnder(ctx, tx, paths)
	if err != nil {
		return nil, err
	}
	column := "p.unit_path"
	if !few {
		column = "(p.unit_path || '')" // leaves the order of names to the index
	}
	w := &db.Where{}
	w.AnyUnder(column, paths)
	w.If(q.Kind != "", "p.kind = ?", q.Kind)
	if uuid.Validate(q.After) == nil {
		key, err := db.One(ctx, tx, db.Value[[]byte], `SELECT sort_key FROM participant_participant WHERE id = $1`, q.After)
		if err != nil {
			return nil, err
		}
		w.And("(p.sort_key, p.id) > (?, ?)", key, q.After)
	}
	return db.All(ctx, tx, scan, `SELECT `+columns+` FROM participant_participant p`+w.SQL()+` ORDER BY p.sort_key, p.id LIMIT `+w.Arg(limit), w.Args()...)
}

// found lists what was found for words, the best first.
func (s *Service) found(ctx context.Context, tx *db.Tx, actor auth.Actor, q ListQuery, paths []string) ([]Row, error) {
	hits, err := s.Search(ctx, tx, Query{Words: q.Words, Paths: paths, Kind: q.Kind, Limit: pageSize})
	if err != nil {
		return nil, err
	}
	rows := make([]Participant, len(hits))
	for n, h := range hits {
		rows[n] = h.Participant
	}
	all, err := s.withNames(ctx, tx, actor, rows)
	for n := range all {
		if hits[n].Matched != all[n].Name {
			all[n].Matched = hits[n].Matched
		}
	}
	return all, err
}

// Others finds rows with which a participant may be joined, for somebody who looks
// for one.
func (s *Service) Others(ctx context.Context, actor auth.Actor, v View, words string) (rows []Row, err error) {
	err = s.db.View(ctx, func(tx *db.Tx) error {
		rows, err = s.found(ctx, tx, actor, ListQuery{Words: words, Kind: v.Kind}, actor.Paths())
		return err
	})
	return slices.DeleteFunc(rows, func(r Row) bool { return r.RootID == v.RootID }), err
}

// withNames adds the names of units, and of the rows to which joined rows belong.
func (s *Service) withNames(ctx context.Context, tx *db.Tx, actor auth.Actor, rows []Participant) ([]Row, error) {
	units, err := s.unitNames(ctx, tx, rows)
	if err != nil {
		return nil, err
	}
	var roots []string
	for _, p := range rows {
		if p.RootID != p.ID {
			roots = append(roots, p.RootID)
		}
	}
	heads, err := byIDs(ctx, tx, roots, actor.Paths())
	all := make([]Row, len(rows))
	for n, p := range rows {
		all[n] = Row{Participant: p, UnitName: units[p.UnitID]}
		if p.RootID != p.ID {
			all[n].Head = heads[p.RootID]
		}
	}
	return all, err
}

// unitNames says what the units of rows are called.
func (s *Service) unitNames(ctx context.Context, tx *db.Tx, rows []Participant) (map[string]string, error) {
	names := map[string]string{}
	for _, p := range rows {
		if _, known := names[p.UnitID]; known || s.Units == nil {
			continue
		}
		unit, err := s.Units.Unit(ctx, tx, p.UnitID)
		if err != nil {
			return nil, err
		}
		names[p.UnitID] = unit.Name
	}
	return names, nil
}
