package recognition

import (
	"context"
	"errors"

	"github.com/google/uuid"

	"kheo/internal/business/award"
	"kheo/internal/business/participant"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
	"kheo/internal/service/auth"
	"kheo/internal/service/search"
)

// Decision finds a decision by id, for a caller that has asked for permission.
func (s *Service) Decision(ctx context.Context, tx *db.Tx, id string) (Decision, error) {
	return findWhere(ctx, tx, `d.id = $1`, id)
}

// ByCode finds an issued decision as everybody may see it, or fault.NotFound.
func (s *Service) ByCode(ctx context.Context, tx *db.Tx, code string) (Decision, error) {
	return findWhere(ctx, tx, `d.code = $1 AND d.state = 'issued'`, code)
}

// Lines lists the lines of a decision as its paper has them.
func (s *Service) Lines(ctx context.Context, tx *db.Tx, decisionID string) ([]Line, error) {
	return linesOf(ctx, tx, decisionID)
}

// Bases lists the catalogue of legal bases, those of one line of organisation together.
func (s *Service) Bases(ctx context.Context, tx *db.Tx) ([]award.Basis, error) {
	if s.Catalogue == nil {
		return nil, nil
	}
	return s.Catalogue.Bases(ctx, tx)
}

// Filter narrows a list of decisions; empty fields mean all.
type Filter struct {
	SeasonID string
	Kind     Kind
	State    State
	Words    string
	// Reader: decisions not yet issued are listed where the reader may see them.
	// The zero Actor sees what everybody sees.
	Reader auth.Actor
	// After: the last decision of the page before; its day and id.
	AfterOn clock.Date
	AfterID string
	Limit   int
}

// farDay stands for the day of drafts that have none, so that they come first.
var farDay = clock.On(9999, 12, 31)

// Key is where the next page of a List after d begins.
func (d Decision) Key() (clock.Date, string) {
	if d.DecidedOn.IsZero() {
		return farDay, d.ID
	}
	return d.DecidedOn, d.ID
}

// List finds decisions, the latest first, at most f.Limit of them, without bases.
func (s *Service) List(ctx context.Context, tx *db.Tx, f Filter) ([]Decision, error) {
	w := &db.Where{}
	open := "d.state = 'issued'"
	for _, path := range f.Reader.Paths(readers()...) {
		low, high := db.Under(path)
		open += " OR (d.unit_path >= " + w.Arg(low) + " AND d.unit_path < " + w.Arg(high) + ")"
	}
	w.And("(" + open + ")")
	w.If(f.SeasonID != "", "d.season_id = ?", db.OrNull(f.SeasonID))
	w.If(f.Kind != "", "d.kind = ?", f.Kind.stored())
	w.If(f.Kind.Rewords(), "d.replaces = ?", f.Kind == Replacement)
	f.State.narrow(w)
	search.Match(tx, w, "d.id", f.Words)
	day := "d.decided_on" // every signed decision has one
	if len(f.Reader.Paths(readers()...)) > 0 {
		day = "COALESCE(d.decided_on, " + w.Arg(farDay) + ")"
	}
	if uuid.Validate(f.AfterID) == nil && !f.AfterOn.IsZero() {
		w.And("("+day+" < ? OR "+day+" = ? AND d.id < ?)", f.AfterOn, f.AfterOn, f.AfterID)
	}
	return db.All(ctx, tx, scan, `SELECT `+columns+` FROM recognition_decision d`+w.SQL()+
		` ORDER BY `+day+` DESC, d.id DESC LIMIT `+w.Arg(f.Limit), w.Args()...)
}

// Count is how many lines stand today in the decisions of one kind.
type Count struct {
	Kind            Kind // Recognition or Commendation; a corrected line counts once
	ParticipantKind participant.Kind
	Lines           int64
	Participants    int64
	LastOn          clock.Date // of the latest decision counted
}

// Counts adds up a season: what the issued decisions say today, without what was
// revoked.
func (s *Service) Counts(ctx context.Context, tx *db.Tx, seasonID string) ([]Count, error) {
	return db.All(ctx, tx, func(r db.Row) (c Count, err error) {
		err = r.Scan(&c.Kind, &c.ParticipantKind, &c.Lines, &c.Participants, &c.LastOn)
		return c, err
	}, `SELECT k.kind, k.participant_kind, COUNT(*), COUNT(DISTINCT k.participant_id), MAX(k.decided_on)
		FROM (SELECT COALESCE(o.kind, d.kind) AS kind, l.participant_kind, l.participant_id, d.decided_on `+inForce+` AND d.season_id = $1) k
		GROUP BY k.kind, k.participant_kind ORDER BY k.kind, k.participant_kind`, seasonID)
}

// last finds the latest decision of the unit, whose letterhead and signers the
// next one most often repeats; the zero Decision when it has none.
func (s *Service) last(ctx context.Context, tx *db.Tx, unitID string) (Decision, error) {
	d, err := db.One(ctx, tx, scan, `SELECT `+columns+` FROM recognition_decision d WHERE d.unit_id = $1 ORDER BY d.id DESC LIMIT 1`, unitID)
	if errors.Is(err, fault.NotFound) {
		return Decision{}, nil
	}
	return d, err
}

