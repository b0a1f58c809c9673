package account

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

// ExportAccounts writes what Accounts lists to w as an Excel workbook, by login. It
// writes nothing when the list could not be read.
func (s *Service) ExportAccounts(ctx context.Context, actor auth.Actor, words string, w io.Writer) error {
	sheet := exchange.Sheet{Name: "Tài khoản", Columns: []exchange.Column{
		{Title: "Tên đăng nhập", Width: 22}, {Title: "Họ tên", Width: 30}, {Title: "Vai trò", Width: 70}, {Title: "Tình trạng", Width: 14},
	}}
	return exchange.WriteParts(w, sheet, func(last auth.Account) ([]auth.Account, error) {
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
	return exchange.WriteParts(w, sheet, func(last trailRow) ([]trailRow, error) {
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
	names, err := s.unitNames(ctx, unknown)
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
