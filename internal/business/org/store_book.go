package org

import (
	"context"

	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
	"kheo/internal/platform/text"
)

// book reads every unit with its life.
func (s *Service) book(ctx context.Context, tx *db.Tx) (*Book, error) {
	b := newBook()
	units, err := s.All(ctx, tx)
	if err != nil {
		return nil, err
	}
	lives := make([]Life, len(units))
	byID := make(map[string]*Life, len(units))
	for i, u := range units {
		lives[i].Unit = u
		byID[u.ID] = &lives[i]
	}
	if err := readLives(ctx, tx, byID); err != nil {
		return nil, err
	}
	for i := range lives {
		b.add(&lives[i])
	}
	links, err := links(ctx, tx)
	if err != nil {
		return nil, err
	}
	for _, l := range links {
		b.link(l)
	}
	b.levels, err = levels(ctx, tx)
	return b, err
}

func readLives(ctx context.Context, tx *db.Tx, byID map[string]*Life) error {
	var id string
	var n Named
	err := db.Each(ctx, tx, func(r db.Row) error {
		err := r.Scan(append(n.Scan(), &id, &n.Name)...)
		byID[id].Names = append(byID[id].Names, n)
		return err
	}, `SELECT valid_from, valid_to, unit_id, name FROM org_name ORDER BY valid_from`)
	if err != nil {
		return err
	}
	var t Typed
	err = db.Each(ctx, tx, func(r db.Row) error {
		err := r.Scan(append(t.Scan(), &id, &t.Type)...)
		byID[id].Types = append(byID[id].Types, t)
		return err
	}, `SELECT valid_from, valid_to, unit_id, type FROM org_type ORDER BY valid_from`)
	if err != nil {
		return err
	}
	var p Placing
	err = db.Each(ctx, tx, func(r db.Row) error {
		err := r.Scan(append(p.Scan(), &id, &p.Tree, &p.ParentID)...)
		byID[id].Placings = append(byID[id].Placings, p)
		return err
	}, `SELECT valid_from, valid_to, unit_id, tree, parent_id FROM org_parent ORDER BY valid_from`)
	if err != nil {
		return err
	}
	var c Coded
	return db.Each(ctx, tx, func(r db.Row) error {
		err := r.Scan(append(c.Scan(), &id, &c.Scheme, &c.Code)...)
		byID[id].Codes = append(byID[id].Codes, c)
		return err
	}, `SELECT valid_from, valid_to, unit_id, scheme, code FROM org_code ORDER BY valid_from`)
}

// links are all successions that end a unit and begin another.
func links(ctx context.Context, tx *db.Tx) ([]Link, error) {
	return db.All(ctx, tx, func(r db.Row) (l Link, err error) {
		err = r.Scan(&l.Old, &l.New, &l.On)
		return l, err
	}, `SELECT s.old_id, s.new_id, e.effective_on FROM org_succession s JOIN org_event e ON e.id = s.event_id
		WHERE s.relation IN ('whole', 'part') AND e.state <> 'withdrawn' ORDER BY e.effective_on, s.event_id, s.position`)
}

func levels(ctx context.Context, tx *db.Tx) ([]Level, error) {
	return db.All(ctx, tx, func(r db.Row) (l Level, err error) {
		var by string
		err = r.Scan(append(l.Scan(), &l.Level, &l.Label, &l.Position, &l.Source, &by)...)
		l.Verified = by != ""
		return l, err
	}, `SELECT valid_from, valid_to, level, label, position, source, verified_by FROM org_level ORDER BY valid_from, position`)
}