// inForce joins the lines l that stand today to their decision d and, for a
// correction, to the decision o that it corrects.
const inForce = `FROM recognition_line l
	JOIN recognition_decision d ON d.id = l.decision_id
	LEFT JOIN recognition_decision o ON o.id = d.amends_id
	WHERE d.state = 'issued' AND d.kind <> 'revocation'
	AND NOT EXISTS (SELECT 1 FROM recognition_line m JOIN recognition_decision e ON e.id = m.decision_id
		WHERE m.amends_line_id = l.id AND e.state = 'issued')`

// Standing is how a line stands today and, when a later decision changed it, which.
type Standing struct {
	State      LineState
	DecisionID string // of the decision that changed it; empty while it is valid
	Code       string
	Number     string
	DecidedOn  clock.Date
	Reason     string
	LineID     string // the line of that decision
}

// LineStates tells how each line of a decision stands today, by the id of the
// line. Every line of the decision is in the map.
func (s *Service) LineStates(ctx context.Context, tx *db.Tx, decisionID string) (map[string]Standing, error) {
	all := map[string]Standing{}
	err := db.Each(ctx, tx, func(r db.Row) error {
		var id, kind string
		var replaces bool
		var at Standing
		err := r.Scan(&id, db.Text(&at.DecisionID), db.Text(&at.Code), db.Text(&kind), &replaces, db.Text(&at.Number), &at.DecidedOn, db.Text(&at.Reason), db.Text(&at.LineID))
		if replaces {
			kind = string(Replacement)
		}
		at.State = Kind(kind).effect()
		all[id] = at
		return err
	}, `SELECT l.id, e.id, e.code, e.kind, COALESCE(e.replaces, FALSE), e.number, e.decided_on, e.reason, e.line_id
		FROM recognition_line l
		LEFT JOIN (SELECT m.amends_line_id, m.id AS line_id, x.id, x.code, x.kind, x.replaces, x.number, x.decided_on, x.reason
			FROM recognition_line m JOIN recognition_decision x ON x.id = m.decision_id
			WHERE x.state = 'issued') e ON e.amends_line_id = l.id
		WHERE l.decision_id = $1`, decisionID)
	return all, err
}

// Standing lists the lines that a decision leaves in force today: its own, and
// those that corrections put in their place.
func (s *Service) Standing(ctx context.Context, tx *db.Tx, decisionID string) ([]Line, error) {
	return db.All(ctx, tx, scanLine, `SELECT `+lineColumns+` `+inForce+` AND (d.id = $1 OR d.amends_id = $1)
		ORDER BY l.amends_line_id IS NOT NULL, d.decided_on, d.id, l.position`, decisionID)
}

// Amendments lists the issued decisions that changed lines of a decision, in
// the order of their dates.
func (s *Service) Amendments(ctx context.Context, tx *db.Tx, decisionID string) ([]Decision, error) {
	return db.All(ctx, tx, scan, `SELECT `+columns+` FROM recognition_decision d
		WHERE d.amends_id = $1 AND d.state = 'issued' ORDER BY d.decided_on, d.id`, decisionID)
}

// OfInitiative lists the issued decisions that name an initiative, the earliest first.
func (s *Service) OfInitiative(ctx context.Context, tx *db.Tx, initiativeID string) ([]Decision, error) {
	return db.All(ctx, tx, scan, `SELECT `+columns+` FROM recognition_decision d WHERE d.state = 'issued'
		AND d.id IN (SELECT l.decision_id FROM recognition_line l WHERE l.initiative_id = $1) ORDER BY d.decided_on, d.id`, initiativeID)
}

// recognisedLines lists the lines that recognise initiatives of a season below a path today.
func recognisedLines(ctx context.Context, tx *db.Tx, seasonID, scope string) ([]Line, error) {
	low, high := db.Under(scope)
	return db.All(ctx, tx, scanLine, `SELECT `+lineColumns+` `+inForce+` AND d.season_id = $1 AND COALESCE(o.kind, d.kind) = 'recognition'
		AND l.unit_path >= $2 AND l.unit_path < $3 ORDER BY l.position, l.id`, seasonID, low, high)
}

// stillRecognised reports whether a line recognises the initiative today.
func stillRecognised(ctx context.Context, tx *db.Tx, initiativeID string) (bool, error) {
	n, err := db.One(ctx, tx, db.Value[int64], `SELECT COUNT(*) `+inForce+` AND l.initiative_id = $1
		AND COALESCE(o.kind, d.kind) = 'recognition'`, initiativeID)
	return n > 0, err
}

func oneLine(ctx context.Context, tx *db.Tx, decisionID, id string) (Line, error) {
	if uuid.Validate(id) != nil {
		return Line{}, fault.NotFound
	}
	return db.One(ctx, tx, scanLine, `SELECT `+lineColumns+` FROM recognition_line l WHERE l.id = $1 AND l.decision_id = $2`, id, decisionID)
}

// amendedBy maps the lines that the lines of a decision amend, by id.
func amendedBy(ctx context.Context, tx *db.Tx, decisionID string) (map[string]Line, error) {
	old, err := db.All(ctx, tx, scanLine, `SELECT `+lineColumns+` FROM recognition_line l
		WHERE l.id IN (SELECT m.amends_line_id FROM recognition_line m WHERE m.decision_id = $1)`, decisionID)
	all := map[string]Line{}
	for _, l := range old {
		all[l.ID] = l
	}
	return all, err
}
