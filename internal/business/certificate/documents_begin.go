package certificate

import (
	"context"
	"fmt"

	"kheo/internal/business/recognition"
	"kheo/internal/platform/db"
)

// certificates begins the papers of a decision.
func (s *Service) certificates(ctx context.Context, tx *db.Tx, d recognition.Decision) (c Certificates, err error) {
	c = Certificates{Decision: d, baseURL: s.baseURL, files: s.files}
	if d.Kind == recognition.Replacement {
		first, err := s.decisions.Decision(ctx, tx, d.AmendsID)
		if err != nil {
			return c, err
		}
		c.replaces = fmt.Sprintf("Thay thế Quyết định số %s ngày %s", first.Number, first.DecidedOn)
	}
	return c, nil
}
