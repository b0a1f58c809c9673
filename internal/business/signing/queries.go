package signing

import (
	"context"
	"slices"

	"kheo/internal/business/org"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
	"kheo/internal/service/files"
)

// May finds the power under which a paper may be signed as a asks; a
// fault.Refused names the record that comes nearest.
func (s *Service) May(ctx context.Context, tx *db.Tx, a Ask) (Power, error) {
	v := fault.Invalid{}
	v.Check(a.Signer != "", "signer", "Ghi họ tên người ký.")
	v.Check(!a.Day.IsZero(), "day", "Chọn ngày trên văn bản.")
	if err := v.Err(); err != nil {
		return Power{}, err
	}
	all, err := powersOf(ctx, tx, a.UnitID, a.Line)
	if err != nil {
		return Power{}, err
	}
	return choose(all, a)
}

// Use notes that subject was signed under a power on day: from then on the power
// is never changed, only ended, and not before that day.
func (s *Service) Use(ctx context.Context, tx *db.Tx, powerID string, subject Subject, day clock.Date) error {
	return putUse(ctx, tx, powerID, subject, day)
}

// Powers lists the powers of a body that hold on day, for forms to choose from.
func (s *Service) Powers(ctx context.Context, tx *db.Tx, unitID string, line org.Line, day clock.Date) ([]Power, error) {
	all, err := powersOf(ctx, tx, unitID, line)
	return slices.DeleteFunc(all, func(p Power) bool { return !p.Days.Has(day) }), err
}

// Signatures lists the signed copies of a paper, the earliest first, with their
// files.
func (s *Service) Signatures(ctx context.Context, tx *db.Tx, subject Subject) ([]Signature, error) {
	all, err := signaturesOf(ctx, tx, subject)
	if err != nil {
		return nil, err
	}
	ids := make([]string, len(all))
	for i, x := range all {
		ids[i] = x.FileID
	}
	found, err := s.files.Many(ctx, tx, ids)
	for i := range all {
		all[i].File = found[all[i].FileID]
	}
	return all, err
}

// Copy finds the file of one signature of a paper, for the pages of its module,
// which has checked who may see it; fault.NotFound when it is another paper's.
func (s *Service) Copy(ctx context.Context, tx *db.Tx, subject Subject, id string) (f files.File, err error) {
	all, err := s.Signatures(ctx, tx, subject)
	if err != nil {
		return f, err
	}
	for _, x := range all {
		if x.ID == id {
			return x.File, nil
		}
	}
	return f, fault.NotFound
}
