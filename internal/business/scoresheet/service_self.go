package scoresheet

import (
	"context"

	"kheo/internal/business/campaign"
	"kheo/internal/business/initiative"
	"kheo/internal/business/review"
	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
	"kheo/internal/service/auth"
)

// Service takes in sheets that no appraiser fills in on the screen.
type Service struct {
	db          *db.DB
	campaigns   Campaigns
	initiatives Initiatives
	review      Review
}

// New makes the service.
func New(d *db.DB, campaigns Campaigns, initiatives Initiatives, r Review) *Service {
	return &Service{db: d, campaigns: campaigns, initiatives: initiatives, review: r}
}

// Self is what the registrant gives the own dossier.
type Self struct {
	Initiative initiative.Initiative
	Set        campaign.CriteriaSet
	Sheet      review.Sheet // the zero Sheet where there is none
	Writes     bool         // the reader may fill it in now
}

// Self shows the registrant's own sheet of an initiative.
func (s *Service) Self(ctx context.Context, actor auth.Actor, id string) (x Self, err error) {
	err = s.db.View(ctx, func(tx *db.Tx) error {
		x, err = s.self(ctx, tx, actor, id)
		return err
	})
	return x, err
}

func (s *Service) self(ctx context.Context, tx *db.Tx, actor auth.Actor, id string) (x Self, err error) {
	if x.Initiative, err = s.initiatives.Find(ctx, tx, id); err != nil {
		return x, err
	}
	if x.Sheet, err = s.review.SheetOf(ctx, tx, id, id); err != nil {
		return x, err
	}
	if x.Writes = mayScoreSelf(actor, x.Initiative); !x.Writes && !seesSelf(actor, x.Initiative, x.Sheet.HandedIn()) {
		return x, fault.NotFound
	}
	x.Set, err = s.review.SetOf(ctx, tx, x.Initiative)
	return x, err
}

// SaveSelf keeps the registrant's own sheet, half filled or not. Handing it in says
// that it goes with the dossier; until the review opens it may still be changed.
func (s *Service) SaveSelf(ctx context.Context, actor auth.Actor, id string, in review.SheetInput) (sheet review.Sheet, err error) {
	err = s.db.Update(ctx, func(tx *db.Tx) error {
		x, err := s.self(ctx, tx, actor, id)
		switch {
		case err != nil:
			return err
		case !actor.Is(x.Initiative.UnitPath, auth.Registrar) || !actor.May(auth.WriteScope):
			return fault.Forbidden
		case !x.Writes:
			return fault.Refuse("Hồ sơ đang ở bước “%s” nên phiếu tự chấm không đổi được.", x.Initiative.State.Label())
		}
		sheet, err = s.review.KeepSelf(ctx, tx, actor, x.Initiative, in)
		return err
	})
	return sheet, err
}
