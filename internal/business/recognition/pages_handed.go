package recognition

import (
	"context"
	"net/http"
	"net/url"

	"kheo/internal/business/org"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/fault"
	"kheo/internal/platform/i18n"
	"kheo/internal/service/exchange"
	"kheo/internal/service/web"
	"kheo/internal/service/web/ui"
)

const (
	downPath = "/viec/quyet-dinh/chuyen-xuong"
	herePath = handedTo
	backPath = "/viec/rut-lai/"
)

// mountHanded adds the pages on which a higher unit hands down and a lower one answers.
func (p pages) mountHanded(m *web.Mux) {
	m.Staff("GET /viec/quyet-dinh/chuyen-xuong", p.handDownForm)
	m.Staff("POST /viec/quyet-dinh/chuyen-xuong", p.handDown)
	m.Staff("GET /viec/rut-lai/{hand}", p.confirmWithdraw)
	m.Staff("POST /viec/rut-lai/{hand}", p.withdraw)
	m.Staff("GET /viec/quyet-dinh/duoc-chuyen", p.arrivals)
	m.Staff("GET /viec/quyet-dinh/duoc-chuyen.xlsx", p.arrivalsSheet)
	m.Staff("POST /viec/quyet-dinh/duoc-chuyen", p.answer)
}

// handPage is what the page that hands down shows.
type handPage struct {
	HandPage
	In    HandInput
	Words string
	Err   error
	Next  string // address of the next page
	First string // address of the first page; empty on it
}

func (p pages) handDownForm(w http.ResponseWriter, r *web.Request) error {
	return p.showHandDown(w, r, http.StatusOK, HandInput{ID: newHandID()}, nil)
}

func (p pages) showHandDown(w http.ResponseWriter, r *web.Request, status int, in HandInput, failed error) error {
	ctx := r.Context()
	if !r.Actor.Has(handers()...) {
		return fault.Forbidden
	}
	in.Season, in.Unit = r.FormValue("mua"), r.FormValue("don-vi")
	h := handPage{In: in, Words: r.FormValue("tu"), Err: failed}
	f := HandFilter{Season: in.Season, UnitID: in.Unit, Words: h.Words, Before: r.FormValue("sau"), Limit: perPage}
	var err error
	if h.HandPage, err = p.Handable(ctx, r.Actor, f); err != nil {
		return err
	}
	q := url.Values{"mua": {h.Season.Code}, "don-vi": {h.Unit.ID}, "tu": {h.Words}}
	if f.Before != "" {
		h.First = address(downPath, q)
	}
	if h.HandPage.Next != "" {
		q.Set("sau", h.HandPage.Next)
		h.Next = address(downPath, q)
	}
	page := staff(r, i18n.T(ctx, "Chuyển xuống cấp dưới"))
	page.Lead = i18n.T(ctx, "Mô hình hội đồng chưa chọn vẫn có thể được cấp dưới công nhận hoặc khen.")
	return web.ShowStaffStatus(w, r, status, page, handDownContent(h))
}

func (p pages) handDown(w http.ResponseWriter, r *web.Request) error {
	in, err := web.Decode[HandInput](r)
	n := 0
	if err == nil {
		n, err = p.HandDown(r.Context(), r.Actor, in)
	}
	if web.FormAgain(err) {
		return p.showHandDown(w, r, web.Status(err), in, err)
	}
	if err != nil {
		return err
	}
	return web.Done(w, r, address(downPath, url.Values{"mua": {in.Season}, "don-vi": {in.Unit}}), "Đã chuyển %d hồ sơ. Đơn vị nhận sẽ thấy trong việc của mình.", n)
}

func (p pages) confirmWithdraw(w http.ResponseWriter, r *web.Request) error {
	ctx := r.Context()
	h, err := p.HandForm(ctx, r.Actor, r.PathValue("hand"))
	if err != nil {
		return err
	}
	c := ui.Confirmation{
		Title: i18n.T(ctx, "Rút lại hồ sơ đã chuyển cho %s", h.ToName), Text: i18n.T(ctx, "“%s” trở về danh sách chưa được chọn. Có thể chuyển lại sau.", h.Title),
		Submit: i18n.T(ctx, "Rút lại"), Action: r.URL.Path, CancelHref: downPath,
	}
	return web.ShowStaff(w, r, staff(r, c.Submit, ui.Link{Text: i18n.T(ctx, "Chuyển xuống cấp dưới"), Href: downPath}), ui.Confirm(c))
}

func (p pages) withdraw(w http.ResponseWriter, r *web.Request) error {
	if err := p.Withdraw(r.Context(), r.Actor, r.PathValue("hand")); err != nil {
		return err
	}
	return web.Done(w, r, downPath, "Đã rút lại hồ sơ.")
}

// arrivalsPage is what a lower unit sees of what was handed down to it.
type arrivalsPage struct {
	Arrivals
	In  AnswerInput
	Err error
}

func (p pages) arrivals(w http.ResponseWriter, r *web.Request) error {
	return p.showArrivals(w, r, http.StatusOK, AnswerInput{ID: newHandID()}, nil)
}

