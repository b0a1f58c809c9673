package review

import (
	"context"
	"fmt"
	"net/url"
	"strconv"

	"github.com/google/uuid"

	"kheo/internal/business/campaign"
	"kheo/internal/platform/i18n"
	"kheo/internal/service/web/ui"
)

// meanText says a mean of hundredths: 84,5.
func meanText(ctx context.Context, mean int64) string {
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

// votesText says how the votes fell: "7 trên 9 phiếu".
func votesText(ctx context.Context, r Result) string {
	return i18n.T(ctx, "%d trên %d phiếu đồng ý", r.VotesFor, r.VotesTotal)
}

func ownText(ctx context.Context, row Row) string {
	switch {
	case row.Done:
		return i18n.T(ctx, "Đã nộp")
	case row.Begun:
		return i18n.T(ctx, "Chấm dở")
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

func pointsText(ctx context.Context, x Score, c campaign.Criterion) string {
	switch {
	case x.Unverified:
		return i18n.T(ctx, "chưa kiểm chứng")
	case x.Points == nil:
		return i18n.T(ctx, "chưa cho điểm")
	}
	return i18n.T(ctx, "%d trên %d", *x.Points, c.Points)
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

// rankingView is what the page of a ranking needs.
type rankingView struct {
	Ranking
	Query Query
	Share int64
}

// address is the ranking with another query.
func (v rankingView) address(q Query) string {
	values := url.Values{}
	for name, value := range map[string]string{"xep": string(q.Order), "sau": q.Before, "truoc": q.After} {
		if value != "" {
			values.Set(name, value)
		}
	}
	if q.Undone {
		values.Set("chua-cham", "1")
	}
	if q.From > 1 {
		values.Set("tu", strconv.Itoa(q.From))
	}
	if len(values) == 0 {
		return list(v.Season)
	}
	return list(v.Season) + "?" + values.Encode()
}

// column is the head of a column that orders the ranking.
func (v rankingView) column(text string, order Order, sorted string) ui.Column {
	c := ui.Column{Text: text, Href: v.address(Query{Order: order, Undone: v.Query.Undone}), Number: order == ByMean}
	if v.Query.Order == order || order == ByMean && v.Query.Order != ByUnit && v.Query.Order != ByTitle {
		c.Sorted = sorted
	}
	return c
}

func (v rankingView) columns(ctx context.Context) []ui.Column {
	var all []ui.Column
	if v.Records {
		all = append(all, ui.Column{Check: true})
	}
	all = append(all,
		v.column(i18n.T(ctx, "Mô hình"), ByTitle, "ascending"), v.column(i18n.T(ctx, "Đơn vị"), ByUnit, "ascending"),
		v.column(i18n.T(ctx, "Điểm trung bình"), ByMean, "descending"), ui.Column{Text: i18n.T(ctx, "Phiếu đã nộp"), Number: true},
		ui.Column{Text: i18n.T(ctx, "So với ngưỡng")})
	if v.Scores {
		all = append(all, ui.Column{Text: i18n.T(ctx, "Phiếu của bạn")})
	}
	return append(all, ui.Column{Text: i18n.T(ctx, "Kết quả hội đồng")})
}

func (v rankingView) pager() ui.PagerState {
	from := max(v.Query.From, 1)
	p := ui.PagerState{From: from, To: from + len(v.Rows) - 1, Total: v.Total}
	if len(v.Rows) == 0 {
		return p
	}
	back := v.Query.After != ""
	if back && v.More || !back && v.Query.Before != "" {
		p.Prev = v.address(Query{Order: v.Query.Order, Undone: v.Query.Undone, After: v.Rows[0].InitiativeID, From: max(from-pageRows, 1)})
	}
	if back || v.More {
		p.Next = v.address(Query{Order: v.Query.Order, Undone: v.Query.Undone, Before: v.Rows[len(v.Rows)-1].InitiativeID, From: from + len(v.Rows)})
	}
	return p
}

// resultsOf is the form of a meeting as it is first shown: what is recorded of
// the chosen cases, else nothing.
func resultsOf(m Meeting) ResultsInput {
	var in ResultsInput
	for _, row := range m.Rows {
		l := ResultLine{InitiativeID: row.InitiativeID, Version: row.Version, Verdict: row.Result.Verdict, Note: row.Result.Note}
		if row.Result.Recorded() {
			l.VotesFor, l.VotesTotal = strconv.FormatInt(row.Result.VotesFor, 10), strconv.FormatInt(row.Result.VotesTotal, 10)
			in.MetOn = row.Result.MetOn
		}
		in.Lines = append(in.Lines, l)
	}
	return in
}

func (v meetingView) dayField(ctx context.Context) ui.Field {
	return ui.Field{Name: "met_on", Label: i18n.T(ctx, "Ngày họp"), Value: v.In.MetOn.ISO(), Error: ui.FieldError(ctx, v.Err, "met_on"), Required: true}
}

func (v meetingView) totalField(ctx context.Context) ui.Field {
	return ui.Field{
		Name: "total", Label: i18n.T(ctx, "Tổng số thành viên hội đồng"), Value: v.In.Total, Error: ui.FieldError(ctx, v.Err, "total"), Required: true,
		Hint: i18n.T(ctx, "Hồ sơ nào có thành viên không tham gia biểu quyết thì ghi số riêng ở dòng đó."),
	}
}

// lineError is what is wrong with a field of the n-th line.
func (v meetingView) lineError(ctx context.Context, n int, name string) string {
	return ui.FieldError(ctx, v.Err, line(n, name))
}

func (v meetingView) lineID(n int, name string) string { return fmt.Sprintf("%s-%d", name, n+1) }

// fields are the fields of the form, for the summary of errors.
func (v meetingView) fields(ctx context.Context) []ui.Field {
	all := []ui.Field{v.dayField(ctx), v.totalField(ctx), {Name: "lines", ID: "f-lines", Label: i18n.T(ctx, "Hồ sơ"), Error: ui.FieldError(ctx, v.Err, "lines")}}
	for n := range v.Rows {
		for _, name := range []string{"votes_for", "votes_total", "verdict", "note"} {
			all = append(all, ui.Field{ID: v.lineID(n, name), Label: v.Rows[n].Title, Error: v.lineError(ctx, n, name)})
		}
	}
	return all
}

func seasonColumns(ctx context.Context, appraiser bool) []ui.Column {
	all := []ui.Column{
		{Text: i18n.T(ctx, "Mùa")}, {Text: i18n.T(ctx, "Đơn vị")}, {Text: i18n.T(ctx, "Tình trạng")}, {Text: i18n.T(ctx, "Hạn chấm")},
		{Text: i18n.T(ctx, "Đang thẩm định"), Number: true},
	}
	if appraiser {
		all = append(all, ui.Column{Text: i18n.T(ctx, "Phần của bạn")})
	}
	return all
}
