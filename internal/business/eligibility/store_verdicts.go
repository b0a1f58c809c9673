package eligibility

import (
	"context"
	"encoding/json"

	"kheo/internal/platform/db"
)

const verdictColumns = `v.id, v.stage, v.act, v.award_id, v.award, v.level, v.initiative_id, v.participant_id, v.name, v.unit_path, v.outcome, v.digest, v.findings, v.at, v.made_by`

func scanVerdict(row db.Row) (v Verdict, err error) {
	var findings string
	err = row.Scan(&v.ID, &v.Stage, &v.Act, &v.AwardID, &v.Award, &v.Level, db.Text(&v.InitiativeID), &v.ParticipantID, &v.Name, &v.UnitPath, &v.Outcome, &v.Digest,
		&findings, db.Time(&v.At), &v.By)
	if err == nil {
		err = json.Unmarshal([]byte(findings), &v.Findings)
	}
	return v, err
}

func findVerdict(ctx context.Context, tx *db.Tx, id string) (Verdict, error) {
	return db.One(ctx, tx, scanVerdict, `SELECT `+verdictColumns+` FROM eligibility_verdict v WHERE v.id = $1`, id)
}

func (v Verdict) row() ([]any, error) {
	findings := v.Findings
	if findings == nil {
		findings = []Finding{}
	}
	raw, err := json.Marshal(findings)
	return []any{v.ID, v.Stage, v.Act, v.AwardID, v.Award, v.Level, db.OrNull(v.InitiativeID), v.ParticipantID, v.Name, v.UnitPath, v.Outcome, v.Digest, string(raw), v.At, v.By}, err
}

func insertVerdicts(ctx context.Context, tx *db.Tx, all []Verdict) error {
	rows := make([][]any, 0, len(all))
	for _, v := range all {
		row, err := v.row()
		if err != nil {
			return err
		}
		rows = append(rows, row)
	}
	return db.InsertMany(ctx, tx, `eligibility_verdict (id, stage, act, award_id, award, level, initiative_id, participant_id, name, unit_path, outcome, digest, findings, at, made_by)`, rows)
}

// latest is the condition that v is the last verdict of its stage, act and award.
const latest = `NOT EXISTS (SELECT 1 FROM eligibility_verdict l WHERE l.participant_id = v.participant_id AND l.id > v.id
	AND l.stage = v.stage AND l.act = v.act AND l.award_id = v.award_id AND COALESCE(CAST(l.initiative_id AS TEXT), '') = COALESCE(CAST(v.initiative_id AS TEXT), ''))`

// latestVerdicts lists the last verdicts where column is one of ids, of one stage
// or of all.
func latestVerdicts(ctx context.Context, tx *db.Tx, stage Stage, column string, ids []string) (all []Verdict, err error) {
	err = chunks(ids, func(ids []string) error {
		w := &db.Where{}
		w.And(column + " IN (" + in(w, ids) + ")")
		w.If(stage != "", "v.stage = ?", stage)
		w.And(latest)
		found, err := db.All(ctx, tx, scanVerdict, `SELECT `+verdictColumns+` FROM eligibility_verdict v`+w.SQL()+` ORDER BY v.id`, w.Args()...)
		all = append(all, found...)
		return err
	})
	return all, err
}

func scanRuling(row db.Row) (r Ruling, err error) {
	err = row.Scan(&r.ID, &r.Allowed, &r.Reason, &r.By, db.Time(&r.At))
	return r, err
}

func findRuling(ctx context.Context, tx *db.Tx, id string) (Ruling, error) {
	return db.One(ctx, tx, scanRuling, `SELECT id, allowed, reason, made_by, at FROM eligibility_ruling WHERE id = $1`, id)
}

// rulings lists what was decided of participants, by rulingKey; the last word counts.
func rulings(ctx context.Context, tx *db.Tx, participantIDs []string) (map[string]Ruling, error) {
	all := map[string]Ruling{}
	err := chunks(participantIDs, func(ids []string) error {
		w := &db.Where{}
		w.And("participant_id IN (" + in(w, ids) + ")")
		return db.Each(ctx, tx, func(row db.Row) error {
			var r Ruling
			var rule, initiative, participant, awardID, facts string
			var act Act
			err := row.Scan(&r.ID, &r.Allowed, &r.Reason, &r.By, db.Time(&r.At), &rule, db.Text(&initiative), &participant, &act, &awardID, &facts)
			all[rulingKey(rule, initiative, participant, act, awardID, facts)] = r
			return err
		}, `SELECT id, allowed, reason, made_by, at, rule_id, initiative_id, participant_id, act, award_id, facts FROM eligibility_ruling`+w.SQL()+` ORDER BY at, id`, w.Args()...)
	})
	return all, err
}

func insertRuling(ctx context.Context, tx *db.Tx, r Ruling, v Verdict, x Finding) error {
	return db.Exec(ctx, tx, `INSERT INTO eligibility_ruling (id, verdict_id, rule_id, initiative_id, participant_id, act, award_id, facts, allowed, reason, made_by, at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
		r.ID, v.ID, x.RuleID, db.OrNull(v.InitiativeID), v.ParticipantID, v.Act, v.AwardID, x.key(), r.Allowed, r.Reason, r.By, r.At)
}
