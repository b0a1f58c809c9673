package schema_test

import (
	"context"
	"testing"

	"kheo/internal/platform/db"
	"kheo/internal/schema"
)

const (
	drafter   = "019a0000-0000-7000-8000-000000000011"
	appraiser = "019a0000-0000-7000-8000-000000000012"
)

// oldWork is a draft, a signed decision and sheets of a review as programs before the
// steps of signing wrote them.
var oldWork = []string{
	`INSERT INTO recognition_decision (id, code, kind, season_id, unit_id, unit_path, level, award, subject, reason, number, place, letterhead, line, sign_as, signer, state,
	 version, created_by, created_at, changed_at, signed_by)
	 VALUES ('019a0000-0000-7000-8000-000000000007', 'cn-nhap', 'recognition', '` + seasonID + `', '` + unitID + `', '/phuong-mau/', '', '', '', '', '', '', '[]', 'party', '[]', '',
	 'draft', 2, '` + drafter + `', '2025-11-03 00:00:00+00:00', '2025-11-03 00:00:00+00:00', ''),
	 ('019a0000-0000-7000-8000-000000000008', 'dc-cu', 'correction', '` + seasonID + `', '` + unitID + `', '/phuong-mau/', '', '', '', 'Sai tên', '02-QĐ/ĐU', '', '[]', 'party', '[]', '',
	 'signed', 3, '` + drafter + `', '2025-11-03 00:00:00+00:00', '2025-11-03 00:00:00+00:00', 'Người Ký Mẫu')`,
	`INSERT INTO review_sheet (id, initiative_id, season_id, appraiser_id, appraiser, comment, total, unverified, handed_in_at, version, changed_at, off)
	 VALUES ('019a0000-0000-7000-8000-000000000013', '` + reviewed + `', '` + seasonID + `', '` + appraiser + `', 'Mẫu', '', 84, 0, '2025-10-01 00:00:00+00:00', 1, '2025-10-01 00:00:00+00:00', 200),
	 ('019a0000-0000-7000-8000-000000000014', '` + draftID + `', '` + seasonID + `', '` + appraiser + `', 'Mẫu', '', 70, 0, '2025-10-01 00:00:00+00:00', 1, '2025-10-01 00:00:00+00:00', -50),
	 ('019a0000-0000-7000-8000-000000000015', '` + reviewed + `', '` + seasonID + `', '` + drafter + `', 'Mẫu', '', 80, 0, NULL, 1, '2025-10-01 00:00:00+00:00', NULL)`,
}

// TestSigningOfOldYears: a draft has its drafter and no check yet, a correction is no
// replacement, and how appraisers lean is added up from their sheets.
func TestSigningOfOldYears(t *testing.T) {
	t.Parallel()
	eachEmpty(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		if err := d.Migrate(ctx, upTo(t, "0013")); err != nil {
			t.Fatal(err)
		}
		enter(t, d, oldYear)
		if err := d.Migrate(ctx, upTo(t, "0018")); err != nil {
			t.Fatal(err)
		}
		enter(t, d, oldWork)
		if err := d.Migrate(ctx, schema.FS); err != nil {
			t.Fatal(err)
		}
		for query, want := range map[string]string{
			`SELECT CAST(drafted_by_id AS TEXT) || ' ' || COALESCE(CAST(checked_at AS TEXT), 'not checked') FROM recognition_decision WHERE state = 'draft'`: drafter + " not checked",
			`SELECT state || ' ' || signed_by || ' ' || number FROM recognition_decision WHERE NOT replaces AND held IS NULL AND kind = 'correction'`:        "signed Người Ký Mẫu 02-QĐ/ĐU",
			`SELECT CAST(off AS TEXT) || ' ' || CAST(sheets AS TEXT) FROM review_lean`:                                                                       "150 2",
			`SELECT CAST(season_id AS TEXT) FROM review_uncorrected`:                                                                                         seasonID,
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
	})
}

// enter writes rows as an old program did.
func enter(t *testing.T, d *db.DB, statements []string) {
	t.Helper()
	err := d.Update(context.Background(), func(tx *db.Tx) error {
		for _, statement := range statements {
			if err := db.Exec(context.Background(), tx, statement); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
