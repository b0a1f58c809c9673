package initiative

import (
	"context"
	"strings"

	"kheo/internal/platform/db"
)

// EvidenceCounts counts the evidence of initiatives; those without any are left out.
func (s *Service) EvidenceCounts(ctx context.Context, tx *db.Tx, ids []string) (map[string]int64, error) {
	all := map[string]int64{}
	if len(ids) == 0 {
		return all, nil
	}
	w := &db.Where{}
	marks := make([]string, len(ids))
	for n, id := range ids {
		marks[n] = w.Arg(id)
	}
	w.And("e.initiative_id IN (" + strings.Join(marks, ", ") + ")")
	err := db.Each(ctx, tx, func(r db.Row) error {
		var id string
		var n int64
		err := r.Scan(&id, &n)
		all[id] = n
		return err
	}, `SELECT e.initiative_id, COUNT(*) FROM initiative_evidence e`+w.SQL()+` GROUP BY e.initiative_id`, w.Args()...)
	return all, err
}
