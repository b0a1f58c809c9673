package org

import (
	"embed"
	"encoding/csv"
	"fmt"
	"slices"

	"kheo/internal/platform/clock"
)

// The units that Khéo ships with are written by hand: provinces and what became
// of them, and three districts with their wards. docs/units.md says what is left
// out and why.
//
//go:embed shipped/*.csv
var shippedFiles embed.FS

// shippedUnit is a line of units.csv; its parent and the event that begins it are
// named by code and key.
type shippedUnit struct {
	code, name  string
	kind        Type
	parent, gso string
	begins      string // key of an event; empty: stands since ever
}

// scheme is that of the unit's code.
func (u shippedUnit) scheme() string {
	switch u.kind {
	case "province":
		return ProvinceScheme
	case "district":
		return DistrictScheme
	}
	return GSO
}

// shippedEvent is a line of events.csv with its lines of successions.csv, in which
// units are named by code.
type shippedEvent struct {
	key     string
	draft   Draft
	changes []Change
}

// shippedSet reads the embedded lists.
func shippedSet() (units []shippedUnit, events []shippedEvent, err error) {
	rows, err := shippedRows("units", 6)
	if err != nil {
		return nil, nil, err
	}
	for _, r := range rows {
		units = append(units, shippedUnit{r[0], r[1], Type(r[2]), r[3], r[4], r[5]})
	}
	if rows, err = shippedRows("events", 6); err != nil {
		return nil, nil, err
	}
	for _, r := range rows {
		day, err := clock.Parse(r[2])
		if err != nil {
			return nil, nil, err
		}
		events = append(events, shippedEvent{key: r[0], draft: Draft{ID: r[1], On: day, Basis: r[3], Source: r[4], VerifiedBy: r[5], EndBelow: true}})
	}
	if rows, err = shippedRows("successions", 6); err != nil {
		return nil, nil, err
	}
	for _, r := range rows {
		at := slices.IndexFunc(events, func(e shippedEvent) bool { return e.key == r[0] })
		if at < 0 {
			return nil, nil, fmt.Errorf("shipped: no event %s", r[0])
		}
		events[at].changes = append(events[at].changes, Change{Relation: Relation(r[1]), Old: r[2], New: r[3], Name: r[4], Detail: r[5]})
	}
	return units, events, nil
}

// shippedRows reads a list without its headings.
func shippedRows(name string, width int) ([][]string, error) {
	f, err := shippedFiles.Open("shipped/" + name + ".csv")
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }()
	r := csv.NewReader(f)
	r.FieldsPerRecord = width
	rows, err := r.ReadAll()
	if err != nil {
		return nil, fmt.Errorf("shipped: %s: %w", name, err)
	}
	return rows[1:], nil
}

// shipping brings the shipped units into a book.
type shipping struct {
	*Book
	units  []shippedUnit
	byCode map[string]*Life
	made   []*Life
}

// stand adds the units that stand since ever and are not there yet.
func (s *shipping) stand() error {
	for _, u := range s.units {
		if l := s.byCode[u.code]; l != nil || u.begins != "" {
			continue
		}
		parentID := ""
		if u.parent != "" {
			parent := s.byCode[u.parent]
			if parent == nil {
				return fmt.Errorf("shipped: %s stands before its parent %s", u.code, u.parent)
			}
			parentID = parent.ID
		}
		l := newLife(u.code, u.name, u.kind, parentID, clock.Span{})
		l.Codes = []Coded{{Scheme: u.scheme(), Code: u.gso}}
		s.add(l)
		s.byCode[u.code], s.made = l, append(s.made, l)
	}
	return nil
}

// draft turns an event of the set into a draft in which units are named by id.
func (s *shipping) draft(e shippedEvent) Draft {
	d := e.draft
	begins := map[string]bool{}
	for _, u := range s.units {
		if u.begins == e.key {
			begins[u.code] = true
		}
	}
	name := func(code string) string {
		if l := s.byCode[code]; l != nil && !begins[code] {
			return l.ID
		}
		return code
	}
	for _, u := range s.units {
		if u.begins == e.key {
			d.New = append(d.New, NewUnit{Key: u.code, Code: u.code, Name: u.name, Type: u.kind, Parent: name(u.parent),
				Codes: []Coded{{Scheme: u.scheme(), Code: u.gso}}})
		}
	}
	for _, c := range e.changes {
		c.Old, c.New = name(c.Old), name(c.New)
		d.Changes = append(d.Changes, c)
	}
	return d
}

// begun notes the units that an event has begun.
func (s *shipping) begun() {
	for _, l := range s.lives {
		if s.byCode[l.Code] == nil {
			s.byCode[l.Code] = l
			s.made = append(s.made, l)
		}
	}
}
