package org

import (
	"context"
	"io"
	"strings"

	"kheo/internal/platform/clock"
	"kheo/internal/platform/i18n"
	"kheo/internal/service/audit"
	"kheo/internal/service/auth"
	"kheo/internal/service/exchange"
)

const (
	chunk       = 500    // rows read at a time: no transaction is as long as a list
	mostEntries = 50_000 // rows of the trail in one file
)

// ExportUnits writes what Tree lists to w as an Excel workbook, parents before
// children. Like its brothers it writes nothing when the list could not be read.
func (s *Service) ExportUnits(ctx context.Context, actor auth.Actor, words string, w io.Writer) error {
	sheet := exchange.Sheet{Name: "Đơn vị", Landscape: true, Columns: []exchange.Column{
		{Title: "Mã", Width: 28}, {Title: "Tên", Width: 44}, {Title: "Loại", Width: 28}, {Title: "Hệ thống", Width: 22},
		{Title: "Mã đơn vị cấp trên", Width: 28}, {Title: "Thành lập từ ngày", Width: 16}, {Title: "Ngày cuối cùng", Width: 16},
	}}
	return export(w, sheet, func(last TreeRow) ([]TreeRow, error) {
		return s.Tree(ctx, actor, words, last.Path, chunk)
	}, func(r TreeRow) []any {
		label := string(r.Type)
		if info, known := r.Type.Info(); known {
			label = info.Label
		}
		return []any{r.Code, r.Name, label, r.Line.Label(), parentCode(r.Path), dayCell(r.ValidFrom), dayCell(r.ValidTo)}
	})
}

// ExportAccounts writes what Accounts lists to w, by login.
func (s *Service) ExportAccounts(ctx context.Context, actor auth.Actor, words string, w io.Writer) error {
	sheet := exchange.Sheet{Name: "Tài khoản", Columns: []exchange.Column{
		{Title: "Tên đăng nhập", Width: 22}, {Title: "Họ tên", Width: 30}, {Title: "Vai trò", Width: 70}, {Title: "Tình trạng", Width: 14},
	}}
	return export(w, sheet, func(last auth.Account) ([]auth.Account, error) {
		return s.Accounts(ctx, actor, words, last.Login, chunk)
	}, func(a auth.Account) []any {
		roles := make([]string, len(a.Grants))
		for i, g := range a.Grants {
			roles[i] = g.Role.Label() + " · " + g.UnitName
		}
		state := "Đang dùng"
		if a.Disabled {
			state = "Đã khóa"
		}
		return []any{a.Login, a.Name, strings.Join(roles, "; "), state}
	})
}

// trailRow is an act with the name of the unit under which it stands.
type trailRow struct {
	audit.Entry
	unit string
}

// ExportTrail writes what Trail lists to w, the newest first: f.Limit acts, and
// never more than mostEntries. Of what was before and after it tells the fields
// that differ.
func (s *Service) ExportTrail(ctx context.Context, actor auth.Actor, f audit.Filter, w io.Writer) error {
	sheet := exchange.Sheet{
		Name: "Nhật ký", Landscape: true, Title: []string{"Nhật ký, việc mới nhất trước, nhiều nhất " + i18n.Number(i18n.With(ctx, i18n.VI), mostEntries) + " việc"},
		Columns: []exchange.Column{
			{Title: "Ngày", Width: 12}, {Title: "Giờ", Width: 10}, {Title: "Người làm", Width: 26}, {Title: "Việc", Width: 30}, {Title: "Về", Width: 18},
			{Title: "Tên gọi", Width: 40}, {Title: "Đơn vị", Width: 30}, {Title: "Trước", Width: 44}, {Title: "Sau", Width: 44},
		},
	}
	left := min(f.Limit, mostEntries)
	names := map[string]string{}
	return export(w, sheet, func(last trailRow) ([]trailRow, error) {
		f.Limit = min(left, chunk)
		if last.ID != "" {
			f.Before = last.ID
		}
		entries, err := s.Trail(ctx, actor, f)
		if err != nil {
			return nil, err
		}
		left -= len(entries)
		return s.withUnits(ctx, entries, names)
	}, trailRow.cells)
}

// withUnits adds to entries the names of their units; known is what it learned before.
func (s *Service) withUnits(ctx context.Context, entries []audit.Entry, known map[string]string) ([]trailRow, error) {
	var unknown []string
	for _, e := range entries {
		if _, found := known[e.UnitPath]; !found {
			unknown = append(unknown, e.UnitPath)
		}
	}
	names, err := s.UnitNames(ctx, unknown)
	for path, name := range names {
		known[path] = name
	}
	rows := make([]trailRow, len(entries))
	for i, e := range entries {
		rows[i] = trailRow{e, known[e.UnitPath]}
	}
	return rows, err
}

func (r trailRow) cells() []any {
	var before, after []string
	for _, d := range Differences(r.Before, r.After) {
		label := ""
		if d.Field != "" {
			label = fieldLabel(d.Field) + ": "
		}
		if d.Old != "" {
			before = append(before, label+d.Old)
		}
		if d.New != "" {
			after = append(after, label+d.New)
		}
	}
	return []any{
		clock.DayOf(r.At).Time(), r.At.In(i18n.Zone()).Format("15:04:05"), r.Account, actLabel(r.Act), kindLabel(r.Kind),
		r.Title, r.unit, strings.Join(before, "\n"), strings.Join(after, "\n"),
	}
}

// export writes sheet with the rows that next reads, each time those after last,
// until there are none. Every row is read before the first byte is written: half a
// list that looks whole is worse than none.
func export[T any](w io.Writer, sheet exchange.Sheet, next func(last T) ([]T, error), cells func(T) []any) error {
	var failed error
	sheet.Rows = func(yield func([]any) bool) {
		var last T
		for {
			rows, err := next(last)
			if failed = err; err != nil || len(rows) == 0 {
				return
			}
			for _, row := range rows {
				if !yield(cells(row)) {
					return
				}
			}
			last = rows[len(rows)-1]
		}
	}
	err := exchange.Write(afterRows{w, &failed}, sheet)
	if failed != nil {
		return failed
	}
	return err
}

// afterRows refuses to write when the rows could not all be read.
type afterRows struct {
	w      io.Writer
	failed *error
}

func (a afterRows) Write(p []byte) (int, error) {
	if *a.failed != nil {
		return 0, *a.failed
	}
	return a.w.Write(p)
}

// dayCell leaves the cell of a day that is not known empty.
func dayCell(d clock.Date) any {
	if d.IsZero() {
		return nil
	}
	return d.Time()
}
