package certificate

import (
	"context"

	"github.com/google/uuid"

	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
	"kheo/internal/platform/jobs"
	"kheo/internal/service/auth"
	"kheo/internal/service/files"
)

// Service prints certificates.
type Service struct {
	db        *db.DB
	decisions Decisions
	entries   Entries
	files     *files.Store
	jobs      *jobs.Queue
	baseURL   string // where codes are checked: printed on certificates
}

// New makes the service; baseURL is where anybody checks a code.
func New(d *db.DB, decisions Decisions, entries Entries, store *files.Store, queue *jobs.Queue, baseURL string) *Service {
	return &Service{db: d, decisions: decisions, entries: entries, files: store, jobs: queue, baseURL: baseURL}
}

// Certificates finds the papers of an issued decision, for someone of its unit.
func (s *Service) Certificates(ctx context.Context, actor auth.Actor, decisionID string) (c Certificates, err error) {
	if uuid.Validate(decisionID) != nil {
		return c, fault.NotFound
	}
	err = s.db.View(ctx, func(tx *db.Tx) error {
		d, err := s.decisions.Decision(ctx, tx, decisionID)
		if err != nil {
			return err
		}
		if !maySee(actor, d) {
			return fault.NotFound
		}
		c, err = s.certificates(ctx, tx, d)
		return err
	})
	return c, err
}
