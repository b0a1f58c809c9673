package scoresheet

import (
	"context"
	"errors"
	"net/http"
	"net/url"

	"github.com/google/uuid"

	"kheo/internal/business/campaign"
	"kheo/internal/business/review"
	"kheo/internal/platform/fault"
	"kheo/internal/platform/i18n"
	"kheo/internal/service/web"
	"kheo/internal/service/web/ui"
)

// pages shows Service to people.
type pages struct{ *Service }

// Mount adds the pages of sheets from elsewhere.
func (s *Service) Mount(m *web.Mux) {
	p := pages{s}
	m.Staff("GET /viec/mo-hinh/{id}/tu-cham", p.self)
	m.Staff("POST /viec/mo-hinh/{id}/tu-cham", p.saveSelf)
	m.Staff("GET /viec/xet-duyet/{season}/phieu-giay", p.papers)
	m.Staff("GET /viec/xet-duyet/{season}/phieu-giay.pdf", p.print)
	m.Staff("GET /viec/xet-duyet/{season}/{id}/phieu-giay", p.typing)
	m.Staff("POST /viec/xet-duyet/{season}/{id}/phieu-giay", p.typeIn)
}

func (p pages) self(w http.ResponseWriter, r *web.Request) error {
	x, err := p.selfOf(r)
	if err != nil {
		return err
	}
	return p.showSelf(w, r, selfView{x, review.Form{Set: x.Set, In: review.InputOf(x.Sheet, x.Set)}})
}

// selfView is what the page of the registrant's sheet needs.
type selfView struct {
	Self
	Form review.Form
}

func (p pages) selfOf(r *web.Request) (Self, error) {
	if uuid.Validate(r.PathValue("id")) != nil {
		return Self{}, fault.NotFound
	}
	return p.Self(r.Context(), r.Actor, r.PathValue("id"))
}

func (p pages) showSelf(w http.ResponseWriter, r *web.Request, v selfView) error {
	ctx := r.Context()
	page := r.StaffPage(i18n.T(ctx, "Tự chấm điểm"), ui.SectionInitiatives)
	page.Crumbs = []ui.Link{{Text: i18n.T(ctx, "Mô hình"), Href: "/viec/mo-hinh"}, {Text: v.Initiative.Title, Href: "/viec/mo-hinh/" + v.Initiative.ID}}
	page.Lead = i18n.T(ctx, "Không bắt buộc. Thẩm định viên đọc phiếu này cạnh phiếu của mình; điểm không tính vào điểm trung bình.")
	page.Flash = stale(ctx, v.Form.Err)
	return web.ShowStaffStatus(w, r, status(v.Form.Err), page, selfContent(v))
}

func status(err error) int {
	if err != nil {
		return web.Status(err)
	}
	return http.StatusOK
}

// stale says that a form was made from an older sheet.
func stale(ctx context.Context, err error) *ui.Notice {
	if !errors.Is(err, fault.Conflict) {
		return nil
	}
	return &ui.Notice{Kind: ui.Due, Title: i18n.T(ctx, "Phiếu này vừa được lưu ở một cửa sổ khác"),
		Text: i18n.T(ctx, "Phần bạn vừa nhập vẫn ở dưới. Lưu lại thì phần này thay bản kia.")}
}

func (p pages) saveSelf(w http.ResponseWriter, r *web.Request) error {
	in, err := web.Decode[review.SheetInput](r)
	var sheet review.Sheet
	if uuid.Validate(r.PathValue("id")) != nil {
		return fault.NotFound
	}
	if err == nil {
		sheet, err = p.SaveSelf(r.Context(), r.Actor, r.PathValue("id"), in)
	}
	if web.FormAgain(err) {
		x, e := p.selfOf(r)
		if e != nil {
			return e
		}
		if errors.Is(err, fault.Conflict) { // saving once more takes the place of what is there
			in.ID, in.Version = review.InputOf(x.Sheet, x.Set).ID, x.Sheet.Version
		}
		return p.showSelf(w, r, selfView{x, review.Form{Set: x.Set, In: in, Err: err}})
	}
	if err != nil {
		return err
	}
	if sheet.HandedIn() {
		return web.Done(w, r, r.URL.Path, "Đã ghi phiếu tự chấm: %d điểm. Sửa được cho tới khi mở thẩm định.", sheet.Total)
	}
	return web.Done(w, r, r.URL.Path, "Đã lưu phiếu tự chấm, chưa gửi kèm hồ sơ. Tổng hiện tại: %d điểm.", sheet.Total)
}

