package review

import (
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/google/uuid"

	"kheo/internal/business/campaign"
	"kheo/internal/business/conflict"
	"kheo/internal/business/initiative"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
	"kheo/internal/service/auth"
)

// SeasonShare is a season with how far its review has come for one reader.
type SeasonShare struct {
	Season  campaign.Season
	Unit    string
	Waiting int64 // under review, of the units that the reader works with
	Mine    int64 // of these, those that the reader scores
	Done    int64 // of these, scored by the reader
}

// Seasons lists the seasons of the actor's units, the latest first.
func (s *Service) Seasons(ctx context.Context, actor auth.Actor) (all []SeasonShare, err error) {
	if err := s.catchUpOpen(ctx, actor); err != nil {
		return nil, err
	}
	err = s.db.View(ctx, func(tx *db.Tx) error {
		all = nil
		seasons, err := s.seasonsOf(ctx, tx, actor)
		if err != nil {
			return err
		}
		counts, err := shares(ctx, tx, actor)
		if err != nil {
			return err
		}
		for _, season := range seasons {
			unit, err := s.units.Unit(ctx, tx, season.UnitID)
			if err != nil {
				return err
			}
			n := counts[season.ID]
			all = append(all, SeasonShare{season, unit.Name, n.waiting, n.mine, n.done})
		}
		return nil
	})
	return all, err
}

// catchUpOpen brings the open seasons of the actor's units in step.
func (s *Service) catchUpOpen(ctx context.Context, actor auth.Actor) error {
	var seasons []campaign.Season
	err := s.db.View(ctx, func(tx *db.Tx) (err error) {
		seasons, err = s.seasonsOf(ctx, tx, actor)
		return err
	})
	for _, season := range seasons {
		if err == nil && season.State == campaign.Open {
			err = s.catchUp(ctx, season.ID)
		}
	}
	return err
}

func (s *Service) seasonsOf(ctx context.Context, tx *db.Tx, actor auth.Actor) ([]campaign.Season, error) {
	all, err := s.campaigns.Seasons(ctx, tx)
	return slices.DeleteFunc(all, func(season campaign.Season) bool { return !touches(actor, season) }), err
}

// touches reports whether the season reaches a unit that the actor works with.
func touches(actor auth.Actor, season campaign.Season) bool {
	return slices.ContainsFunc(actor.Paths(), func(p string) bool {
		return strings.HasPrefix(p, season.UnitPath) || strings.HasPrefix(season.UnitPath, p)
	})
}

func (s *Service) season(ctx context.Context, tx *db.Tx, actor auth.Actor, code string) (campaign.Season, error) {
	season, err := s.campaigns.SeasonByCode(ctx, tx, code)
	if err == nil && !touches(actor, season) {
		err = fault.NotFound
	}
	return season, err
}

// over reports whether the days for scoring are over.
func over(season campaign.Season, tx *db.Tx) bool { return season.ScoreBy.Before(clock.DayOf(tx.Now)) }

// Query is what the reader of a ranking asks for.
type Query struct {
	Order  Order  `form:"xep"`
	Undone bool   `form:"chua-cham"`
	Before string `form:"sau"`   // id of the last row of the page before
	After  string `form:"truoc"` // id of the first row of the page after
	From   int    `form:"tu"`    // number of the first row, as the address says
}

// Ranking is one page of a season's cases.
type Ranking struct {
	Season     campaign.Season
	Set        campaign.CriteriaSet // the season's own; a row may have another
	Rows       []Row
	Total      int
	Mine, Done int64 // what the reader scores and has scored
	Over       bool  // the days for scoring are over
	More       bool  // there are rows beyond, in the direction of reading
	Scores     bool  // the reader is an appraiser here
	Records    bool  // the reader may record results
}

const pageRows = 50

// Ranking shows a page of the cases that the actor may see; all of them when
// whole is set.
func (s *Service) Ranking(ctx context.Context, actor auth.Actor, code string, q Query, whole bool) (r Ranking, err error) {
	for _, id := range []string{q.Before, q.After} {
		if id != "" && uuid.Validate(id) != nil {
			return r, fault.NotFound
		}
	}
	var season campaign.Season
	err = s.db.View(ctx, func(tx *db.Tx) error {
		season, err = s.season(ctx, tx, actor, code)
		return err
	})
	if err == nil {
		err = s.catchUp(ctx, season.ID)
	}
	if err == nil && q.Order == ByCorrected {
		err = s.correct(ctx, season.ID)
	}
	if err != nil {
		return r, err
	}
	err = s.db.View(ctx, func(tx *db.Tx) error {
		r = Ranking{Season: season, Over: over(season, tx), Records: mayRecord(actor, season)}
		return s.rank(ctx, tx, actor, q, whole, &r)
	})
	return r, err
}

