package review

import (
	"context"
	"errors"
	"time"

	"kheo/internal/business/campaign"
	"kheo/internal/business/initiative"
	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
	"kheo/internal/service/audit"
	"kheo/internal/service/auth"
)

// Service is everything that can be done with reviews.
type Service struct {
	// Share is the part of the votes, in percent, under which a result “for” is
	// shown with a warning. It refuses nothing: rules differ between councils.
	Share int64
	// Conflicts and Visits are other modules' knowledge; set before the first use,
	// or nil.
	Conflicts Conflicts
	Visits    Visitors

	db          *db.DB
	units       Units
	campaigns   Campaigns
	initiatives Initiatives
}

const usualShare = 70 // percent

// New makes the service.
func New(d *db.DB, units Units, campaigns Campaigns, initiatives Initiatives) *Service {
	return &Service{Share: usualShare, db: d, units: units, campaigns: campaigns, initiatives: initiatives}
}

// Save keeps the actor's sheet of an initiative, half filled or not, and hands it
// in when in says so. Sending the same input twice makes one sheet.
func (s *Service) Save(ctx context.Context, actor auth.Actor, initiativeID string, in SheetInput) (sheet Sheet, err error) {
	err = s.db.Update(ctx, func(tx *db.Tx) error {
		i, set, err := s.scorable(ctx, tx, actor, initiativeID)
		if err != nil {
			return err
		}
		if err := free(ctx, tx, i, actor.AccountID); err != nil {
			return err
		}
		if sheet, err = newSheet(in, set); err != nil {
			return err
		}
		sheet.AppraiserID, sheet.Appraiser = actor.AccountID, actor.Name
		return s.file(ctx, tx, actor, i, &sheet, in)
	})
	return sheet, err
}

// file puts sheet, read from in, to the case of i.
func (s *Service) file(ctx context.Context, tx *db.Tx, actor auth.Actor, i initiative.Initiative, sheet *Sheet, in SheetInput) error {
	if in.HandIn {
		sheet.HandedInAt = tx.Now
	}
	sheet.InitiativeID, sheet.SeasonID, sheet.ChangedAt = i.ID, i.SeasonID, tx.Now
	if err := s.open(ctx, tx, i); err != nil {
		return err
	}
	return s.keep(ctx, tx, actor, i, sheet, in.Version)
}

// scorable finds an initiative that the actor may score now, with its criteria.
func (s *Service) scorable(ctx context.Context, tx *db.Tx, actor auth.Actor, id string) (i initiative.Initiative, set campaign.CriteriaSet, err error) {
	if i, err = s.initiatives.Find(ctx, tx, id); err != nil {
		return i, set, err
	}
	switch {
	case !maySee(actor, i.UnitPath):
		return i, set, fault.NotFound
	case !mayScore(actor, i.UnitPath):
		return i, set, fault.Forbidden
	case i.State != initiative.UnderReview:
		return i, set, fault.Refuse("Hồ sơ đang ở bước “%s” nên không chấm được.", i.State.Label())
	}
	c, err := findCase(ctx, tx, id)
	if err != nil && !errors.Is(err, fault.NotFound) {
		return i, set, err
	}
	if c.Result.Recorded() {
		return i, set, fault.Refuse("Hội đồng đã có kết quả với hồ sơ này, phiếu chấm không đổi được nữa.")
	}
	set, err = s.setOf(ctx, tx, i)
	return i, set, err
}

// setOf finds the criteria under which i was received; those of its season where
// it never was.
func (s *Service) setOf(ctx context.Context, tx *db.Tx, i initiative.Initiative) (set campaign.CriteriaSet, err error) {
	id := i.CriteriaSetID
	if id == "" {
		season, err := s.campaigns.Season(ctx, tx, i.SeasonID)
		if err != nil {
			return set, err
		}
		id = season.CriteriaSetID
	}
	return s.campaigns.Criteria(ctx, tx, id)
}

// keep stores sheet as the only one of its appraiser of i; version is the one that the
// form was made from, 0 for a new sheet.
func (s *Service) keep(ctx context.Context, tx *db.Tx, actor auth.Actor, i initiative.Initiative, sheet *Sheet, version int64) error {
	before, err := ownSheet(ctx, tx, i.ID, sheet.AppraiserID)
	switch {
	case errors.Is(err, fault.NotFound):
		if version != 0 {
			return fault.Conflict
		}
		sheet.Version = 1
		err = insertSheet(ctx, tx, *sheet)
	case err != nil:
		return err
	case before.same(*sheet) && before.HandedIn() == sheet.HandedIn():
		*sheet = before
		return nil
	case before.HandedIn():
		return fault.Refuse("Phiếu này đã nộp. Muốn sửa thì rút phiếu về trước.")
	case before.Version != version:
		return fault.Conflict
	default:
		sheet.ID, sheet.Version = before.ID, version
		err = updateSheet(ctx, tx, *sheet)
		sheet.Version++
	}
	if err != nil {
		return err
	}
	if !sheet.HandedIn() {
		return s.record(ctx, tx, actor, i, "review.sheet_saved", *sheet)
	}
	if err := addUp(ctx, tx, i.ID); err != nil {
		return err
	}
	return s.record(ctx, tx, actor, i, "review.sheet_handed_in", *sheet)
}

// TakeBack opens the actor's sheet for writing again; it counts no longer.
// Taking back what is not handed in changes nothing.
func (s *Service) TakeBack(ctx context.Context, actor auth.Actor, initiativeID string) error {
	return s.db.Update(ctx, func(tx *db.Tx) error {
		i, _, err := s.scorable(ctx, tx, actor, initiativeID)
		if err != nil {
			return err
		}
		sheet, err := ownSheet(ctx, tx, initiativeID, actor.AccountID)
		if err != nil || !sheet.HandedIn() {
			return err
		}
		before := sheet
		sheet.HandedInAt, sheet.ChangedAt = time.Time{}, tx.Now
		if err := updateSheet(ctx, tx, sheet); err != nil {
			return err
		}
		if err := addUp(ctx, tx, initiativeID); err != nil {
			return err
		}
		return s.record(ctx, tx, actor, i, "review.sheet_taken_back", before)
	})
}

// record keeps an act with a sheet for the trail. What an unfinished sheet says
// is nobody else's business.
func (s *Service) record(ctx context.Context, tx *db.Tx, actor auth.Actor, i initiative.Initiative, act string, sheet Sheet) error {
	a := audit.Act{Name: act, Kind: "initiative", ObjectID: i.ID, Title: i.Title, UnitPath: i.UnitPath}
	switch {
	case act == "review.sheet_taken_back":
		a.Before = sheet
	case sheet.HandedIn():
		a.After = sheet
	default:
		a.After = map[string]any{"sheet": sheet.ID, "version": sheet.Version}
	}
	return audit.Record(ctx, tx, actor, a)
}
