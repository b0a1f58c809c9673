package eligibility

import (
	"context"

	"github.com/google/uuid"

	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
	"kheo/internal/service/audit"
	"kheo/internal/service/auth"
)

// Judge says of every candidate of p what the rules say, in the order of p, and
// writes nothing. Every initiative is judged by the editions it was received under.
func (s *Service) Judge(ctx context.Context, tx *db.Tx, p Proposal) ([]Verdict, error) {
	day := p.Day
	if day.IsZero() {
		day = clock.DayOf(tx.Now)
	}
	w, works, err := s.world(ctx, tx, p, day)
	if err != nil {
		return nil, err
	}
	book, err := s.rulebook(ctx, tx, works, day)
	if err != nil {
		return nil, err
	}
	l := w.list(p, day)
	all := make([]Verdict, 0, len(p.Candidates))
	for _, c := range p.Candidates {
		pinned := book.of(c.InitiativeID)
		v := w.verdict(l, c, book.rules[pinned.set.Digest])
		v.ID, v.At = uuid.Must(uuid.NewV7()).String(), tx.Now
		v.Digest, v.set, v.pin = pinned.set.Digest, pinned.set, pinned.pin
		if v.UnitPath, err = s.pathOf(ctx, tx, w, c); err != nil {
			return nil, err
		}
		all = append(all, v)
	}
	return all, nil
}

// pathOf is where a candidate belongs: where its initiative does, else its unit.
func (s *Service) pathOf(ctx context.Context, tx *db.Tx, w *world, c Candidate) (string, error) {
	if path, ok := w.paths[c.InitiativeID]; ok {
		return path, nil
	}
	if path, ok := w.paths[c.UnitID]; ok || c.UnitID == "" {
		return path, nil
	}
	unit, err := s.units.Unit(ctx, tx, c.UnitID)
	w.paths[c.UnitID] = unit.Path
	return unit.Path, err
}

// Keep writes verdicts down, and pins what was not pinned yet. What a verdict says
// never changes afterwards.
func (s *Service) Keep(ctx context.Context, tx *db.Tx, actor auth.Actor, all []Verdict) error {
	kept := map[string]bool{}
	for n := range all {
		v := &all[n]
		v.By = actor.Name
		if !kept[v.Digest] {
			if err := putRuleSet(ctx, tx, v.set); err != nil {
				return err
			}
			kept[v.Digest] = true
		}
		if v.pin != nil {
			if err := putPin(ctx, tx, *v.pin); err != nil {
				return err
			}
		}
	}
	if err := insertVerdicts(ctx, tx, all); err != nil {
		return err
	}
	for _, v := range all {
		if err := record(ctx, tx, actor, "eligibility.judged", v, nil); err != nil {
			return err
		}
	}
	return nil
}

// record keeps an act with a verdict in the trail of its initiative or participant.
func record(ctx context.Context, tx *db.Tx, actor auth.Actor, act string, v Verdict, more map[string]any) error {
	after := map[string]any{"verdict": v.ID, "stage": v.Stage, "outcome": v.Outcome}
	for k, x := range more {
		after[k] = x
	}
	a := audit.Act{Name: act, Kind: "initiative", ObjectID: v.InitiativeID, Title: v.Name, UnitPath: v.UnitPath, After: after}
	if v.InitiativeID == "" {
		a.Kind, a.ObjectID = "participant", v.ParticipantID
	}
	return audit.Record(ctx, tx, actor, a)
}

// Latest lists the last verdicts of a stage, of every act and award, by initiative.
func (s *Service) Latest(ctx context.Context, tx *db.Tx, stage Stage, initiativeIDs []string) (map[string][]Verdict, error) {
	return byID(latestVerdicts(ctx, tx, stage, "v.initiative_id", initiativeIDs))(func(v Verdict) string { return v.InitiativeID })
}

// LatestOf is Latest by participant, for candidates without an initiative too.
func (s *Service) LatestOf(ctx context.Context, tx *db.Tx, stage Stage, participantIDs []string) (map[string][]Verdict, error) {
	return byID(latestVerdicts(ctx, tx, stage, "v.participant_id", participantIDs))(func(v Verdict) string { return v.ParticipantID })
}

func byID(all []Verdict, err error) func(func(Verdict) string) (map[string][]Verdict, error) {
	return func(id func(Verdict) string) (map[string][]Verdict, error) {
		by := map[string][]Verdict{}
		for _, v := range all {
			by[id(v)] = append(by[id(v)], v)
		}
		return by, err
	}
}

// Again judges a kept verdict by the facts it kept and nothing else. Both come back:
// they are the same unless somebody has changed what was kept, or the program judges
// otherwise than it did.
func (s *Service) Again(ctx context.Context, tx *db.Tx, verdictID string) (kept, again Verdict, err error) {
	if kept, err = findVerdict(ctx, tx, verdictID); err != nil {
		return kept, again, err
	}
	again, err = kept.again()
	return kept, again, err
}

// Rules lists the editions in force on day, for another module.
func (s *Service) Rules(ctx context.Context, tx *db.Tx, day clock.Date) ([]Rule, error) {
	ids, err := inForce(ctx, tx, day)
	if err != nil {
		return nil, err
	}
	return rulesByID(ctx, tx, ids)
}
