package eligibility

import (
	"context"
	"encoding/json"

	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
)

const ruleColumns = `id, code, edition, act, award_id, form, line, levels, stage, kind, params, severity, text, source, basis,
	effective_from, effective_to, verified_by, superseded_by, version, created_by, created_at`

func scanRule(row db.Row) (r Rule, err error) {
	var levels string
	span := r.Span.Scan()
	err = row.Scan(&r.ID, &r.Code, &r.Edition, &r.Act, &r.AwardID, &r.Form, &r.Line, &levels, &r.Stage, &r.Type, &r.Params, &r.Severity, &r.Text, &r.Source, &r.Basis,
		span[0], span[1], &r.VerifiedBy, db.Text(&r.SupersededBy), &r.Version, &r.CreatedBy, db.Time(&r.CreatedAt))
	if err == nil {
		err = json.Unmarshal([]byte(levels), &r.Levels)
	}
	if r.Span.From.Year() <= 1 { // since ever
		r.Span.From = clock.Date{}
	}
	return r, err
}

func findRule(ctx context.Context, tx *db.Tx, id string) (Rule, error) {
	return db.One(ctx, tx, scanRule, `SELECT `+ruleColumns+` FROM eligibility_rule WHERE id = $1`, id)
}

func editionsOf(ctx context.Context, tx *db.Tx, code string) ([]Rule, error) {
	return db.All(ctx, tx, scanRule, `SELECT `+ruleColumns+` FROM eligibility_rule WHERE code = $1 ORDER BY edition DESC`, code)
}

// allRules lists every edition; the catalogue is short.
func allRules(ctx context.Context, tx *db.Tx) ([]Rule, error) {
	return db.All(ctx, tx, scanRule, `SELECT `+ruleColumns+` FROM eligibility_rule ORDER BY code, edition DESC`)
}

func rulesByID(ctx context.Context, tx *db.Tx, ids []string) ([]Rule, error) {
	w := &db.Where{}
	w.And("id IN (" + in(w, ids) + ")")
	return db.All(ctx, tx, scanRule, `SELECT `+ruleColumns+` FROM eligibility_rule`+w.SQL()+` ORDER BY code, edition`, w.Args()...)
}

// inForce lists the ids of the editions in force on day.
func inForce(ctx context.Context, tx *db.Tx, day clock.Date) ([]string, error) {
	return db.All(ctx, tx, db.Value[string], `SELECT id FROM eligibility_rule WHERE effective_from <= $1 AND effective_to >= $1 ORDER BY id`, day)
}

func insertRule(ctx context.Context, tx *db.Tx, r Rule) error {
	levels := r.Levels
	if levels == nil {
		levels = []string{}
	}
	raw, err := json.Marshal(levels)
	if err != nil {
		return err
	}
	err = db.Exec(ctx, tx, `INSERT INTO eligibility_rule (`+ruleColumns+`)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22)`,
		r.ID, r.Code, r.Edition, r.Act, r.AwardID, r.Form, r.Line, string(raw), r.Stage, r.Type, r.Params, r.Severity, r.Text, r.Source, r.Basis,
		r.Span.First(), r.Span.Last(), r.VerifiedBy, db.OrNull(r.SupersededBy), r.Version, r.CreatedBy, r.CreatedAt)
	if db.IsDuplicate(err) {
		return fault.Invalid{"code": fault.Say("Đã có quy tắc mang mã “%s”.", r.Code)}
	}
	return err
}

// closeRule writes what may still change of an edition: its last day, who verified
// it, which edition follows. r.Version is the version that was read.
func closeRule(ctx context.Context, tx *db.Tx, r Rule) error {
	return db.Change(ctx, tx, `UPDATE eligibility_rule SET effective_to = $3, verified_by = $4, superseded_by = $5, version = version + 1
		WHERE id = $1 AND version = $2`, r.ID, r.Version, r.Span.Last(), r.VerifiedBy, db.OrNull(r.SupersededBy))
}

func putRuleSet(ctx context.Context, tx *db.Tx, set ruleSet) error {
	rules, err := json.Marshal(set.Rules)
	if err != nil {
		return err
	}
	bases, err := json.Marshal(set.Bases)
	if err != nil {
		return err
	}
	return db.Exec(ctx, tx, `INSERT INTO eligibility_rule_set (digest, rules, bases) VALUES ($1, $2, $3) ON CONFLICT (digest) DO NOTHING`,
		set.Digest, string(rules), string(bases))
}

func scanRuleSet(row db.Row) (set ruleSet, err error) {
	var rules, bases string
	if err := row.Scan(&set.Digest, &rules, &bases); err != nil {
		return set, err
	}
	if err := json.Unmarshal([]byte(rules), &set.Rules); err != nil {
		return set, err
	}
	return set, json.Unmarshal([]byte(bases), &set.Bases)
}

// putPin keeps p; what is pinned already stays.
func putPin(ctx context.Context, tx *db.Tx, p pin) error {
	return db.Exec(ctx, tx, `INSERT INTO eligibility_pin (initiative_id, received_on, at, reception, digest) VALUES ($1, $2, $3, $4, $5)
		ON CONFLICT (initiative_id) DO NOTHING`, p.InitiativeID, p.ReceivedOn, tx.Now, p.Reception, p.Digest)
}

func scanPin(row db.Row) (p pin, err error) {
	err = row.Scan(&p.InitiativeID, &p.ReceivedOn, &p.Reception, &p.Digest)
	return p, err
}

// pins finds what is pinned of initiatives.
func pins(ctx context.Context, tx *db.Tx, ids []string) (map[string]pin, error) {
	all := map[string]pin{}
	err := chunks(ids, func(ids []string) error {
		w := &db.Where{}
		w.And("initiative_id IN (" + in(w, ids) + ")")
		found, err := db.All(ctx, tx, scanPin, `SELECT initiative_id, received_on, reception, digest FROM eligibility_pin`+w.SQL(), w.Args()...)
		for _, p := range found {
			all[p.InitiativeID] = p
		}
		return err
	})
	return all, err
}

func ruleSets(ctx context.Context, tx *db.Tx, digests []string) (map[string]ruleSet, error) {
	all := map[string]ruleSet{}
	err := chunks(digests, func(digests []string) error {
		w := &db.Where{}
		w.And("digest IN (" + in(w, digests) + ")")
		found, err := db.All(ctx, tx, scanRuleSet, `SELECT digest, rules, bases FROM eligibility_rule_set`+w.SQL(), w.Args()...)
		for _, set := range found {
			all[set.Digest] = set
		}
		return err
	})
	return all, err
}
