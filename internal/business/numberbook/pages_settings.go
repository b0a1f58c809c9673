package numberbook

import (
	"context"
	"net/http"
	"slices"

	"github.com/google/uuid"

	"kheo/internal/business/org"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/fault"
	"kheo/internal/platform/i18n"
	"kheo/internal/service/web"
	"kheo/internal/service/web/ui"
)

// admin is the frame of a page of administration.
func admin(r *web.Request, title string, below ...ui.Link) ui.StaffPage {
	ctx := r.Context()
	page := r.StaffPage(title, "")
	page.Crumbs = append([]ui.Link{{Text: i18n.T(ctx, "Quản trị"), Href: "/quan-tri"}, {Text: i18n.T(ctx, "Ký hiệu và nhiệm kỳ"), Href: adminPath}}, below...)
	return page
}

func (p pages) choose(w http.ResponseWriter, r *web.Request) error {
	ctx := r.Context()
	words := r.FormValue("tim")
	all, err := p.Choices(ctx, r.Actor, words)
	if err != nil {
		return err
	}
	page := admin(r, i18n.T(ctx, "Ký hiệu và nhiệm kỳ"))
	page.Crumbs = page.Crumbs[:1]
	page.Lead = i18n.T(ctx, "Chữ viết tắt và nhiệm kỳ của từng cơ quan, để số văn bản ghi đúng.")
	page.Action = ui.ButtonLink(i18n.T(ctx, "Mẫu số văn bản"), adminPath+"/mau", ui.Normal)
	return web.ShowStaff(w, r, page, chooseContent(words, all))
}

// settingsView is what the page of a body's terms and abbreviations shows.
type settingsView struct {
	Settings
	Symbol    SymbolInput
	SymbolErr error
	Term      TermInput
	TermErr   error
}

func (p pages) settings(w http.ResponseWriter, r *web.Request) error {
	return p.showSettings(w, r, settingsView{})
}

func (p pages) showSettings(w http.ResponseWriter, r *web.Request, v settingsView) error {
	ctx := r.Context()
	var err error
	if v.Settings, err = p.Settings(ctx, r.Actor, r.PathValue("unit")); err != nil {
		return err
	}
	for _, id := range []*string{&v.Symbol.ID, &v.Term.ID} {
		if *id == "" {
			*id = uuid.Must(uuid.NewV7()).String()
		}
	}
	if v.Symbol.Line == "" {
		if v.Symbol.Line = v.Unit.Line; !numbered(v.Unit.Line) {
			v.Symbol.Line = org.Party
		}
	}
	page := admin(r, i18n.T(ctx, "Ký hiệu và nhiệm kỳ của %s", v.Unit.Name))
	wrong := v.SymbolErr
	if wrong == nil {
		wrong = v.TermErr
	}
	return web.ShowStaffStatus(w, r, status(r, &page, wrong), page, settingsContent(v))
}

func (p pages) addSymbol(w http.ResponseWriter, r *web.Request) error {
	in, err := web.Decode[SymbolInput](r)
	if err == nil {
		err = p.AddSymbol(r.Context(), r.Actor, r.PathValue("unit"), in)
	}
	if web.FormAgain(err) {
		return p.showSettings(w, r, settingsView{Symbol: in, SymbolErr: err})
	}
	if err != nil {
		return err
	}
	return web.Done(w, r, adminPath+"/"+r.PathValue("unit"), "Đã lưu chữ viết tắt. Sổ mở từ nay dùng chữ này.")
}

func (p pages) setTerm(w http.ResponseWriter, r *web.Request) error {
	in, err := web.Decode[TermInput](r)
	editing := r.PathValue("term")
	if editing != "" {
		in.ID = editing
		in.Version = max(in.Version, 1)
	} else {
		in.Version = 0
	}
	if err == nil {
		err = p.SetTerm(r.Context(), r.Actor, r.PathValue("unit"), in)
	}
	switch {
	case web.FormAgain(err) && editing != "":
		return p.showTerm(w, r, &in, err)
	case web.FormAgain(err):
		return p.showSettings(w, r, settingsView{Term: in, TermErr: err})
	case err != nil:
		return err
	}
	return web.Done(w, r, adminPath+"/"+r.PathValue("unit"), "Đã lưu nhiệm kỳ.")
}

