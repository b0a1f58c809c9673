package recognition

import (
	"context"
	"encoding/json"

	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
	"kheo/internal/service/auth"
	"kheo/internal/service/search"
)

const columns = `d.id, d.code, d.kind, d.season_id, d.unit_id, d.unit_path, d.amends_id, d.level, d.award, d.subject, d.reason, d.number, d.decided_on,
	d.place, d.letterhead, d.line, d.sign_as, d.signer, d.state, d.version, d.created_by, d.created_at, d.changed_at, d.signed_at, d.signed_by, d.issued_at,
	d.award_id, d.replaces, d.held, d.drafted_by_id, d.drafted_by, d.checked_at, d.checked_by_id, d.checked_by, d.back_note, d.signed_by_id, d.issued_by_id, d.issued_by`

func scan(r db.Row) (d Decision, err error) {
	var letterhead, signAs []byte
	var replaces bool
	err = r.Scan(&d.ID, &d.Code, &d.Kind, &d.SeasonID, &d.UnitID, &d.UnitPath, db.Text(&d.AmendsID), &d.Level, &d.Award, &d.Subject, &d.Reason, &d.Number, &d.DecidedOn,
		&d.Place, &letterhead, &d.Line, &signAs, &d.Signer, &d.State, &d.Version, db.Text(&d.CreatedBy), db.Time(&d.CreatedAt), db.Time(&d.ChangedAt),
		db.Time(&d.SignedAt), &d.SignedBy, db.Time(&d.IssuedAt),
		db.Text(&d.AwardID), &replaces, &d.Held, db.Text(&d.Drafted.AccountID), &d.Drafted.Name, db.Time(&d.CheckedAt), db.Text(&d.CheckedBy.AccountID), &d.CheckedBy.Name,
		&d.BackNote, db.Text(&d.SignedByID), db.Text(&d.IssuedBy.AccountID), &d.IssuedBy.Name)
	if err != nil {
		return d, err
	}
	if replaces {
		d.Kind = Replacement
	}
	if d.State == Draft && !d.CheckedAt.IsZero() {
		d.State = Checked
	}
	if err := json.Unmarshal(letterhead, &d.Letterhead); err != nil {
		return d, err
	}
	return d, json.Unmarshal(signAs, &d.SignAs)
}

func findWhere(ctx context.Context, tx *db.Tx, condition string, args ...any) (Decision, error) {
	d, err := db.One(ctx, tx, scan, `SELECT `+columns+` FROM recognition_decision d WHERE `+condition, args...)
	if err != nil {
		return d, err
	}
	d.Bases, err = db.All(ctx, tx, func(r db.Row) (c Cited, err error) {
		err = r.Scan(db.Text(&c.BasisID), &c.Text)
		return c, err
	}, `SELECT basis_id, text FROM recognition_decision_basis WHERE decision_id = $1 ORDER BY position`, d.ID)
	return d, err
}

func jsonList(lines []string) string {
	if lines == nil {
		lines = []string{}
	}
	b, err := json.Marshal(lines)
	if err != nil {
		panic(err) // a list of strings always has a form
	}
	return string(b)
}

func insert(ctx context.Context, tx *db.Tx, d Decision) error {
	err := db.Exec(ctx, tx, `
		INSERT INTO recognition_decision (id, code, kind, season_id, unit_id, unit_path, amends_id, level, award, subject, reason, number, decided_on,
			place, letterhead, line, sign_as, signer, state, version, created_by, created_at, changed_at, signed_by, award_id, replaces, held, drafted_by_id, drafted_by)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, '', $24, $25, $26, $27, $28)`,
		d.ID, d.Code, d.Kind.stored(), d.SeasonID, d.UnitID, d.UnitPath, db.OrNull(d.AmendsID), d.Level, d.Award, d.Subject, d.Reason, d.Number, d.DecidedOn,
		d.Place, jsonList(d.Letterhead), d.Line, jsonList(d.SignAs), d.Signer, d.State, d.Version, db.OrNull(d.CreatedBy), d.CreatedAt, d.ChangedAt,
		db.OrNull(d.AwardID), d.Kind == Replacement, d.Held, db.OrNull(d.Drafted.AccountID), d.Drafted.Name)
	if db.IsDuplicate(err) { // somebody took the code at the same moment
		return fault.Invalid{"code": fault.Say("Mã “%s” đã có quyết định khác dùng.", d.Code)}
	}
	if err != nil {
		return err
	}
	return storeRest(ctx, tx, d)
}

