package award

import (
	"context"
	"net/http"
	"net/url"

	"github.com/google/uuid"

	"kheo/internal/platform/clock"
	"kheo/internal/platform/fault"
	"kheo/internal/platform/i18n"
	"kheo/internal/service/exchange"
	"kheo/internal/service/web"
	"kheo/internal/service/web/ui"
)

func basesCrumb(ctx context.Context) ui.Link {
	return ui.Link{Text: i18n.T(ctx, "Căn cứ pháp lý"), Href: basisPath}
}

func (p pages) bases(r *web.Request) (BasisList, error) {
	q, err := web.Decode[BasisQuery](r)
	if err != nil {
		return BasisList{}, fault.NotFound
	}
	return p.ListBases(r.Context(), r.Actor, q)
}

func (p pages) listBases(w http.ResponseWriter, r *web.Request) error {
	ctx := r.Context()
	l, err := p.bases(r)
	if err != nil {
		return err
	}
	page := p.frame(r, i18n.T(ctx, "Căn cứ pháp lý"))
	page.Lead = i18n.T(ctx, "Những văn bản mà quyết định dẫn ra, và những ngày chúng có hiệu lực.")
	if l.Writes {
		page.Action = ui.ButtonLink(i18n.T(ctx, "Thêm văn bản"), basisPath+"/moi", ui.Go)
	}
	return web.ShowStaff(w, r, page, basesContent(l))
}

// address is path with what the list is narrowed to.
func (q BasisQuery) address(path string) string {
	v := url.Values{}
	for name, value := range map[string]string{"ngay": q.Day.ISO(), "he": string(q.Line), "loc": q.Mark} {
		if value != "" {
			v.Set(name, value)
		}
	}
	return path + "?" + v.Encode()
}

func (p pages) exportBases(w http.ResponseWriter, r *web.Request) error {
	ctx := r.Context()
	l, err := p.bases(r)
	if err != nil {
		return err
	}
	return exchange.Write(web.Attachment(w, xlsx, "can-cu-phap-ly.xlsx"), exchange.Sheet{
		Name: i18n.T(ctx, "Căn cứ pháp lý"), Landscape: true,
		Title: []string{i18n.T(ctx, "Căn cứ pháp lý"), i18n.T(ctx, "Lập ngày %s", i18n.Date(r.Now()))},
		Columns: []exchange.Column{
			{Title: i18n.T(ctx, "Mã"), Width: 18}, {Title: i18n.T(ctx, "Văn bản"), Width: 70}, {Title: i18n.T(ctx, "Loại văn bản"), Width: 18},
			{Title: i18n.T(ctx, "Hệ thống"), Width: 16}, {Title: i18n.T(ctx, "Từ ngày"), Width: 12}, {Title: i18n.T(ctx, "Đến ngày"), Width: 12},
			{Title: i18n.T(ctx, "Sửa đổi, bổ sung bởi"), Width: 40}, {Title: i18n.T(ctx, "Nguồn"), Width: 36}, {Title: i18n.T(ctx, "Người kiểm chứng"), Width: 24},
		},
		Rows: func(yield func([]any) bool) {
			for _, b := range l.Rows {
				if !yield([]any{b.Code, b.Text, i18n.T(ctx, b.Kind.Label()), i18n.T(ctx, b.Line.Label()), b.From.Time(), b.To.Time(), b.AmendedBy, b.Source, b.VerifiedBy}) {
					return
				}
			}
		},
	})
}

// one finds the text that the address names, for who may write it.
func (p pages) one(r *web.Request) (BasisList, Basis, error) {
	l, err := p.ListBases(r.Context(), r.Actor, BasisQuery{})
	if err != nil {
		return l, Basis{}, err
	}
	if !l.Writes {
		return l, Basis{}, fault.Forbidden
	}
	b, err := l.Find(r.PathValue("id"))
	return l, b, err
}

func (p pages) askBasis(w http.ResponseWriter, r *web.Request) error {
	in := BasisInput{ID: uuid.Must(uuid.NewV7()).String()}
	if r.PathValue("id") != "" {
		_, b, err := p.one(r)
		if err != nil {
			return err
		}
		in = b.input()
	}
	return p.showBasis(w, r, in, nil)
}

