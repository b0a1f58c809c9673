package initiative

import (
	"context"
	"errors"

	"github.com/google/uuid"

	"kheo/internal/business/participant"
	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
	"kheo/internal/service/auth"
)

// alike finds the known participants that may be the one who registers; none when
// the name is exactly known, or not yet typed.
func (s *Service) alike(ctx context.Context, actor auth.Actor, in Registration) (found []participant.Likely, err error) {
	if in.Participant == "" || uuid.Validate(in.UnitID) != nil {
		return nil, nil
	}
	err = s.db.View(ctx, func(tx *db.Tx) error {
		found = nil
		_, err := s.participants.Lookup(ctx, tx, in.ParticipantKind, in.Participant, in.UnitID)
		if !errors.Is(err, fault.NotFound) {
			return err
		}
		found, err = s.participants.Likely(ctx, tx, actor.Paths(), in.ParticipantKind, in.Participant, in.UnitID, participant.MaxChoices)
		return err
	})
	return found, err
}
