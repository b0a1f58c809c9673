package assignment

import (
	"context"
	"time"

	"kheo/internal/business/campaign"
	"kheo/internal/business/review"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
	"kheo/internal/service/auth"
)

// Progress is how far the scoring of a season has come.
type Progress struct {
	Season  campaign.Season
	Cases   int // under review, without the council's word
	Without int // of these, nobody is asked to score them
	Rows    []Effort
	Over    bool // the season's day for scoring has passed
	Assigns bool // the reader may assign
}

// Progress shows how far everybody has come who scores a season, by name.
func (s *Service) Progress(ctx context.Context, actor auth.Actor, code string) (p Progress, err error) {
	err = s.db.View(ctx, func(tx *db.Tx) error {
		season, err := s.campaigns.SeasonByCode(ctx, tx, code)
		switch {
		case err != nil:
			return err
		case !actor.Reads(season.UnitPath):
			return fault.NotFound
		case !seesProgress(actor, season):
			return fault.Forbidden
		}
		p = Progress{Season: season, Assigns: mayAssign(actor, season), Over: season.ScoreBy.Before(clock.DayOf(tx.Now))}
		return s.count(ctx, tx, &p)
	})
	return p, err
}

func (s *Service) count(ctx context.Context, tx *db.Tx, p *Progress) error {
	judged, err := s.judges(ctx, tx, p.Season.ID, map[[2]string]review.Duty{})
	if err != nil {
		return err
	}
	marks, err := s.review.Marks(ctx, tx, p.Season.ID)
	if err != nil {
		return err
	}
	last := map[string]time.Time{}
	for _, m := range marks {
		if m.HandedInAt.After(last[m.AppraiserID]) {
			last[m.AppraiserID] = m.HandedInAt
		}
	}
	open, err := s.review.WaitingCases(ctx, tx, p.Season.ID, p.Season.UnitPath)
	if err != nil {
		return err
	}
	waits := map[string]bool{}
	for _, c := range open {
		if c.Result.Recorded() {
			continue
		}
		waits[c.InitiativeID] = true
		p.Cases++
		if (Case{Judges: judged[c.InitiativeID]}).Counting() == 0 {
			p.Without++
		}
	}
	for id, list := range judged {
		if waits[id] {
			continue
		}
		for n := range list { // what the council has spoken of, or went back, is no longer to be done
			list[n].Assigned = list[n].Assigned && list[n].HandedIn
		}
	}
	p.Rows = efforts(judged, last, p.Over)
	return nil
}