func (p pages) showArrivals(w http.ResponseWriter, r *web.Request, status int, in AnswerInput, failed error) error {
	ctx := r.Context()
	a := arrivalsPage{In: in, Err: failed}
	var err error
	if a.Arrivals, err = p.Arrivals(ctx, r.Actor, mostHanded); err != nil {
		return err
	}
	page := staff(r, i18n.T(ctx, "Được chuyển xuống"))
	page.Lead = i18n.T(ctx, "Mô hình cấp trên chưa chọn và giao đơn vị xem xét công nhận hoặc khen.")
	return web.ShowStaffStatus(w, r, status, page, arrivalsContent(a))
}

func (p pages) answer(w http.ResponseWriter, r *web.Request) error {
	in, err := web.Decode[AnswerInput](r)
	var d Decision
	n := 0
	if err == nil {
		d, n, err = p.Answer(r.Context(), r.Actor, in)
	}
	if web.FormAgain(err) {
		return p.showArrivals(w, r, web.Status(err), in, err)
	}
	if err != nil {
		return err
	}
	if d.ID == "" {
		return web.Done(w, r, herePath, "Đã trả lời không nhận %d hồ sơ.", n)
	}
	return web.Done(w, r, staffPath(d), "Đã nhận hồ sơ và lập dự thảo. Tiếp theo: điền các mục còn thiếu.")
}

func (p pages) arrivalsSheet(w http.ResponseWriter, r *web.Request) error {
	ctx := r.Context()
	a, err := p.Arrivals(ctx, r.Actor, mostHanded)
	if err != nil {
		return err
	}
	column := func(title string, width float64) exchange.Column {
		return exchange.Column{Title: title, Width: width}
	}
	sheet := exchange.Sheet{
		Name: i18n.T(ctx, "Được chuyển xuống"), Title: []string{i18n.T(ctx, "Được chuyển xuống")}, Landscape: true,
		Columns: []exchange.Column{
			column(i18n.T(ctx, "Mã mô hình"), 16), column(i18n.T(ctx, "Tên mô hình"), 44), column(i18n.T(ctx, "Tên"), 32), column(i18n.T(ctx, "Chuyển từ"), 26),
			column(i18n.T(ctx, "Đơn vị nhận"), 26), column(i18n.T(ctx, "Ngày"), 12), column(i18n.T(ctx, "Lý do"), 40), column(i18n.T(ctx, "Tình trạng"), 26),
		},
		Rows: func(yield func([]any) bool) {
			for _, h := range append(a.Waiting, a.Answered...) {
				if !yield([]any{h.InitiativeCode, h.Title, h.Participant, h.FromName, h.ToName, handedOn(h), h.Reason, i18n.T(ctx, h.State.Label())}) {
					return
				}
			}
		},
	}
	web.Attach(w, xlsxType, "duoc-chuyen-xuong.xlsx")
	return exchange.Write(w, sheet)
}

func handedOn(h HandDown) string { return clock.DayOf(h.HandedAt).String() }

// said is how a hand-down stands, with who answered and why.
func (h HandDown) said(ctx context.Context) string {
	text := i18n.T(ctx, h.State.Label())
	if h.Answer != "" {
		text += ": " + h.Answer
	}
	return text
}

func handUnitOptions(ctx context.Context, h handPage) []ui.Option {
	options := []ui.Option{{Text: i18n.T(ctx, "Chọn đơn vị")}}
	named := map[string]int{}
	for _, u := range h.Units {
		named[u.Name]++
	}
	for _, u := range h.Units {
		name := u.Name
		switch {
		case named[name] < 2:
		case !u.ValidTo.IsZero():
			name = i18n.T(ctx, "%s (đến %s)", name, u.ValidTo.String())
		case !u.ValidFrom.IsZero():
			name = i18n.T(ctx, "%s (từ %s)", name, u.ValidFrom.String())
		}
		options = append(options, ui.Option{Value: u.ID, Text: name})
	}
	return options
}

func handLabels(ctx context.Context) map[string]string {
	return map[string]string{
		"cases": i18n.T(ctx, "Hồ sơ"), "don-vi": i18n.T(ctx, "Đơn vị nhận"), "reason": i18n.T(ctx, "Lý do"), "basis": i18n.T(ctx, "Văn bản chuyển hồ sơ"),
	}
}

func answerLabels(ctx context.Context) map[string]string {
	return map[string]string{
		"hands": i18n.T(ctx, "Hồ sơ"), "answer": i18n.T(ctx, "Trả lời"), "unit": i18n.T(ctx, "Cơ quan ra quyết định"), "reason": i18n.T(ctx, "Lý do không nhận"),
	}
}

func answerOptions(ctx context.Context) []ui.Option {
	return []ui.Option{
		{Value: string(Recognition), Text: i18n.T(ctx, "Nhận, soạn quyết định công nhận")},
		{Value: string(Commendation), Text: i18n.T(ctx, "Nhận, soạn quyết định khen thưởng")},
		{Value: string(Declined), Text: i18n.T(ctx, "Không nhận"), Hint: i18n.T(ctx, "Ghi lý do ở dưới; đơn vị chuyển và người đăng ký đều đọc được.")},
	}
}

func bodyChoices(ctx context.Context, bodies []org.Unit) []ui.Option {
	options := bodyOptions(bodies)
	options[0].Text = i18n.T(ctx, "Chọn cơ quan")
	return options
}

func otherUnit(ctx context.Context, above bool) string {
	if above {
		return i18n.T(ctx, "Đơn vị nhận")
	}
	return i18n.T(ctx, "Chuyển từ")
}
