package review

import (
	"context"
	"slices"
	"strings"

	"kheo/internal/business/campaign"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
)

// EnoughSheets is from how many sheets on their points are shown one by one
// criterion: fewer would show what single appraisers gave.
const EnoughSheets = 3

// Why is what scoring came to for one initiative, without names.
type Why struct {
	Recorded  bool // the council's word is recorded
	Passed    bool
	VotesFor  int64
	Votes     int64 // what the share was taken of
	MetOn     clock.Date
	Set       campaign.CriteriaSet // without ID: nobody scored it
	Sheets    int64                // that count
	Mean      int64                // hundredths of a point
	Corrected int64                // without the leanings of who scored; Mean when they are not known
	Vetoes    int64                // sheets that fail a criterion which may not be failed
	Lines     []WhyLine            // in the order of the criteria; only what may be shown is set
}

// Enough reports whether the points of sheets may be shown.
func (w Why) Enough() bool { return w.Sheets >= EnoughSheets }

// WhyLine is how one criterion was scored. With fewer than EnoughSheets sheets
// only Criterion, Vetoed and Open say something.
type WhyLine struct {
	Criterion campaign.Criterion
	Scored    int64 // sheets that give points
	Low       int64 // points
	Middle    int64 // of an even number of sheets the lower one
	High      int64
	Open      bool  // left open for want of evidence
	OpenIn    int64 // in so many sheets
	Vetoed    bool  // it may not be failed and was
}

// Shown reports whether enough sheets gave points to tell their lowest, middle and
// highest.
func (l WhyLine) Shown() bool { return l.Scored >= EnoughSheets }

// Why tells how an initiative was scored and what its council said;
// fault.NotFound where it never was under review.
func (s *Service) Why(ctx context.Context, tx *db.Tx, initiativeID string) (w Why, err error) {
	c, err := findCase(ctx, tx, initiativeID)
	if err != nil {
		return w, err
	}
	w = Why{
		Recorded: c.Result.Recorded(), Passed: c.Result.Verdict == For, VotesFor: c.Result.VotesFor, Votes: c.Result.VotesTotal, MetOn: c.Result.MetOn,
		Sheets: c.Sheets, Mean: c.Mean, Corrected: c.Mean, Vetoes: c.Vetoes,
	}
	if c.Sheets == 0 {
		return w, nil
	}
	setID := c.SetID
	if setID == "" {
		season, err := s.campaigns.Season(ctx, tx, c.SeasonID)
		if err != nil {
			return w, err
		}
		setID = season.CriteriaSetID
	}
	if w.Set, err = s.campaigns.Criteria(ctx, tx, setID); err != nil {
		return w, err
	}
	if w.Enough() {
		q := &db.Where{}
		lean := leanings(q, c.SeasonID)
		q.And("c.initiative_id = ?", initiativeID)
		if w.Corrected, err = db.One(ctx, tx, db.Value[int64], lean+`SELECT `+corrected+` FROM review_case c`+q.SQL(), q.Args()...); err != nil {
			return w, err
		}
	}
	points, open, err := pointsOf(ctx, tx, initiativeID)
	for _, x := range w.Set.Criteria {
		w.Lines = append(w.Lines, whyLine(x, points[x.ID], open[x.ID], w.Enough()))
	}
	return w, err
}

func whyLine(c campaign.Criterion, points []int64, open int64, enough bool) WhyLine {
	l := WhyLine{Criterion: c, Open: open > 0, Vetoed: slices.ContainsFunc(points, c.Fails)}
	if !enough {
		return l
	}
	l.Scored, l.OpenIn = int64(len(points)), open
	if l.Shown() {
		slices.Sort(points)
		l.Low, l.Middle, l.High = points[0], points[(len(points)-1)/2], points[len(points)-1]
	}
	return l
}

// pointsOf gathers by criterion the points of the sheets that count, and in how
// many of them it was left open.
func pointsOf(ctx context.Context, tx *db.Tx, initiativeID string) (points map[string][]int64, open map[string]int64, err error) {
	points, open = map[string][]int64{}, map[string]int64{}
	err = db.Each(ctx, tx, func(r db.Row) error {
		var id string
		var given *int64
		var left bool
		err := r.Scan(&id, &given, &left)
		if given != nil {
			points[id] = append(points[id], *given)
		}
		if left {
			open[id]++
		}
		return err
	}, `SELECT x.criterion_id, x.points, x.unverified FROM review_score x
		WHERE x.sheet_id IN (SELECT id FROM review_sheet WHERE initiative_id = $1 AND `+counts+`)`, initiativeID)
	return points, open, err
}

// Rejected tells which of some initiatives a council spoke against.
func (s *Service) Rejected(ctx context.Context, tx *db.Tx, initiativeIDs []string) (map[string]bool, error) {
	all := map[string]bool{}
	if len(initiativeIDs) == 0 {
		return all, nil
	}
	w := &db.Where{}
	marks := make([]string, len(initiativeIDs))
	for n, id := range initiativeIDs {
		marks[n] = w.Arg(id)
	}
	w.And("result = ?", Against)
	w.And("initiative_id IN (" + strings.Join(marks, ", ") + ")")
	err := db.Each(ctx, tx, func(r db.Row) error {
		var id string
		err := r.Scan(&id)
		all[id] = true
		return err
	}, `SELECT initiative_id FROM review_case`+w.SQL(), w.Args()...)
	return all, err
}
