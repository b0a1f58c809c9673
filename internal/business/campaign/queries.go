package campaign

import (
	"context"
	"errors"
	"strings"

	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
	"kheo/internal/platform/text"
)

// Season finds a season by id.
func (s *Service) Season(ctx context.Context, tx *db.Tx, id string) (Season, error) {
	return db.One(ctx, tx, scanSeason, `SELECT `+seasonColumns+` FROM campaign_season WHERE id = $1`, id)
}

// SeasonByCode finds a season by code, or fault.NotFound.
func (s *Service) SeasonByCode(ctx context.Context, tx *db.Tx, code string) (Season, error) {
	return db.One(ctx, tx, scanSeason, `SELECT `+seasonColumns+` FROM campaign_season WHERE code = $1`, code)
}

// NamedSeason is SeasonByCode for commands and forms: an unknown code is
// fault.Invalid at field, with the nearest known codes.
func (s *Service) NamedSeason(ctx context.Context, tx *db.Tx, field, code string) (Season, error) {
	season, err := s.SeasonByCode(ctx, tx, code)
	if !errors.Is(err, fault.NotFound) {
		return season, err
	}
	codes, err := db.All(ctx, tx, db.Value[string], `SELECT code FROM campaign_season ORDER BY code`)
	if err != nil {
		return season, err
	}
	near := text.Nearest(code, codes, 3)
	if len(near) == 0 {
		near = codes
	}
	return season, fault.Invalid{field: fault.Say("Không có mùa thi đua mang mã “%s”. Các mã gần nhất: %s.", code, strings.Join(near, ", "))}
}

// Seasons lists every season, the latest year first.
func (s *Service) Seasons(ctx context.Context, tx *db.Tx) ([]Season, error) {
	return db.All(ctx, tx, scanSeason, `SELECT `+seasonColumns+` FROM campaign_season ORDER BY year DESC, code`)
}

// Fields lists the fields in their order.
func (s *Service) Fields(ctx context.Context, tx *db.Tx) ([]Field, error) {
	return db.All(ctx, tx, scanField, `SELECT `+fieldColumns+` FROM campaign_field ORDER BY position`)
}

// Frameworks lists the theme frameworks with their themes.
func (s *Service) Frameworks(ctx context.Context, tx *db.Tx) ([]Framework, error) {
	all, err := db.All(ctx, tx, func(r db.Row) (f Framework, err error) {
		err = r.Scan(&f.ID, &f.Code, &f.Name, &f.From, &f.To, &f.Source, &f.VerifiedBy)
		return f, err
	}, `SELECT id, code, name, effective_from, effective_to, source, verified_by FROM campaign_framework ORDER BY effective_from, code`)
	if err != nil {
		return nil, err
	}
	err = db.Each(ctx, tx, func(r db.Row) error {
		var t Theme
		var of string
		err := r.Scan(&t.ID, &of, &t.Position, &t.Name)
		for i := range all {
			if all[i].ID == of {
				all[i].Themes = append(all[i].Themes, t)
			}
		}
		return err
	}, `SELECT id, framework_id, position, name FROM campaign_theme ORDER BY position`)
	return all, err
}

// Movements lists the movements.
func (s *Service) Movements(ctx context.Context, tx *db.Tx) ([]Movement, error) {
	return db.All(ctx, tx, scanMovement, `SELECT `+movementColumns+` FROM campaign_movement ORDER BY code`)
}
