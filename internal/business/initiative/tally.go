package initiative

import (
	"context"

	"kheo/internal/platform/db"
)

// count adds n to the number of initiatives that stand where i stands. Drafts
// are not counted.
func count(ctx context.Context, tx *db.Tx, i Initiative, n int) error {
	if !i.State.Registered() {
		return nil
	}
	return db.Exec(ctx, tx, `
		INSERT INTO initiative_tally (season_id, unit_id, unit_path, field_id, participant_kind, state, count)
		VALUES ($1, $2, $3, $4, $5, $6, $7)
		ON CONFLICT (season_id, unit_path, unit_id, field_id, participant_kind, state) DO UPDATE SET count = initiative_tally.count + excluded.count`,
		i.SeasonID, i.UnitID, i.UnitPath, i.FieldID, i.ParticipantKind, i.State, n)
}

// TallyFilter narrows a Tally; empty fields mean all.
type TallyFilter struct {
	SeasonID string
	Paths    []string // subtrees that do not overlap; nil: everywhere
	Under    []string // and of these; nil: everywhere
	FieldID  string
	By       string // kind of participant
}

// Tally tells how many initiatives stand in each state, without reading them.
func (s *Service) Tally(ctx context.Context, tx *db.Tx, f TallyFilter) (map[State]int64, error) {
	w := &db.Where{}
	w.If(f.SeasonID != "", "season_id = ?", f.SeasonID)
	w.If(f.FieldID != "", "field_id = ?", f.FieldID)
	w.If(f.By != "", "participant_kind = ?", f.By)
	if f.Paths != nil {
		w.AnyUnder("unit_path", f.Paths)
	}
	if f.Under != nil {
		w.AnyUnder("unit_path", f.Under)
	}
	tally := map[State]int64{}
	err := db.Each(ctx, tx, func(r db.Row) error {
		var state State
		var n int64
		err := r.Scan(&state, &n)
		tally[state] = n
		return err
	}, `SELECT state, CAST(SUM(count) AS BIGINT) FROM initiative_tally`+w.SQL()+` GROUP BY state`, w.Args()...)
	return tally, err
}

// SumTally adds up the states of a tally for which keep is true.
func SumTally(tally map[State]int64, keep func(State) bool) (n int64) {
	for state, count := range tally {
		if keep(state) {
			n += count
		}
	}
	return n
}

// CheckTally compares the tally with the rows and tells how many of its numbers
// are wrong.
func (s *Service) CheckTally(ctx context.Context, tx *db.Tx) (wrong int, err error) {
	return db.One(ctx, tx, db.Value[int], `
		SELECT COUNT(*) FROM (
			SELECT season_id, unit_id, unit_path, field_id, participant_kind, state, SUM(n) AS n FROM (
				SELECT season_id, unit_id, unit_path, field_id, participant_kind, state, 1 AS n FROM initiative_initiative WHERE state <> 'draft'
				UNION ALL
				SELECT season_id, unit_id, unit_path, field_id, participant_kind, state, -count FROM initiative_tally
			) AS both_sides GROUP BY season_id, unit_id, unit_path, field_id, participant_kind, state HAVING SUM(n) <> 0
		) AS differences`)
}
