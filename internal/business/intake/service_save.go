package intake

import (
	"cmp"
	"context"
	"iter"

	"kheo/internal/business/initiative"
	"kheo/internal/business/participant"
	"kheo/internal/platform/db"
	"kheo/internal/service/audit"
	"kheo/internal/service/auth"
)

// carryOut saves a plan without errors, or only counts what it would save.
func (s *Service) carryOut(ctx context.Context, actor auth.Actor, p plan) (Imported, error) {
	run := s.db.Update
	if p.in.DryRun {
		run = s.db.View
	}
	for attempt := 1; ; attempt++ {
		result := p.found
		err := run(ctx, func(tx *db.Tx) error {
			result = p.found
			return s.register(ctx, tx, actor, p, &result)
		})
		if initiative.IsTaken(err) && attempt < 4 {
			continue // somebody registered the same between looking and saving: now it is known
		}
		result.Saved = err == nil && !p.in.DryRun
		if result.Saved && result.firstNew != "" {
			err = s.participants.LookAll(ctx, []string{p.reader.own.Path})
		}
		return result, err
	}
}

// register saves the rows that are not there yet. It asks again whether the
// season still accepts and the actor still may, for this is the moment that counts.
func (s *Service) register(ctx context.Context, tx *db.Tx, actor auth.Actor, p plan, result *Imported) error {
	season, unit, err := s.target(ctx, tx, actor, p.in)
	if err != nil {
		return err
	}
	known, err := s.known(ctx, tx, season.ID, unit.Path)
	if err != nil {
		return err
	}
	if err := s.initiatives.Registered(ctx, tx, actor, season, s.fresh(ctx, tx, p, known, result)); err != nil {
		return err
	}
	if p.in.DryRun || result.New == 0 {
		return nil
	}
	return audit.Record(ctx, tx, actor, audit.Act{
		Name: "initiative.imported", Kind: "season", ObjectID: season.ID, Title: season.Name, UnitPath: unit.Path,
		After: map[string]any{"unit": unit.Code, "file": p.in.File, "rows": result.Rows, "new": result.New, "already": result.Already},
	})
}

// fresh goes through the rows of p, counts them in result and hands on what is to
// be saved: what is not known, and nothing at all of a list that is only tried.
func (s *Service) fresh(ctx context.Context, tx *db.Tx, p plan, known map[string]bool, result *Imported) iter.Seq2[initiative.Initiative, error] {
	tell := p.in.Progress
	if tell == nil {
		tell = func(int, int) {}
	}
	people := map[string]participant.Participant{}
	return func(yield func(initiative.Initiative, error) bool) {
		for n, row := range p.rows {
			if n%50 == 0 {
				tell(n, len(p.rows))
			}
			if known[row.key()] {
				result.Already++
				continue
			}
			if result.New++; p.in.DryRun {
				continue
			}
			who, err := s.participant(ctx, tx, row, people, result)
			if !yield(row.initiative(who), err) {
				return
			}
		}
		tell(len(p.rows), len(p.rows))
	}
}

// participant finds or makes who registers a row; people are those met before.
func (s *Service) participant(ctx context.Context, tx *db.Tx, row listRow, people map[string]participant.Participant, result *Imported) (participant.Participant, error) {
	key := row.who()
	if who, met := people[key]; met {
		return who, nil
	}
	who, made, err := s.participants.Ensure(ctx, tx, row.participantKind, row.participant, participant.Unit{ID: row.unit.ID, Path: row.unit.Path})
	people[key] = who
	if made {
		result.firstNew, result.lastNew = cmp.Or(result.firstNew, who.ID), who.ID
	}
	return who, err
}

// known lists the keys of what the unit has registered in the season.
func (s *Service) known(ctx context.Context, tx *db.Tx, seasonID, path string) (map[string]bool, error) {
	all, err := s.initiatives.Known(ctx, tx, seasonID, path)
	known := make(map[string]bool, len(all))
	for _, i := range all {
		known[whoKey(i.UnitID, i.ParticipantKind, i.ParticipantName)+"|"+i.TitleKey] = true
	}
	return known, err
}
