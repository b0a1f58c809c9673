package initiative

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"kheo/internal/business/participant"
	"kheo/internal/platform/db"
	"kheo/internal/service/search"
)

// Card is what a public list shows of an initiative; no more is read for it.
type Card struct {
	ID              string
	Code            string
	SeasonID        string
	UnitID          string
	FieldID         string
	ParticipantKind participant.Kind
	ParticipantName string // as registered; of an individual not public by itself
	Kind            Kind
	Title           string
	State           State
	Decided         bool // something was decided of it, for or against
}

// CardFilter narrows a public list; empty fields mean all.
type CardFilter struct {
	SeasonID string
	Under    []string // subtrees that do not overlap, see db.Under; nil: everywhere
	FieldID  string
	By       participant.Kind
	States   []State // nil: every public state
	Words    string
	Narrow   func(w *db.Where) // what another module asks of i.id; may be nil
	Before   string            // id of the last row of the page before (newest first)
	After    string            // id of the first row of the page after
	Limit    int
	Few      bool // few rows fit, so that gathering and sorting them beats walking all
}

// where begins with the index that serves the filter. A column that is to be
// looked at only on the way is made an expression, which no index serves: a walk
// by id ends after one page, a sort reads every row that fits.
func (f CardFilter) where(tx *db.Tx) *db.Where {
	w := &db.Where{}
	w.If(f.SeasonID != "", "i.season_id = ?", f.SeasonID)
	column := func(name string) string {
		if f.Few {
			return name
		}
		return name + " || ''"
	}
	if f.Under != nil {
		w.AnyUnder(column("i.unit_path"), f.Under)
	}
	w.If(f.FieldID != "", "i.field_id = ?", f.FieldID)
	w.If(f.By != "", "i.participant_kind = ?", f.By)
	if f.States == nil {
		w.And("i.state NOT IN ('draft', 'submitted', 'returned')")
	} else {
		marks := make([]string, len(f.States))
		for n, s := range f.States {
			marks[n] = w.Arg(s)
		}
		w.And(column("i.state") + " IN (" + strings.Join(marks, ", ") + ")")
	}
	if f.Narrow != nil {
		f.Narrow(w)
	}
	search.Match(tx, w, "i.id", f.Words)
	return w
}

const cardColumns = `i.id, i.code, i.season_id, i.unit_id, i.field_id, i.participant_kind, i.participant_name, i.kind, i.title, i.state, i.decided_at IS NOT NULL`

func scanCard(r db.Row) (c Card, err error) {
	err = r.Scan(&c.ID, &c.Code, &c.SeasonID, &c.UnitID, db.Text(&c.FieldID), &c.ParticipantKind, &c.ParticipantName, &c.Kind, &c.Title, &c.State, &c.Decided)
	return c, err
}

// Cards lists public initiatives, the newest first, at most f.Limit of them.
func (s *Service) Cards(ctx context.Context, tx *db.Tx, f CardFilter) ([]Card, error) {
	w, order := f.page(tx)
	rows := ` FROM initiative_initiative i` + w.SQL() + order + ` LIMIT ` + w.Arg(f.Limit)
	query := `SELECT ` + cardColumns + rows
	if f.Few { // sort the ids alone, then read the rest of one page
		query = `SELECT ` + cardColumns + ` FROM initiative_initiative i WHERE i.id IN (SELECT i.id` + rows + `)` + order
	}
	all, err := db.All(ctx, tx, scanCard, query, w.Args()...)
	if f.After != "" {
		slices.Reverse(all)
	}
	return all, err
}

// page narrows f to what comes before or after a row, in that order.
func (f CardFilter) page(tx *db.Tx) (w *db.Where, order string) {
	w = f.where(tx)
	w.If(f.Before != "", "i.id < ?", f.Before)
	w.If(f.After != "", "i.id > ?", f.After)
	if f.After != "" {
		return w, " ORDER BY i.id"
	}
	return w, " ORDER BY i.id DESC"
}

// CardIDs lists the ids of what Cards would list, the newest first.
func (s *Service) CardIDs(ctx context.Context, tx *db.Tx, f CardFilter) ([]string, error) {
	w, order := f.page(tx)
	return db.All(ctx, tx, db.Value[string], `SELECT i.id FROM initiative_initiative i`+w.SQL()+order+` LIMIT `+w.Arg(f.Limit), w.Args()...)
}

