package review

import (
	"context"
	"errors"

	"kheo/internal/business/campaign"
	"kheo/internal/business/initiative"
	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
	"kheo/internal/service/audit"
	"kheo/internal/service/auth"
)

// SetOf finds the criteria by which i is scored: those under which it was received.
func (s *Service) SetOf(ctx context.Context, tx *db.Tx, i initiative.Initiative) (campaign.CriteriaSet, error) {
	return s.setOf(ctx, tx, i)
}

// SheetOf finds the sheet of an account, or of the registrant where accountID is the
// initiative; the zero Sheet where there is none.
func (s *Service) SheetOf(ctx context.Context, tx *db.Tx, initiativeID, accountID string) (Sheet, error) {
	sheet, err := ownSheet(ctx, tx, initiativeID, accountID)
	if errors.Is(err, fault.NotFound) {
		err = nil
	}
	return sheet, err
}

// KeepSelf keeps what the registrant gives i, half filled or not, without asking for
// permission. It is no part of any mean. fault.Conflict where in was made from an
// older version.
func (s *Service) KeepSelf(ctx context.Context, tx *db.Tx, actor auth.Actor, i initiative.Initiative, in SheetInput) (Sheet, error) {
	set, err := s.setOf(ctx, tx, i)
	if err != nil {
		return Sheet{}, err
	}
	sheet, err := newSheet(in, set)
	if err != nil {
		return sheet, err
	}
	sheet.InitiativeID, sheet.SeasonID, sheet.AppraiserID, sheet.Appraiser, sheet.Self, sheet.ChangedAt = i.ID, i.SeasonID, i.ID, actor.Name, true, tx.Now
	if in.HandIn {
		sheet.HandedInAt = tx.Now
	}
	before, err := s.SheetOf(ctx, tx, i.ID, i.ID)
	switch {
	case err != nil:
		return sheet, err
	case before.ID == "" && in.Version != 0:
		return sheet, fault.Conflict
	case before.ID == "":
		sheet.Version = 1
		err = insertSheet(ctx, tx, sheet)
	case before.same(sheet) && before.HandedIn() == sheet.HandedIn():
		return before, nil
	case before.Version != in.Version:
		return sheet, fault.Conflict
	default:
		sheet.ID, sheet.Version = before.ID, before.Version
		err = updateSheet(ctx, tx, sheet)
		sheet.Version++
	}
	if err != nil {
		return sheet, err
	}
	act := "review.self_saved"
	if sheet.HandedIn() {
		act = "review.self_handed_in"
	}
	return sheet, s.record(ctx, tx, actor, i, act, sheet)
}

// TypeIn hands in what an appraiser wrote on paper, typed in by clerk, without asking
// for permission. It is refused where the appraiser may not score i or has handed in
// a sheet of their own, and where the council has spoken; until then the clerk who
// typed it in may send it again to correct it.
func (s *Service) TypeIn(ctx context.Context, tx *db.Tx, clerk auth.Actor, i initiative.Initiative, appraiser auth.Account, in SheetInput) (Sheet, error) {
	before, err := s.Typeable(ctx, tx, clerk, i, appraiser.ID)
	if err != nil {
		return Sheet{}, err
	}
	set, err := s.setOf(ctx, tx, i)
	if err != nil {
		return Sheet{}, err
	}
	in.HandIn = true // a paper is signed
	sheet, err := newSheet(in, set)
	if err != nil {
		return sheet, err
	}
	sheet.InitiativeID, sheet.SeasonID, sheet.AppraiserID, sheet.Appraiser = i.ID, i.SeasonID, appraiser.ID, appraiser.Name
	sheet.EnteredBy, sheet.EnteredByID, sheet.HandedInAt, sheet.ChangedAt = clerk.Name, clerk.AccountID, tx.Now, tx.Now
	switch {
	case before.ID == "" && in.Version != 0:
		return sheet, fault.Conflict
	case before.ID == "":
		if err := s.open(ctx, tx, i); err != nil {
			return sheet, err
		}
		sheet.Version = 1
		err = insertSheet(ctx, tx, sheet)
	case before.same(sheet) && before.HandedIn():
		return before, nil
	case before.Version != in.Version:
		return sheet, fault.Conflict
	default:
		sheet.ID, sheet.Version = before.ID, before.Version
		err = updateSheet(ctx, tx, sheet)
		sheet.Version++
	}
	if err != nil {
		return sheet, err
	}
	if err := addUp(ctx, tx, i.ID); err != nil {
		return sheet, err
	}
	a := audit.Act{Name: "review.sheet_typed_in", Kind: "initiative", ObjectID: i.ID, Title: i.Title, UnitPath: i.UnitPath, After: sheet}
	if before.ID != "" && before.EnteredBy != "" {
		a.Before = before
	}
	return sheet, audit.Record(ctx, tx, clerk, a)
}

// Typeable finds the sheet of an account that clerk may type in or correct now: the
// zero Sheet where there is none yet. It says why not otherwise.
func (s *Service) Typeable(ctx context.Context, tx *db.Tx, clerk auth.Actor, i initiative.Initiative, accountID string) (Sheet, error) {
	if i.State != initiative.UnderReview {
		return Sheet{}, fault.Refuse("Hồ sơ đang ở bước “%s” nên không chấm được.", i.State.Label())
	}
	if c, err := findCase(ctx, tx, i.ID); err != nil && !errors.Is(err, fault.NotFound) {
		return Sheet{}, err
	} else if c.Result.Recorded() {
		return Sheet{}, fault.Refuse("Hội đồng đã có kết quả với hồ sơ này, phiếu chấm không đổi được nữa.")
	}
	if clerk.AccountID == accountID {
		return Sheet{}, fault.Refuse("Phiếu của chính bạn thì chấm ở trang phiếu chấm.")
	}
	if err := free(ctx, tx, i, accountID); err != nil {
		return Sheet{}, err
	}
	before, err := s.SheetOf(ctx, tx, i.ID, accountID)
	switch {
	case err != nil:
		return before, err
	case before.HandedIn() && before.EnteredBy == "":
		return Sheet{}, fault.Refuse("Người này đã tự nộp phiếu của mình, không nhập thay được nữa.")
	case before.EnteredBy != "" && before.EnteredByID != clerk.AccountID:
		return Sheet{}, fault.Refuse("Phiếu này do %s nhập. Chỉ người nhập sửa được; người chấm thì rút phiếu về rồi tự chấm.", before.EnteredBy)
	case before.EnteredBy == "": // what somebody has begun is theirs alone
		return Sheet{ID: before.ID, Version: before.Version}, nil
	}
	return before, nil
}