// stored is the kind as the table knows it: a replacement is a correction of everything.
func (k Kind) stored() Kind {
	if k == Replacement {
		return Correction
	}
	return k
}

// narrow keeps the decisions in state s; the zero state keeps all.
func (s State) narrow(w *db.Where) {
	switch s {
	case "":
	case Draft:
		w.And("d.state = 'draft' AND d.checked_at IS NULL")
	case Checked:
		w.And("d.state = 'draft' AND d.checked_at IS NOT NULL")
	default:
		w.And("d.state = ?", s)
	}
}

// open is the condition under which a decision may be written.
const open = `state = 'draft' AND checked_at IS NULL`

// update writes a draft; fault.Conflict when version is old or it is no draft any more.
func update(ctx context.Context, tx *db.Tx, d Decision) error {
	err := db.Change(ctx, tx, `
		UPDATE recognition_decision SET level = $3, award = $4, subject = $5, reason = $6, number = $7, decided_on = $8, place = $9, letterhead = $10,
			line = $11, sign_as = $12, signer = $13, changed_at = $14, award_id = $15, held = $16, drafted_by_id = $17, drafted_by = $18, version = version + 1
		WHERE id = $1 AND version = $2 AND `+open,
		d.ID, d.Version, d.Level, d.Award, d.Subject, d.Reason, d.Number, d.DecidedOn, d.Place, jsonList(d.Letterhead),
		d.Line, jsonList(d.SignAs), d.Signer, tx.Now, db.OrNull(d.AwardID), d.Held, db.OrNull(d.Drafted.AccountID), d.Drafted.Name)
	if err != nil {
		return err
	}
	if err := db.Exec(ctx, tx, `DELETE FROM recognition_decision_basis WHERE decision_id = $1`, d.ID); err != nil {
		return err
	}
	return storeRest(ctx, tx, d)
}

// storeRest keeps the bases and what the decision is found by.
func storeRest(ctx context.Context, tx *db.Tx, d Decision) error {
	for n, b := range d.Bases {
		err := db.Exec(ctx, tx, `INSERT INTO recognition_decision_basis (decision_id, position, text, basis_id) VALUES ($1, $2, $3, $4)`,
			d.ID, n+1, b.Text, db.OrNull(b.BasisID))
		if err != nil {
			return err
		}
	}
	texts := append([]string{d.Number, d.Code, d.Subject, d.Level}, d.Letterhead...)
	return search.Put(ctx, tx, d.ID, texts...)
}

// touch makes the next version of a draft: every change of its list begins with it.
func touch(ctx context.Context, tx *db.Tx, actor auth.Actor, id string, version int64) error {
	return db.Change(ctx, tx, `UPDATE recognition_decision SET version = version + 1, changed_at = $3, drafted_by_id = $4, drafted_by = $5
		WHERE id = $1 AND version = $2 AND `+open, id, version, tx.Now, db.OrNull(actor.AccountID), actor.Name)
}

// storeChecked keeps that a draft was checked, or sent back.
func storeChecked(ctx context.Context, tx *db.Tx, d Decision) error {
	return db.Change(ctx, tx, `UPDATE recognition_decision SET checked_at = $3, checked_by_id = $4, checked_by = $5, back_note = $6,
		changed_at = $7, version = version + 1 WHERE id = $1 AND version = $2 AND state = 'draft'`,
		d.ID, d.Version, db.OrNull(d.CheckedAt), db.OrNull(d.CheckedBy.AccountID), d.CheckedBy.Name, d.BackNote, tx.Now)
}

func storeSigned(ctx context.Context, tx *db.Tx, d Decision) error {
	err := db.Change(ctx, tx, `UPDATE recognition_decision SET state = 'signed', signed_at = $3, signed_by = $4, number_year = $5,
		changed_at = $6, signed_by_id = $7, number = $8, version = version + 1 WHERE id = $1 AND version = $2 AND state = 'draft'`,
		d.ID, d.Version, d.SignedAt, d.SignedBy, d.DecidedOn.Year(), tx.Now, db.OrNull(d.SignedByID), d.Number)
	if db.IsDuplicate(err) {
		return fault.Invalid{"number": fault.Say("Số này đã dùng cho một quyết định khác trong năm. Xin kiểm tra lại sổ văn bản.")}
	}
	return err
}

