package campaign

import (
	"context"
	"errors"
	"slices"

	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
)

// seasonTrail is what the trail keeps of a season.
type seasonTrail struct {
	Season
	Sets []SeasonSet
}

// setsOf checks the sets that a season is to use, its own and those beside it.
// Where lines is nil they stay what they are; a new season takes those of its
// unit's last one that fit.
func (s *Service) setsOf(ctx context.Context, tx *db.Tx, season Season, lines []SeasonSet) ([]SeasonSet, error) {
	published, err := s.published(ctx, tx)
	if err != nil {
		return nil, err
	}
	base, ok := published[season.CriteriaSetID]
	if !ok {
		return nil, fault.Invalid{"criteria_set": fault.Say("Chọn bộ tiêu chí.")}
	}
	if lines == nil {
		if lines, err = s.inherited(ctx, tx, season, base, published); err != nil {
			return nil, err
		}
	}
	fields, err := s.Fields(ctx, tx)
	if err != nil {
		return nil, err
	}
	v := fault.Invalid{}
	for n, l := range lines {
		known := l.FieldID == "" || slices.ContainsFunc(fields, func(f Field) bool { return f.ID == l.FieldID })
		v.Check(known, seasonSetField(n, "field"), "Chọn lĩnh vực.")
	}
	lines = chosen(lines, season.CriteriaSetID, published, v)
	return lines, v.Err()
}

// inherited are the lines that season has already; of a new one, those of its
// unit's last season as far as they add up to as many points as base.
func (s *Service) inherited(ctx context.Context, tx *db.Tx, season Season, base CriteriaSet, published map[string]CriteriaSet) ([]SeasonSet, error) {
	_, err := s.Season(ctx, tx, season.ID)
	if err == nil {
		return s.SeasonSets(ctx, tx, season.ID)
	}
	if !errors.Is(err, fault.NotFound) {
		return nil, err
	}
	last, err := s.lastSeason(ctx, tx, func(other Season) bool { return other.UnitID == season.UnitID })
	if err != nil || last.ID == "" {
		return nil, err
	}
	lines, err := s.SeasonSets(ctx, tx, last.ID)
	return slices.DeleteFunc(lines, func(l SeasonSet) bool { return published[l.SetID].Maximum != base.Maximum }), err
}

// lastSeason is the latest season that fits, or the zero Season.
func (s *Service) lastSeason(ctx context.Context, tx *db.Tx, fits func(Season) bool) (Season, error) {
	all, err := s.Seasons(ctx, tx) // the latest year first
	if n := slices.IndexFunc(all, fits); n >= 0 {
		return all[n], err
	}
	return Season{}, err
}

func (s *Service) published(ctx context.Context, tx *db.Tx) (map[string]CriteriaSet, error) {
	all, err := s.CriteriaSets(ctx, tx)
	byID := map[string]CriteriaSet{}
	for _, set := range all {
		byID[set.ID] = set
	}
	return byID, err
}
