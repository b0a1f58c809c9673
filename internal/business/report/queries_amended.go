package report

import (
	"context"

	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
)

// Amended is how many issued decisions changed the numbers of a stage since they were
// first decided.
type Amended struct {
	Corrections, Replacements, Revocations int64
	Last                                   clock.Date // of them all; zero when there is none
}

// Any reports whether any decision changed the stage.
func (a Amended) Any() bool { return a.Corrections+a.Replacements+a.Revocations > 0 }

// amending are the lines v of issued decisions that change others, with the kind of what
// they change and the unit to which they are counted.
const amending = `(SELECT d.id AS decision_id, d.kind, d.replaces, d.decided_on, d.season_id, o.kind AS changes, COALESCE(i.unit_path, l.unit_path) AS unit_path
	FROM recognition_line l
	JOIN recognition_decision d ON d.id = l.decision_id
	JOIN recognition_decision o ON o.id = d.amends_id
	LEFT JOIN initiative_initiative i ON i.id = l.initiative_id
	WHERE d.state = 'issued') v`

// awarded adds up what decisions of kind leave standing, and what later ones changed.
func (q query) awarded(ctx context.Context, what, kind string) (s Stage, err error) {
	if s, err = q.stage(ctx, what, `report_awarded`, ` AND v.kind = '`+kind+`'`); err != nil {
		return s, err
	}
	if s.Amended, err = q.amended(ctx, kind); err == nil && s.Amended.Last.After(s.On) {
		s.On = s.Amended.Last // a number without what was revoked is true from that day on
	}
	return s, err
}

// amended counts the decisions that changed a stage; kind is that of the first decision.
func (q query) amended(ctx context.Context, kind string) (a Amended, err error) {
	from, args := q.from(amending)
	err = db.Each(ctx, q.tx, func(r db.Row) error {
		var by string
		var replaces bool
		var n int64
		var last clock.Date
		err := r.Scan(&by, &replaces, &n, &last)
		switch {
		case by == "revocation":
			a.Revocations += n
		case replaces:
			a.Replacements += n
		default:
			a.Corrections += n
		}
		if last.After(a.Last) {
			a.Last = last
		}
		return err
	}, `SELECT v.kind, v.replaces, COUNT(DISTINCT v.decision_id), MAX(v.decided_on)`+from+` AND v.changes = '`+kind+`' GROUP BY v.kind, v.replaces`, args...)
	return a, err
}
