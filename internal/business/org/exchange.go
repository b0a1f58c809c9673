package org

import (
	"context"
	"io"

	"kheo/internal/platform/clock"
	"kheo/internal/service/auth"
	"kheo/internal/service/exchange"
)

const chunk = 500 // rows read at a time: no transaction is as long as a list

// ExportUnits writes what Tree lists to w as an Excel workbook, parents before
// children. It writes nothing when the list could not be read.
func (s *Service) ExportUnits(ctx context.Context, actor auth.Actor, words string, w io.Writer) error {
	sheet := exchange.Sheet{Name: "Đơn vị", Landscape: true, Columns: []exchange.Column{
		{Title: "Mã", Width: 28}, {Title: "Tên", Width: 44}, {Title: "Loại", Width: 28}, {Title: "Hệ thống", Width: 22},
		{Title: "Mã đơn vị cấp trên", Width: 28}, {Title: "Thành lập từ ngày", Width: 16}, {Title: "Ngày cuối cùng", Width: 16},
	}}
	return exchange.WriteParts(w, sheet, func(last TreeRow) ([]TreeRow, error) {
		return s.Tree(ctx, actor, words, last.Path, chunk)
	}, func(r TreeRow) []any {
		label := string(r.Type)
		if info, known := r.Type.Info(); known {
			label = info.Label
		}
		return []any{r.Code, r.Name, label, r.Line.Label(), parentCode(r.Path), dayCell(r.ValidFrom), dayCell(r.ValidTo)}
	})
}

// dayCell leaves the cell of a day that is not known empty.
func dayCell(d clock.Date) any {
	if d.IsZero() {
		return nil
	}
	return d.Time()
}