func storeIssued(ctx context.Context, tx *db.Tx, d Decision) error {
	return db.Change(ctx, tx, `UPDATE recognition_decision SET state = 'issued', issued_at = $3, changed_at = $4, issued_by_id = $5, issued_by = $6, version = version + 1
		WHERE id = $1 AND version = $2 AND state = 'signed'`, d.ID, d.Version, d.IssuedAt, tx.Now, db.OrNull(d.IssuedBy.AccountID), d.IssuedBy.Name)
}

// taken finds a signed decision of the same body that has d's number in the
// year of d, or fault.NotFound.
func taken(ctx context.Context, tx *db.Tx, d Decision) (Decision, error) {
	return db.One(ctx, tx, scan, `SELECT `+columns+` FROM recognition_decision d
		WHERE d.unit_id = $1 AND d.number = $2 AND d.number_year = $3 AND d.state <> 'draft' AND d.id <> $4`,
		d.UnitID, d.Number, d.DecidedOn.Year(), d.ID)
}

const lineColumns = `l.id, l.decision_id, l.position, l.initiative_id, l.participant_id, l.participant_kind, l.name, l.unit_id, l.unit_path, l.unit_name,
	l.field_id, l.title, l.merit, l.amends_line_id, l.initiative_code`

func scanLine(r db.Row) (l Line, err error) {
	err = r.Scan(&l.ID, &l.DecisionID, &l.Position, db.Text(&l.InitiativeID), &l.ParticipantID, &l.ParticipantKind, &l.Name, &l.UnitID, &l.UnitPath, &l.UnitName,
		db.Text(&l.FieldID), &l.Title, &l.Merit, db.Text(&l.AmendsLineID), &l.InitiativeCode)
	return l, err
}

func linesOf(ctx context.Context, tx *db.Tx, decisionID string) ([]Line, error) {
	return db.All(ctx, tx, scanLine, `SELECT `+lineColumns+` FROM recognition_line l WHERE l.decision_id = $1 ORDER BY l.position`, decisionID)
}

// writeLines replaces the list of a draft. What is signed keeps its list whoever
// asks: no statement here touches a line of anything but a draft.
func writeLines(ctx context.Context, tx *db.Tx, decisionID string, lines []Line) error {
	err := db.Exec(ctx, tx, `DELETE FROM recognition_line WHERE decision_id = $1
		AND EXISTS (SELECT 1 FROM recognition_decision d WHERE d.id = $1 AND d.state = 'draft')`, decisionID)
	if err != nil {
		return err
	}
	for _, l := range inOrder(lines) {
		if err := insertLine(ctx, tx, decisionID, l); err != nil {
			return err
		}
	}
	return nil
}

func insertLine(ctx context.Context, tx *db.Tx, decisionID string, l Line) error {
	return db.Change(ctx, tx, `
		INSERT INTO recognition_line (id, decision_id, position, initiative_id, participant_id, participant_kind, name, unit_id, unit_path, unit_name,
			field_id, title, merit, amends_line_id, initiative_code)
		SELECT $1, d.id, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15
		FROM recognition_decision d WHERE d.id = $2 AND d.state = 'draft'`,
		l.ID, decisionID, l.Position, db.OrNull(l.InitiativeID), l.ParticipantID, l.ParticipantKind, l.Name, l.UnitID, l.UnitPath, l.UnitName,
		db.OrNull(l.FieldID), l.Title, l.Merit, db.OrNull(l.AmendsLineID), l.InitiativeCode)
}

// updateLine writes what the paper says in one line of a draft.
func updateLine(ctx context.Context, tx *db.Tx, l Line) error {
	return db.Change(ctx, tx, `UPDATE recognition_line SET name = $3, unit_name = $4, title = $5, merit = $6
		WHERE id = $1 AND decision_id = $2 AND EXISTS (SELECT 1 FROM recognition_decision d WHERE d.id = $2 AND d.state = 'draft')`,
		l.ID, l.DecisionID, l.Name, l.UnitName, l.Title, l.Merit)
}
