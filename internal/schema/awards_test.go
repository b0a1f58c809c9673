package schema_test

import (
	"context"
	"testing"

	"kheo/internal/platform/db"
	"kheo/internal/schema"
)

const decisionID = "019a0000-0000-7000-8000-000000000005"

// oldDecision cites a legal text of an administrator's own, one that was shipped
// and verified, and one that was typed, as programs before the catalogue of awards
// wrote them.
var oldDecision = []string{
	`INSERT INTO recognition_basis (id, code, text, effective_from, line, source, verified_by) VALUES
	 ('019a0000-0000-7000-8000-000000000006', 'quy-che-quan', 'Quy chế số 05-QC/QU', '2020-01-01', 'party', 'Văn thư', 'Lê Thị Mẫu')`,
	`UPDATE recognition_basis SET verified_by = 'Lê Thị Mẫu' WHERE code = 'luat-tdkt-2022'`,
	`INSERT INTO recognition_decision (id, code, kind, season_id, unit_id, unit_path, level, award, subject, reason, number, place, letterhead, line, sign_as, signer, state,
	 version, created_at, changed_at, signed_by)
	 VALUES ('` + decisionID + `', 'cn-cu', 'recognition', '` + seasonID + `', '` + unitID + `', '/phuong-mau/', 'cấp phường', '', 'công nhận', '', '01-QĐ/ĐU', 'Mẫu', '[]', 'party', '[]', '',
	 'issued', 3, '2025-11-03 00:00:00+00:00', '2025-11-03 00:00:00+00:00', '')`,
	`INSERT INTO recognition_decision_basis (decision_id, position, text, basis_id) VALUES
	 ('` + decisionID + `', 1, 'Quy chế số 05-QC/QU', '019a0000-0000-7000-8000-000000000006'),
	 ('` + decisionID + `', 2, 'Luật Thi đua, khen thưởng ngày 15/6/2022', '0190a000-0000-7000-8000-000000000064'), ('` + decisionID + `', 3, 'Tờ trình số 1', NULL)`,
}

// TestLegalBasesOfOldYears: legal texts move to the catalogue with everything that
// was written to them, and decisions still lead to them.
func TestLegalBasesOfOldYears(t *testing.T) {
	t.Parallel()
	eachEmpty(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		if err := d.Migrate(ctx, upTo(t, "0018")); err != nil {
			t.Fatal(err)
		}
		err := d.Update(ctx, func(tx *db.Tx) error {
			for _, statement := range append(oldYear[:2:2], oldDecision...) {
				if err := db.Exec(ctx, tx, statement); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		if err := d.Migrate(ctx, schema.FS); err != nil {
			t.Fatal(err)
		}
		for query, want := range map[string]string{
			`SELECT text || ' ' || kind || ' ' || verified_by || ' ' || CAST(version AS TEXT) FROM award_basis WHERE code = 'quy-che-quan'`: "Quy chế số 05-QC/QU other Lê Thị Mẫu 1",
			`SELECT kind || ' ' || verified_by FROM award_basis WHERE code = 'luat-tdkt-2022'`:                                              "law Lê Thị Mẫu",
			`SELECT CAST(COUNT(*) AS TEXT) FROM award_basis`:                                                                                "20",
			`SELECT CAST(COUNT(*) AS TEXT) FROM award_basis a JOIN award_basis b ON b.id = a.replaces_id`:                                   "6",
			`SELECT CAST(COUNT(*) AS TEXT) FROM recognition_decision_basis c JOIN award_basis b ON b.id = c.basis_id AND b.text = c.text`:   "2",
			`SELECT CAST(COUNT(*) AS TEXT) FROM award_kind WHERE award_id NOT IN (SELECT id FROM award_award)`:                              "0",
			`SELECT CAST(COUNT(*) AS TEXT) FROM award_award WHERE verified_by <> '' OR source = ''`:                                         "0",
		} {
			err := d.View(ctx, func(tx *db.Tx) error {
				got, err := db.One(ctx, tx, db.Value[string], query)
				if got != want {
					t.Errorf("%s\nsays %q, want %q", query, got, want)
				}
				return err
			})
			if err != nil {
				t.Errorf("%s: %v", query, err)
			}
		}
		err = d.Update(ctx, func(tx *db.Tx) error {
			return db.Exec(ctx, tx, `INSERT INTO recognition_decision_basis (decision_id, position, text, basis_id) VALUES ($1, 4, 'x', '019a0000-0000-7000-8000-0000000000ff')`, decisionID)
		})
		if err == nil {
			t.Error("a decision cites a text that is not in the catalogue")
		}
	})
}
