package recognition

import (
	"context"
	"errors"

	"github.com/google/uuid"

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
func (s *Service) Bases(ctx context.Context, tx *db.Tx) ([]Basis, error) {
	return db.All(ctx, tx, scanBasis, `SELECT `+basisColumns+` FROM recognition_basis ORDER BY line, effective_from, code`)
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
	w.If(f.Kind != "", "d.kind = ?", f.Kind)
	w.If(f.State != "", "d.state = ?", f.State)
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
