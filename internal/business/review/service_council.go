package review

import (
	"context"
	"errors"
	"strings"

	"github.com/google/uuid"

	"kheo/internal/business/campaign"
	"kheo/internal/business/initiative"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
	"kheo/internal/service/audit"
	"kheo/internal/service/auth"
)

// Record keeps what the council of a season said of several initiatives in one
// meeting: all of them or, when one line is refused, none. It returns the cases
// that were recorded.
func (s *Service) Record(ctx context.Context, actor auth.Actor, seasonCode string, in ResultsInput) (saved []Case, err error) {
	err = s.db.Update(ctx, func(tx *db.Tx) error {
		saved = nil
		season, err := s.recordable(ctx, tx, actor, seasonCode)
		if err != nil {
			return err
		}
		results, err := in.read(clock.DayOf(tx.Now), actor.Name)
		if err != nil {
			return err
		}
		v := fault.Invalid{}
		for n := range in.Lines {
			result, chosen := results[n]
			if !chosen {
				continue
			}
			c, err := s.recordOne(ctx, tx, actor, season, in.Lines[n], result)
			if errors.Is(err, errDecided) {
				v.Check(false, line(n, "verdict"), "Hồ sơ này không còn ở bước thẩm định nên không ghi kết quả được.")
				continue
			}
			if errors.Is(err, errCounted) {
				v.Check(false, line(n, "verdict"), "Kết quả này được đếm từ lượt bỏ phiếu; muốn đổi thì hội đồng bỏ phiếu lại.")
				continue
			}
			if err != nil {
				return err
			}
			saved = append(saved, c)
		}
		return v.Err()
	})
	return saved, err
}

var (
	errDecided = errors.New("not under review")
	errCounted = errors.New("counted from a ballot")
)

func (s *Service) recordOne(ctx context.Context, tx *db.Tx, actor auth.Actor, season campaign.Season, l ResultLine, r Result) (Case, error) {
	if uuid.Validate(l.InitiativeID) != nil {
		return Case{}, fault.NotFound
	}
	i, err := s.initiatives.Find(ctx, tx, l.InitiativeID)
	if err != nil {
		return Case{}, err
	}
	if i.SeasonID != season.ID || !strings.HasPrefix(i.UnitPath, season.UnitPath) {
		return Case{}, fault.NotFound
	}
	if i.State != initiative.UnderReview {
		return Case{}, errDecided
	}
	if err := s.open(ctx, tx, i); err != nil {
		return Case{}, err
	}
	c, err := findCase(ctx, tx, i.ID)
	if err != nil {
		return c, err
	}
	if c.Version != l.Version {
		if c.Version == l.Version+1 && c.Result == r {
			return c, nil // sent twice
		}
		return c, fault.Conflict
	}
	if c.Counted {
		return c, errCounted
	}
	return s.enterResult(ctx, tx, actor, c, r)
}

func (s *Service) enterResult(ctx context.Context, tx *db.Tx, actor auth.Actor, c Case, r Result) (Case, error) {
	before := c.Result
	c.Result = r
	if err := updateResult(ctx, tx, c); err != nil {
		return c, err
	}
	c.Version++
	a := audit.Act{Name: "review.result_recorded", Kind: "initiative", ObjectID: c.InitiativeID, Title: c.Title, UnitPath: c.UnitPath, After: r}
	if before.Recorded() {
		a.Before = before
	}
	return c, audit.Record(ctx, tx, actor, a)
}

func (s *Service) recordable(ctx context.Context, tx *db.Tx, actor auth.Actor, seasonCode string) (campaign.Season, error) {
	season, err := s.season(ctx, tx, actor, seasonCode)
	if err == nil && !mayRecord(actor, season) {
		err = fault.Forbidden
	}
	return season, err
}

// Meeting is what the form of the council's results needs.
type Meeting struct {
	Season campaign.Season
	Set    campaign.CriteriaSet
	Rows   []Row // ranked; those asked for, else the first by mean
	Total  int   // how many wait for a result
	Over   bool  // the days for scoring are over
}

// Meeting lists the cases of a season for the council: the ones in ids, or else
// the first `first` by mean that have no result yet.
func (s *Service) Meeting(ctx context.Context, actor auth.Actor, seasonCode string, ids []string, first int) (m Meeting, err error) {
	for _, id := range ids {
		if uuid.Validate(id) != nil {
			return m, fault.NotFound
		}
	}
	err = s.db.View(ctx, func(tx *db.Tx) error {
		m = Meeting{}
		m.Season, err = s.recordable(ctx, tx, actor, seasonCode)
		return err
	})
	if err == nil {
		err = s.catchUp(ctx, m.Season.ID)
	}
	if err != nil {
		return m, err
	}
	season := m.Season
	err = s.db.View(ctx, func(tx *db.Tx) error {
		m = Meeting{Season: season}
		if m.Set, err = s.campaigns.Criteria(ctx, tx, m.Season.CriteriaSetID); err != nil {
			return err
		}
		m.Over = over(m.Season, tx)
		l := listing{seasonID: m.Season.ID, actor: actor, over: m.Over, order: ByMean, waiting: true, limit: first}
		if m.Total, err = l.count(ctx, tx); err != nil {
			return err
		}
		if len(ids) > 0 {
			l.waiting, l.ids, l.limit = false, ids[:min(len(ids), maxLines)], maxLines
		}
		if m.Rows, err = l.rows(ctx, tx); err != nil {
			return err
		}
		return s.fillSets(ctx, tx, m.Rows, m.Set)
	})
	return m, err
}
