package intake

import (
	"context"
	"errors"
	"io"

	"kheo/internal/business/campaign"
	"kheo/internal/business/initiative"
	"kheo/internal/business/org"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
	"kheo/internal/platform/i18n"
	"kheo/internal/service/auth"
	"kheo/internal/service/exchange"
)

// Export writes the list that q asks for, as far as actor may see it, as an Excel
// workbook that Import reads again. On error nothing was written to w, unless w
// itself failed.
func (s *Service) Export(ctx context.Context, actor auth.Actor, q initiative.Query, w io.Writer) error {
	return s.db.View(ctx, func(tx *db.Tx) error {
		f, err := s.initiatives.FilterOf(ctx, tx, actor, q)
		if err != nil {
			return err
		}
		names, err := s.exportNames(ctx, tx, actor)
		if err != nil {
			return err
		}
		season, err := s.exportSeason(ctx, tx, q)
		if err != nil {
			return err
		}
		sheet := exportSheet(season, tx.Now)
		var readErr error
		sheet.Rows = func(yield func([]any) bool) {
			readErr = s.initiatives.Each(ctx, tx, f, func(i initiative.Initiative) error {
				if !yield(names.values(sheet.Columns, i)) {
					return errStopped
				}
				return nil
			})
		}
		return exchange.Write(checked{w, &readErr}, sheet)
	})
}

// exportSeason is the name of the season that q asks for.
func (s *Service) exportSeason(ctx context.Context, tx *db.Tx, q initiative.Query) (string, error) {
	if q.Season == "" {
		return "", nil
	}
	season, err := s.campaigns.NamedSeason(ctx, tx, "mua", q.Season)
	return season.Name, unknown(err)
}

var errStopped = errors.New("intake: export stopped")

// checked writes nothing when the rows could not all be read: half a list that
// looks whole is worse than none.
type checked struct {
	w    io.Writer
	read *error
}

func (c checked) Write(p []byte) (int, error) {
	if *c.read != nil {
		return 0, *c.read
	}
	return c.w.Write(p)
}

// exportNames says what ids are called.
type exportNames struct{ units, fields map[string]string }

// exportNames reads all names before the rows: PostgreSQL answers one query at a
// time in a transaction.
func (s *Service) exportNames(ctx context.Context, tx *db.Tx, actor auth.Actor) (n exportNames, err error) {
	n = exportNames{map[string]string{}, map[string]string{}}
	for _, path := range actor.Paths() {
		units, err := s.units.Under(ctx, tx, path)
		if err != nil {
			return n, err
		}
		n.units = byID(n.units, units, func(u org.Unit) (string, string) { return u.ID, u.Name })
	}
	fields, err := s.campaigns.Fields(ctx, tx)
	n.fields = byID(n.fields, fields, func(f campaign.Field) (string, string) { return f.ID, f.Name })
	return n, err
}

func byID[T any](to map[string]string, all []T, name func(T) (id, name string)) map[string]string {
	for _, one := range all {
		id, called := name(one)
		to[id] = called
	}
	return to
}

func (n exportNames) values(columns []exchange.Column, i initiative.Initiative) []any {
	values := make([]any, len(columns))
	for at, c := range columns {
		values[at] = n.value(c.Key, i)
	}
	return values
}

func (n exportNames) value(key string, i initiative.Initiative) any {
	switch key {
	case "participant":
		return i.ParticipantName
	case "participant_kind":
		return i.ParticipantKind.Label()
	case "unit":
		return n.units[i.UnitID]
	case "field":
		return n.fields[i.FieldID]
	case "kind":
		return i.Kind.Label()
	case "starts_on":
		return dayValue(i.StartsOn)
	case "contact":
		return i.Contact
	case "note":
		return i.Note
	case "code":
		return i.Code
	case "state":
		return i.State.Label()
	case "due_on":
		return dayValue(i.DueOn)
	}
	for _, item := range i.Items() {
		if item.Name == key {
			return item.Text
		}
	}
	return nil // the number in the list
}

func dayValue(d clock.Date) any {
	if d.IsZero() {
		return nil
	}
	return d.Time()
}

// exportErrors writes what is wrong with a list, cell by cell.
func exportErrors(ctx context.Context, w io.Writer, all []RowError) error {
	return exchange.Write(w, exchange.Sheet{
		Name: i18n.T(ctx, "Các chỗ cần sửa"),
		Columns: []exchange.Column{
			{Title: i18n.T(ctx, "Trang tính"), Width: 24}, {Title: i18n.T(ctx, "Ô"), Width: 8},
			{Title: i18n.T(ctx, "Cột"), Width: 28}, {Title: i18n.T(ctx, "Cần sửa"), Width: 100},
		},
		Rows: func(yield func([]any) bool) {
			for _, e := range all {
				if !yield([]any{e.Sheet, e.Cell, e.Column, e.Message.In(i18n.From(ctx))}) {
					return
				}
			}
		},
	})
}
