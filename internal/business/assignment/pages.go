package assignment

import (
	"context"
	"net/http"
	"net/url"

	"github.com/google/uuid"

	"kheo/internal/business/campaign"
	"kheo/internal/platform/fault"
	"kheo/internal/platform/i18n"
	"kheo/internal/service/web"
	"kheo/internal/service/web/ui"
)

// pages shows Service to people.
type pages struct{ *Service }

// Mount adds the pages of assignments.
func (s *Service) Mount(m *web.Mux) {
	p := pages{s}
	m.Staff("GET /viec/xet-duyet/{season}/phan-cong", p.list)
	m.Staff("POST /viec/xet-duyet/{season}/phan-cong", p.hand)
	m.Staff("GET /viec/xet-duyet/{season}/phan-cong/chia-deu", p.propose)
	m.Staff("POST /viec/xet-duyet/{season}/phan-cong/chia-deu", p.even)
	m.Staff("GET /viec/xet-duyet/{season}/phan-cong/quy-tac", p.rules)
	m.Staff("POST /viec/xet-duyet/{season}/phan-cong/quy-tac", p.addRule)
	m.Staff("POST /viec/xet-duyet/{season}/phan-cong/bo-quy-tac", p.dropRule)
	m.Staff("GET /viec/xet-duyet/{season}/phan-cong/hoan-tac", p.askUndo)
	m.Staff("POST /viec/xet-duyet/{season}/phan-cong/hoan-tac", p.undo)
	m.Staff("POST /viec/xet-duyet/{season}/phan-cong/che-do", p.limit)
	m.Staff("GET /viec/xet-duyet/{season}/tien-do-cham", p.progress)
	m.Staff("GET /viec/xet-duyet/{season}/tien-do-cham.xlsx", p.export)
}

func ranking(code string) string { return "/viec/xet-duyet/" + code }

func listPath(code string) string { return ranking(code) + "/phan-cong" }

func crumbs(ctx context.Context, season campaign.Season, more ...ui.Link) []ui.Link {
	return append([]ui.Link{{Text: i18n.T(ctx, "Xét duyệt"), Href: "/viec/xet-duyet"}, {Text: season.Name, Href: ranking(season.Code)}}, more...)
}

func here(ctx context.Context, season campaign.Season) ui.Link {
	return ui.Link{Text: i18n.T(ctx, "Phân công chấm"), Href: listPath(season.Code)}
}

// listView is what the page of assignments needs: the form as it was sent.
type listView struct {
	Listing
	In  HandInput
	Err error
}

func (p pages) list(w http.ResponseWriter, r *web.Request) error {
	q, err := web.Decode[Query](r)
	if err != nil || q.After != "" && uuid.Validate(q.After) != nil {
		return fault.NotFound
	}
	return p.showList(w, r, q, HandInput{}, nil)
}

func (p pages) showList(w http.ResponseWriter, r *web.Request, q Query, in HandInput, wrong error) error {
	ctx := r.Context()
	l, err := p.List(ctx, r.Actor, r.PathValue("season"), q)
	if err != nil {
		return err
	}
	in.ID = uuid.Must(uuid.NewV7()).String()
	page := r.StaffPage(i18n.T(ctx, "Phân công chấm: %s", l.Season.Name), ui.SectionReview)
	page.Crumbs = crumbs(ctx, l.Season)
	page.Lead = i18n.T(ctx, "Hạn chấm xong %s. %d hồ sơ chưa giao cho ai.", l.Season.ScoreBy.String(), l.Without)
	page.Action = ui.ButtonLink(i18n.T(ctx, "Chia đều tự động"), listPath(l.Season.Code)+"/chia-deu", ui.Normal)
	status := http.StatusOK
	if wrong != nil {
		status = web.Status(wrong)
	}
	return web.ShowStaffStatus(w, r, status, page, listContent(listView{l, in, wrong}))
}

// handForm is the form of the list with the filter that it was shown by.
type handForm struct {
	HandInput
	Query
}

func (p pages) hand(w http.ResponseWriter, r *web.Request) error {
	form, err := web.Decode[handForm](r)
	in := form.HandInput
	in.Filter = Query{Field: form.Field, Unit: form.Unit, State: form.State}
	var out Outcome
	if err == nil {
		out, err = p.Hand(r.Context(), r.Actor, r.PathValue("season"), in)
	}
	if web.FormAgain(err) {
		return p.showList(w, r, form.Query, in, err)
	}
	if err != nil {
		return err
	}
	to := (Listing{Season: campaign.Season{Code: r.PathValue("season")}, Query: in.Filter}).address("")
	switch {
	case in.Away:
		return web.Done(w, r, to, "Đã bỏ giao %d lượt chấm. Lượt nào đã nộp phiếu thì giữ nguyên.", out.Pairs)
	case out.Skipped > 0:
		return web.Done(w, r, to, "Đã giao %d lượt chấm. Bỏ qua %d lượt: đã giao rồi, ngoài địa bàn, xin không chấm hoặc có xung đột lợi ích.", out.Pairs, out.Skipped)
	}
	return web.Done(w, r, to, "Đã giao %d lượt chấm.", out.Pairs)
}

func (p pages) askUndo(w http.ResponseWriter, r *web.Request) error {
	ctx := r.Context()
	b, season, err := p.Batch(ctx, r.Actor, r.PathValue("season"), r.FormValue("dot"))
	if err != nil {
		return err
	}
	page := r.StaffPage(i18n.T(ctx, "Hoàn tác một đợt phân công"), ui.SectionReview)
	page.Crumbs = crumbs(ctx, season, here(ctx, season))
	return web.ShowStaff(w, r, page, undoContent(season, b))
}

func (p pages) undo(w http.ResponseWriter, r *web.Request) error {
	if err := p.Undo(r.Context(), r.Actor, r.PathValue("season"), r.FormValue("dot")); err != nil {
		return err
	}
	return web.Done(w, r, listPath(r.PathValue("season")), "Đã hoàn tác cả đợt phân công.")
}

func (p pages) limit(w http.ResponseWriter, r *web.Request) error {
	only := r.FormValue("chi") == "1"
	if err := p.Limit(r.Context(), r.Actor, r.PathValue("season"), only); err != nil {
		return err
	}
	if only {
		return web.Done(w, r, listPath(r.PathValue("season")), "Từ nay chỉ người được phân công mới chấm.")
	}
	return web.Done(w, r, listPath(r.PathValue("season")), "Từ nay thẩm định viên của địa bàn đều chấm được.")
}

// address is the list with what it is narrowed to, from after on.
func (l Listing) address(after string) string {
	v := url.Values{}
	for name, value := range map[string]string{"linh-vuc": l.Query.Field, "don-vi": l.Query.Unit, "tinh-trang": string(l.Query.State), "sau": after} {
		if value != "" {
			v.Set(name, value)
		}
	}
	if len(v) == 0 {
		return listPath(l.Season.Code)
	}
	return listPath(l.Season.Code) + "?" + v.Encode()
}
