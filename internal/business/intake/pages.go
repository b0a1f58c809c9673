package intake

import (
	"context"
	"errors"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"net/url"
	"strings"

	"kheo/internal/business/initiative"
	"kheo/internal/platform/fault"
	"kheo/internal/platform/i18n"
	"kheo/internal/platform/text"
	"kheo/internal/service/auth"
	"kheo/internal/service/files"
	"kheo/internal/service/progress"
	"kheo/internal/service/web"
	"kheo/internal/service/web/ui"
)

// pages bring lists in from Excel and out to Excel.
type pages struct{ *Service }

const (
	importPath = "/viec/nhap-excel"
	listPath   = "/viec/mo-hinh" // of the module initiative
)

// Mount adds the pages that bring lists in and out.
func (s *Service) Mount(m *web.Mux) {
	p := pages{s}
	m.Staff("GET /viec/nhap-excel", p.ask)
	m.Upload("POST /viec/nhap-excel", p.receive)
	m.Staff("GET /viec/nhap-excel/mau.xlsx", p.template)
	m.Staff("GET /viec/nhap-excel/{file}", p.preview)
	m.Staff("POST /viec/nhap-excel/{file}", p.carryOut)
	m.Staff("GET /viec/nhap-excel/{file}/loi.xlsx", p.errors)
	m.Staff("GET /viec/mo-hinh.xlsx", p.export)
}

// importForm is what the form of an import shows.
type importForm struct {
	In  Import
	Err error
	initiative.Choices
}

// chosen reads from the address for which season and unit a list is.
func chosen(r *web.Request) Import {
	q := r.URL.Query()
	return Import{Season: q.Get("mua"), Unit: q.Get("don-vi")}
}

// address leads to path with what in says.
func (in Import) address(path string) string {
	v := url.Values{}
	for key, value := range map[string]string{"mua": in.Season, "don-vi": in.Unit} {
		if value != "" {
			v.Set(key, value)
		}
	}
	if len(v) == 0 {
		return path
	}
	return path + "?" + v.Encode()
}

func (p pages) ask(w http.ResponseWriter, r *web.Request) error {
	return p.showForm(w, r, http.StatusOK, importForm{In: chosen(r)})
}

func (p pages) showForm(w http.ResponseWriter, r *web.Request, status int, f importForm) (err error) {
	ctx := r.Context()
	if f.Choices, err = p.initiatives.Choices(ctx, r.Actor, "", ""); err != nil {
		return err
	}
	if f.In.Season == "" {
		f.In.Season = f.Season.Code
	}
	page := r.StaffPage(i18n.T(ctx, "Nhập danh sách từ Excel"), ui.SectionInitiatives)
	page.Crumbs = []ui.Link{{Text: i18n.T(ctx, "Mô hình"), Href: listPath}}
	page.Lead = i18n.T(ctx, "Gửi cả danh sách đăng ký một lần. Xem trước rồi mới lưu.")
	if f.Err != nil {
		page.Flash = objection(ctx, f.Err)
	}
	return web.ShowStaffStatus(w, r, status, page, importContent(f))
}

// receive takes the file in as it comes and leads to what is in it.
func (p pages) receive(w http.ResponseWriter, r *web.Request) error {
	if !r.Actor.Has(auth.Registrar) {
		return fault.Forbidden
	}
	in, f, err := p.takeIn(r)
	if err != nil {
		// A browser shows no answer while it is still sending.
		_, _ = io.Copy(io.Discard, r.Body)
	}
	if status := again(err); status != 0 {
		return p.showForm(w, r, status, importForm{In: in, Err: err})
	}
	if err != nil {
		return err
	}
	return web.Redirect(w, r, in.address(importPath+"/"+f.ID))
}

var errNoFile = fault.Invalid{files.Field: fault.Say("Chưa chọn tệp. Chọn tệp Excel (.xlsx) có danh sách đăng ký.")}

// takeIn reads the form part by part; the file comes last.
func (p pages) takeIn(r *web.Request) (in Import, f files.File, err error) {
	form, err := r.MultipartReader()
	if err != nil {
		return in, f, errNoFile
	}
	for {
		part, err := form.NextPart()
		switch {
		case errors.Is(err, io.EOF):
			return in, f, errNoFile
		case err != nil:
			return in, f, broken(err)
		case part.FormName() == files.Field && part.FileName() != "":
			f, err = p.ReceiveList(r.Context(), r.Actor, in, part.FileName(), part)
			return in, f, err
		case part.FormName() == "season":
			in.Season = shortText(part)
		case part.FormName() == "unit":
			in.Unit = shortText(part)
		}
	}
}

