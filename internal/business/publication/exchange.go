package publication

import (
	"context"
	"iter"

	"kheo/internal/business/initiative"
	"kheo/internal/business/participant"
	"kheo/internal/platform/db"
	"kheo/internal/service/exchange"
)

// chunk is how many rows of a file are read at a time: between two, no
// connection to the database waits for a slow reader.
const chunk = 500

// export is the catalogue as a file with the same filter as the page. What goes
// wrong on the way is in *failed when the rows have ended.
func (s *Service) export(ctx context.Context, f Filter, instead string, failed *error) (exchange.Sheet, error) {
	sheet := exchange.Sheet{Name: "Mô hình", Landscape: true, Columns: []exchange.Column{
		{Title: "Mã", Width: 15}, {Title: "Tên", Width: 50}, {Title: "Loại", Width: 12}, {Title: "Đối tượng", Width: 14},
		{Title: "Tập thể, cá nhân, hộ gia đình", Width: 36}, {Title: "Đơn vị", Width: 30}, {Title: "Lĩnh vực", Width: 26}, {Title: "Năm", Width: 8},
		{Title: "Bước", Width: 22}, {Title: "Số bước có bằng chứng", Width: 12}, {Title: "Quyết định", Width: 16}, {Title: "Ngày quyết định", Width: 14},
		{Title: "Mã ghi sổ", Width: 16},
	}}
	f = f.First()
	l, err := s.catalogue(ctx, f, instead)
	if err != nil {
		return sheet, err
	}
	sheet.Rows = func(yield func([]any) bool) {
		if l.Unknown || l.Total == 0 {
			return
		}
		for r := range s.every(ctx, l, instead, failed) {
			if !yield(r.cells()) {
				return
			}
		}
	}
	return sheet, nil
}

// every lists all rows of l, the newest first.
func (s *Service) every(ctx context.Context, l list, instead string, failed *error) iter.Seq[Row] {
	return func(yield func(Row) bool) {
		q := l.CardFilter
		q.Limit = chunk
		for {
			var rows []Row
			*failed = s.db.View(ctx, func(tx *db.Tx) error {
				cards, err := s.initiatives.Cards(ctx, tx, q)
				if err != nil {
					return err
				}
				rows, err = s.rows(ctx, tx, l.places, cards, instead)
				return err
			})
			for _, r := range rows {
				if !yield(r) {
					return
				}
			}
			if *failed != nil || len(rows) < chunk {
				return
			}
			q.Before = rows[len(rows)-1].id
		}
	}
}

func (r Row) cells() []any {
	proven := 0
	for _, step := range r.Steps {
		if step == initiative.Proven {
			proven++
		}
	}
	var on any
	if !r.Award.DecidedOn.IsZero() {
		on = r.Award.DecidedOn.Time()
	}
	name := r.Name
	if name == "" {
		name = "(" + participant.Kind(r.By).Label() + ")"
	}
	return []any{
		r.Code, r.Title, r.Kind.Label(), participant.Kind(r.By).Label(), name, r.Unit, r.Field, r.Year,
		r.State.Label(), proven, r.Award.Number, on, r.Award.RegisterCode,
	}
}

// numbersSheet is the season's numbers by field and by unit.
func numbersSheet(f figures) exchange.Sheet {
	return exchange.Sheet{
		Name:  "Số liệu",
		Title: []string{f.Season.Season.Name, f.Text()},
		Columns: []exchange.Column{
			{Title: "Theo", Width: 14}, {Title: "Tên", Width: 44}, {Title: "Mã", Width: 24}, {Title: "Mô hình đăng ký", Width: 14},
			{Title: "Mô hình được công nhận", Width: 14}, {Title: "Tập thể, cá nhân được khen", Width: 14}, {Title: "Tính đến ngày", Width: 14},
		},
		Rows: func(yield func([]any) bool) {
			for _, r := range f.Fields() {
				if !yield([]any{"Lĩnh vực", r.Name, r.Code, r.Count, r.Recognised, r.Commended, f.On.Time()}) {
					return
				}
			}
			for _, r := range f.Units() {
				if !yield([]any{"Đơn vị", r.Name, r.Code, r.Count, r.Recognised, r.Commended, f.On.Time()}) {
					return
				}
			}
		},
	}
}
