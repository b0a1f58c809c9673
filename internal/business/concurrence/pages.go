package concurrence

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"unicode"
	"unicode/utf8"

	"kheo/internal/business/recognition"
	"kheo/internal/platform/fault"
	"kheo/internal/platform/i18n"
	"kheo/internal/service/docgen"
	"kheo/internal/service/web"
	"kheo/internal/service/web/ui"
)

// pages shows Service to people.
type pages struct{ *Service }

const (
	listPath  = "/viec/hiep-y"
	adminPath = "/quan-tri/hiep-y"
)

// Mount adds the pages of requests, notices, the public and administrators.
func (s *Service) Mount(m *web.Mux) {
	p := pages{s}
	m.Staff("GET /viec/hiep-y", p.list)
	m.Staff("GET /viec/hiep-y.xlsx", p.export)
	const ask = "/viec/quyet-dinh/{id}/hiep-y"
	m.Staff("GET "+ask, p.requests)
	m.Staff("GET "+ask+"/moi", p.askForm)
	m.Staff("POST "+ask+"/moi", p.ask)
	m.Staff("GET "+ask+"/{request}", p.request)
	m.Staff("POST "+ask+"/{request}/so", p.enter)
	m.Upload("POST "+ask+"/{request}/tra-loi", p.reply)
	m.Staff("GET "+ask+"/{request}/rut", p.askWithdraw)
	m.Staff("POST "+ask+"/{request}/rut", p.withdraw)
	m.Staff("GET "+ask+"/{request}/xu-ly/{line}", p.askSettle)
	m.Staff("POST "+ask+"/{request}/xu-ly/{line}", p.settle)
	m.Staff("GET "+ask+"/{request}/van-ban/{reply}", p.scan)
	m.Staff("GET "+ask+"/{request}/{file}", p.letter) // cong-van.docx, cong-van.pdf
	p.mountNotices(m)
	m.Staff("GET /quan-tri/hiep-y", p.catalogue)
	m.Staff("GET /quan-tri/hiep-y/co-quan/moi", p.bodyForm)
	m.Staff("POST /quan-tri/hiep-y/co-quan/moi", p.keepBody)
	m.Staff("GET /quan-tri/hiep-y/co-quan/{body}", p.bodyForm)
	m.Staff("POST /quan-tri/hiep-y/co-quan/{body}", p.keepBody)
	m.Staff("GET /quan-tri/hiep-y/co-quan/{body}/thoi", p.askEndBody)
	m.Staff("POST /quan-tri/hiep-y/co-quan/{body}/thoi", p.endBody)
	m.Staff("GET /quan-tri/hiep-y/muc/{setting}", p.settingForm)
	m.Staff("POST /quan-tri/hiep-y/muc/{setting}", p.keepSetting)
}

func (p pages) mountNotices(m *web.Mux) {
	const show = "/viec/quyet-dinh/{id}/cong-khai"
	m.Staff("GET "+show, p.notices)
	m.Staff("GET "+show+"/moi", p.noticeForm)
	m.Staff("POST "+show+"/moi", p.prepare)
	m.Staff("GET "+show+"/{notice}", p.notice)
	m.Staff("GET "+show+"/{notice}/sua", p.noticeForm)
	m.Staff("POST "+show+"/{notice}/sua", p.prepare)
	m.Staff("GET "+show+"/{notice}/dang", p.confirmNotice)
	m.Staff("POST "+show+"/{notice}/dang", p.moveNotice)
	m.Staff("GET "+show+"/{notice}/khep", p.confirmNotice)
	m.Staff("POST "+show+"/{notice}/khep", p.moveNotice)
	m.Staff("GET "+show+"/{notice}/rut", p.askRecall)
	m.Staff("POST "+show+"/{notice}/rut", p.recall)
	m.Staff("GET "+show+"/{notice}/gop-y/{comment}", p.comment)
	m.Staff("POST "+show+"/{notice}/gop-y/{comment}", p.answer)
	m.Staff("GET "+show+"/{notice}/gop-y/{comment}/chuyen", p.askHandOff)
	m.Staff("POST "+show+"/{notice}/gop-y/{comment}/chuyen", p.handOff)
	m.Staff("POST "+show+"/{notice}/gop-y/{comment}/lien-he", p.openContact)
	m.Staff("GET "+show+"/{notice}/{file}", p.poster) // thong-bao.docx, thong-bao.pdf
	m.Public("GET /cong-khai", p.publicList)
	m.Public("GET /cong-khai/tra-cuu", p.lookUpForm)
	m.Public("POST /cong-khai/tra-cuu", p.lookUp)
	m.Public("GET /cong-khai/{code}", p.publicNotice)
	m.Public("POST /cong-khai/{code}", p.send)
}

// frame is a page below a decision.
func frame(r *web.Request, title string, d recognition.Decision, more ...ui.Link) ui.StaffPage {
	ctx := r.Context()
	page := r.StaffPage(title, ui.SectionDecisions)
	page.Crumbs = append([]ui.Link{{Text: i18n.T(ctx, "Quyết định"), Href: "/viec/quyet-dinh"}, {Text: called(ctx, d), Href: decisionPath(d.ID)}}, more...)
	return page
}

func called(ctx context.Context, d recognition.Decision) string {
	if d.Number == "" {
		return i18n.T(ctx, "Dự thảo chưa có số")
	}
	return i18n.T(ctx, "Quyết định số %s", d.Number)
}

// sentence begins text, the subject of a paper, with a capital.
func sentence(text string) string {
	first, size := utf8.DecodeRuneInString(text)
	if size == 0 {
		return text
	}
	return string(unicode.ToUpper(first)) + text[size:]
}

// status is that of a page with a form that failed, or 200; it says on the page
// that somebody else was faster.
func status(r *web.Request, page *ui.StaffPage, failed error) int {
	ctx := r.Context()
	if failed == nil {
		return http.StatusOK
	}
	if errors.Is(failed, fault.Conflict) {
		page.Flash = &ui.Notice{Kind: ui.Due, Title: i18n.T(ctx, "Có người vừa sửa mục này"), Text: i18n.T(ctx, "Phần bạn vừa nhập vẫn ở dưới. Xem lại rồi gửi lần nữa.")}
	}
	return web.Status(failed)
}

// paper answers with a document: name.docx or name.pdf, whole or not at all.
func paper(w http.ResponseWriter, file, name string, doc docgen.Document) error {
	var b bytes.Buffer
	write, mediaType := docgen.WriteDOCX, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
	switch file {
	case name + ".docx":
	case name + ".pdf":
		write, mediaType = docgen.WritePDF, "application/pdf"
	default:
		return fault.NotFound
	}
	if err := write(io.Writer(&b), doc); err != nil {
		return err
	}
	web.Attach(w, mediaType, file)
	_, err := w.Write(b.Bytes())
	return err
}

// field is a question of a form with what is wrong with it.
func field(ctx context.Context, err error, name, label, hint, value string) ui.Field {
	return ui.Field{Name: name, Label: label, Hint: hint, Value: value, Error: ui.FieldError(ctx, err, name)}
}

func needed(f ui.Field) ui.Field { f.Required = true; return f }

func long(f ui.Field, rows, most int) ui.Field { f.Rows, f.MaxLength = rows, most; return f }

func narrow(f ui.Field, w ui.Width) ui.Field { f.Width = w; return f }
