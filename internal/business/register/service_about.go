package register

import (
	"context"
	"errors"
	"time"

	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
	"kheo/internal/platform/i18n"
	"kheo/internal/service/translog"
)

// About is what everybody may know of the register as a whole.
type About struct {
	Lines    int64 // that were ever issued
	Head     translog.Head
	Printed  string   // the checkpoint as one line, of the end of last week
	Latest   []Entry  // the last that were issued
	Checked  Findings // of the last check of everything; a zero time: none yet
	Recently string   // today's checkpoint as one line
}

// latestShown is how many of the last lines the page of the register shows.
const latestShown = 10

// About finds what the page of the register shows.
func (s *Service) About(ctx context.Context) (a About, err error) {
	err = s.db.View(ctx, func(tx *db.Tx) (err error) {
		if a.Lines, err = lastSerial(ctx, tx); err != nil {
			return err
		}
		if a.Head, err = s.log.Head(ctx, tx); err != nil {
			return err
		}
		if a.Checked, err = lastFindings(ctx, tx); err != nil {
			return err
		}
		if a.Latest, err = latest(ctx, tx, latestShown); err != nil {
			return err
		}
		a.Recently = translog.PrintedLine(a.Head.Checkpoint, tx.Now.In(i18n.Zone()))
		monday := startOfWeek(tx.Now)
		h, err := s.log.HeadBefore(ctx, tx, monday)
		if errors.Is(err, fault.NotFound) { // the register is younger than a week
			return nil
		}
		a.Printed = translog.PrintedLine(h.Checkpoint, monday.Add(-time.Millisecond))
		return err
	})
	return a, err
}

// startOfWeek is the first moment of t's week in Viet Nam.
func startOfWeek(t time.Time) time.Time {
	t = t.In(i18n.Zone())
	y, m, d := t.AddDate(0, 0, -(int(t.Weekday())+6)%7).Date()
	return time.Date(y, m, d, 0, 0, 0, 0, i18n.Zone())
}
