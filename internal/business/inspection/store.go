package inspection

import (
	"context"
	"strings"

	"kheo/internal/platform/db"
)

const visitColumns = `v.id, v.season_id, v.planned_on, v.place, v.purpose, v.team, v.state, v.done_on, v.note, v.version, v.created_by`

func scanVisit(r db.Row) (v Visit, err error) {
	err = r.Scan(&v.ID, &v.SeasonID, &v.PlannedOn, &v.Place, &v.Purpose, &v.Team, &v.State, &v.DoneOn, &v.Note, &v.Version, &v.CreatedBy)
	return v, err
}

// find reads a visit with everything of it but the names of its initiatives.
func find(ctx context.Context, tx *db.Tx, id string) (Visit, error) {
	v, err := db.One(ctx, tx, scanVisit, `SELECT `+visitColumns+` FROM inspection_visit v WHERE v.id = $1`, id)
	if err != nil {
		return v, err
	}
	if v.Questions, err = db.All(ctx, tx, db.Value[string], `SELECT question FROM inspection_check WHERE visit_id = $1 ORDER BY position`, id); err != nil {
		return v, err
	}
	if v.Cases, err = casesOf(ctx, tx, id); err != nil {
		return v, err
	}
	at := map[string]*Case{}
	for n := range v.Cases {
		at[v.Cases[n].InitiativeID] = &v.Cases[n]
	}
	err = db.Each(ctx, tx, func(r db.Row) error {
		var initiativeID string
		var n int
		var said Said
		err := r.Scan(&initiativeID, &n, &said.Answer, &said.Note)
		if c := at[initiativeID]; c != nil {
			c.Answers = append(c.Answers, said)
		}
		return err
	}, `SELECT initiative_id, position, answer, note FROM inspection_answer WHERE visit_id = $1 ORDER BY initiative_id, position`, id)
	if err != nil {
		return v, err
	}
	photos, err := db.All(ctx, tx, scanPhoto, `SELECT `+photoColumns+` FROM inspection_photo WHERE visit_id = $1 ORDER BY at, id`, id)
	for _, p := range photos {
		if c := at[p.InitiativeID]; c != nil {
			c.Photos = append(c.Photos, p)
		}
	}
	return v, err
}

func casesOf(ctx context.Context, tx *db.Tx, visitID string) ([]Case, error) {
	return db.All(ctx, tx, func(r db.Row) (c Case, err error) {
		err = r.Scan(&c.VisitID, &c.InitiativeID, &c.UnitPath, &c.Findings, &c.WrittenBy, &c.Version)
		return c, err
	}, `SELECT visit_id, initiative_id, unit_path, findings, written_by, version FROM inspection_case WHERE visit_id = $1 ORDER BY position`, visitID)
}

// visitsTo lists the visits to an initiative, the latest first, without cases.
func visitsTo(ctx context.Context, tx *db.Tx, initiativeID string) ([]Visit, error) {
	return db.All(ctx, tx, scanVisit, `SELECT `+visitColumns+` FROM inspection_visit v JOIN inspection_case c ON c.visit_id = v.id
		WHERE c.initiative_id = $1 ORDER BY v.planned_on DESC, v.id DESC`, initiativeID)
}

// visitFilter says which visits a list shows.
type visitFilter struct {
	paths    []string
	seasonID string
	state    State
	after    string // id of the last row of the page before
	limit    int
}

// list reads visits, the latest first, without cases.
func (f visitFilter) list(ctx context.Context, tx *db.Tx) ([]Visit, error) {
	own := &db.Where{}
	own.AnyUnder("c.unit_path", f.paths)
	w := own
	inner := w.SQL()
	outer := &strings.Builder{}
	add := func(condition string) { outer.WriteString(" AND " + condition) }
	if f.seasonID != "" {
		add("v.season_id = " + w.Arg(f.seasonID))
	}
	if f.state != "" {
		add("v.state = " + w.Arg(f.state))
	}
	if f.after != "" {
		mark := w.Arg(f.after)
		add("(v.planned_on, v.id) < (SELECT l.planned_on, l.id FROM inspection_visit l WHERE l.id = " + mark + ")")
	}
	return db.All(ctx, tx, scanVisit, `SELECT `+visitColumns+` FROM inspection_visit v
		WHERE EXISTS (SELECT 1 FROM inspection_case c`+inner+` AND c.visit_id = v.id)`+outer.String()+`
		ORDER BY v.planned_on DESC, v.id DESC LIMIT `+w.Arg(f.limit), w.Args()...)
}

func insertVisit(ctx context.Context, tx *db.Tx, v Visit) error {
	err := db.Exec(ctx, tx, `INSERT INTO inspection_visit (id, season_id, planned_on, place, purpose, team, state, version, created_by, created_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, 1, $8, $9)`, v.ID, v.SeasonID, v.PlannedOn, v.Place, v.Purpose, v.Team, v.State, v.CreatedBy, tx.Now)
	if err != nil {
		return err
	}
	if err := insertQuestions(ctx, tx, v); err != nil {
		return err
	}
	for n, c := range v.Cases {
		if err := putCase(ctx, tx, n, c); err != nil {
			return err
		}
	}
	return nil
}

