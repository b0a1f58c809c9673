package inspection

import (
	"context"
	"errors"
	"net/http"
	"net/url"

	"github.com/google/uuid"

	"kheo/internal/platform/clock"
	"kheo/internal/platform/fault"
	"kheo/internal/platform/i18n"
	"kheo/internal/service/web"
	"kheo/internal/service/web/ui"
)

// pages shows Service to people.
type pages struct{ *Service }

const listPath = "/viec/kiem-tra"

// Mount adds the pages of visits.
func (s *Service) Mount(m *web.Mux) {
	p := pages{s}
	m.Staff("GET /viec/kiem-tra", p.list)
	m.Staff("GET /viec/kiem-tra.xlsx", p.export)
	m.Staff("GET /viec/kiem-tra/moi", p.ask)
	m.Staff("POST /viec/kiem-tra/moi", p.plan)
	m.Staff("GET /viec/kiem-tra/{id}", p.visit)
	m.Staff("GET /viec/kiem-tra/{id}/phieu.pdf", p.paper)
	m.Staff("GET /viec/kiem-tra/{id}/sua", p.ask)
	m.Staff("POST /viec/kiem-tra/{id}/sua", p.plan)
	m.Staff("POST /viec/kiem-tra/{id}/xong", p.finish)
	m.Staff("GET /viec/kiem-tra/{id}/huy", p.askCancel)
	m.Staff("POST /viec/kiem-tra/{id}/huy", p.cancel)
	m.Staff("GET /viec/kiem-tra/{id}/{case}", p.seenForm)
	m.Staff("POST /viec/kiem-tra/{id}/{case}", p.write)
	m.Upload("POST /viec/kiem-tra/{id}/{case}/anh", p.addPhotos)
	m.Staff("GET /viec/anh-kiem-tra/{photo}", p.photo)
	m.Staff("GET /viec/anh-kiem-tra/{photo}/nho", p.preview)
}

func crumbs(ctx context.Context, more ...ui.Link) []ui.Link {
	return append([]ui.Link{{Text: i18n.T(ctx, "Xét duyệt"), Href: "/viec/xet-duyet"}, {Text: i18n.T(ctx, "Kiểm tra, khảo sát"), Href: listPath}}, more...)
}

func (p pages) list(w http.ResponseWriter, r *web.Request) error {
	ctx := r.Context()
	q, err := web.Decode[Query](r)
	if err != nil {
		return fault.NotFound
	}
	l, err := p.List(ctx, r.Actor, q, false)
	if err != nil {
		return err
	}
	page := r.StaffPage(i18n.T(ctx, "Kiểm tra, khảo sát"), ui.SectionReview)
	page.Crumbs = crumbs(ctx)[:1]
	page.Lead = i18n.T(ctx, "Đến tận nơi xem mô hình trước khi chấm điểm.")
	if l.Plans {
		page.Action = ui.ButtonLink(i18n.T(ctx, "Lập chuyến kiểm tra"), listPath+"/moi", ui.Go)
	}
	return web.ShowStaff(w, r, page, listContent(l))
}

// address is path with what the list is narrowed to.
func (l Listing) address(path, after string) string {
	v := url.Values{}
	for name, value := range map[string]string{"mua": l.Query.Season, "tinh-trang": string(l.Query.State), "sau": after} {
		if value != "" {
			v.Set(name, value)
		}
	}
	if len(v) == 0 {
		return path
	}
	return path + "?" + v.Encode()
}

func (p pages) visit(w http.ResponseWriter, r *web.Request) error { return p.showVisit(w, r, nil) }

func (p pages) showVisit(w http.ResponseWriter, r *web.Request, wrong error) error {
	ctx := r.Context()
	v, err := p.See(ctx, r.Actor, r.PathValue("id"))
	if err != nil {
		return err
	}
	page := r.StaffPage(i18n.T(ctx, "Chuyến kiểm tra ngày %s", v.On().String()), ui.SectionReview)
	page.Crumbs = crumbs(ctx)
	page.Lead = v.Purpose
	page.Action = ui.ButtonLink(i18n.T(ctx, "In phiếu trống (A4)"), listPath+"/"+v.ID+"/phieu.pdf", ui.Normal)
	status := http.StatusOK
	if wrong != nil {
		status = web.Status(wrong)
		if errors.Is(wrong, fault.Conflict) {
			page.Flash = changedNotice(ctx)
		}
	}
	return web.ShowStaffStatus(w, r, status, page, visitContent(visitView{v, clock.DayOf(r.Now()), wrong}))
}

func changedNotice(ctx context.Context) *ui.Notice {
	return &ui.Notice{Kind: ui.Due, Title: i18n.T(ctx, "Có người vừa sửa chuyến kiểm tra này"),
		Text: i18n.T(ctx, "Phần bạn vừa nhập vẫn ở dưới. Lưu lại thì phần này thay bản kia.")}
}

func (p pages) paper(w http.ResponseWriter, r *web.Request) error {
	v, err := p.See(r.Context(), r.Actor, r.PathValue("id"))
	if err != nil {
		return err
	}
	return v.WritePDF(web.Attachment(w, "application/pdf", "phieu-kiem-tra-"+v.PlannedOn.ISO()+".pdf"))
}

func (p pages) finish(w http.ResponseWriter, r *web.Request) error {
	in, err := web.Decode[EndInput](r)
	if err == nil {
		err = p.Finish(r.Context(), r.Actor, r.PathValue("id"), in)
	}
	if web.FormAgain(err) {
		return p.showVisit(w, r, err)
	}
	if err != nil {
		return err
	}
	return web.Done(w, r, listPath+"/"+r.PathValue("id"), "Đã khép chuyến kiểm tra. Đơn vị có hồ sơ đọc được kết quả.")
}

func (p pages) askCancel(w http.ResponseWriter, r *web.Request) error {
	return p.showCancel(w, r, "", nil)
}

func (p pages) showCancel(w http.ResponseWriter, r *web.Request, note string, wrong error) error {
	ctx := r.Context()
	v, err := p.See(ctx, r.Actor, r.PathValue("id"))
	if err != nil {
		return err
	}
	if !v.Writes {
		return fault.Forbidden
	}
	page := r.StaffPage(i18n.T(ctx, "Hủy chuyến kiểm tra"), ui.SectionReview)
	page.Crumbs = crumbs(ctx, ui.Link{Text: v.PlannedOn.String(), Href: listPath + "/" + v.ID})
	status := http.StatusOK
	if wrong != nil {
		status = web.Status(wrong)
	}
	return web.ShowStaffStatus(w, r, status, page, cancelContent(v, note, wrong))
}

func (p pages) cancel(w http.ResponseWriter, r *web.Request) error {
	in, err := web.Decode[EndInput](r)
	if err == nil {
		err = p.Cancel(r.Context(), r.Actor, r.PathValue("id"), in)
	}
	if web.FormAgain(err) {
		return p.showCancel(w, r, in.Note, err)
	}
	if err != nil {
		return err
	}
	return web.Done(w, r, listPath+"/"+r.PathValue("id"), "Đã hủy chuyến kiểm tra.")
}

func validIDs(ids ...string) bool {
	for _, id := range ids {
		if uuid.Validate(id) != nil {
			return false
		}
	}
	return true
}
