package participant

import (
	"context"
	"errors"

	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
	"kheo/internal/service/auth"
)

// Entrant is a participant that is going to be entered.
type Entrant struct {
	Kind   Kind
	Name   string
	UnitID string
}

// Doubt is one of a list of new participants that looks like a known one.
type Doubt struct {
	Index  int // in the list
	Likely []Likely
}

// Doubts finds those of a list that are not known exactly but look like rows under
// paths. Of long lists it looks at the first most names only.
func (s *Service) Doubts(ctx context.Context, tx *db.Tx, paths []string, list []Entrant, most int) (all []Doubt, err error) {
	near := s.newSearcher(paths)
	for n, x := range list[:min(len(list), most)] {
		if n%100 == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if _, err := s.Lookup(ctx, tx, x.Kind, x.Name, x.UnitID); !errors.Is(err, fault.NotFound) {
			if err != nil {
				return nil, err
			}
			continue
		}
		found, err := near.likely(ctx, tx, Participant{Kind: x.Kind, Name: x.Name, UnitID: x.UnitID}, nil, MaxChoices)
		if err != nil {
			return nil, err
		}
		if len(found) > 0 {
			all = append(all, Doubt{n, found})
		}
	}
	return all, nil
}

// LookAll compares every row under paths that was not compared yet.
func (s *Service) LookAll(ctx context.Context, paths []string) error {
	for {
		n, err := s.Look(ctx, paths, settleAtOnce)
		if err != nil || n < settleAtOnce {
			return err
		}
	}
}

// PairsOf counts the pairs that wait for actor among the rows with ids from first
// to last, and says where they are to be seen.
func (s *Service) PairsOf(ctx context.Context, actor auth.Actor, first, last string) (n int, href string, err error) {
	if !mayKeep(actor) || first == "" {
		return 0, "", nil
	}
	err = s.db.View(ctx, func(tx *db.Tx) error {
		n, err = countPairs(ctx, tx, actor, QueueQuery{From: first, To: last})
		return err
	})
	return n, queuePath + "?tu=" + first + "&den=" + last, err
}
