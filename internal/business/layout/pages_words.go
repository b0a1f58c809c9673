package layout

import (
	"context"
	"errors"
	"net/http"
	"slices"

	"github.com/a-h/templ"

	"kheo/internal/platform/fault"
	"kheo/internal/platform/i18n"
	"kheo/internal/service/docgen"
	"kheo/internal/service/web"
	"kheo/internal/service/web/ui"
)

// confirm shows what an act on a draft does before it is done.
func (p pages) confirm(w http.ResponseWriter, r *web.Request, title string, wrong error, content func(showView) templ.Component) error {
	ctx := r.Context()
	v, err := p.See(ctx, r.Actor, r.PathValue("id"))
	if err != nil {
		return err
	}
	switch {
	case !v.Edits:
		return fault.Forbidden
	case v.State != Draft:
		return fault.Refuse("Ấn bản này đã ban hành nên không sửa được. Sao thành ấn bản mới rồi sửa.")
	}
	page := r.StaffPage(title, "")
	page.Crumbs = crumbs(ctx, ui.Link{Text: v.Name, Href: pathOf(v.ID)})
	status := http.StatusOK
	if wrong != nil {
		status = web.Status(wrong)
		if errors.Is(wrong, fault.Conflict) {
			page.Flash = &ui.Notice{Kind: ui.Due, Title: i18n.T(ctx, "Có người vừa sửa ấn bản này"), Text: i18n.T(ctx, "Xem lại rồi bấm lần nữa.")}
		}
	}
	return web.ShowStaffStatus(w, r, status, page, content(showView{View: v, Err: wrong}))
}

// showView is what the page of an edition shows.
type showView struct {
	View
	By    string // who verified it, as typed
	Err   error
	NewID string // of a copy
}

// formView is what the form of a draft shows.
type formView struct {
	View
	In  Input
	Err error
}

// when says in which days e holds.
func (e Edition) when(ctx context.Context) string {
	switch {
	case e.From.IsZero() && e.To.IsZero() && e.State == Draft:
		return i18n.T(ctx, "chưa ghi ngày hiệu lực")
	case e.From.IsZero() && e.To.IsZero():
		return i18n.T(ctx, "mọi ngày")
	case e.From.IsZero():
		return i18n.T(ctx, "đến ngày %s", e.To.String())
	case e.To.IsZero():
		return i18n.T(ctx, "từ ngày %s", e.From.String())
	}
	return i18n.T(ctx, "từ ngày %s đến ngày %s", e.From.String(), e.To.String())
}

// checked says who compared e with its source.
func (e Edition) checked(ctx context.Context) string {
	if e.Verified() {
		return i18n.T(ctx, "Đã đối chiếu: %s", e.VerifiedBy)
	}
	return i18n.T(ctx, "chưa kiểm chứng")
}

func (v showView) facts(ctx context.Context) []ui.Fact {
	all := []ui.Fact{
		{Label: i18n.T(ctx, "Dùng cho"), Value: i18n.T(ctx, v.OrgLine().Label())},
		{Label: i18n.T(ctx, "Hiệu lực"), Value: v.when(ctx)},
		{Label: i18n.T(ctx, "Tình trạng"), Value: i18n.T(ctx, v.State.Label())},
		{Label: i18n.T(ctx, "Nguồn"), Value: v.Source},
		{Label: i18n.T(ctx, "Kiểm chứng"), Value: v.checked(ctx)},
		{Label: i18n.T(ctx, "Người soạn"), Value: v.DraftedBy},
	}
	if v.PublishedBy != "" {
		all = append(all, ui.Fact{Label: i18n.T(ctx, "Người ban hành"), Value: v.PublishedBy + ", " + i18n.Date(v.PublishedAt)})
	}
	if v.SupersededBy != "" {
		all = append(all, ui.Fact{Label: i18n.T(ctx, "Được thay bằng"), Value: i18n.T(ctx, "ấn bản thay nó"), Href: pathOf(v.SupersededBy)})
	}
	return all
}

// said is the value of a setting in words.
func said(ctx context.Context, s Setting, l docgen.Layout) string {
	value := s.Value(l)
	switch {
	case s.IsFlag() && value != "":
		return i18n.T(ctx, "có")
	case s.IsFlag():
		return i18n.T(ctx, "không")
	case s.IsNumber() && s.Unit != "":
		return value + " " + s.Unit
	case s.IsNumber():
		return value
	}
	for _, c := range s.Choices {
		if c.Value == value {
			return i18n.T(ctx, c.Label)
		}
	}
	if value == "" {
		return i18n.T(ctx, "không có")
	}
	return "“" + value + "”"
}

// part is the settings under one title.
type part struct {
	Title    string
	Settings []Setting
}

func parts() (all []part) {
	for _, s := range Settings() {
		if len(all) == 0 || all[len(all)-1].Title != s.Group {
			all = append(all, part{Title: s.Group})
		}
		last := &all[len(all)-1]
		last.Settings = append(last.Settings, s)
	}
	return all
}

func (v showView) partFacts(ctx context.Context, p part) (all []ui.Fact) {
	for _, s := range p.Settings {
		all = append(all, ui.Fact{Label: i18n.T(ctx, s.Label), Value: said(ctx, s, v.Layout)})
	}
	return all
}

// differences are the settings in which v is not like the edition before it.
func (v showView) differences() (all []Setting) {
	if v.Before == nil {
		return nil
	}
	for _, s := range Settings() {
		if s.Value(v.Layout) != s.Value(v.Before.Layout) {
			all = append(all, s)
		}
	}
	return all
}

func (v showView) by(ctx context.Context) ui.Field {
	return ui.Field{
		Name: "verified_by", Label: i18n.T(ctx, "Người đối chiếu"), Hint: i18n.T(ctx, "Ghi họ tên và bản đã đối chiếu, ví dụ: Lê Minh Mẫu, bản công báo số 12."),
		Value: v.By, Error: ui.FieldError(ctx, v.Err, "verified_by"), Required: true,
	}
}

// blocks are the sentences that say why a draft cannot be published as it is.
func (v showView) blocks(ctx context.Context) (all []string) {
	for _, err := range []error{v.Err, v.Wrong} {
		var wrong fault.Invalid
		if !errors.As(err, &wrong) {
			continue
		}
		for _, name := range []string{"from", "to"} {
			if text := ui.FieldError(ctx, wrong, name); text != "" && !slices.Contains(all, text) {
				all = append(all, text)
			}
		}
	}
	return all
}