// broken makes of a form that ends too early or is too long a remark on the file.
func broken(err error) error {
	var tooLong *http.MaxBytesError
	if errors.As(err, &tooLong) {
		return err
	}
	return errNoFile
}

// shortText is the short text of one part of a form.
func shortText(part *multipart.Part) string {
	raw, _ := io.ReadAll(io.LimitReader(part, 200))
	return strings.TrimSpace(string(raw))
}

// template hands out an empty list.
func (p pages) template(w http.ResponseWriter, r *web.Request) error {
	code := chosen(r).Season
	return p.Template(r.Context(), r.Actor, code, &attachment{w: w, name: "mau-dang-ky-" + text.Slug(code) + ".xlsx"})
}

// preview shows what an import would do.
func (p pages) preview(w http.ResponseWriter, r *web.Request) error {
	ctx, in := r.Context(), chosen(r)
	v, err := p.Preview(ctx, r.Actor, r.PathValue("file"), in)
	var refused fault.Refused
	if errors.As(err, &refused) {
		return p.showForm(w, r, http.StatusConflict, importForm{In: in, Err: err})
	}
	if err != nil {
		return err
	}
	page := r.StaffPage(i18n.T(ctx, "Xem trước danh sách"), ui.SectionInitiatives)
	page.Crumbs = []ui.Link{{Text: i18n.T(ctx, "Mô hình"), Href: listPath}, {Text: i18n.T(ctx, "Nhập danh sách từ Excel"), Href: in.address(importPath)}}
	page.Lead = fmt.Sprintf("%s · %s · %s", v.File.Name, v.Season.Name, v.Unit.Name)
	return web.ShowStaff(w, r, page, previewContent(v, in))
}

// carryOut imports a list that was looked at.
func (p pages) carryOut(w http.ResponseWriter, r *web.Request) error {
	in, err := web.Decode[Import](r)
	if err != nil {
		return err
	}
	ctx, id := r.Context(), r.PathValue("file")
	title := i18n.T(ctx, "Nhập danh sách đăng ký từ Excel")
	result, runID, err := p.ImportUpload(ctx, r.Actor, id, in, title)
	switch {
	case err != nil:
		return err
	case runID != "":
		return web.Redirect(w, r, progress.Path(runID, in.address(importPath)))
	case len(result.Errors) > 0: // units or fields were renamed meanwhile
		return web.Redirect(w, r, in.address(importPath+"/"+id))
	case result.New == 0:
		return web.Done(w, r, listOf(in), "Không có mô hình mới: cả %s mô hình trong tệp đã có từ trước.", i18n.Number(ctx, result.Already))
	}
	pairs, href, err := p.participants.PairsOf(ctx, r.Actor, result.firstNew, result.lastNew)
	if err != nil {
		return err
	}
	if pairs > 0 {
		return web.Done(w, r, href, "Đã nhập %s mô hình. Có tên giống tên đã ghi: xin xem dưới đây, hoặc để sau.", i18n.Number(ctx, result.New))
	}
	return web.Done(w, r, listOf(in), "Đã nhập %s mô hình.", i18n.Number(ctx, result.New))
}

// errors hands out everything that is wrong with a list.
func (p pages) errors(w http.ResponseWriter, r *web.Request) error {
	ctx := r.Context()
	v, err := p.Preview(ctx, r.Actor, r.PathValue("file"), chosen(r))
	if err != nil {
		return err
	}
	return exportErrors(ctx, &attachment{w: w, name: "cho-can-sua.xlsx"}, v.Errors)
}

// export hands out the staff's list, filtered as on its page.
func (p pages) export(w http.ResponseWriter, r *web.Request) error {
	q, err := web.Decode[initiative.Query](r)
	if err != nil {
		return fault.NotFound
	}
	name := "mo-hinh.xlsx"
	if q.Season != "" {
		name = "mo-hinh-" + text.Slug(q.Season) + ".xlsx"
	}
	return p.Export(r.Context(), r.Actor, q, &attachment{w: w, name: name})
}

// attachment becomes a workbook to keep with its first byte, so that an error
// before it can still be shown as a page.
type attachment struct {
	w       http.ResponseWriter
	name    string
	started bool
}

func (a *attachment) Write(b []byte) (int, error) {
	if !a.started {
		a.started = true
		web.Attach(a.w, files.XLSX, a.name)
	}
	return a.w.Write(b)
}

// field is one question of the form with what is wrong with it.
func (f importForm) field(ctx context.Context, name, label, hint, value string) ui.Field {
	return ui.Field{Name: name, Label: label, Hint: hint, Value: value, Required: true, Width: ui.Mid, Error: ui.FieldError(ctx, f.Err, name)}
}
