package review

import (
	"context"
	"errors"

	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
	"kheo/internal/platform/text"
)

const sheetColumns = `id, initiative_id, season_id, appraiser_id, appraiser, comment, total, unverified, open_points, handed_in_at, version, changed_at, vetoes, entered_by, self, entered_by_id`

func scanSheet(r db.Row) (s Sheet, err error) {
	err = r.Scan(&s.ID, &s.InitiativeID, &s.SeasonID, &s.AppraiserID, &s.Appraiser, &s.Comment, &s.Total, &s.Unverified, &s.OpenPoints,
		db.Time(&s.HandedInAt), &s.Version, db.Time(&s.ChangedAt), &s.Vetoes, &s.EnteredBy, &s.Self, db.Text(&s.EnteredByID))
	return s, err
}

// ownSheet finds the sheet of an appraiser with its scores, or fault.NotFound.
func ownSheet(ctx context.Context, tx *db.Tx, initiativeID, appraiserID string) (Sheet, error) {
	s, err := db.One(ctx, tx, scanSheet, `SELECT `+sheetColumns+` FROM review_sheet WHERE initiative_id = $1 AND appraiser_id = $2`,
		initiativeID, db.OrNull(appraiserID))
	if err != nil {
		return s, err
	}
	all := []Sheet{s}
	err = fillScores(ctx, tx, all)
	return all[0], err
}

// handedIn lists the sheets of an initiative that count, with their scores, in
// the order in which they were handed in.
func handedIn(ctx context.Context, tx *db.Tx, initiativeID string) ([]Sheet, error) {
	all, err := db.All(ctx, tx, scanSheet, `SELECT `+sheetColumns+` FROM review_sheet
		WHERE initiative_id = $1 AND handed_in_at IS NOT NULL AND NOT self ORDER BY handed_in_at, id`, initiativeID)
	if err != nil || len(all) == 0 {
		return all, err
	}
	return all, fillScores(ctx, tx, all)
}

// fillScores reads the scores of sheets of one initiative.
func fillScores(ctx context.Context, tx *db.Tx, sheets []Sheet) error {
	byID := map[string]*Sheet{}
	for n := range sheets {
		byID[sheets[n].ID] = &sheets[n]
	}
	return db.Each(ctx, tx, func(r db.Row) error {
		var id string
		var x Score
		err := r.Scan(&id, &x.CriterionID, &x.Points, &x.Unverified, &x.Note)
		if s := byID[id]; s != nil {
			s.Scores = append(s.Scores, x)
		}
		return err
	}, `SELECT x.sheet_id, x.criterion_id, x.points, x.unverified, x.note FROM review_score x JOIN review_sheet s ON s.id = x.sheet_id
		WHERE s.initiative_id = $1 ORDER BY x.sheet_id, x.position`, sheets[0].InitiativeID)
}

func insertSheet(ctx context.Context, tx *db.Tx, s Sheet) error {
	err := db.Exec(ctx, tx, `INSERT INTO review_sheet (`+sheetColumns+`) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)`,
		s.ID, s.InitiativeID, s.SeasonID, s.AppraiserID, s.Appraiser, s.Comment, s.Total, s.Unverified, s.OpenPoints,
		db.OrNull(s.HandedInAt), s.Version, s.ChangedAt, s.Vetoes, s.EnteredBy, s.Self, db.OrNull(s.EnteredByID))
	if db.IsDuplicate(err) {
		return fault.Conflict
	}
	if err != nil {
		return err
	}
	return insertScores(ctx, tx, s)
}

// updateSheet keeps s, whose Version is the one that it was read with.
func updateSheet(ctx context.Context, tx *db.Tx, s Sheet) error {
	err := db.Change(ctx, tx, `UPDATE review_sheet SET appraiser = $3, comment = $4, total = $5, unverified = $6, open_points = $7,
		handed_in_at = $8, changed_at = $9, vetoes = $10, entered_by = $11, entered_by_id = $12, version = version + 1 WHERE id = $1 AND version = $2`,
		s.ID, s.Version, s.Appraiser, s.Comment, s.Total, s.Unverified, s.OpenPoints, db.OrNull(s.HandedInAt), s.ChangedAt, s.Vetoes, s.EnteredBy, db.OrNull(s.EnteredByID))
	if err != nil {
		return err
	}
	if err := db.Exec(ctx, tx, `DELETE FROM review_score WHERE sheet_id = $1`, s.ID); err != nil {
		return err
	}
	return insertScores(ctx, tx, s)
}

func insertScores(ctx context.Context, tx *db.Tx, s Sheet) error {
	for n, x := range s.Scores {
		err := db.Exec(ctx, tx, `INSERT INTO review_score (sheet_id, criterion_id, position, points, unverified, note) VALUES ($1, $2, $3, $4, $5, $6)`,
			s.ID, x.CriterionID, n, x.Points, x.Unverified, x.Note)
		if err != nil {
			return err
		}
	}
	return nil
}

