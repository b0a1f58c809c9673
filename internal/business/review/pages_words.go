package review

import (
	"context"
	"fmt"
	"strconv"

	"kheo/internal/business/campaign"
	"kheo/internal/platform/i18n"
)

// meanText says a mean of hundredths: 84,5.
func meanText(ctx context.Context, mean int64) string {
	if mean < 0 { // a corrected mean may be
		return "-" + meanText(ctx, -mean)
	}
	comma := ","
	if i18n.From(ctx) == i18n.EN {
		comma = "."
	}
	s := strconv.FormatInt(mean/100, 10)
	switch rest := mean % 100; {
	case rest == 0:
		return s
	case rest%10 == 0:
		return s + comma + strconv.FormatInt(rest/10, 10)
	default:
		return s + comma + fmt.Sprintf("%02d", rest)
	}
}

// meanCell is the mean of a row as its reader may see it.
func meanCell(ctx context.Context, row Row) string {
	switch {
	case row.Sheets == 0:
		return i18n.T(ctx, "chưa có")
	case row.Hidden:
		return i18n.T(ctx, "chưa mở")
	}
	return meanText(ctx, row.Mean)
}

// correctedCell is the corrected mean of a row as its reader may see it.
func correctedCell(ctx context.Context, row Row) string {
	if row.Sheets == 0 || row.Hidden {
		return ""
	}
	return meanText(ctx, row.Corrected)
}

func standingText(ctx context.Context, row Row, set campaign.CriteriaSet) string {
	if row.Hidden {
		return ""
	}
	return i18n.T(ctx, row.Standing(set).Label())
}

func standingClass(row Row, set campaign.CriteriaSet) string {
	switch row.Standing(set) {
	case Above:
		return "ok"
	case Unsettled:
		return "due"
	}
	return "muted"
}

// votesText says how the votes fell.
func votesText(ctx context.Context, r Result) string {
	return i18n.T(ctx, "%d trên %d phiếu đồng ý", r.VotesFor, r.VotesTotal)
}

func ownText(ctx context.Context, row Row) string {
	switch {
	case row.Barred:
		return i18n.T(ctx, "Tránh vì xung đột lợi ích")
	case row.Done:
		return i18n.T(ctx, "Đã nộp")
	case row.Abstained:
		return i18n.T(ctx, "Bạn xin không chấm")
	case row.Begun:
		return i18n.T(ctx, "Chấm dở")
	case row.Assigned:
		return i18n.T(ctx, "Được phân công, chưa chấm")
	}
	return i18n.T(ctx, "Chưa chấm")
}

// TotalText says how far a sheet has come.
func TotalText(ctx context.Context, s Sheet, set campaign.CriteriaSet) string {
	given := int64(0)
	for _, x := range s.Scores {
		if x.Points != nil {
			given++
		}
	}
	text := i18n.T(ctx, "Tổng %d trên %d điểm; đã cho điểm %d trên %d tiêu chí", s.Total, set.Maximum, given, len(set.Criteria))
	if s.Unverified > 0 {
		text += i18n.T(ctx, "; %d tiêu chí chưa kiểm chứng (%d điểm), không tính là 0", s.Unverified, s.OpenPoints)
	}
	return text + "."
}

// bandText says which points ask for a comment.
func bandText(ctx context.Context, set campaign.CriteriaSet) string {
	switch {
	case set.Low > 0 && set.High > 0:
		return " " + i18n.T(ctx, "Khi nộp, tiêu chí nào cho dưới %d%% hoặc từ %d%% số điểm trở lên thì cần một câu nhận xét.", set.Low, set.High)
	case set.Low > 0:
		return " " + i18n.T(ctx, "Khi nộp, tiêu chí nào cho dưới %d%% số điểm thì cần một câu nhận xét.", set.Low)
	case set.High > 0:
		return " " + i18n.T(ctx, "Khi nộp, tiêu chí nào cho từ %d%% số điểm trở lên thì cần một câu nhận xét.", set.High)
	}
	return ""
}

func pointsText(ctx context.Context, x Score, c campaign.Criterion) string {
	switch {
	case x.Unverified:
		return i18n.T(ctx, "chưa kiểm chứng")
	case x.Points == nil:
		return i18n.T(ctx, "chưa cho điểm")
	}
	return fmt.Sprintf("%d/%d", *x.Points, c.Points)
}

// form is the form of the reader's sheet.
func (v sheetView) form() Form { return Form{v.Set, v.In, v.Err} }
