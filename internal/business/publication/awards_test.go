package publication_test

import (
	"context"

	"kheo/internal/business/publication"
	"kheo/internal/platform/db"
)

// awards answers publication.Awards from the tables of decisions and of the register.
type awards struct{}

const standing = ` FROM recognition_line l
	JOIN recognition_decision d ON d.id = l.decision_id
	LEFT JOIN recognition_decision o ON o.id = d.amends_id
	WHERE d.state = 'issued' AND d.kind <> 'revocation'
	AND NOT EXISTS (SELECT 1 FROM recognition_line m JOIN recognition_decision e ON e.id = m.decision_id
		WHERE m.amends_line_id = l.id AND e.state = 'issued')`

func (awards) Narrow(w *db.Where, column string, kind publication.AwardKind, seasonID string) {
	if seasonID == "" {
		w.And(column+` IN (SELECT l.initiative_id`+standing+` AND COALESCE(o.kind, d.kind) = ?)`, kind)
		return
	}
	w.And(column+` IN (SELECT l.initiative_id`+standing+` AND COALESCE(o.kind, d.kind) = ? AND d.season_id = ?)`, kind, seasonID)
}

func (awards) Latest(ctx context.Context, tx *db.Tx, limit int) ([]string, error) {
	return db.All(ctx, tx, db.Value[string], `SELECT l.initiative_id`+standing+` AND l.initiative_id IS NOT NULL
		AND COALESCE(o.kind, d.kind) = 'recognition' ORDER BY d.decided_on DESC, d.id DESC, l.position LIMIT $1`, limit)
}

func (awards) Of(ctx context.Context, tx *db.Tx, ids []string) (map[string][]publication.Award, error) {
	w := &db.Where{}
	marks := ""
	for n, id := range ids {
		if n > 0 {
			marks += ", "
		}
		marks += w.Arg(id)
	}
	all := map[string][]publication.Award{}
	err := db.Each(ctx, tx, func(r db.Row) error {
		var id string
		var a publication.Award
		err := r.Scan(&id, &a.Kind, &a.Name, &a.Award, &a.Decision, &a.Number, &a.DecidedOn, &a.DecidedBy, db.Text(&a.RegisterCode), &a.Serial)
		all[id] = append(all[id], a)
		return err
	}, `SELECT s.initiative_id, s.kind, s.name, s.award, s.code, s.number, s.decided_on, u.name, g.code, COALESCE(g.serial, 0) FROM
		(SELECT l.initiative_id, COALESCE(o.kind, d.kind) AS kind, l.name, COALESCE(o.award, d.award) AS award, d.code, d.number, d.decided_on, d.unit_id AS by_id, l.id AS line_id`+
		standing+` AND l.initiative_id IN (`+marks+`)) s
		JOIN org_unit u ON u.id = s.by_id LEFT JOIN register_entry g ON g.line_id = s.line_id
		ORDER BY s.decided_on, s.line_id`, w.Args()...)
	return all, err
}
