package intake

import (
	"context"

	"kheo/internal/business/participant"
	"kheo/internal/platform/db"
	"kheo/internal/service/auth"
)

// Alike is a name of a list that is new but looks like known ones.
type Alike struct {
	Row    int // number in the file
	Name   string
	Likely []participant.Likely
}

// mostNames bounds how many names of a list are compared before it is imported; all
// are compared afterwards.
const mostNames = 2000

// alike finds the new names of a list that look like known ones.
func (s *Service) alike(ctx context.Context, actor auth.Actor, p plan) (all []Alike, err error) {
	var list []participant.Entrant
	var rows []int
	seen := map[string]bool{}
	for _, row := range p.rows {
		if key := row.who(); !seen[key] {
			seen[key] = true
			list = append(list, participant.Entrant{Kind: row.participantKind, Name: row.participant, UnitID: row.unit.ID})
			rows = append(rows, row.number)
		}
	}
	err = s.db.View(ctx, func(tx *db.Tx) error {
		all = nil
		doubts, err := s.participants.Doubts(ctx, tx, actor.Paths(), list, mostNames)
		for _, d := range doubts {
			all = append(all, Alike{rows[d.Index], list[d.Index].Name, d.Likely})
		}
		return err
	})
	return all, err
}
