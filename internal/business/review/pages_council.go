package review

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strconv"

	"kheo/internal/platform/fault"
	"kheo/internal/platform/i18n"
	"kheo/internal/service/web"
	"kheo/internal/service/web/ui"
)

const (
	usualFirst = 30 // cases on the form of a meeting
	mostFirst  = 200
)

// choice is which cases the form of a meeting shows.
type choice struct {
	IDs   []string `form:"ho_so"`
	First int      `form:"so"`
}

func (c choice) first() int {
	if c.First <= 0 {
		return usualFirst
	}
	return min(c.First, mostFirst)
}

// query is c in an address.
func (c choice) query() string {
	v := url.Values{"ho_so": c.IDs}
	if len(v) == 0 || len(c.IDs) == 0 {
		return ""
	}
	return "?" + v.Encode()
}

// meetingView is what the form of a meeting needs: the input as it was typed.
type meetingView struct {
	Meeting
	Choice choice
	In     ResultsInput
	Err    error
	Share  int64
}

func (p pages) meeting(w http.ResponseWriter, r *web.Request) error {
	c, err := web.Decode[choice](r)
	if err != nil {
		c = choice{}
	}
	m, err := p.Meeting(r.Context(), r.Actor, r.PathValue("season"), c.IDs, c.first())
	if err != nil {
		return err
	}
	return p.showMeeting(w, r, http.StatusOK, meetingView{Meeting: m, Choice: c, In: resultsOf(m)})
}

func (p pages) showMeeting(w http.ResponseWriter, r *web.Request, status int, v meetingView) error {
	ctx := r.Context()
	v.Share = p.Share
	page := r.StaffPage(i18n.T(ctx, "Kết quả hội đồng: %s", v.Season.Name), ui.SectionReview)
	page.Crumbs = []ui.Link{{Text: i18n.T(ctx, "Xét duyệt"), Href: "/viec/xet-duyet"}, {Text: v.Season.Name, Href: list(v.Season)}}
	page.Lead = i18n.T(ctx, "Dành cho hội đồng họp ngoài hệ thống. Chép từ biên bản giấy; dòng để trống thì bỏ qua.")
	if errors.Is(v.Err, fault.Conflict) {
		page.Flash = &ui.Notice{Kind: ui.Due, Title: i18n.T(ctx, "Có người vừa ghi kết quả cho hồ sơ trong bảng này"),
			Text: i18n.T(ctx, "Chưa có gì được lưu. Phần bạn vừa nhập vẫn ở dưới; xin so lại với biên bản rồi lưu.")}
	}
	return web.ShowStaffStatus(w, r, status, page, meetingContent(v))
}

func (p pages) recordResults(w http.ResponseWriter, r *web.Request) error {
	in, err := web.Decode[ResultsInput](r)
	var saved []Case
	if err == nil {
		saved, err = p.Record(r.Context(), r.Actor, r.PathValue("season"), in)
	}
	if web.FormAgain(err) {
		return p.meetingAgain(w, r, in, err)
	}
	if err != nil {
		return err
	}
	thin := 0
	for _, c := range saved {
		if c.Result.Thin(p.Share) {
			thin++
		}
	}
	to := "/viec/xet-duyet/" + r.PathValue("season")
	if thin > 0 {
		return web.Done(w, r, to, "Đã ghi kết quả %d hồ sơ. Có %d hồ sơ đồng ý với dưới %d%% số phiếu: xin đối chiếu quy chế của hội đồng.", len(saved), thin, p.Share)
	}
	return web.Done(w, r, to, "Đã ghi kết quả %d hồ sơ.", len(saved))
}

// meetingAgain shows the form with what was typed and why it was not kept.
func (p pages) meetingAgain(w http.ResponseWriter, r *web.Request, in ResultsInput, cause error) error {
	var c choice
	for _, l := range in.Lines[:min(len(in.Lines), maxLines)] {
		c.IDs = append(c.IDs, l.InitiativeID)
	}
	m, err := p.Meeting(r.Context(), r.Actor, r.PathValue("season"), c.IDs, usualFirst)
	if err != nil {
		return err
	}
	if errors.Is(cause, fault.Conflict) { // saving once more takes the place of what is there
		for n := range in.Lines {
			for _, row := range m.Rows {
				if row.InitiativeID == in.Lines[n].InitiativeID {
					in.Lines[n].Version = row.Version
				}
			}
		}
	}
	m.Rows = ordered(m.Rows, in.Lines)
	return p.showMeeting(w, r, web.Status(cause), meetingView{Meeting: m, Choice: c, In: in, Err: cause})
}

// ordered puts rows in the order of lines, which the numbers of errors follow.
func ordered(rows []Row, lines []ResultLine) []Row {
	byID := map[string]Row{}
	for _, row := range rows {
		byID[row.InitiativeID] = row
	}
	all := make([]Row, 0, len(lines))
	for _, l := range lines {
		all = append(all, byID[l.InitiativeID])
	}
	return all
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
