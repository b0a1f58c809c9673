package review

import (
	"context"
	"fmt"
	"strconv"

	"github.com/google/uuid"

	"kheo/internal/business/campaign"
	"kheo/internal/platform/i18n"
	"kheo/internal/service/web/ui"
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

// totalText says how far a sheet has come.
func totalText(ctx context.Context, s Sheet, set campaign.CriteriaSet) string {
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

// inputOf is the reader's sheet as its form sends it: one line for each criterion.
func inputOf(x Scoring) SheetInput {
	in := SheetInput{ID: x.Own.ID, Version: x.Own.Version, Comment: x.Own.Comment}
	if in.ID == "" {
		in.ID = uuid.Must(uuid.NewV7()).String()
	}
	for _, c := range x.Set.Criteria {
		score := x.Own.Score(c.ID)
		line := LineInput{CriterionID: c.ID, Unverified: score.Unverified, Note: score.Note}
		if score.Points != nil {
			line.Points = strconv.FormatInt(*score.Points, 10)
		}
		in.Lines = append(in.Lines, line)
	}
	return in
}

// typed is the line of the n-th criterion as it came back.
func (v sheetView) typed(n int, criterionID string) LineInput {
	if n < len(v.In.Lines) && v.In.Lines[n].CriterionID == criterionID {
		return v.In.Lines[n]
	}
	return LineInput{CriterionID: criterionID}
}

// fields are the fields of a sheet's form, for the summary of errors.
func (v sheetView) fields(ctx context.Context) []ui.Field {
	all := []ui.Field{v.commentField(ctx)}
	for n, c := range v.Set.Criteria {
		points, note := v.pointsField(ctx, n, c), v.noteField(ctx, n, c)
		points.Label, note.Label = i18n.T(ctx, "Điểm, tiêu chí %d", n+1), i18n.T(ctx, "Nhận xét, tiêu chí %d", n+1)
		all = append(all, points, note)
	}
	return all
}

func (v sheetView) pointsField(ctx context.Context, n int, c campaign.Criterion) ui.Field {
	return ui.Field{
		Name: field(n, "points"), ID: fmt.Sprintf("f-points-%d", n+1), Label: i18n.T(ctx, "Điểm, tối đa %d", c.Points),
		Value: v.typed(n, c.ID).Points, Error: ui.FieldError(ctx, v.Err, field(n, "points")), Width: ui.Short,
	}
}

func (v sheetView) unverifiedField(ctx context.Context, n int, c campaign.Criterion) ui.Field {
	f := ui.Field{Name: field(n, "unverified"), ID: fmt.Sprintf("f-unverified-%d", n+1), Label: i18n.T(ctx, "Chưa đủ minh chứng")}
	if v.typed(n, c.ID).Unverified {
		f.Value = "1"
	}
	return f
}

func (v sheetView) noteField(ctx context.Context, n int, c campaign.Criterion) ui.Field {
	return ui.Field{
		Name: field(n, "note"), ID: fmt.Sprintf("f-note-%d", n+1), Label: i18n.T(ctx, "Nhận xét"), Rows: 2, MaxLength: maxNote,
		Value: v.typed(n, c.ID).Note, Error: ui.FieldError(ctx, v.Err, field(n, "note")),
	}
}

func (v sheetView) commentField(ctx context.Context) ui.Field {
	return ui.Field{
		Name: "comment", Label: i18n.T(ctx, "Nhận xét chung"), Hint: i18n.T(ctx, "Điều hội đồng nên biết khi bàn về hồ sơ này."),
		Value: v.In.Comment, Error: ui.FieldError(ctx, v.Err, "comment"), Rows: 3, MaxLength: maxComment,
	}
}
