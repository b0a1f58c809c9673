package layout

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"

	"github.com/google/uuid"

	"kheo/internal/platform/fault"
	"kheo/internal/platform/i18n"
	"kheo/internal/service/docgen"
	"kheo/internal/service/web"
	"kheo/internal/service/web/ui"
)

// pages shows Service to people.
type pages struct{ *Service }

const listPath = "/quan-tri/the-thuc"

func pathOf(id string) string { return listPath + "/" + id }

// Mount adds the pages of layouts.
func (s *Service) Mount(m *web.Mux) {
	p := pages{s}
	m.Staff("GET /quan-tri/the-thuc", p.list)
	m.Staff("GET /quan-tri/the-thuc.xlsx", p.export)
	m.Staff("GET /quan-tri/the-thuc/{id}", p.show)
	m.Staff("GET /quan-tri/the-thuc/{id}/xem.pdf", p.pdf)
	m.Staff("GET /quan-tri/the-thuc/{id}/xem.docx", p.docx)
	m.Staff("POST /quan-tri/the-thuc/{id}/sao", p.copy)
	m.Staff("GET /quan-tri/the-thuc/{id}/sua", p.edit)
	m.Staff("POST /quan-tri/the-thuc/{id}/sua", p.change)
	m.Staff("GET /quan-tri/the-thuc/{id}/ban-hanh", p.askPublish)
	m.Staff("POST /quan-tri/the-thuc/{id}/ban-hanh", p.publish)
	m.Staff("POST /quan-tri/the-thuc/{id}/doi-chieu", p.verify)
	m.Staff("GET /quan-tri/the-thuc/{id}/bo", p.askDiscard)
	m.Staff("POST /quan-tri/the-thuc/{id}/bo", p.discard)
}

func crumbs(ctx context.Context, more ...ui.Link) []ui.Link {
	return append([]ui.Link{{Text: i18n.T(ctx, "Quản trị"), Href: "/quan-tri"}, {Text: i18n.T(ctx, "Thể thức văn bản"), Href: listPath}}, more...)
}

func (p pages) list(w http.ResponseWriter, r *web.Request) error {
	ctx := r.Context()
	l, err := p.List(ctx, r.Actor)
	if err != nil {
		return err
	}
	page := r.StaffPage(i18n.T(ctx, "Thể thức văn bản"), "")
	page.Crumbs = crumbs(ctx)[:1]
	page.Lead = i18n.T(ctx, "Văn bản in theo thể thức của ngày ký: in lại quyết định năm 2012 thì theo thể thức năm 2012.")
	return web.ShowStaff(w, r, page, listContent(l))
}

func (p pages) show(w http.ResponseWriter, r *web.Request) error { return p.sheet(w, r, "", nil) }

// sheet shows one edition; by is what was typed as who verified it.
func (p pages) sheet(w http.ResponseWriter, r *web.Request, by string, wrong error) error {
	ctx := r.Context()
	v, err := p.See(ctx, r.Actor, r.PathValue("id"))
	if err != nil {
		return err
	}
	page := r.StaffPage(v.Name, "")
	page.Crumbs = crumbs(ctx)
	page.Lead = v.when(ctx)
	page.Action = ui.ButtonLink(i18n.T(ctx, "Xem thử bản in (PDF)"), pathOf(v.ID)+"/xem.pdf", ui.Go)
	status := http.StatusOK
	if wrong != nil {
		status = web.Status(wrong)
		if errors.Is(wrong, fault.Conflict) {
			page.Flash = changedNotice(ctx)
		}
	}
	if by == "" {
		by = v.VerifiedBy
	}
	return web.ShowStaffStatus(w, r, status, page, showContent(showView{v, by, wrong, uuid.Must(uuid.NewV7()).String()}))
}

func changedNotice(ctx context.Context) *ui.Notice {
	return &ui.Notice{Kind: ui.Due, Title: i18n.T(ctx, "Có người vừa sửa ấn bản này"),
		Text: i18n.T(ctx, "Phần bạn vừa nhập vẫn ở dưới. Lưu lại thì phần này thay bản kia.")}
}

// previewRows is how long the list of a preview is: it goes on over a page, so
// that page numbers and repeated heads show.
const previewRows = 40

func (p pages) pdf(w http.ResponseWriter, r *web.Request) error {
	return p.preview(w, r, "application/pdf", ".pdf", docgen.WritePDF)
}

func (p pages) docx(w http.ResponseWriter, r *web.Request) error {
	return p.preview(w, r, "application/vnd.openxmlformats-officedocument.wordprocessingml.document", ".docx", docgen.WriteDOCX)
}

func (p pages) preview(w http.ResponseWriter, r *web.Request, mediaType, ext string, write func(io.Writer, docgen.Document) error) error {
	v, err := p.See(r.Context(), r.Actor, r.PathValue("id"))
	if err != nil {
		return err
	}
	var file bytes.Buffer
	if err := write(&file, docgen.Specimen(v.Layout, previewRows)); err != nil {
		return err
	}
	_, err = web.Attachment(w, mediaType, "xem-thu-the-thuc-"+v.Line+"-"+v.From.ISO()+ext).Write(file.Bytes())
	return err
}

func (p pages) verify(w http.ResponseWriter, r *web.Request) error {
	in, err := web.Decode[struct {
		By      string `form:"verified_by"`
		Version int64  `form:"version"`
	}](r)
	if err == nil {
		err = p.Verify(r.Context(), r.Actor, r.PathValue("id"), in.Version, in.By)
	}
	if web.FormAgain(err) {
		return p.sheet(w, r, in.By, err)
	}
	if err != nil {
		return err
	}
	return web.Done(w, r, pathOf(r.PathValue("id")), "Đã ghi người đối chiếu.")
}
