package participant

import (
	"context"
	"slices"

	"github.com/google/uuid"

	"kheo/internal/platform/db"
	"kheo/internal/service/auth"
)

// Suggestion is a name for the field of a form.
type Suggestion struct {
	Name     string
	UnitName string
}

const maxSuggested = 10

// Suggestions lists names for what is being typed: those of the unit first, then
// those of actor's other units. An empty kind is any.
func (s *Service) Suggestions(ctx context.Context, actor auth.Actor, typed string, kind Kind, unitID string) (all []Suggestion, err error) {
	q := Query{Words: typed, Kind: kind, Paths: actor.Paths(), Limit: maxSuggested}
	err = s.db.View(ctx, func(tx *db.Tx) error {
		all = nil
		hits, err := s.nearFirst(ctx, tx, actor, q, unitID)
		if err != nil {
			return err
		}
		rows := make([]Participant, len(hits))
		for n, h := range hits {
			rows[n] = h.Participant
		}
		units, err := s.unitNames(ctx, tx, rows)
		for _, h := range hits {
			all = append(all, Suggestion{h.Name, units[h.UnitID]})
		}
		return err
	})
	return all, err
}

// nearFirst searches the unit, and then everywhere that q allows.
func (s *Service) nearFirst(ctx context.Context, tx *db.Tx, actor auth.Actor, q Query, unitID string) (all []Hit, err error) {
	if s.Units != nil && uuid.Validate(unitID) == nil {
		unit, err := s.Units.Unit(ctx, tx, unitID)
		if err == nil && actor.Reads(unit.Path) {
			own := q
			own.Paths = []string{unit.Path}
			if all, err = s.Search(ctx, tx, own); err != nil || len(all) >= q.Limit {
				return all, err
			}
		}
	}
	others, err := s.Search(ctx, tx, q)
	for _, h := range others {
		if len(all) < q.Limit && !slices.ContainsFunc(all, func(o Hit) bool { return o.ID == h.ID }) {
			all = append(all, h)
		}
	}
	return all, err
}
