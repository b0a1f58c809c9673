package review

import (
	"context"

	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
	"kheo/internal/service/auth"
)

// Case finds what is known of an initiative's review, or fault.NotFound where it
// never was under review. Its Rank is 0.
func (s *Service) Case(ctx context.Context, tx *db.Tx, initiativeID string) (Case, error) {
	return findCase(ctx, tx, initiativeID)
}

// Result finds what the council said of an initiative, or fault.NotFound where
// nothing is recorded.
func (s *Service) Result(ctx context.Context, tx *db.Tx, initiativeID string) (Result, error) {
	c, err := findCase(ctx, tx, initiativeID)
	if err == nil && !c.Result.Recorded() {
		err = fault.NotFound
	}
	return c.Result, err
}

// Passed lists the cases of a season for which the council agreed, ranked, the
// highest mean first. Some may be decided already: see the initiative's state.
func (s *Service) Passed(ctx context.Context, tx *db.Tx, seasonID string) ([]Case, error) {
	all, err := db.All(ctx, tx, scanCase, `SELECT `+caseColumns+` FROM review_case c
		WHERE c.season_id = $1 AND c.result = $2 ORDER BY c.mean DESC, c.initiative_id`, seasonID, For)
	rank(all)
	return all, err
}

// SheetEntry is a sheet that somebody filled in elsewhere.
type SheetEntry struct {
	InitiativeID string
	AppraiserID  string // account
	Appraiser    string // name
	Comment      string
	Scores       []Score
}

// Enter hands in a sheet without asking for permission: for examples and for
// lists of seasons that are long over. The scores keep to the rules of the form.
func (s *Service) Enter(ctx context.Context, tx *db.Tx, e SheetEntry) (Sheet, error) {
	i, err := s.initiatives.Find(ctx, tx, e.InitiativeID)
	if err != nil {
		return Sheet{}, err
	}
	set, err := s.setOf(ctx, tx, i)
	if err != nil {
		return Sheet{}, err
	}
	sheet, err := newSheet(e.input(), set)
	if err != nil {
		return sheet, err
	}
	sheet.InitiativeID, sheet.SeasonID, sheet.Version = i.ID, i.SeasonID, 1
	sheet.AppraiserID, sheet.Appraiser, sheet.HandedInAt, sheet.ChangedAt = e.AppraiserID, e.Appraiser, tx.Now, tx.Now
	if err := s.open(ctx, tx, i); err != nil {
		return sheet, err
	}
	if err := insertSheet(ctx, tx, sheet); err != nil {
		return sheet, err
	}
	if err := addUp(ctx, tx, i.ID); err != nil {
		return sheet, err
	}
	who := auth.Actor{AccountID: e.AppraiserID, Name: e.Appraiser}
	return sheet, s.record(ctx, tx, who, i, "review.sheet_handed_in", sheet)
}

// ResultEntry is what a council said, written down elsewhere.
type ResultEntry struct {
	InitiativeID string
	Verdict      Verdict
	VotesFor     int64
	VotesTotal   int64
	MetOn        clock.Date
	Note         string
}

// EnterResult records the council's word without asking for permission: for
// examples and for lists of seasons that are long over.
func (s *Service) EnterResult(ctx context.Context, tx *db.Tx, actor auth.Actor, e ResultEntry) (Case, error) {
	i, err := s.initiatives.Find(ctx, tx, e.InitiativeID)
	if err != nil {
		return Case{}, err
	}
	results, err := e.input().read(clock.DayOf(tx.Now), actor.Name)
	if err != nil {
		return Case{}, err
	}
	if err := s.open(ctx, tx, i); err != nil {
		return Case{}, err
	}
	c, err := findCase(ctx, tx, i.ID)
	if err != nil {
		return c, err
	}
	return s.enterResult(ctx, tx, actor, c, results[0])
}
