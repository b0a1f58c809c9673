package publication

import (
	"bytes"
	"slices"

	"kheo/internal/business/campaign"
	"kheo/internal/business/org"
	"kheo/internal/platform/text"
)

// names is what hardly ever changes of what lists and filters name.
type names struct {
	units    map[string]org.Unit   // by id
	unitCode map[string]org.Unit   // by code
	children map[string][]org.Unit // by id of the parent, in order of name; "": the roots
	fields   []campaign.Field
	field    map[string]campaign.Field // by id
}

// places is everything that lists and filters name.
type places struct {
	*names
	seasons []campaign.Season // the latest year first
	season  map[string]campaign.Season
}

func newPlaces(n *names, seasons []campaign.Season) *places {
	p := &places{names: n, seasons: seasons, season: make(map[string]campaign.Season, len(seasons))}
	for _, s := range seasons {
		p.season[s.ID] = s
	}
	return p
}

func newNames(units []org.Unit, fields []campaign.Field) *names {
	p := &names{
		units: make(map[string]org.Unit, len(units)), unitCode: make(map[string]org.Unit, len(units)), children: map[string][]org.Unit{},
		fields: fields, field: map[string]campaign.Field{},
	}
	keys := make(map[string][]byte, len(units))
	for _, u := range units {
		p.units[u.ID], p.unitCode[u.Code] = u, u
		p.children[u.ParentID] = append(p.children[u.ParentID], u)
		keys[u.ID] = text.SortKey(u.Name)
	}
	for _, brothers := range p.children {
		slices.SortFunc(brothers, func(a, b org.Unit) int { return bytes.Compare(keys[a.ID], keys[b.ID]) })
	}
	for _, f := range fields {
		p.field[f.ID] = f
	}
	return p
}

func (p *places) fieldCode(code string) (campaign.Field, bool) {
	n := slices.IndexFunc(p.fields, func(f campaign.Field) bool { return f.Code == code })
	if n < 0 {
		return campaign.Field{}, false
	}
	return p.fields[n], true
}

func (p *places) seasonCode(code string) (campaign.Season, bool) {
	n := slices.IndexFunc(p.seasons, func(s campaign.Season) bool { return s.Code == code })
	if n < 0 {
		return campaign.Season{}, false
	}
	return p.seasons[n], true
}

// launched lists the seasons that have begun, the latest year first.
func (p *places) launched() (all []campaign.Season) {
	for _, s := range p.seasons {
		if s.State != campaign.Planned {
			all = append(all, s)
		}
	}
	return all
}

// running lists the seasons that are open.
func (p *places) running() (open []campaign.Season) {
	for _, s := range p.seasons {
		if s.State == campaign.Open {
			open = append(open, s)
		}
	}
	return open
}

// around lists what a reader who looks at unit may choose next: the units above
// it, itself, and those right below, or the roots and theirs.
func (p *places) around(unit org.Unit) []org.Unit {
	var above []org.Unit
	for at := unit; at.ID != ""; at = p.units[at.ParentID] {
		above = append(above, at)
	}
	slices.Reverse(above)
	if len(above) > 0 {
		return append(above, p.children[unit.ID]...)
	}
	var all []org.Unit
	for _, root := range p.children[""] {
		all = append(all, root)
		all = append(all, p.children[root.ID]...)
	}
	return all
}

// everywhere reports whether unit has every other unit below it, so that
// narrowing by it keeps all.
func (p *places) everywhere(unit org.Unit) bool {
	return unit.ParentID == "" && len(p.children[""]) == 1
}
