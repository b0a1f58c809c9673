package campaign

import (
	"context"
	"errors"

	"github.com/google/uuid"

	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
	"kheo/internal/service/audit"
	"kheo/internal/service/auth"
)

// Service is everything that can be done with campaigns.
type Service struct {
	db    *db.DB
	units Units
}

// New makes the service.
func New(d *db.DB, units Units) *Service { return &Service{d, units} }

// Launch makes a season; sending the same input twice makes one.
func (s *Service) Launch(ctx context.Context, actor auth.Actor, in SeasonInput) (season Season, err error) {
	err = s.db.Update(ctx, func(tx *db.Tx) error {
		if !actor.Has(auth.Publisher, auth.Administrator) {
			return fault.Forbidden
		}
		if uuid.Validate(in.ID) == nil {
			if existing, err := s.Season(ctx, tx, in.ID); !errors.Is(err, fault.NotFound) {
				season = existing
				return err
			}
		}
		unit, err := s.units.Unit(ctx, tx, in.UnitID)
		if err != nil {
			return fault.Invalid{"unit": fault.Say("Chọn đơn vị phát động.")}
		}
		if !mayRun(actor, unit.Path) {
			return fault.Forbidden
		}
		season, err = s.Found(ctx, tx, actor, in)
		return err
	})
	return season, err
}

// Found makes a season without asking for permission: for Launch, new
// installations and examples.
func (s *Service) Found(ctx context.Context, tx *db.Tx, actor auth.Actor, in SeasonInput) (Season, error) {
	unit, err := s.units.Unit(ctx, tx, in.UnitID)
	if err != nil {
		return Season{}, err
	}
	movements, err := s.Movements(ctx, tx)
	if err != nil {
		return Season{}, err
	}
	if len(movements) == 0 {
		return Season{}, fault.Refuse("Chưa có phong trào nào. Chạy kheo migrate để nạp danh mục ban đầu.")
	}
	season, err := newSeason(in, movements[0].ID, unit.Path, tx.Now)
	if err != nil {
		return season, err
	}
	sets, err := s.setsOf(ctx, tx, season, in.Sets)
	if err != nil {
		return season, err
	}
	if _, err := s.SeasonByCode(ctx, tx, season.Code); err == nil {
		return season, fault.Invalid{"code": fault.Say("Mã “%s” đã có mùa thi đua khác dùng.", season.Code)}
	}
	if err := insertSeason(ctx, tx, season); err != nil {
		return season, err
	}
	if err := replaceSeasonSets(ctx, tx, season.ID, sets); err != nil {
		return season, err
	}
	return season, audit.Record(ctx, tx, actor, audit.Act{
		Name: "campaign.season_launched", Kind: "season", ObjectID: season.ID, Title: season.Name, UnitPath: season.UnitPath,
		After: seasonTrail{season, sets},
	})
}

// Change gives a season other dates, criteria or another state.
func (s *Service) Change(ctx context.Context, actor auth.Actor, code string, in SeasonInput) (after Season, err error) {
	err = s.db.Update(ctx, func(tx *db.Tx) error {
		before, err := s.SeasonByCode(ctx, tx, code)
		if err != nil {
			return err
		}
		if !mayRun(actor, before.UnitPath) {
			return fault.Forbidden
		}
		if after, err = before.with(in); err != nil {
			return err
		}
		had, err := s.SeasonSets(ctx, tx, before.ID)
		if err != nil {
			return err
		}
		sets, err := s.setsOf(ctx, tx, after, in.Sets)
		if err != nil {
			return err
		}
		after.Version = in.Version
		if err := updateSeason(ctx, tx, after); err != nil {
			return err
		}
		after.Version++
		if err := replaceSeasonSets(ctx, tx, after.ID, sets); err != nil {
			return err
		}
		return audit.Record(ctx, tx, actor, audit.Act{
			Name: "campaign.season_changed", Kind: "season", ObjectID: after.ID, Title: after.Name, UnitPath: after.UnitPath,
			Before: seasonTrail{before, had}, After: seasonTrail{after, sets},
		})
	})
	return after, err
}
