package review

import (
	"context"
	"strings"

	"kheo/internal/platform/db"
)

// CasesOf finds the cases of initiatives, in no order; those without one are left out.
func (s *Service) CasesOf(ctx context.Context, tx *db.Tx, initiativeIDs []string) ([]Case, error) {
	if len(initiativeIDs) == 0 {
		return nil, nil
	}
	w := &db.Where{}
	marks := make([]string, len(initiativeIDs))
	for n, id := range initiativeIDs {
		marks[n] = w.Arg(id)
	}
	w.And("c.initiative_id IN (" + strings.Join(marks, ", ") + ")")
	return db.All(ctx, tx, scanCase, `SELECT `+caseColumns+` FROM review_case c`+w.SQL(), w.Args()...)
}
