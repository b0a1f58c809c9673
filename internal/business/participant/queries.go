package participant

import (
	"context"
	"errors"

	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
	"kheo/internal/platform/text"
)

// Service is everything that can be done with participants.
type Service struct {
	// Units tells of units and what they replaced; set before the first use.
	// Without it no row is compared with another.
	Units Units
	// Chronicles are the modules that know what participants did; set before the
	// first use.
	Chronicles []Chronicle

	db *db.DB
}

// New makes the service.
func New(d *db.DB) *Service { return &Service{db: d} }

// Participant finds one by id.
func (s *Service) Participant(ctx context.Context, tx *db.Tx, id string) (Participant, error) {
	return db.One(ctx, tx, scan, `SELECT `+columns+` FROM participant_participant p WHERE p.id = $1`, id)
}

// Lookup finds the participant of that kind, name (in any spelling) and unit, or
// fault.NotFound.
func (s *Service) Lookup(ctx context.Context, tx *db.Tx, kind Kind, name, unitID string) (Participant, error) {
	return db.One(ctx, tx, scan, `SELECT `+columns+` FROM participant_participant p WHERE p.unit_id = $1 AND p.kind = $2 AND p.name_key = $3`,
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
	return p, true, s.add(ctx, tx, p)
}

// add stores p and makes it findable. Where nobody knows its unit, its likeness
// is left for Settle.
func (s *Service) add(ctx context.Context, tx *db.Tx, p Participant) error {
	key := ""
	if s.Units != nil {
		unit, err := s.Units.Unit(ctx, tx, p.UnitID)
		if err != nil {
			return err
		}
		key = likeKey(p.Kind, p.Name, unit.Name)
	}
	if err := insert(ctx, tx, p, key); err != nil {
		return err
	}
	return addWords(ctx, tx, p, p.Name, "")
}

// Suggest lists names in the unit that begin like typed, for a form.
func (s *Service) Suggest(ctx context.Context, tx *db.Tx, unitID, typed string, limit int) ([]Participant, error) {
	return db.All(ctx, tx, scan, `SELECT `+columns+` FROM participant_participant p
		WHERE p.unit_id = $1 AND p.name_key LIKE $2 ESCAPE '\' ORDER BY p.sort_key, p.id LIMIT $3`, unitID, db.LikePrefix(text.Key(typed)), limit)
}