// write stores what changed in the book, and what follows from it.
func (b *Book) write(ctx context.Context, tx *db.Tx) error {
	today := clock.DayOf(tx.Now)
	var changed []*Life
	for _, l := range b.lives {
		if l.changed {
			changed = append(changed, l)
		}
	}
	if err := writeUnits(ctx, tx, changed); err != nil {
		return err
	}
	for _, l := range changed {
		if l.fresh {
			continue
		}
		for _, table := range []string{"org_name", "org_type", "org_parent", "org_code", "org_word"} {
			if err := db.Exec(ctx, tx, `DELETE FROM `+table+` WHERE unit_id = $1`, l.ID); err != nil {
				return err
			}
		}
	}
	if err := writeLives(ctx, tx, changed); err != nil {
		return err
	}
	return b.writeReach(ctx, tx, changed, today)
}

// writeUnits stores the rows of org_unit: new ones first, because changed ones
// may hang below them.
func writeUnits(ctx context.Context, tx *db.Tx, changed []*Life) error {
	var rows [][]any
	for _, l := range freshParentsFirst(changed) {
		u := l.Unit
		rows = append(rows, []any{u.ID, u.Code, u.Name, u.Type, u.Line, db.OrNull(u.ParentID), u.Path, u.ValidFrom, u.ValidTo, u.Version,
			text.Fold(u.Name), text.SortKey(u.Name)})
	}
	if err := db.InsertMany(ctx, tx, `org_unit (`+unitColumns+`, fold, sort_key)`, rows); err != nil {
		return err
	}
	for _, l := range changed {
		if l.fresh {
			continue
		}
		u := l.Unit
		err := db.Change(ctx, tx, `UPDATE org_unit SET name = $3, type = $4, line = $5, valid_from = $6, valid_to = $7, fold = $8, sort_key = $9,
			parent_id = $10, path = $11, version = version + 1 WHERE id = $1 AND version = $2`,
			u.ID, u.Version, u.Name, u.Type, u.Line, u.ValidFrom, u.ValidTo, text.Fold(u.Name), text.SortKey(u.Name), db.OrNull(u.ParentID), u.Path)
		if err != nil {
			return err
		}
		l.Version++
	}
	return nil
}

func freshParentsFirst(lives []*Life) (sorted []*Life) {
	waiting := map[string]*Life{}
	for _, l := range lives {
		if l.fresh {
			waiting[l.ID] = l
		}
	}
	var put func(l *Life)
	put = func(l *Life) {
		delete(waiting, l.ID)
		if parent := waiting[l.ParentID]; parent != nil {
			put(parent)
		}
		sorted = append(sorted, l)
	}
	for _, l := range lives {
		if waiting[l.ID] != nil {
			put(l)
		}
	}
	return sorted
}

func writeLives(ctx context.Context, tx *db.Tx, lives []*Life) error {
	var names, types, places, codes, words [][]any
	for _, l := range lives {
		seen := map[string]bool{}
		for _, n := range l.Names {
			names = append(names, []any{l.ID, n.Name, text.Spoken(n.Name), text.Fold(n.Name), n.First(), n.Last()})
			words = append(words, wordRows(l.ID, n.Name, seen)...)
		}
		for _, t := range l.Types {
			types = append(types, []any{l.ID, t.Type, t.First(), t.Last()})
		}
		for _, p := range l.Placings {
			places = append(places, []any{l.ID, p.Tree, p.ParentID, p.First(), p.Last()})
		}
		for _, c := range l.Codes {
			codes = append(codes, []any{c.Scheme, c.Code, c.First(), c.Last(), l.ID})
		}
	}
	for _, t := range []struct {
		into string
		rows [][]any
	}{
		{"org_name (unit_id, name, spoken, fold, valid_from, valid_to)", names},
		{"org_type (unit_id, type, valid_from, valid_to)", types},
		{"org_parent (unit_id, tree, parent_id, valid_from, valid_to)", places},
		{"org_code (scheme, code, valid_from, valid_to, unit_id)", codes},
		{"org_word (unit_id, spoken, fold, whole)", words},
	} {
		if err := db.InsertMany(ctx, tx, t.into, t.rows); err != nil {
			return err
		}
	}
	return nil
}
