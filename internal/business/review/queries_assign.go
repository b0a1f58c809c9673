package review

import (
	"context"
	"time"

	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
)

// Pair is one appraiser to score one case.
type Pair struct {
	InitiativeID string
	AccountID    string
	Account      string // name
}

// Handing says by whom and with which batch pairs are assigned; the batch may be empty.
type Handing struct{ SeasonID, BatchID, By string }

// Duties lists what stands between people and the cases of a season.
func (s *Service) Duties(ctx context.Context, tx *db.Tx, seasonID string) ([]Duty, error) {
	return db.All(ctx, tx, scanDuty, `SELECT `+dutyColumns+` FROM review_duty WHERE season_id = $1 ORDER BY initiative_id, account, account_id`, seasonID)
}

// Mark says that somebody has a sheet of a case, and nothing of what it says.
type Mark struct {
	InitiativeID string
	AppraiserID  string
	Appraiser    string    // name
	HandedInAt   time.Time // zero: begun
}

// Marks lists the sheets of a season without their scores.
func (s *Service) Marks(ctx context.Context, tx *db.Tx, seasonID string) ([]Mark, error) {
	return db.All(ctx, tx, func(r db.Row) (m Mark, err error) {
		err = r.Scan(&m.InitiativeID, &m.AppraiserID, &m.Appraiser, db.Time(&m.HandedInAt))
		return m, err
	}, `SELECT initiative_id, appraiser_id, appraiser, handed_in_at FROM review_sheet WHERE season_id = $1 AND NOT self ORDER BY initiative_id, appraiser_id`, seasonID)
}

// Assign asks people to score cases under review, without asking for permission, and
// tells which pairs are new. Who has the case already, may not judge it or would
// rather not is left out.
func (s *Service) Assign(ctx context.Context, tx *db.Tx, h Handing, pairs []Pair) (added []Pair, err error) {
	known, err := s.dutiesOf(ctx, tx, h.SeasonID, pairs)
	if err != nil {
		return nil, err
	}
	var rows [][]any
	for _, p := range pairs {
		key := [2]string{p.InitiativeID, p.AccountID}
		d, there := known[key]
		if d.Assigned || d.Barred || d.Abstained() {
			continue
		}
		d.InitiativeID, d.AccountID, d.SeasonID, d.Account = p.InitiativeID, p.AccountID, h.SeasonID, p.Account
		d.Assigned, d.BatchID, d.AssignedBy, d.AssignedAt = true, h.BatchID, h.By, tx.Now
		known[key] = d
		added = append(added, p)
		if !there {
			rows = append(rows, []any{d.InitiativeID, d.AccountID, d.SeasonID, d.Account, true, db.OrNull(d.BatchID), d.AssignedBy, d.AssignedAt})
		} else if err := putDuty(ctx, tx, d); err != nil {
			return nil, err
		}
	}
	return added, db.InsertMany(ctx, tx, `review_duty (initiative_id, account_id, season_id, account, assigned, batch_id, assigned_by, assigned_at)`, rows)
}

// few is up to how many pairs are looked up one by one.
const few = 20

// dutiesOf finds the duties of pairs, by case and account; it may find more.
func (s *Service) dutiesOf(ctx context.Context, tx *db.Tx, seasonID string, pairs []Pair) (known map[[2]string]Duty, err error) {
	var all []Duty
	if len(pairs) > few {
		all, err = s.Duties(ctx, tx, seasonID)
	} else {
		for _, p := range pairs {
			d, err := dutyOf(ctx, tx, p.InitiativeID, p.AccountID)
			if err != nil {
				return nil, err
			}
			if d.InitiativeID != "" {
				all = append(all, d)
			}
		}
	}
	known = make(map[[2]string]Duty, len(all))
	for _, d := range all {
		known[[2]string{d.InitiativeID, d.AccountID}] = d
	}
	return known, err
}

// idle is the condition under which the assignment of review_duty may be taken
// away: its holder has handed in nothing.
const idle = `assigned AND NOT EXISTS (SELECT 1 FROM review_sheet s WHERE s.initiative_id = review_duty.initiative_id
	AND s.appraiser_id = review_duty.account_id AND s.handed_in_at IS NOT NULL)`

// Unassign takes pairs away again, without asking for permission, and tells how many
// there were. Who has handed in a sheet keeps the case.
func (s *Service) Unassign(ctx context.Context, tx *db.Tx, pairs []Pair) (n int64, err error) {
	for _, p := range pairs {
		done, err := tx.Exec(ctx, dropAssignment+`initiative_id = $1 AND account_id = $2 AND `+idle, p.InitiativeID, p.AccountID)
		if err != nil {
			return n, err
		}
		rows, err := done.RowsAffected()
		if n += rows; err != nil {
			return n, err
		}
	}
	return n, nil
}

const dropAssignment = `UPDATE review_duty SET assigned = FALSE, batch_id = NULL, assigned_by = '', assigned_at = NULL WHERE `

// UnassignBatch takes away what was assigned with a batch, without asking for
// permission. It is refused once somebody of it has handed in a sheet.
func (s *Service) UnassignBatch(ctx context.Context, tx *db.Tx, batchID string) error {
	done, err := db.One(ctx, tx, db.Value[int64], `SELECT COUNT(*) FROM review_duty WHERE batch_id = $1 AND NOT (`+idle+`)`, batchID)
	if err != nil {
		return err
	}
	if done > 0 {
		return fault.Refuse("Đợt này đã có %d phiếu nộp nên không hoàn tác được. Muốn đổi người thì bỏ giao từng hồ sơ.", done)
	}
	return db.Exec(ctx, tx, dropAssignment+`batch_id = $1`, batchID)
}

// OnlyAssigned reports whether a season lets only those score who are assigned.
func (s *Service) OnlyAssigned(ctx context.Context, tx *db.Tx, seasonID string) (bool, error) {
	return onlyAssigned(ctx, tx, seasonID)
}

// LimitToAssigned lets only those score a season who are assigned, or everybody of
// the subtree, without asking for permission.
func (s *Service) LimitToAssigned(ctx context.Context, tx *db.Tx, seasonID string, only bool) error {
	return db.Exec(ctx, tx, `INSERT INTO review_setting (season_id, only_assigned) VALUES ($1, $2)
		ON CONFLICT (season_id) DO UPDATE SET only_assigned = excluded.only_assigned`, seasonID, only)
}