func insertQuestions(ctx context.Context, tx *db.Tx, v Visit) error {
	var rows [][]any
	for n, q := range v.Questions {
		rows = append(rows, []any{v.ID, n, q})
	}
	return db.InsertMany(ctx, tx, "inspection_check (visit_id, position, question)", rows)
}

// putCase adds an initiative to a visit, or moves it to place n.
func putCase(ctx context.Context, tx *db.Tx, n int, c Case) error {
	return db.Exec(ctx, tx, `INSERT INTO inspection_case (visit_id, initiative_id, position, unit_path) VALUES ($1, $2, $3, $4)
		ON CONFLICT (visit_id, initiative_id) DO UPDATE SET position = excluded.position`, c.VisitID, c.InitiativeID, n, c.UnitPath)
}

// updateVisit keeps the plan v, made from version v.Version, in the place of before.
func updateVisit(ctx context.Context, tx *db.Tx, before, v Visit) error {
	err := db.Change(ctx, tx, `UPDATE inspection_visit SET planned_on = $3, place = $4, purpose = $5, team = $6, version = version + 1
		WHERE id = $1 AND version = $2`, v.ID, v.Version, v.PlannedOn, v.Place, v.Purpose, v.Team)
	if err != nil {
		return err
	}
	if err := db.Exec(ctx, tx, `DELETE FROM inspection_check WHERE visit_id = $1`, v.ID); err != nil {
		return err
	}
	if err := insertQuestions(ctx, tx, v); err != nil {
		return err
	}
	stay := map[string]bool{}
	for n, c := range v.Cases {
		stay[c.InitiativeID] = true
		if err := putCase(ctx, tx, n, c); err != nil {
			return err
		}
	}
	for _, c := range before.Cases {
		if stay[c.InitiativeID] {
			continue
		}
		if err := db.Exec(ctx, tx, `DELETE FROM inspection_case WHERE visit_id = $1 AND initiative_id = $2`, v.ID, c.InitiativeID); err != nil {
			return err
		}
	}
	return nil
}

// endVisit keeps how a visit ended.
func endVisit(ctx context.Context, tx *db.Tx, v Visit) error {
	return db.Change(ctx, tx, `UPDATE inspection_visit SET state = $3, done_on = $4, note = $5, version = version + 1 WHERE id = $1 AND version = $2`,
		v.ID, v.Version, v.State, v.DoneOn, v.Note)
}

// updateCase keeps what was seen, whose Version is the one that it was read with.
func updateCase(ctx context.Context, tx *db.Tx, c Case) error {
	err := db.Change(ctx, tx, `UPDATE inspection_case SET findings = $4, written_by = $5, version = version + 1
		WHERE visit_id = $1 AND initiative_id = $2 AND version = $3`, c.VisitID, c.InitiativeID, c.Version, c.Findings, c.WrittenBy)
	if err != nil {
		return err
	}
	if err := db.Exec(ctx, tx, `DELETE FROM inspection_answer WHERE visit_id = $1 AND initiative_id = $2`, c.VisitID, c.InitiativeID); err != nil {
		return err
	}
	var rows [][]any
	for n, said := range c.Answers {
		rows = append(rows, []any{c.VisitID, c.InitiativeID, n, said.Answer, said.Note})
	}
	return db.InsertMany(ctx, tx, "inspection_answer (visit_id, initiative_id, position, answer, note)", rows)
}

const photoColumns = `id, visit_id, initiative_id, caption, file_id, author, at`

func scanPhoto(r db.Row) (p Photo, err error) {
	err = r.Scan(&p.ID, &p.VisitID, &p.InitiativeID, &p.Caption, &p.FileID, &p.Author, db.Time(&p.At))
	return p, err
}

func findPhoto(ctx context.Context, tx *db.Tx, id string) (Photo, error) {
	return db.One(ctx, tx, scanPhoto, `SELECT `+photoColumns+` FROM inspection_photo WHERE id = $1`, id)
}

func insertPhoto(ctx context.Context, tx *db.Tx, p Photo) error {
	return db.Exec(ctx, tx, `INSERT INTO inspection_photo (`+photoColumns+`) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
		p.ID, p.VisitID, p.InitiativeID, p.Caption, p.FileID, p.Author, p.At)
}

// usualQuestions are the questions that a new visit begins with, one a line.
func usualQuestions(ctx context.Context, tx *db.Tx) (string, error) {
	all, err := db.All(ctx, tx, db.Value[string], `SELECT question FROM inspection_question ORDER BY position`)
	return strings.Join(all, "\n"), err
}