const caseColumns = `c.initiative_id, c.season_id, c.unit_path, c.unit_name, c.code, c.title, c.participant, c.under_review,
	c.sheets, c.points, c.mean, c.unverified, c.open_points, c.result, c.votes_for, c.votes_total, c.met_on, c.note, c.recorded_by, c.version,
	c.criteria_set_id, c.vetoes, c.counted`

func caseFields(c *Case) []any {
	return []any{
		&c.InitiativeID, &c.SeasonID, &c.UnitPath, &c.UnitName, &c.Code, &c.Title, &c.Participant, &c.UnderReview,
		&c.Sheets, &c.Points, &c.Mean, &c.Unverified, &c.OpenPoints, &c.Result.Verdict, &c.Result.VotesFor, &c.Result.VotesTotal,
		&c.Result.MetOn, &c.Result.Note, &c.Result.RecordedBy, &c.Version,
		db.Text(&c.SetID), &c.Vetoes, &c.Counted,
	}
}

func scanCase(r db.Row) (c Case, err error) {
	err = r.Scan(caseFields(&c)...)
	return c, err
}

func findCase(ctx context.Context, tx *db.Tx, initiativeID string) (Case, error) {
	return db.One(ctx, tx, scanCase, `SELECT `+caseColumns+` FROM review_case c WHERE c.initiative_id = $1`, initiativeID)
}

// putCase makes the case of an initiative, or renews what it copies of it.
func putCase(ctx context.Context, tx *db.Tx, c Case) error {
	return db.Exec(ctx, tx, `
		INSERT INTO review_case (initiative_id, season_id, unit_path, unit_name, unit_sort, code, title, title_sort, participant, under_review,
			sheets, points, mean, result, votes_for, votes_total, note, recorded_by, version, criteria_set_id)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 0, 0, 0, '', 0, 0, '', '', 1, $11)
		ON CONFLICT (initiative_id) DO UPDATE SET unit_path = excluded.unit_path, unit_name = excluded.unit_name, unit_sort = excluded.unit_sort,
			title = excluded.title, title_sort = excluded.title_sort, participant = excluded.participant, under_review = excluded.under_review,
			criteria_set_id = excluded.criteria_set_id`,
		c.InitiativeID, c.SeasonID, c.UnitPath, c.UnitName, text.SortKey(c.UnitName), c.Code, c.Title, text.SortKey(c.Title), c.Participant, c.UnderReview, db.OrNull(c.SetID))
}

// addUp counts the sheets of a case anew.
func addUp(ctx context.Context, tx *db.Tx, initiativeID string) error {
	var sheets, points, unverified, open, vetoes int64
	row := tx.QueryRow(ctx, `SELECT COUNT(*), CAST(COALESCE(SUM(total), 0) AS BIGINT), CAST(COALESCE(SUM(unverified), 0) AS BIGINT),
		CAST(COALESCE(SUM(open_points), 0) AS BIGINT), COUNT(*) FILTER (WHERE vetoes > 0) FROM review_sheet WHERE initiative_id = $1 AND `+counts, initiativeID)
	if err := row.Scan(&sheets, &points, &unverified, &open, &vetoes); err != nil {
		return err
	}
	mean := meanOf(points, sheets)
	if err := errors.Join(lean(ctx, tx, initiativeID, sheets, mean), fallBehind(ctx, tx, initiativeID)); err != nil {
		return err
	}
	return changed(db.Change(ctx, tx, `UPDATE review_case SET sheets = $2, points = $3, mean = $4, unverified = $5, open_points = $6, vetoes = $7 WHERE initiative_id = $1`,
		initiativeID, sheets, points, mean, unverified, open, vetoes))
}

// counts is the condition under which a sheet is part of its case's mean: handed
// in, by somebody who may judge the case.
const counts = `handed_in_at IS NOT NULL AND NOT self AND NOT EXISTS (SELECT 1 FROM review_duty d
	WHERE d.initiative_id = review_sheet.initiative_id AND d.account_id = review_sheet.appraiser_id AND d.barred)`

// changed tells a row that is not there from one that somebody else changed.
func changed(err error) error {
	if errors.Is(err, fault.Conflict) {
		return fault.NotFound
	}
	return err
}

// updateResult keeps the council's word of c, whose Version is the one that it
// was read with.
func updateResult(ctx context.Context, tx *db.Tx, c Case) error {
	return db.Change(ctx, tx, `UPDATE review_case SET result = $3, votes_for = $4, votes_total = $5, met_on = $6, note = $7, recorded_by = $8, counted = $9,
		version = version + 1 WHERE initiative_id = $1 AND version = $2`,
		c.InitiativeID, c.Version, c.Result.Verdict, c.Result.VotesFor, c.Result.VotesTotal, c.Result.MetOn, c.Result.Note, c.Result.RecordedBy, c.Counted)
}
