package review

import (
	"errors"
	"net/http"
	"net/url"

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
	page.Lead = i18n.T(ctx, "Chép từ biên bản họp. Dòng để trống thì bỏ qua.")
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
	if again(err) {
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
