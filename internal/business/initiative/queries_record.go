package initiative

import (
	"context"
	"strings"
	"time"

	"kheo/internal/business/participant"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
)

// RecordOf lists what participants registered, drafts left out, for a caller that
// looks at who may see it.
func (s *Service) RecordOf(ctx context.Context, tx *db.Tx, participantIDs []string) (deeds []participant.Deed, err error) {
	var seasons, units []string
	w := &db.Where{}
	w.And("state <> 'draft'")
	in := []string{"NULL"}
	for _, id := range participantIDs {
		in = append(in, w.Arg(id))
	}
	w.And("participant_id IN (" + strings.Join(in, ", ") + ")")
	err = db.Each(ctx, tx, func(r db.Row) error {
		var d participant.Deed
		var id, seasonID, unitID string
		var state State
		var begun time.Time
		err := r.Scan(&d.ParticipantID, &id, &d.Title, &seasonID, &unitID, &d.UnitPath, &state, db.Time(&begun))
		d.On, d.Kind, d.Href, d.Detail = clock.DayOf(begun), "Đăng ký mô hình", listPath+"/"+id, state.Label()
		deeds, seasons, units = append(deeds, d), append(seasons, seasonID), append(units, unitID)
		return err
	}, `SELECT participant_id, id, title, season_id, unit_id, unit_path, state, COALESCE(submitted_at, created_at) FROM initiative_initiative`+w.SQL()+` ORDER BY id`, w.Args()...)
	if err != nil {
		return nil, err
	}
	years, names := map[string]int{}, map[string]string{}
	for n := range deeds {
		if _, known := years[seasons[n]]; !known {
			season, err := s.campaigns.Season(ctx, tx, seasons[n])
			if err != nil {
				return nil, err
			}
			years[seasons[n]] = int(season.Year)
		}
		if _, known := names[units[n]]; !known {
			unit, err := s.units.Unit(ctx, tx, units[n])
			if err != nil {
				return nil, err
			}
			names[units[n]] = unit.Name
		}
		deeds[n].Year, deeds[n].Unit = years[seasons[n]], names[units[n]]
	}
	return deeds, nil
}
