package initiative

import (
	"github.com/google/uuid"

	"context"

	"kheo/internal/platform/db"
	"kheo/internal/service/auth"
	"kheo/internal/service/files"
)

// Decide records what was decided of an initiative, in the transaction of the
// decision that says so. The module that decides has asked for permission.
func (s *Service) Decide(ctx context.Context, tx *db.Tx, actor auth.Actor, id string, recognised bool, reason string) error {
	i, err := find(ctx, tx, id)
	if err != nil {
		return err
	}
	to := NotRecognised
	if recognised {
		to = Recognised
	}
	if i.State == to {
		return nil
	}
	return s.moveTo(ctx, tx, actor, &i, reason, func(i *Initiative) error { return i.move(to, tx.Now) })
}

// Reopen puts a recognised initiative back under review when its decision is revoked.
func (s *Service) Reopen(ctx context.Context, tx *db.Tx, actor auth.Actor, id, reason string) error {
	i, err := find(ctx, tx, id)
	if err != nil {
		return err
	}
	return s.moveTo(ctx, tx, actor, &i, reason, func(i *Initiative) error { return i.move(UnderReview, tx.Now) })
}

// Advance takes an initiative through states without asking people: for examples
// and for lists of seasons that are long over.
func (s *Service) Advance(ctx context.Context, tx *db.Tx, actor auth.Actor, id string, states ...State) error {
	i, err := find(ctx, tx, id)
	if err != nil {
		return err
	}
	for _, to := range states {
		if err := s.moveTo(ctx, tx, actor, &i, "", func(i *Initiative) error { return i.move(to, tx.Now) }); err != nil {
			return err
		}
	}
	return nil
}

// EnterProgress writes a note without asking people, like Advance.
func (s *Service) EnterProgress(ctx context.Context, tx *db.Tx, actor auth.Actor, id string, in ProgressInput) error {
	i, err := find(ctx, tx, id)
	if err != nil {
		return err
	}
	p, err := newProgress(in, i, actor.Name, tx.Now)
	if err != nil {
		return err
	}
	return insertProgress(ctx, tx, p, actor.AccountID)
}

// EnterEvidence attaches a received file without asking people, like Advance.
func (s *Service) EnterEvidence(ctx context.Context, tx *db.Tx, actor auth.Actor, id string, in EvidenceInput, received files.Received) error {
	f, err := s.files.Save(ctx, tx, received, tx.Now)
	if err != nil {
		return err
	}
	e := Evidence{
		ID: uuid.Must(uuid.NewV7()).String(), InitiativeID: id, Step: in.Step, Caption: in.Caption, Public: in.Public, At: tx.Now, FileID: f.ID,
	}
	return insertEvidence(ctx, tx, e, actor.AccountID)
}

// EnterIndicators sets the table of indicators without asking people.
func (s *Service) EnterIndicators(ctx context.Context, tx *db.Tx, id string, in []IndicatorInput) error {
	all, err := newIndicators(in)
	if err != nil {
		return err
	}
	for _, x := range all {
		if err := insertIndicator(ctx, tx, id, x); err != nil {
			return err
		}
	}
	return nil
}
