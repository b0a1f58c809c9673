package signing

import (
	"context"
	"encoding/json"

	"kheo/internal/business/org"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
)

const powerColumns = `p.id, p.unit_id, p.unit_path, p.line, p.name, p.account_id, p.capacity, p.form, p.doc_types, p.valid_from, p.valid_to, p.basis, p.ended_reason,
	p.version, p.created_by`

const used = `, EXISTS (SELECT 1 FROM signing_use u WHERE u.power_id = p.id)`

func scanPower(r db.Row) (p Power, err error) {
	var form, types []byte
	dest := append([]any{&p.ID, &p.UnitID, &p.UnitPath, &p.Line, &p.Name, db.Text(&p.AccountID), &p.Capacity, &form, &types}, p.Days.Scan()...)
	if err := r.Scan(append(dest, &p.Basis, &p.EndedReason, &p.Version, &p.CreatedBy, &p.Used)...); err != nil {
		return p, err
	}
	if err := json.Unmarshal(form, &p.Form); err != nil {
		return p, err
	}
	return p, json.Unmarshal(types, &p.DocTypes)
}

// list is s as JSON, [] for none.
func list(s []string) string {
	if s == nil {
		s = []string{}
	}
	b, _ := json.Marshal(s) // strings: cannot fail
	return string(b)
}

func findPower(ctx context.Context, tx *db.Tx, id string) (Power, error) {
	return db.One(ctx, tx, scanPower, `SELECT `+powerColumns+used+` FROM signing_power p WHERE p.id = $1`, id)
}

// powersOf lists the powers of a body, those that begin last first; an empty line
// means every line.
func powersOf(ctx context.Context, tx *db.Tx, unitID string, line org.Line) ([]Power, error) {
	return db.All(ctx, tx, scanPower, `SELECT `+powerColumns+used+` FROM signing_power p WHERE p.unit_id = $1 AND ($2 = '' OR p.line = $2)
		ORDER BY p.valid_from DESC, p.id DESC`, unitID, string(line))
}

func insertPower(ctx context.Context, tx *db.Tx, p Power) error {
	return db.Exec(ctx, tx, `INSERT INTO signing_power (id, unit_id, unit_path, line, name, account_id, capacity, form, doc_types, valid_from, valid_to, basis,
		version, created_by, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 1, $13, $14)`,
		p.ID, p.UnitID, p.UnitPath, p.Line, p.Name, db.OrNull(p.AccountID), p.Capacity, list(p.Form), list(p.DocTypes), p.Days.First(), p.Days.Last(), p.Basis,
		p.CreatedBy, tx.Now)
}

func updatePower(ctx context.Context, tx *db.Tx, p Power) error {
	return db.Change(ctx, tx, `UPDATE signing_power SET line = $3, name = $4, account_id = $5, capacity = $6, form = $7, doc_types = $8, valid_from = $9, valid_to = $10,
		basis = $11, ended_reason = $12, version = version + 1 WHERE id = $1 AND version = $2`,
		p.ID, p.Version, p.Line, p.Name, db.OrNull(p.AccountID), p.Capacity, list(p.Form), list(p.DocTypes), p.Days.First(), p.Days.Last(), p.Basis, p.EndedReason)
}

// putUse notes that a paper was signed under a power; again changes nothing.
func putUse(ctx context.Context, tx *db.Tx, powerID string, s Subject, day clock.Date) error {
	return db.Exec(ctx, tx, `INSERT INTO signing_use (power_id, subject_kind, subject_id, day, at) VALUES ($1, $2, $3, $4, $5)
		ON CONFLICT (power_id, subject_kind, subject_id) DO NOTHING`, powerID, s.Kind, s.ID, day, tx.Now)
}

// lastUse is the latest day on which a power was used; zero for none.
func lastUse(ctx context.Context, tx *db.Tx, powerID string) (clock.Date, error) {
	return db.One(ctx, tx, db.Value[clock.Date], `SELECT MAX(day) FROM signing_use WHERE power_id = $1`, powerID)
}

const signatureColumns = `id, subject_kind, subject_id, unit_path, kind, file_id, original_sha256, signer, certificate_sha256, serial, issuer, signed_at, verified_at,
	result, account_id, account, at`

func scanSignature(r db.Row) (s Signature, err error) {
	err = r.Scan(&s.ID, &s.Subject.Kind, &s.Subject.ID, &s.Subject.UnitPath, &s.Kind, &s.FileID, &s.OriginalSHA256, &s.Signer, &s.CertificateSHA256, &s.Serial, &s.Issuer,
		db.Time(&s.SignedAt), db.Time(&s.VerifiedAt), &s.Result, db.Text(&s.AccountID), &s.Account, db.Time(&s.At))
	return s, err
}

func findSignature(ctx context.Context, tx *db.Tx, id string) (Signature, error) {
	return db.One(ctx, tx, scanSignature, `SELECT `+signatureColumns+` FROM signing_signature WHERE id = $1`, id)
}

func signaturesOf(ctx context.Context, tx *db.Tx, s Subject) ([]Signature, error) {
	return db.All(ctx, tx, scanSignature, `SELECT `+signatureColumns+` FROM signing_signature WHERE subject_kind = $1 AND subject_id = $2 ORDER BY at, id`, s.Kind, s.ID)
}

func insertSignature(ctx context.Context, tx *db.Tx, s Signature) error {
	return db.Exec(ctx, tx, `INSERT INTO signing_signature (`+signatureColumns+`)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)`,
		s.ID, s.Subject.Kind, s.Subject.ID, s.Subject.UnitPath, s.Kind, s.FileID, s.OriginalSHA256, s.Signer, s.CertificateSHA256, s.Serial, s.Issuer,
		db.OrNull(s.SignedAt), db.OrNull(s.VerifiedAt), s.Result, db.OrNull(s.AccountID), s.Account, s.At)
}
