package eligibility

import (
	"context"

	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
	"kheo/internal/platform/text"
	"kheo/internal/service/audit"
	"kheo/internal/service/auth"
)

// HoldCatalogue is the kinds of holds and how long holds are kept.
type HoldCatalogue struct {
	Categories []Category
	Kept       Retention
}

// HoldCatalogue shows them to who may change them.
func (s *Service) HoldCatalogue(ctx context.Context, actor auth.Actor) (HoldCatalogue, error) {
	switch {
	case !mayReadRules(actor):
		return HoldCatalogue{}, fault.NotFound
	case !mayRule(actor):
		return HoldCatalogue{}, fault.Forbidden
	}
	return view(ctx, s, func(tx *db.Tx) (c HoldCatalogue, err error) {
		if c.Categories, err = categories(ctx, tx); err != nil {
			return c, err
		}
		c.Kept, err = findRetention(ctx, tx)
		return c, err
	})
}

// ChangeCategory puts a new edition in the place of a kind of hold; holds that were
// recorded keep theirs.
func (s *Service) ChangeCategory(ctx context.Context, actor auth.Actor, id string, in CategoryInput) error {
	return s.write(ctx, actor, func(tx *db.Tx) error {
		before, err := findCategory(ctx, tx, id)
		if err != nil {
			return err
		}
		after, err := in.with(before, tx.Now)
		if err != nil {
			return err
		}
		if before.SupersededBy != "" {
			return fault.Conflict
		}
		if err := replaceCategory(ctx, tx, before, after); err != nil {
			return err
		}
		return audit.Record(ctx, tx, actor, audit.Act{
			Name: "eligibility.category_changed", Kind: "eligibility_hold_category", ObjectID: after.ID, Title: after.Label, UnitPath: home(actor), Before: before, After: after,
		})
	})
}

// RetentionInput says how long holds are kept after they ended.
type RetentionInput struct {
	Months     *int64 `form:"months"`
	Source     string `form:"kept_source"`
	VerifiedBy string `form:"kept_verified_by"`
	Version    int64  `form:"version"`
}

// ChangeRetention sets it.
func (s *Service) ChangeRetention(ctx context.Context, actor auth.Actor, in RetentionInput) error {
	return s.write(ctx, actor, func(tx *db.Tx) error {
		source, verified := text.Clean(in.Source), text.Clean(in.VerifiedBy)
		v := fault.Invalid{}
		v.Check(in.Months != nil && *in.Months >= 0 && *in.Months <= 240, "months", "Ghi số tháng từ 0 đến 240.")
		v.Check(source != "" && len([]rune(source)) <= maxText, "kept_source", "Ghi nguồn: văn bản nào, hoặc do ai nêu.")
		v.Check(len([]rune(verified)) <= maxName, "kept_verified_by", "Phần này dài quá %d ký tự. Xin viết gọn lại.", maxName)
		if err := v.Err(); err != nil {
			return err
		}
		before, err := findRetention(ctx, tx)
		if err != nil {
			return err
		}
		err = db.Change(ctx, tx, `UPDATE eligibility_retention SET months = $3, source = $4, verified_by = $5, version = version + 1 WHERE subject = $1 AND version = $2`,
			holdSubject, in.Version, *in.Months, source, verified)
		if err != nil {
			return err
		}
		return audit.Record(ctx, tx, actor, audit.Act{
			Name: "eligibility.retention_changed", Kind: "eligibility_retention", ObjectID: holdSubject, Title: holdSubject, UnitPath: home(actor),
			Before: map[string]any{"months": before.Months}, After: map[string]any{"months": *in.Months, "source": source},
		})
	})
}
