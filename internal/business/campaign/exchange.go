package campaign

import (
	"context"

	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
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

// SetSheet is every criterion of the editions that actor may see, as an Excel
// sheet; the sheet is Vietnamese only.
func (s *Service) SetSheet(ctx context.Context, actor auth.Actor) (exchange.Sheet, error) {
	rows, err := s.SetList(ctx, actor, SetQuery{})
	if err != nil {
		return exchange.Sheet{}, err
	}
	err = s.db.View(ctx, func(tx *db.Tx) error {
		for n := range rows {
			if err := fillCriteria(ctx, tx, &rows[n].CriteriaSet); err != nil {
				return err
			}
		}
		return nil
	})
	return exchange.Sheet{
		Name: "Bộ tiêu chí", Landscape: true,
		Columns: []exchange.Column{
			{Title: "Mã bộ", Width: 12}, {Title: "Bộ tiêu chí", Width: 30}, {Title: "Ấn bản", Width: 8}, {Title: "Tình trạng", Width: 14},
			{Title: "Nhóm", Width: 26}, {Title: "TT", Width: 6}, {Title: "Tiêu chí", Width: 40}, {Title: "Điểm tối đa", Width: 10},
			{Title: "Các mức điểm", Width: 40}, {Title: "Minh chứng cần có", Width: 34}, {Title: "Điểm liệt từ", Width: 10},
		},
		Rows: func(yield func([]any) bool) {
			for _, r := range rows {
				for _, c := range r.Criteria {
					if !yield(append([]any{r.Code, r.Name, r.Edition, r.State.Label()}, c.cells()...)) {
						return
					}
				}
			}
		},
	}, err
}

func (c Criterion) cells() []any {
	return []any{c.Group, c.Position, c.Name, c.Points, levelText(c.Levels), c.Evidence, c.vetoText()}
}