// basisForm is the form of a legal text as it was typed.
type basisForm struct {
	In  BasisInput
	Err error
	At  string // where it posts to
	All []Basis
}

func (p pages) showBasis(w http.ResponseWriter, r *web.Request, in BasisInput, wrong error) error {
	ctx := r.Context()
	l, err := p.ListBases(ctx, r.Actor, BasisQuery{})
	if err == nil && !l.Writes {
		err = fault.Forbidden
	}
	if err != nil {
		return err
	}
	f, title := basisForm{In: in, Err: wrong, At: basisPath + "/moi", All: l.All}, i18n.T(ctx, "Thêm văn bản")
	if id := r.PathValue("id"); id != "" {
		b, err := l.Find(id)
		if err != nil {
			return err
		}
		f.At, f.In.Code, title = basisPath+"/"+id+"/sua", b.Code, i18n.T(ctx, "Sửa văn bản")
		if flash(ctx, wrong) != nil {
			f.In.Version = b.Version // what is sent next replaces what the reader now knows of
		}
	}
	page := p.frame(r, title, basesCrumb(ctx))
	page.Flash = flash(ctx, wrong)
	return web.ShowStaffStatus(w, r, status(wrong), page, basisFormContent(f))
}

func (p pages) keepBasis(w http.ResponseWriter, r *web.Request) error {
	if !mayWrite(r.Actor) {
		return fault.Forbidden
	}
	in, err := web.Decode[BasisInput](r)
	if id := r.PathValue("id"); id != "" {
		in.ID, in.Version = id, max(in.Version, 1)
	} else {
		in.Version = 0
	}
	if err == nil {
		_, err = p.KeepBasis(r.Context(), r.Actor, in)
	}
	return done(w, r, err, func(err error) error { return p.showBasis(w, r, in, err) }, basisPath, "Đã lưu văn bản.")
}

func (p pages) askEndBasis(w http.ResponseWriter, r *web.Request) error {
	return p.showEndBasis(w, r, clock.DayOf(r.Now()), nil)
}

func (p pages) showEndBasis(w http.ResponseWriter, r *web.Request, to clock.Date, wrong error) error {
	ctx := r.Context()
	_, b, err := p.one(r)
	if err != nil {
		return err
	}
	q := question{Version: b.Version, Day: true, Field: endField(ctx, to, wrong), Confirm: ui.Confirmation{
		Title: b.Text, Text: i18n.T(ctx, "Sau ngày này quyết định không dẫn được văn bản. Quyết định đã ký vẫn giữ nguyên."),
		Submit: i18n.T(ctx, "Ghi hết hiệu lực"), CancelHref: basisPath,
	}}
	return p.question(w, r, i18n.T(ctx, "Văn bản hết hiệu lực"), q, wrong, basesCrumb(ctx))
}

func (p pages) endBasis(w http.ResponseWriter, r *web.Request) error {
	in, err := web.Decode[EndInput](r)
	if err == nil {
		err = p.EndBasis(r.Context(), r.Actor, r.PathValue("id"), in)
	}
	return done(w, r, err, func(err error) error { return p.showEndBasis(w, r, in.To, err) }, basisPath, "Đã ghi ngày hết hiệu lực.")
}

func (p pages) askVerifyBasis(w http.ResponseWriter, r *web.Request) error {
	return p.showVerifyBasis(w, r, r.Actor.Name, nil)
}

func (p pages) showVerifyBasis(w http.ResponseWriter, r *web.Request, by string, wrong error) error {
	ctx := r.Context()
	_, b, err := p.one(r)
	if err != nil {
		return err
	}
	q := verifyQuestion(ctx, i18n.T(ctx, "Đã đối chiếu “%s” với văn bản gốc", b.Text), b.Source, b.Version, by, wrong, basisPath)
	return p.question(w, r, i18n.T(ctx, "Kiểm chứng"), q, wrong, basesCrumb(ctx))
}

func (p pages) verifyBasis(w http.ResponseWriter, r *web.Request) error {
	in, err := web.Decode[VerifyInput](r)
	if err == nil {
		err = p.VerifyBasis(r.Context(), r.Actor, r.PathValue("id"), in)
	}
	return done(w, r, err, func(err error) error { return p.showVerifyBasis(w, r, in.By, err) }, basisPath, "Đã ghi người kiểm chứng.")
}
