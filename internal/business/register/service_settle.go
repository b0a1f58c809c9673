package register

import (
	"context"
	"encoding/json"

	"kheo/internal/platform/db"
)

// unsealed is a leaf as the migration left it: what was said before the register was a
// log.
type unsealed struct {
	n          int64
	said       Statement
	text       string // a record, or the reason of an amendment
	byCode     string
	decisionID string
}

// Settle seals what was said before the register was a log. It does nothing once that
// is done.
func (s *Service) Settle(ctx context.Context) error {
	open, err := s.Unsealed(ctx)
	if err != nil || !open {
		return err
	}
	return s.db.Update(ctx, func(tx *db.Tx) error {
		all, err := db.All(ctx, tx, scanUnsealed, `SELECT l.leaf, l.kind, l.code, l.at, l.decision_id, l.by_code, l.statement, e.line_id, COALESCE(e.serial, 0)
			FROM register_leaf l LEFT JOIN register_entry e ON e.leaf = l.leaf WHERE l.hash IS NULL ORDER BY l.leaf`)
		if err != nil {
			return err
		}
		said := make([]Statement, len(all))
		changes := map[string]*Change{}
		for n, u := range all {
			if said[n], err = s.completed(ctx, tx, u, changes); err != nil {
				return err
			}
		}
		if err := db.Exec(ctx, tx, `DELETE FROM register_leaf WHERE hash IS NULL`); err != nil {
			return err
		}
		if err := db.Exec(ctx, tx, `DELETE FROM register_entry`); err != nil {
			return err
		}
		return s.seal(ctx, tx, said)
	})
}

// Unsealed tells whether there are lines from before the register was a log.
func (s *Service) Unsealed(ctx context.Context) (open bool, err error) {
	err = s.db.View(ctx, func(tx *db.Tx) error {
		open, err = db.One(ctx, tx, db.Value[bool], `SELECT EXISTS (SELECT 1 FROM register_leaf WHERE hash IS NULL)`)
		return err
	})
	return open, err
}

func scanUnsealed(r db.Row) (u unsealed, err error) {
	err = r.Scan(&u.n, &u.said.Kind, &u.said.Code, db.Time(&u.said.At), &u.decisionID, db.Text(&u.byCode), &u.text, db.Text(&u.said.LineID), &u.said.Serial)
	u.said.DecisionID = u.decisionID
	return u, err
}

// completed is the statement that u would have been; changes remembers decisions.
func (s *Service) completed(ctx context.Context, tx *db.Tx, u unsealed, changes map[string]*Change) (Statement, error) {
	if u.said.Kind == kindIssued {
		u.said.Record = &Record{}
		return u.said, json.Unmarshal([]byte(u.text), u.said.Record)
	}
	if changes[u.decisionID] == nil {
		d, err := s.Decisions.Decision(ctx, tx, u.decisionID)
		if err != nil {
			return u.said, err
		}
		unit, err := s.units.Unit(ctx, tx, d.UnitID)
		if err != nil {
			return u.said, err
		}
		changes[u.decisionID] = newChange(d, decidedBy(unit.Name, d.SignAs), "")
	}
	c := *changes[u.decisionID]
	c.By, c.Reason = u.byCode, u.text
	u.said.Change = &c
	return u.said, nil
}
