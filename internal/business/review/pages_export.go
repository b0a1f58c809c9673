package review

import (
	"context"
	"iter"
	"net/http"

	"kheo/internal/platform/i18n"
	"kheo/internal/service/exchange"
	"kheo/internal/service/web"
)

const xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

// export hands out the whole ranking as its reader may see it.
func (p pages) export(w http.ResponseWriter, r *web.Request) error {
	ctx := r.Context()
	ranking, err := p.Ranking(ctx, r.Actor, r.PathValue("season"), Query{}, true)
	if err != nil {
		return err
	}
	title := []string{i18n.T(ctx, "Bảng xếp: %s", ranking.Season.Name), i18n.T(ctx, "Lập ngày %s", i18n.Date(r.Now()))}
	if ranking.Set.VerifiedBy == "" {
		title = append(title, i18n.T(ctx, "Bộ tiêu chí mẫu, không phải văn bản chính thức"))
	}
	web.Attach(w, xlsx, "bang-xep-"+ranking.Season.Code+".xlsx")
	return exchange.Write(w, exchange.Sheet{
		Name: i18n.T(ctx, "Bảng xếp"), Title: title, Columns: exportColumns(ctx), Rows: exportRows(ctx, ranking), Landscape: true,
	})
}

func exportColumns(ctx context.Context) []exchange.Column {
	return []exchange.Column{
		{Title: i18n.T(ctx, "Thứ tự theo điểm"), Width: 10}, {Title: i18n.T(ctx, "Mã"), Width: 16}, {Title: i18n.T(ctx, "Mô hình"), Width: 48},
		{Title: i18n.T(ctx, "Tập thể, cá nhân"), Width: 30}, {Title: i18n.T(ctx, "Đơn vị"), Width: 28},
		{Title: i18n.T(ctx, "Điểm trung bình"), Width: 10}, {Title: i18n.T(ctx, "Điểm hiệu chỉnh"), Width: 10}, {Title: i18n.T(ctx, "Phiếu đã nộp"), Width: 10},
		{Title: i18n.T(ctx, "Lượt tiêu chí chưa kiểm chứng"), Width: 14}, {Title: i18n.T(ctx, "So với ngưỡng"), Width: 20}, {Title: i18n.T(ctx, "Phiếu có điểm liệt"), Width: 10},
		{Title: i18n.T(ctx, "Kết quả hội đồng"), Width: 20}, {Title: i18n.T(ctx, "Phiếu đồng ý"), Width: 10},
		{Title: i18n.T(ctx, "Tổng số phiếu"), Width: 10}, {Title: i18n.T(ctx, "Ngày họp"), Width: 12}, {Title: i18n.T(ctx, "Ghi chú"), Width: 30}, {Title: i18n.T(ctx, "Tự chấm"), Width: 10},
	}
}

func exportRows(ctx context.Context, ranking Ranking) iter.Seq[[]any] {
	cases := make([]Case, len(ranking.Rows))
	for n, row := range ranking.Rows {
		cases[n] = row.Case
		if row.Hidden {
			cases[n].Sheets = 0 // no rank
		}
	}
	rank(cases)
	return func(yield func([]any) bool) {
		for n, row := range ranking.Rows {
			values := []any{nil, row.Code, row.Title, row.Participant, row.UnitName, nil, nil, row.Sheets, nil, standingText(ctx, row, row.Set), nil, nil, nil, nil, nil, row.Result.Note, nil}
			if cases[n].Rank > 0 {
				values[0], values[5], values[6], values[8], values[10] = cases[n].Rank, float64(row.Mean)/100, float64(row.Corrected)/100, row.Unverified, row.Vetoes
			} else {
				values[5] = meanCell(ctx, row)
			}
			if row.Self != nil {
				values[16] = *row.Self
			}
			if row.Result.Recorded() {
				values[11], values[12], values[13] = i18n.T(ctx, row.Result.Verdict.Label()), row.Result.VotesFor, row.Result.VotesTotal
				values[14] = row.Result.MetOn.Time()
			}
			if !yield(values) {
				return
			}
		}
	}
}
