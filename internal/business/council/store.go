package council

import (
	"context"

	"github.com/google/uuid"

	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
	"kheo/internal/platform/text"
)

const councilColumns = `id, unit_id, unit_path, unit_name, name, body, founded_by, founded_on, version`

func scanCouncil(r db.Row) (c Council, err error) {
	err = r.Scan(&c.ID, &c.UnitID, &c.UnitPath, &c.UnitName, &c.Name, &c.Body, &c.FoundedBy, &c.FoundedOn, &c.Version)
	return c, err
}

func findCouncil(ctx context.Context, tx *db.Tx, id string) (Council, error) {
	if uuid.Validate(id) != nil {
		return Council{}, fault.NotFound
	}
	return db.One(ctx, tx, scanCouncil, `SELECT `+councilColumns+` FROM council_council WHERE id = $1`, id)
}

// insertCouncil adds c; a second one with the same id is db.IsDuplicate.
func insertCouncil(ctx context.Context, tx *db.Tx, c Council) error {
	return db.Exec(ctx, tx, `INSERT INTO council_council (`+councilColumns+`, name_sort, words, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
		c.ID, c.UnitID, c.UnitPath, c.UnitName, c.Name, c.Body, c.FoundedBy, c.FoundedOn, 1, text.SortKey(c.Name), text.Fold(c.Name+" "+c.UnitName), tx.Now)
}

func updateCouncil(ctx context.Context, tx *db.Tx, c Council) error {
	return db.Change(ctx, tx, `UPDATE council_council SET name = $3, name_sort = $4, words = $5, body = $6, founded_by = $7, founded_on = $8, version = version + 1
		WHERE id = $1 AND version = $2`, c.ID, c.Version, c.Name, text.SortKey(c.Name), text.Fold(c.Name+" "+c.UnitName), c.Body, c.FoundedBy, c.FoundedOn)
}

const memberColumns = `id, council_id, position, name, post, role, votes, teller, account_id, substitute_of, term_from, term_to, version`

func scanMember(r db.Row) (m Member, err error) {
	err = r.Scan(&m.ID, &m.CouncilID, &m.Position, &m.Name, &m.Post, &m.Role, &m.Votes, &m.Teller, db.Text(&m.AccountID), db.Text(&m.SubstituteOf), &m.From, &m.To, &m.Version)
	return m, err
}

// members lists who sits or sat in a council, in their order.
func members(ctx context.Context, tx *db.Tx, councilID string) ([]Member, error) {
	return db.All(ctx, tx, scanMember, `SELECT `+memberColumns+` FROM council_member WHERE council_id = $1 ORDER BY position, id`, councilID)
}

func insertMember(ctx context.Context, tx *db.Tx, m Member) error {
	return db.Exec(ctx, tx, `INSERT INTO council_member (`+memberColumns+`) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 1)`,
		m.ID, m.CouncilID, m.Position, m.Name, m.Post, m.Role, m.Votes, m.Teller, db.OrNull(m.AccountID), db.OrNull(m.SubstituteOf), m.From, m.To)
}

func updateMember(ctx context.Context, tx *db.Tx, m Member) error {
	return db.Change(ctx, tx, `UPDATE council_member SET position = $3, name = $4, post = $5, role = $6, votes = $7, teller = $8, account_id = $9,
		substitute_of = $10, term_from = $11, term_to = $12, version = version + 1 WHERE id = $1 AND version = $2`,
		m.ID, m.Version, m.Position, m.Name, m.Post, m.Role, m.Votes, m.Teller, db.OrNull(m.AccountID), db.OrNull(m.SubstituteOf), m.From, m.To)
}

const ruleColumns = `id, code, award, body, effective_from, effective_to, quorum_num, quorum_den, quorum_of, share_num, share_den, strict, denominator, absentees, secret, chair_agrees, recusal, source, verified_by`

func scanRule(row db.Row) (r Rule, err error) {
	err = row.Scan(&r.ID, &r.Code, &r.Award, &r.Body, &r.From, &r.To, &r.QuorumNum, &r.QuorumDen, &r.QuorumOf, &r.ShareNum, &r.ShareDen, &r.Strict,
		&r.Of, &r.Absent, &r.Secret, &r.Chair, &r.Recusal, &r.Source, &r.VerifiedBy)
	return r, err
}

// rules lists every edition, by code and day; each but the last of its code ends
// the day before the next begins, unless it ended earlier.
func rules(ctx context.Context, tx *db.Tx) ([]Rule, error) {
	all, err := db.All(ctx, tx, scanRule, `SELECT `+ruleColumns+` FROM council_vote_rule ORDER BY code, effective_from`)
	for n := range all {
		if n+1 < len(all) && all[n+1].Code == all[n].Code {
			if end := all[n+1].From.AddDays(-1); all[n].To.IsZero() || end.Before(all[n].To) {
				all[n].To = end
			}
		}
	}
	return all, err
}

func findRule(ctx context.Context, tx *db.Tx, id string) (Rule, error) {
	return db.One(ctx, tx, scanRule, `SELECT `+ruleColumns+` FROM council_vote_rule WHERE id = $1`, id)
}

func insertRule(ctx context.Context, tx *db.Tx, r Rule, by string) error {
	return db.Exec(ctx, tx, `INSERT INTO council_vote_rule (`+ruleColumns+`, created_by, created_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21)`,
		r.ID, r.Code, r.Award, r.Body, r.From, r.To, r.QuorumNum, r.QuorumDen, r.QuorumOf, r.ShareNum, r.ShareDen, r.Strict,
		r.Of, r.Absent, r.Secret, r.Chair, r.Recusal, r.Source, r.VerifiedBy, by, tx.Now)
}
