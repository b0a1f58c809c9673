package participant

import (
	"context"
	"errors"

	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
	"kheo/internal/platform/text"
)

// Service answers for participants.
type Service struct{ db *db.DB }

// New makes the service.
func New(d *db.DB) *Service { return &Service{d} }

// Participant finds one by id.
func (s *Service) Participant(ctx context.Context, tx *db.Tx, id string) (Participant, error) {
	return db.One(ctx, tx, scan, `SELECT `+columns+` FROM participant_participant WHERE id = $1`, id)
}

// Lookup finds the participant of that kind, name (in any spelling) and unit, or
// fault.NotFound.
func (s *Service) Lookup(ctx context.Context, tx *db.Tx, kind Kind, name, unitID string) (Participant, error) {
	return db.One(ctx, tx, scan, `SELECT `+columns+` FROM participant_participant WHERE unit_id = $1 AND kind = $2 AND name_key = $3`,
		unitID, kind, text.Key(name))
}

// Ensure finds the participant of that kind, name and unit, or makes it.
func (s *Service) Ensure(ctx context.Context, tx *db.Tx, kind Kind, name string, unit Unit) (p Participant, made bool, err error) {
	p, err = s.Lookup(ctx, tx, kind, name, unit.ID)
	if !errors.Is(err, fault.NotFound) {
		return p, false, err
	}
	if p, err = newParticipant(kind, name, unit, tx.Now); err != nil {
		return p, false, err
	}
	return p, true, insert(ctx, tx, p)
}

// Suggest lists names in the unit that begin like typed, for a form.
func (s *Service) Suggest(ctx context.Context, tx *db.Tx, unitID, typed string, limit int) ([]Participant, error) {
	return db.All(ctx, tx, scan, `SELECT `+columns+` FROM participant_participant
		WHERE unit_id = $1 AND name_key LIKE $2 ESCAPE '\' ORDER BY sort_key, id LIMIT $3`, unitID, db.LikePrefix(text.Key(typed)), limit)
}