func (p pages) papers(w http.ResponseWriter, r *web.Request) error { return p.showPapers(w, r, nil) }

func (p pages) showPapers(w http.ResponseWriter, r *web.Request, wrong error) error {
	ctx := r.Context()
	after := r.FormValue("sau")
	if after != "" && uuid.Validate(after) != nil {
		return fault.NotFound
	}
	x, err := p.Papers(ctx, r.Actor, r.PathValue("season"), after)
	if err != nil {
		return err
	}
	page := r.StaffPage(i18n.T(ctx, "Phiếu chấm trên giấy"), ui.SectionReview)
	page.Crumbs = crumbs(ctx, x.Season)
	page.Lead = i18n.T(ctx, "In phiếu trống cho người chấm bằng bút, rồi nhập thay người đó.")
	return web.ShowStaffStatus(w, r, status(wrong), page, papersContent(x, wrong))
}

func crumbs(ctx context.Context, season campaign.Season, more ...ui.Link) []ui.Link {
	return append([]ui.Link{{Text: i18n.T(ctx, "Xét duyệt"), Href: "/viec/xet-duyet"}, {Text: season.Name, Href: "/viec/xet-duyet/" + season.Code}}, more...)
}

func (p pages) print(w http.ResponseWriter, r *web.Request) error {
	in, err := web.Decode[PrintInput](r)
	var b Bundle
	if err == nil {
		b, err = p.Prints(r.Context(), r.Actor, r.PathValue("season"), in)
	}
	if web.FormAgain(err) {
		return p.showPapers(w, r, err)
	}
	if err != nil {
		return err
	}
	return b.WritePDF(web.Attachment(w, "application/pdf", "phieu-cham-"+b.Season.Code+".pdf"))
}

// typingView is what the page of a paper needs.
type typingView struct {
	Typing
	Form review.Form
}

func (p pages) typingOf(r *web.Request) (Typing, error) {
	account := r.FormValue("nguoi")
	if uuid.Validate(r.PathValue("id")) != nil || account != "" && uuid.Validate(account) != nil {
		return Typing{}, fault.NotFound
	}
	return p.Typing(r.Context(), r.Actor, r.PathValue("season"), r.PathValue("id"), account)
}

func (p pages) typing(w http.ResponseWriter, r *web.Request) error {
	x, err := p.typingOf(r)
	if err != nil {
		return err
	}
	return p.showTyping(w, r, typingView{x, review.Form{Set: x.Set, In: review.InputOf(x.Sheet, x.Set)}})
}

func (p pages) showTyping(w http.ResponseWriter, r *web.Request, v typingView) error {
	ctx := r.Context()
	page := r.StaffPage(i18n.T(ctx, "Nhập phiếu giấy: %s", v.Initiative.Title), ui.SectionReview)
	page.Crumbs = crumbs(ctx, v.Season, ui.Link{Text: i18n.T(ctx, "Phiếu chấm trên giấy"), Href: papersPath(v.Season)})
	page.Lead = v.Initiative.ParticipantName
	page.Flash = stale(ctx, v.Form.Err)
	return web.ShowStaffStatus(w, r, status(v.Form.Err), page, typingContent(v))
}

func (p pages) typeIn(w http.ResponseWriter, r *web.Request) error {
	in, err := web.Decode[review.SheetInput](r)
	x, e := p.typingOf(r)
	if e != nil {
		return e
	}
	var sheet review.Sheet
	if err == nil {
		sheet, err = p.TypeIn(r.Context(), r.Actor, x.Season.Code, x.Initiative.ID, x.Person.ID, in)
	}
	if web.FormAgain(err) {
		if errors.Is(err, fault.Conflict) {
			in.ID, in.Version = review.InputOf(x.Sheet, x.Set).ID, x.Sheet.Version
		}
		return p.showTyping(w, r, typingView{x, review.Form{Set: x.Set, In: in, Err: err}})
	}
	if err != nil {
		return err
	}
	return web.Done(w, r, r.URL.Path+"?"+url.Values{"nguoi": {x.Person.ID}}.Encode(), "Đã nhập phiếu giấy của %s: %d điểm.", x.Person.Name, sheet.Total)
}

func papersPath(season campaign.Season) string {
	return "/viec/xet-duyet/" + season.Code + "/phieu-giay"
}

// personOptions lists who may have written a paper.
func (x Typing) personOptions() (all []ui.Option) {
	for _, a := range x.People {
		all = append(all, ui.Option{Value: a.ID, Text: a.Name})
	}
	return all
}
