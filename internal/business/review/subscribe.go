package review

import (
	"context"

	"kheo/internal/business/initiative"
	"kheo/internal/platform/db"
)

// Follow keeps the case of i in step with it: made when the review of i opens,
// set aside when something was decided. Call it in the transaction that moves i.
func (s *Service) Follow(ctx context.Context, tx *db.Tx, i initiative.Initiative) error {
	if i.State == initiative.UnderReview {
		return s.open(ctx, tx, i)
	}
	return setAside(ctx, tx, i.ID)
}

func setAside(ctx context.Context, tx *db.Tx, initiativeID string) error {
	return db.Exec(ctx, tx, `UPDATE review_case SET under_review = FALSE WHERE initiative_id = $1 AND under_review`, initiativeID)
}

// open makes the case of i, or renews it.
func (s *Service) open(ctx context.Context, tx *db.Tx, i initiative.Initiative) error {
	unit, err := s.units.Unit(ctx, tx, i.UnitID)
	if err != nil {
		return err
	}
	return putCase(ctx, tx, caseOf(i, unit.Name))
}

func caseOf(i initiative.Initiative, unitName string) Case {
	return Case{
		InitiativeID: i.ID, SeasonID: i.SeasonID, SetID: i.CriteriaSetID, UnitPath: i.UnitPath, UnitName: unitName, Code: i.Code, Title: i.Title,
		Participant: i.ParticipantName, UnderReview: i.State == initiative.UnderReview,
	}
}

// catchUp brings the cases of a season in step with its initiatives where nobody
// told of a change: the numbers of both are compared, which is cheap.
func (s *Service) catchUp(ctx context.Context, seasonID string) error {
	behind := false
	err := s.db.View(ctx, func(tx *db.Tx) error {
		tally, err := s.initiatives.Tally(ctx, tx, initiative.TallyFilter{SeasonID: seasonID})
		if err != nil {
			return err
		}
		n, err := db.One(ctx, tx, db.Value[int64], `SELECT COUNT(*) FROM review_case WHERE season_id = $1 AND under_review`, seasonID)
		behind = n != tally[initiative.UnderReview]
		return err
	})
	if err != nil || !behind {
		return err
	}
	return s.db.Update(ctx, func(tx *db.Tx) error { return s.align(ctx, tx, seasonID) })
}

// align makes the cases of a season those of its initiatives under review.
func (s *Service) align(ctx context.Context, tx *db.Tx, seasonID string) error {
	gone, err := waitingIDs(ctx, tx, seasonID)
	if err != nil {
		return err
	}
	var missing []Case
	var units []string
	err = s.initiatives.Each(ctx, tx, initiative.Filter{SeasonID: seasonID, States: []initiative.State{initiative.UnderReview}},
		func(i initiative.Initiative) error {
			if !gone[i.ID] {
				missing, units = append(missing, caseOf(i, "")), append(units, i.UnitID)
			}
			delete(gone, i.ID)
			return nil
		})
	if err != nil {
		return err
	}
	for id := range gone {
		if err := setAside(ctx, tx, id); err != nil {
			return err
		}
	}
	names := map[string]string{}
	for n, c := range missing {
		if _, known := names[units[n]]; !known {
			unit, err := s.units.Unit(ctx, tx, units[n])
			if err != nil {
				return err
			}
			names[units[n]] = unit.Name
		}
		c.UnitName = names[units[n]]
		if err := putCase(ctx, tx, c); err != nil {
			return err
		}
	}
	return nil
}

func waitingIDs(ctx context.Context, tx *db.Tx, seasonID string) (map[string]bool, error) {
	ids := map[string]bool{}
	err := db.Each(ctx, tx, func(r db.Row) error {
		var id string
		err := r.Scan(&id)
		ids[id] = true
		return err
	}, `SELECT initiative_id FROM review_case WHERE season_id = $1 AND under_review`, seasonID)
	return ids, err
}
