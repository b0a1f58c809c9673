package org

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"kheo/internal/platform/clock"
	"kheo/internal/platform/fault"
	"kheo/internal/service/web"
)

// UnitBody is a unit as programs read it, on a day.
type UnitBody struct {
	Code      string     `json:"code"`
	Name      string     `json:"name" doc:"On the day that was asked for."`
	Type      Type       `json:"type"`
	Line      Line       `json:"line"`
	Path      string     `json:"path" doc:"Codes from the top down, on the day."`
	ValidFrom clock.Date `json:"valid_from" doc:"Empty: since ever."`
	ValidTo   clock.Date `json:"valid_to" doc:"Last day; empty: still."`
	FoundBy   string     `json:"found_by,omitempty" doc:"The older name by which q found the unit."`
	Now       []UnitRef  `json:"now,omitempty" doc:"What stands in place of an ended unit that q found."`
}

// UnitRef names a unit.
type UnitRef struct {
	Code string `json:"code"`
	Name string `json:"name"`
}

// UnitLife is a unit with everything that it was.
type UnitLife struct {
	UnitBody
	Level   string       `json:"level,omitempty" doc:"Of government, in its epoch."`
	Names   []LifeName   `json:"names"`
	Types   []LifeType   `json:"types"`
	Codes   []LifeCode   `json:"codes"`
	Parents []LifeParent `json:"parents"`
	Events  []LifeEvent  `json:"events" doc:"What came before and after, along whole chains."`
}

// LifeSpan is the time for which something held, both days in it.
type LifeSpan struct {
	From clock.Date `json:"from" doc:"Empty: since ever."`
	To   clock.Date `json:"to" doc:"Empty: still."`
}

type (
	// LifeName is a name that the unit bore.
	LifeName struct {
		LifeSpan
		Name string `json:"name"`
	}
	// LifeType is a type that the unit had.
	LifeType struct {
		LifeSpan
		Type Type `json:"type"`
	}
	// LifeCode is a code that the unit had.
	LifeCode struct {
		LifeSpan
		Scheme string `json:"scheme"`
		Code   string `json:"code"`
	}
	// LifeParent is a unit that stood above it.
	LifeParent struct {
		LifeSpan
		Tree   Tree    `json:"tree"`
		Parent UnitRef `json:"parent"`
	}
	// LifeEvent is a day on which the unit, or what it comes from or became, changed.
	LifeEvent struct {
		On          clock.Date       `json:"on"`
		Basis       string           `json:"basis"`
		Source      string           `json:"source,omitempty"`
		Verified    bool             `json:"verified"`
		State       EventState       `json:"state"`
		Successions []LifeSuccession `json:"successions"`
	}
	// LifeSuccession is one thing that an event did, with the names of its day.
	LifeSuccession struct {
		Relation Relation `json:"relation"`
		Old      *UnitRef `json:"old"`
		New      *UnitRef `json:"new"`
		Detail   string   `json:"detail,omitempty"`
	}
)

// MountAPI adds the operations of units for programs. All of it is public.
func (s *Service) MountAPI(api huma.API) {
	tags := []string{"units"}
	huma.Register(api, huma.Operation{
		OperationID: "list-units", Method: http.MethodGet, Path: "/api/v1/units", Tags: tags, Summary: "Units of the map of a day, by code",
		Description: "With q: units found by a name or a number of any time, the best first, ended ones too; they do not go on to another page.",
	}, s.apiUnits)
	huma.Register(api, huma.Operation{
		OperationID: "get-unit", Method: http.MethodGet, Path: "/api/v1/units/{code}", Tags: tags, Summary: "One unit through time",
	}, s.apiUnit)
}

type apiAsked struct {
	Words string     `query:"q" doc:"Part of a name, with or without accents, or a code of the statistics office." maxLength:"200"`
	On    clock.Date `query:"on" doc:"Day of the map; the default is today."`
	Under string     `query:"under" doc:"Code of a unit: itself and what lies below it on the day."`
	Limit int        `query:"limit" default:"50" minimum:"1" maximum:"200"`
	After string     `query:"after" doc:"Code of the last unit of the page before."`
}

func (s *Service) apiUnits(ctx context.Context, in *apiAsked) (*struct{ Body []UnitBody }, error) {
	if noDay(in.On) {
		return nil, web.Problem(ctx, fault.NotFound)
	}
	found, err := s.Listed(ctx, Asked{Words: in.Words, On: in.On, Under: in.Under, After: in.After, Limit: in.Limit})
	if err != nil {
		return nil, web.Problem(ctx, err)
	}
	out := &struct{ Body []UnitBody }{make([]UnitBody, 0, len(found))}
	for _, m := range found {
		b := unitBody(m.Unit)
		b.FoundBy = m.Old
		for _, u := range m.Now {
			b.Now = append(b.Now, UnitRef{u.Code, u.Name})
		}
		out.Body = append(out.Body, b)
	}
	return out, nil
}

func (s *Service) apiUnit(ctx context.Context, in *struct {
	Code string     `path:"code"`
	On   clock.Date `query:"on" doc:"Day whose name, type and path are told; the default is today, or the day nearest to it."`
}) (*struct{ Body UnitLife }, error) {
	if noDay(in.On) {
		return nil, web.Problem(ctx, fault.NotFound)
	}
	p, err := s.portrait(ctx, in.Code, Wish{Day: in.On}, 1)
	if err != nil {
		return nil, web.Problem(ctx, err)
	}
	return &struct{ Body UnitLife }{unitLife(p)}, nil
}

func unitBody(u Unit) UnitBody {
	return UnitBody{Code: u.Code, Name: u.Name, Type: u.Type, Line: u.Line, Path: u.Path, ValidFrom: u.ValidFrom, ValidTo: u.ValidTo}
}

func unitLife(p Portrait) UnitLife {
	l := UnitLife{UnitBody: unitBody(p.Then), Level: p.Level.Label, Names: []LifeName{}, Types: []LifeType{}, Codes: []LifeCode{}, Parents: []LifeParent{}, Events: []LifeEvent{}}
	for _, u := range p.Now {
		l.Now = append(l.Now, UnitRef{u.Code, u.Name})
	}
	for _, x := range p.Names {
		l.Names = append(l.Names, LifeName{LifeSpan(x.Span), x.Name})
	}
	for _, x := range p.Types {
		l.Types = append(l.Types, LifeType{LifeSpan(x.Span), x.Type})
	}
	for _, x := range p.Codes {
		l.Codes = append(l.Codes, LifeCode{LifeSpan(x.Span), x.Scheme, x.Code})
	}
	for _, x := range p.Placings {
		above := p.Parents[x.ParentID]
		l.Parents = append(l.Parents, LifeParent{LifeSpan(x.Span), x.Tree, UnitRef{above.Code, above.Name}})
	}
	for _, t := range p.Turns {
		e := LifeEvent{On: t.On, Basis: t.Basis, Source: t.Source, Verified: t.VerifiedBy != "", State: t.State}
		for _, x := range t.Lines {
			e.Successions = append(e.Successions, LifeSuccession{x.Relation, ref(x.Old), ref(x.New), x.Detail})
		}
		l.Events = append(l.Events, e)
	}
	return l
}

// ref is nothing for no unit.
func ref(u Unit) *UnitRef {
	if u.ID == "" {
		return nil
	}
	return &UnitRef{u.Code, u.Name}
}