// CardsOf finds the public ones of some initiatives, in the order of ids.
func (s *Service) CardsOf(ctx context.Context, tx *db.Tx, ids []string) ([]Card, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	found := make(map[string]Card, len(ids))
	marks, args := among(ids)
	err := db.Each(ctx, tx, func(r db.Row) error {
		c, err := scanCard(r)
		found[c.ID] = c
		return err
	}, `SELECT `+cardColumns+` FROM initiative_initiative i WHERE i.id IN (`+marks+`)`, args...)
	if err != nil {
		return nil, err
	}
	all := make([]Card, 0, len(found))
	for _, id := range ids {
		if c, ok := found[id]; ok && c.State.Public() {
			all = append(all, c)
		}
	}
	return all, nil
}

// CardTally tells how many registered initiatives stand in each state, without
// reading them, by what the tally knows: season, subtree, field and kind of
// participant.
func (s *Service) CardTally(ctx context.Context, tx *db.Tx, f CardFilter) (map[State]int64, error) {
	w := &db.Where{}
	w.If(f.SeasonID != "", "season_id = ?", f.SeasonID)
	if f.Under != nil {
		w.AnyUnder("unit_path", f.Under)
	}
	w.If(f.FieldID != "", "field_id = ?", f.FieldID)
	w.If(f.By != "", "participant_kind = ?", f.By)
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

// stepBits is a sum with one binary digit for each step that occurs.
func stepBits() string {
	parts := make([]string, 6)
	for n, step := range Steps() {
		parts[n] = fmt.Sprintf("MAX(CASE step WHEN '%s' THEN %d ELSE 0 END)", step, 1<<n)
	}
	return "CAST(" + strings.Join(parts, " + ") + " AS BIGINT)"
}

// Proofs tells of each of some initiatives how far its six steps are proven, as
// Ledger does, in one query.
func (s *Service) Proofs(ctx context.Context, tx *db.Tx, ids []string) (map[string][6]Proof, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	marks, args := among(ids)
	noted, shown := make(map[string]int64, len(ids)), make(map[string]int64, len(ids))
	err := db.Each(ctx, tx, func(r db.Row) error {
		var id string
		var notes, files int64
		err := r.Scan(&id, &notes, &files)
		noted[id] |= notes
		shown[id] |= files
		return err
	}, `SELECT initiative_id, `+stepBits()+`, CAST(0 AS BIGINT) FROM initiative_progress
		WHERE initiative_id IN (`+marks+`) GROUP BY initiative_id
		UNION ALL SELECT initiative_id, CAST(0 AS BIGINT), `+stepBits()+` FROM initiative_evidence
		WHERE initiative_id IN (`+marks+`) GROUP BY initiative_id`, args...)
	proofs := make(map[string][6]Proof, len(ids))
	for _, id := range ids {
		proofs[id] = sixProofs(noted[id], shown[id])
	}
	return proofs, err
}

// sixProofs reads the digits of stepBits of notes and of files.
func sixProofs(noted, shown int64) (six [6]Proof) {
	for n := range six {
		switch bit := int64(1) << n; {
		case shown&bit != 0:
			six[n] = Proven
		case noted&bit != 0:
			six[n] = Partly
		default:
			six[n] = Unproven
		}
	}
	return six
}

// Beneficiaries adds up the people and households that public initiatives of a
// season have counted. It reads every note of the season.
func (s *Service) Beneficiaries(ctx context.Context, tx *db.Tx, seasonID string) (int64, error) {
	return db.One(ctx, tx, db.Value[int64], `SELECT CAST(COALESCE(SUM(p.beneficiaries), 0) AS BIGINT)
		FROM initiative_initiative i JOIN initiative_progress p ON p.initiative_id = i.id
		WHERE i.season_id = $1 AND i.state NOT IN ('draft', 'submitted', 'returned')`, seasonID)
}

// among writes placeholders for ids. A few lengths only, the last id repeated, so
// that a few statements serve every list.
func among(ids []string) (marks string, args []any) {
	length := 8
	for length < len(ids) {
		length *= 2
	}
	w := &db.Where{}
	all := make([]string, length)
	for n := range all {
		all[n] = w.Arg(ids[min(n, len(ids)-1)])
	}
	return strings.Join(all, ", "), w.Args()
}
