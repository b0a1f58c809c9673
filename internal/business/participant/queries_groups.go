package participant

import (
	"context"
	"strings"

	"kheo/internal/platform/db"
)

// Groups tells which rows of the book stand for one participant: for each id all rows
// that were joined with it, itself too.
func (s *Service) Groups(ctx context.Context, tx *db.Tx, ids []string) (map[string][]string, error) {
	all := map[string][]string{}
	if len(ids) == 0 {
		return all, nil
	}
	w := &db.Where{}
	marks := make([]string, len(ids))
	for n, id := range ids {
		marks[n] = w.Arg(id)
	}
	w.And("p.id IN (" + strings.Join(marks, ", ") + ")")
	err := db.Each(ctx, tx, func(r db.Row) error {
		var id, same string
		err := r.Scan(&id, &same)
		all[id] = append(all[id], same)
		return err
	}, `SELECT p.id, q.id FROM participant_participant p
		JOIN participant_participant q ON q.root_id = p.root_id`+w.SQL()+` ORDER BY p.id, q.id`, w.Args()...)
	return all, err
}
