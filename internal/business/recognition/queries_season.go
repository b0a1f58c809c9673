package recognition

import (
	"context"

	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
)

// Summary is a decision in a list.
type Summary struct {
	Code      string     `json:"code"`
	Kind      Kind       `json:"kind"`
	Number    string     `json:"number"`
	DecidedOn clock.Date `json:"date"`
	State     State      `json:"state"`
	Lines     int64      `json:"lines"`
}

// OfSeason lists every decision of a season, or of all when it is empty, with the
// number of its lines, in the order of their dates.
func (s *Service) OfSeason(ctx context.Context, tx *db.Tx, seasonID string) ([]Summary, error) {
	w := &db.Where{}
	w.If(seasonID != "", "d.season_id = ?", seasonID)
	return db.All(ctx, tx, func(r db.Row) (d Summary, err error) {
		err = r.Scan(&d.Code, &d.Kind, &d.Number, &d.DecidedOn, &d.State, &d.Lines)
		return d, err
	}, `SELECT d.code, d.kind, d.number, d.decided_on, d.state, (SELECT COUNT(*) FROM recognition_line l WHERE l.decision_id = d.id)
		FROM recognition_decision d`+w.SQL()+` ORDER BY d.decided_on, d.code`, w.Args()...)
}

// IssuedOf lists the issued decisions of the season of that code, of all seasons
// when it is empty, as everybody may see them. An unknown code is fault.Invalid at
// "season".
func (s *Service) IssuedOf(ctx context.Context, season string) (issued []Summary, err error) {
	err = s.db.View(ctx, func(tx *db.Tx) error {
		id := ""
		if season != "" {
			found, err := s.campaigns.NamedSeason(ctx, tx, "season", season)
			if err != nil {
				return err
			}
			id = found.ID
		}
		all, err := s.OfSeason(ctx, tx, id)
		issued = make([]Summary, 0, len(all))
		for _, d := range all {
			if d.State == Issued {
				issued = append(issued, d)
			}
		}
		return err
	})
	return issued, err
}

// IssuedList finds an issued decision and its lines as everybody may see them, or
// fault.NotFound.
func (s *Service) IssuedList(ctx context.Context, code string) (d Decision, lines []Line, err error) {
	err = s.db.View(ctx, func(tx *db.Tx) (err error) {
		if d, err = s.ByCode(ctx, tx, code); err != nil {
			return err
		}
		lines, err = s.Lines(ctx, tx, d.ID)
		return err
	})
	return d, lines, err
}
