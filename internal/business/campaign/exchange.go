package campaign

import (
	"context"

	"kheo/internal/platform/clock"
	"kheo/internal/service/auth"
	"kheo/internal/service/exchange"
)

// SeasonSheet is the list that SeasonList gives to actor, as an Excel sheet; the
// sheet is Vietnamese only.
func (s *Service) SeasonSheet(ctx context.Context, actor auth.Actor) (exchange.Sheet, error) {
	rows, err := s.SeasonList(ctx, actor)
	return exchange.Sheet{
		Name: "Mùa thi đua", Landscape: true,
		Columns: []exchange.Column{
			{Title: "Mã", Width: 14}, {Title: "Mùa", Width: 34}, {Title: "Năm", Width: 8}, {Title: "Đơn vị", Width: 32}, {Title: "Tình trạng", Width: 16},
			{Title: "Ngày phát động", Width: 14}, {Title: "Văn bản phát động", Width: 34}, {Title: "Hạn đăng ký", Width: 14},
			{Title: "Hạn báo cáo", Width: 14}, {Title: "Hạn hội đồng chấm xong", Width: 14}, {Title: "Hạn ký quyết định", Width: 14},
		},
		Rows: func(yield func([]any) bool) {
			for _, r := range rows {
				if !yield(r.cells()) {
					return
				}
			}
		},
	}, err
}

func (r SeasonRow) cells() []any {
	return []any{
		r.Code, r.Name, r.Year, r.Unit, r.State.Label(), dayCell(r.LaunchedOn), r.LaunchDocument,
		dayCell(r.RegisterBy), dayCell(r.ReportBy), dayCell(r.ScoreBy), dayCell(r.DecideBy),
	}
}

// dayCell leaves the cell of a day that is not known empty.
func dayCell(d clock.Date) any {
	if d.IsZero() {
		return nil
	}
	return d.Time()
}