func (s *Service) rank(ctx context.Context, tx *db.Tx, actor auth.Actor, q Query, whole bool, r *Ranking) (err error) {
	if r.Set, err = s.campaigns.Criteria(ctx, tx, r.Season.CriteriaSetID); err != nil {
		return err
	}
	counts, err := shares(ctx, tx, actor)
	if err != nil {
		return err
	}
	r.Mine, r.Done = counts[r.Season.ID].mine, counts[r.Season.ID].done
	r.Scores = r.Mine > 0
	l := listing{
		seasonID: r.Season.ID, actor: actor, over: r.Over, order: q.Order, undone: q.Undone,
		before: q.Before, after: q.After, limit: pageRows + 1,
	}
	if r.Total = int(r.Mine - r.Done); !q.Undone {
		if r.Total, err = l.count(ctx, tx); err != nil {
			return err
		}
	}
	if whole {
		l.before, l.after, l.limit = "", "", r.Total
	}
	if r.Rows, err = l.rows(ctx, tx); err != nil {
		return err
	}
	if err := s.fillSets(ctx, tx, r.Rows, r.Set); err != nil || whole {
		return err
	}
	if r.More = len(r.Rows) > pageRows; r.More {
		if l.after != "" {
			r.Rows = r.Rows[1:]
		} else {
			r.Rows = r.Rows[:pageRows]
		}
	}
	return nil
}

// fillSets gives rows the sets of their cases, and those of before their time the
// season's.
func (s *Service) fillSets(ctx context.Context, tx *db.Tx, rows []Row, season campaign.CriteriaSet) error {
	all, err := s.campaigns.CriteriaSets(ctx, tx)
	byID := map[string]campaign.CriteriaSet{"": season}
	for _, set := range all {
		byID[set.ID] = set
	}
	for n := range rows {
		rows[n].Set = byID[rows[n].SetID]
	}
	return err
}

// Scoring is everything that the page of one case shows.
type Scoring struct {
	Season   campaign.Season
	Set      campaign.CriteriaSet
	Case     Case
	Dossier  initiative.Dossier
	Self     Sheet            // the registrant's own; the zero Sheet where there is none
	Own      Sheet            // the zero Sheet where the reader has none
	Others   []Sheet          // handed in; empty while they are not for the reader
	Hidden   bool             // there are others' sheets, not for the reader yet
	MeanOpen bool             // the reader may see the mean
	Scores   bool             // the reader may fill in a sheet now
	Records  bool             // the reader may record the council's result
	Duty     Duty             // of the reader
	Conflict conflict.Finding // between the reader and the case
	Blocked  error            // why the reader may not score, where a duty says so
	Visits   []initiative.Visit
	Next     string // id of the next case to score, or empty
}

// Scoring shows one case of a season.
func (s *Service) Scoring(ctx context.Context, actor auth.Actor, code, id string) (x Scoring, err error) {
	dossier, err := s.initiatives.Dossier(ctx, actor, id)
	if err != nil {
		return x, err
	}
	err = s.db.View(ctx, func(tx *db.Tx) error {
		x = Scoring{Dossier: dossier}
		if x.Season, err = s.season(ctx, tx, actor, code); err != nil {
			return err
		}
		if x.Case, err = s.caseAt(ctx, tx, dossier.Initiative); err != nil {
			return err
		}
		if x.Case.SeasonID != x.Season.ID || !maySee(actor, x.Case.UnitPath) {
			return fault.NotFound
		}
		if x.Set, err = s.setOf(ctx, tx, dossier.Initiative); err != nil {
			return err
		}
		return s.fillScoring(ctx, tx, actor, &x)
	})
	if err == nil && s.Visits != nil {
		x.Visits, err = s.Visits.VisitsOf(ctx, actor, id)
	}
	return x, err
}

// caseAt finds the case of i; where nobody told of the review yet, it is made up
// of i alone.
func (s *Service) caseAt(ctx context.Context, tx *db.Tx, i initiative.Initiative) (Case, error) {
	c, err := findCase(ctx, tx, i.ID)
	if errors.Is(err, fault.NotFound) && i.State == initiative.UnderReview {
		unit, err := s.units.Unit(ctx, tx, i.UnitID)
		return caseOf(i, unit.Name), err
	}
	return c, err
}

func (s *Service) fillScoring(ctx context.Context, tx *db.Tx, actor auth.Actor, x *Scoring) (err error) {
	x.Own, err = ownSheet(ctx, tx, x.Case.InitiativeID, actor.AccountID)
	if err != nil && !errors.Is(err, fault.NotFound) {
		return err
	}
	x.Self, err = ownSheet(ctx, tx, x.Case.InitiativeID, x.Case.InitiativeID)
	if err != nil && !errors.Is(err, fault.NotFound) {
		return err
	}
	all, err := handedIn(ctx, tx, x.Case.InitiativeID)
	if err != nil {
		return err
	}
	all = slices.DeleteFunc(all, func(sheet Sheet) bool { return sheet.ID == x.Own.ID })
	if seesSheets(actor, x.Case, x.Own.HandedIn()) {
		x.Others = all
	}
	x.Hidden = len(all) > len(x.Others)
	x.MeanOpen = seesMean(actor, x.Case, x.Own.HandedIn(), over(x.Season, tx))
	x.Scores = mayScore(actor, x.Case.UnitPath) && x.Case.UnderReview && x.Dossier.State == initiative.UnderReview && !x.Case.Result.Recorded()
	if err := s.fillDuty(ctx, tx, actor, x); err != nil {
		return err
	}
	x.Records = mayRecord(actor, x.Season) && x.Dossier.State == initiative.UnderReview
	next, err := listing{seasonID: x.Season.ID, actor: actor, order: ByTitle, undone: true, limit: 2}.rows(ctx, tx)
	for _, row := range next {
		if row.InitiativeID != x.Case.InitiativeID && x.Next == "" {
			x.Next = row.InitiativeID
		}
	}
	return err
}
