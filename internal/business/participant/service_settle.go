package participant

import (
	"context"

	"github.com/google/uuid"

	"kheo/internal/platform/db"
)

// settleAtOnce is how many rows one transaction of Settle takes.
const settleAtOnce = 500

// Settle fills what rows of earlier versions lack: their likeness, the words by
// which they are found, and whom they are like. It may run at any time and as
// often as one likes; what is there stays.
func (s *Service) Settle(ctx context.Context) error {
	for {
		n, err := s.settle(ctx)
		if err != nil {
			return err
		}
		if n == 0 {
			break
		}
	}
	return s.LookAll(ctx, []string{"/"})
}

func (s *Service) settle(ctx context.Context) (n int, err error) {
	err = s.db.Update(ctx, func(tx *db.Tx) error {
		rows, err := db.All(ctx, tx, scan, `SELECT `+columns+` FROM participant_participant p WHERE p.like_key IS NULL ORDER BY p.id LIMIT $1`, settleAtOnce)
		if n = len(rows); err != nil || s.Units == nil {
			n = 0
			return err
		}
		units := map[string]string{}
		for _, p := range rows {
			if _, known := units[p.UnitID]; !known {
				unit, err := s.Units.Unit(ctx, tx, p.UnitID)
				if err != nil {
					return err
				}
				units[p.UnitID] = unit.Name
			}
			if err := settleOne(ctx, tx, p, likeKey(p.Kind, p.Name, units[p.UnitID])); err != nil {
				return err
			}
		}
		return nil
	})
	return n, err
}

func settleOne(ctx context.Context, tx *db.Tx, p Participant, key string) error {
	if err := db.Exec(ctx, tx, `UPDATE participant_participant SET like_key = $2, root_id = $3 WHERE id = $1`, p.ID, key, p.RootID); err != nil {
		return err
	}
	if err := db.Exec(ctx, tx, `INSERT INTO participant_place (unit_path) VALUES ($1) ON CONFLICT (unit_path) DO NOTHING`, p.UnitPath); err != nil {
		return err
	}
	if err := db.Exec(ctx, tx, `DELETE FROM participant_word WHERE participant_id = $1 AND alias_id IS NULL`, p.ID); err != nil {
		return err
	}
	return addWords(ctx, tx, p, p.Name, "")
}

// Look compares at most limit rows under paths that were not compared yet, and
// remembers the pairs that look like one. It returns how many it compared.
func (s *Service) Look(ctx context.Context, paths []string, limit int) (n int, err error) {
	if s.Units == nil {
		return 0, nil
	}
	w := &db.Where{}
	w.And("p.looked_at IS NULL AND p.like_key IS NOT NULL")
	w.AnyUnder("p.unit_path", paths)
	query := `SELECT ` + columns + ` FROM participant_participant p` + w.SQL() + ` ORDER BY p.unit_path, p.id LIMIT ` + w.Arg(limit)
	err = s.db.Update(ctx, func(tx *db.Tx) error {
		rows, err := db.All(ctx, tx, scan, query, w.Args()...)
		if n = len(rows); err != nil || n == 0 {
			return err
		}
		near := s.newSearcher(nil)
		near.everywhere = true
		for _, p := range rows {
			if err := near.remember(ctx, tx, p); err != nil {
				return err
			}
		}
		return nil
	})
	return n, err
}

// remember stores the pairs of p with what it looks like.
func (s *searcher) remember(ctx context.Context, tx *db.Tx, p Participant) error {
	known, err := aliasesOf(ctx, tx, []string{p.ID})
	if err != nil {
		return err
	}
	found, err := s.likely(ctx, tx, p, names(known[p.ID]), 100)
	if err != nil {
		return err
	}
	for _, q := range found {
		a, b := p, q.Participant
		if b.ID < a.ID {
			a, b = b, a
		}
		if err := db.Exec(ctx, tx, `INSERT INTO participant_likely (id, a_id, b_id, a_path, b_path, found_at) VALUES ($1, $2, $3, $4, $5, $6)
			ON CONFLICT (a_id, b_id) DO NOTHING`, uuid.Must(uuid.NewV7()).String(), a.ID, b.ID, a.UnitPath, b.UnitPath, tx.Now); err != nil {
			return err
		}
	}
	return db.Exec(ctx, tx, `UPDATE participant_participant SET looked_at = $2 WHERE id = $1`, p.ID, tx.Now)
}

// LookAgain has the rows of units compared once more, because their units were
// renamed or succeeded.
func (s *Service) LookAgain(ctx context.Context, tx *db.Tx, unitIDs []string) error {
	if len(unitIDs) == 0 {
		return nil
	}
	w := &db.Where{}
	w.And("unit_id IN (" + anyOf(w, unitIDs) + ")")
	return db.Exec(ctx, tx, `UPDATE participant_participant SET looked_at = NULL`+w.SQL(), w.Args()...)
}
