package council

import (
	"context"

	"kheo/internal/platform/db"
)

// sheets lists what tellers counted of the paper ballots of a round, with the
// lines in the order of their cases.
func sheets(ctx context.Context, tx *db.Tx, roundID string) ([]Sheet, error) {
	all, err := db.All(ctx, tx, func(r db.Row) (s Sheet, err error) {
		err = r.Scan(&s.MemberID, &s.Teller, &s.Papers)
		return s, err
	}, `SELECT t.member_id, m.name, t.papers FROM council_teller_sheet t JOIN council_member m ON m.id = t.member_id WHERE t.round_id = $1 ORDER BY m.position, m.id`, roundID)
	if err != nil || len(all) == 0 {
		return all, err
	}
	err = db.Each(ctx, tx, func(r db.Row) error {
		var member string
		var l Line
		err := r.Scan(&member, &l.InitiativeID, &l.For, &l.Against, &l.Blank, &l.Invalid)
		for n := range all {
			if all[n].MemberID == member {
				all[n].Lines = append(all[n].Lines, l)
			}
		}
		return err
	}, `SELECT t.member_id, t.initiative_id, t.votes_for, t.against, t.blank, t.invalid FROM council_teller_line t
		JOIN council_round_case c ON c.round_id = t.round_id AND c.initiative_id = t.initiative_id WHERE t.round_id = $1 ORDER BY t.member_id, c.position`, roundID)
	return all, err
}

// dropSheet takes out what a teller counted.
func dropSheet(ctx context.Context, tx *db.Tx, roundID, memberID string) error {
	for _, q := range []string{
		`DELETE FROM council_teller_line WHERE round_id = $1 AND member_id = $2`,
		`DELETE FROM council_teller_sheet WHERE round_id = $1 AND member_id = $2`,
	} {
		if err := db.Exec(ctx, tx, q, roundID, memberID); err != nil {
			return err
		}
	}
	return nil
}

// putSheet replaces what a teller counted.
func putSheet(ctx context.Context, tx *db.Tx, roundID string, s Sheet) error {
	if err := dropSheet(ctx, tx, roundID, s.MemberID); err != nil {
		return err
	}
	if err := db.Exec(ctx, tx, `INSERT INTO council_teller_sheet (round_id, member_id, papers) VALUES ($1, $2, $3)`, roundID, s.MemberID, s.Papers); err != nil {
		return err
	}
	rows := make([][]any, len(s.Lines))
	for n, l := range s.Lines {
		rows[n] = []any{roundID, s.MemberID, l.InitiativeID, l.For, l.Against, l.Blank, l.Invalid}
	}
	return db.InsertMany(ctx, tx, `council_teller_line (round_id, member_id, initiative_id, votes_for, against, blank, invalid)`, rows)
}