func (p pages) askTerm(w http.ResponseWriter, r *web.Request) error {
	return p.showTerm(w, r, nil, nil)
}

func (p pages) showTerm(w http.ResponseWriter, r *web.Request, in *TermInput, wrong error) error {
	ctx := r.Context()
	all, err := p.Settings(ctx, r.Actor, r.PathValue("unit"))
	if err != nil {
		return err
	}
	n := slices.IndexFunc(all.Terms, func(t Term) bool { return t.ID == r.PathValue("term") })
	if n < 0 {
		return fault.NotFound
	}
	if !all.Manages {
		return fault.Forbidden
	}
	t := all.Terms[n]
	if in == nil {
		in = &TermInput{ID: t.ID, Name: t.Name, From: t.Days.From, To: t.Days.To, Version: t.Version}
	}
	page := admin(r, i18n.T(ctx, "Sửa nhiệm kỳ"), ui.Link{Text: all.Unit.Name, Href: adminPath + "/" + all.Unit.ID})
	return web.ShowStaffStatus(w, r, status(r, &page, wrong), page, termContent(t, *in, wrong))
}

func (p pages) forms(w http.ResponseWriter, r *web.Request) error {
	ctx := r.Context()
	l, err := p.Forms(ctx, r.Actor)
	if err != nil {
		return err
	}
	page := admin(r, i18n.T(ctx, "Mẫu số văn bản"))
	page.Lead = i18n.T(ctx, "Số văn bản ghi thế nào và đánh lại từ đầu khi nào, theo hệ thống và loại văn bản.")
	return web.ShowStaff(w, r, page, formsContent(l))
}

func (p pages) askForm(w http.ResponseWriter, r *web.Request) error {
	in := FormInput{Line: org.Party, Pattern: "{nn}-{type}/{unit}", Period: ByTerm}
	if from := r.URL.Query().Get("tu"); from != "" {
		var err error
		if in, err = p.Form(r.Context(), r.Actor, from); err != nil {
			return err
		}
	}
	in.From = clock.DayOf(r.Now())
	return p.showForm(w, r, in, nil)
}

func (p pages) showForm(w http.ResponseWriter, r *web.Request, in FormInput, wrong error) error {
	ctx := r.Context()
	l, err := p.Forms(ctx, r.Actor)
	if err != nil {
		return err
	}
	if !l.Writes {
		return fault.Forbidden
	}
	if in.ID == "" {
		in.ID = uuid.Must(uuid.NewV7()).String()
	}
	page := admin(r, i18n.T(ctx, "Thêm mẫu số văn bản"), ui.Link{Text: i18n.T(ctx, "Mẫu số văn bản"), Href: adminPath + "/mau"})
	page.Lead = i18n.T(ctx, "Mẫu đang dùng hết hiệu lực ngay trước ngày mẫu mới bắt đầu. Sổ đã mở giữ cách ghi cũ.")
	return web.ShowStaffStatus(w, r, status(r, &page, wrong), page, formContent(l, in, wrong))
}

func (p pages) addForm(w http.ResponseWriter, r *web.Request) error {
	in, err := web.Decode[FormInput](r)
	if err == nil {
		err = p.AddForm(r.Context(), r.Actor, in)
	}
	if web.FormAgain(err) {
		return p.showForm(w, r, in, err)
	}
	if err != nil {
		return err
	}
	return web.Done(w, r, adminPath+"/mau", "Đã thêm mẫu số văn bản.")
}

// days says a span in words.
func days(ctx context.Context, s clock.Span) string {
	switch {
	case s.From.Year() <= 1 && s.To.IsZero():
		return i18n.T(ctx, "từ trước đến nay")
	case s.From.Year() <= 1:
		return i18n.T(ctx, "đến %s", s.To.String())
	case s.To.IsZero():
		return i18n.T(ctx, "từ %s", s.From.String())
	}
	return i18n.T(ctx, "%s đến %s", s.From.String(), s.To.String())
}
