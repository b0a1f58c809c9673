package eligibility

import (
	"context"

	"kheo/internal/business/initiative"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
	"kheo/internal/service/audit"
	"kheo/internal/service/auth"
)

// Follow pins by which editions i is judged, when it is received. What is pinned
// stays, whatever becomes of i and of the rules. Call it in the transaction that
// moves i.
func (s *Service) Follow(ctx context.Context, tx *db.Tx, i initiative.Initiative) error {
	if i.State != initiative.Accepted {
		return nil
	}
	day := receivedOn(i, clock.DayOf(tx.Now))
	set, err := s.setOn(ctx, tx, day)
	if err != nil {
		return err
	}
	if err := putRuleSet(ctx, tx, set); err != nil {
		return err
	}
	if err := putPin(ctx, tx, pin{InitiativeID: i.ID, ReceivedOn: day, Reception: true, Digest: set.Digest}); err != nil {
		return err
	}
	return s.consider(ctx, tx, audit.System, Registration, "", []initiative.Initiative{i})
}

// Before says what the rules say of initiatives before a council of a level votes on
// them, and keeps it.
func (s *Service) Before(ctx context.Context, tx *db.Tx, actor auth.Actor, level string, ids []string) error {
	all, err := s.initiatives.List(ctx, tx, initiative.Filter{IDs: ids, Limit: len(ids)})
	if err != nil || len(all) == 0 {
		return err
	}
	return s.consider(ctx, tx, actor, Council, level, all)
}

// consider judges initiatives of one season for recognition and keeps what was said.
func (s *Service) consider(ctx context.Context, tx *db.Tx, actor auth.Actor, stage Stage, level string, all []initiative.Initiative) error {
	p := Proposal{Stage: stage, Act: Recognition, Level: level, SeasonID: all[0].SeasonID}
	for _, i := range all {
		p.Candidates = append(p.Candidates, Candidate{
			InitiativeID: i.ID, ParticipantID: i.ParticipantID, Kind: string(i.ParticipantKind), Name: i.ParticipantName, UnitID: i.UnitID,
		})
	}
	verdicts, err := s.Judge(ctx, tx, p)
	if err != nil {
		return err
	}
	return s.Keep(ctx, tx, actor, verdicts)
}
