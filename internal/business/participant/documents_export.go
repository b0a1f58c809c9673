package participant

import (
	"context"
	"io"
	"time"

	"kheo/internal/platform/db"
	"kheo/internal/platform/i18n"
	"kheo/internal/service/auth"
	"kheo/internal/service/exchange"
)

// exportAtOnce is how many rows are read at a time for a workbook.
const exportAtOnce = 1000

// Export writes the list that q asks for, as far as actor may see it, as an Excel
// workbook. Telephone numbers stay in the book.
func (s *Service) Export(ctx context.Context, actor auth.Actor, q ListQuery, w io.Writer) error {
	return s.db.View(ctx, func(tx *db.Tx) error {
		paths, err := s.listed(ctx, tx, actor, q)
		if err != nil {
			return err
		}
		sheet := exchange.Sheet{
			Name: "Đối tượng", Title: []string{"DANH SÁCH ĐỐI TƯỢNG THAM GIA", "Ngày " + i18n.Date(tx.Now)}, Landscape: true,
			Columns: []exchange.Column{{Title: "Tên", Width: 44}, {Title: "Đối tượng", Width: 16}, {Title: "Đơn vị", Width: 36}, {Title: "Cùng một đối tượng với", Width: 44}},
		}
		var failed error
		sheet.Rows = func(yield func([]any) bool) { failed = s.eachRow(ctx, tx, actor, q, paths, yield) }
		return exchange.Write(checked{w, &failed}, sheet)
	})
}

// eachRow hands on the rows of a list, page by page.
func (s *Service) eachRow(ctx context.Context, tx *db.Tx, actor auth.Actor, q ListQuery, paths []string, yield func([]any) bool) error {
	q.After = ""
	for {
		rows, err := s.exported(ctx, tx, actor, q, paths)
		if err != nil {
			return err
		}
		for _, r := range rows {
			if !yield([]any{r.Name, r.Kind.Label(), r.UnitName, r.Head.Name}) {
				return nil
			}
		}
		if len(rows) < exportAtOnce || q.Words != "" {
			return nil
		}
		q.After = rows[len(rows)-1].ID
	}
}

func (s *Service) exported(ctx context.Context, tx *db.Tx, actor auth.Actor, q ListQuery, paths []string) ([]Row, error) {
	if q.Words != "" {
		return s.found(ctx, tx, actor, q, paths)
	}
	rows, err := page(ctx, tx, paths, q, exportAtOnce)
	if err != nil {
		return nil, err
	}
	return s.withNames(ctx, tx, actor, rows)
}

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

// writeRecord writes the record of a participant as a workbook.
func writeRecord(v View, now time.Time, w io.Writer) error {
	sheet := exchange.Sheet{
		Name: "Thành tích", Title: []string{v.Name, v.Kind.Label() + ", ngày " + i18n.Date(now)}, Landscape: true,
		Columns: []exchange.Column{
			{Title: "Năm", Width: 8}, {Title: "Ngày", Width: 14}, {Title: "Việc", Width: 24}, {Title: "Tên", Width: 60}, {Title: "Đơn vị", Width: 34}, {Title: "Kết quả", Width: 34},
		},
	}
	sheet.Rows = func(yield func([]any) bool) {
		for _, y := range v.Record {
			for _, d := range y.Deeds {
				if !yield([]any{d.Year, d.On.Time(), d.Kind, d.Title, d.Unit, d.Detail}) {
					return
				}
			}
		}
	}
	return exchange.Write(w, sheet)
}
