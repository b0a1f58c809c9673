package concurrence

import (
	"context"
	"net/http"
	"strconv"

	"kheo/internal/platform/i18n"
	"kheo/internal/service/web"
	"kheo/internal/service/web/ui"
)

// adminForm is a form of the catalogue: its questions in order.
type adminForm struct {
	Action string
	ID     string
	Fields []ui.Field
	End    string // where a body is ended; may be empty
}

func adminFrame(r *web.Request, title string, below bool) ui.StaffPage {
	ctx := r.Context()
	page := r.StaffPage(title, "")
	page.Crumbs = []ui.Link{{Text: i18n.T(ctx, "Quản trị"), Href: "/quan-tri"}}
	if below {
		page.Crumbs = append(page.Crumbs, ui.Link{Text: i18n.T(ctx, "Hiệp y và công khai"), Href: adminPath})
	}
	return page
}

func (p pages) catalogue(w http.ResponseWriter, r *web.Request) error {
	ctx := r.Context()
	c, err := p.Catalogue(ctx, r.Actor)
	if err != nil {
		return err
	}
	page := adminFrame(r, i18n.T(ctx, "Hiệp y và công khai"), false)
	page.Lead = i18n.T(ctx, "Cơ quan có thể hỏi và các mức thời gian. Sửa một mục là lập bản mới; hồ sơ cũ giữ bản cũ.")
	page.Action = ui.ButtonLink(i18n.T(ctx, "Thêm cơ quan"), adminPath+"/co-quan/moi", ui.Go)
	return web.ShowStaff(w, r, page, catalogueContent(c))
}

func (p pages) bodyForm(w http.ResponseWriter, r *web.Request) error {
	var in BodyInput
	if id := r.PathValue("body"); id != "" {
		b, err := p.FindBody(r.Context(), r.Actor, id)
		if err != nil {
			return err
		}
		in = BodyInput{Name: b.Name, Asks: b.Asks, Position: b.Position, Source: b.Source, VerifiedBy: b.VerifiedBy}
	}
	return p.showBody(w, r, in, nil)
}

func (p pages) showBody(w http.ResponseWriter, r *web.Request, in BodyInput, failed error) error {
	ctx := r.Context()
	if _, err := p.Catalogue(ctx, r.Actor); err != nil {
		return err
	}
	title, f := i18n.T(ctx, "Thêm cơ quan"), adminForm{Action: r.URL.Path, ID: newID(in.ID)}
	if r.PathValue("body") != "" {
		title, f.End = i18n.T(ctx, "Sửa cơ quan"), r.URL.Path+"/thoi"
	}
	f.Fields = []ui.Field{
		needed(field(ctx, failed, "name", i18n.T(ctx, "Tên cơ quan"), "", in.Name)),
		needed(field(ctx, failed, "asks", i18n.T(ctx, "Hỏi về"), i18n.T(ctx, "Ví dụ: việc thực hiện nghĩa vụ thuế."), in.Asks)),
		narrow(field(ctx, failed, "position", i18n.T(ctx, "Thứ tự"), "", strconv.FormatInt(in.Position, 10)), ui.Short),
	}
	f.Fields = append(f.Fields, sourceFields(ctx, failed, in.Source, in.VerifiedBy)...)
	page := adminFrame(r, title, true)
	return web.ShowStaffStatus(w, r, status(r, &page, failed), page, adminFormContent(f))
}

func sourceFields(ctx context.Context, failed error, source, verified string) []ui.Field {
	return []ui.Field{
		needed(field(ctx, failed, "source", i18n.T(ctx, "Nguồn"), "", source)),
		field(ctx, failed, "verified_by", i18n.T(ctx, "Kiểm chứng"), i18n.T(ctx, "Ai đã đối chiếu với văn bản gốc. Để trống thì mang nhãn “chưa kiểm chứng”."), verified),
	}
}

func (p pages) keepBody(w http.ResponseWriter, r *web.Request) error {
	in, err := web.Decode[BodyInput](r)
	in.Old = r.PathValue("body")
	if err == nil {
		err = p.KeepBody(r.Context(), r.Actor, in)
	}
	if web.FormAgain(err) {
		return p.showBody(w, r, in, err)
	}
	if err != nil {
		return err
	}
	return web.Done(w, r, adminPath, "Đã lưu cơ quan.")
}

func (p pages) askEndBody(w http.ResponseWriter, r *web.Request) error {
	ctx := r.Context()
	b, err := p.FindBody(ctx, r.Actor, r.PathValue("body"))
	if err != nil {
		return err
	}
	return web.ShowStaff(w, r, adminFrame(r, i18n.T(ctx, "Thôi dùng cơ quan này"), true), actContent(act{Confirmation: ui.Confirmation{
		Title: b.Name, Text: i18n.T(ctx, "Cơ quan không còn trong danh sách chọn. Yêu cầu đã gửi vẫn được giữ."),
		Action: r.URL.Path, Submit: i18n.T(ctx, "Thôi dùng"), CancelHref: adminPath,
	}}))
}

func (p pages) endBody(w http.ResponseWriter, r *web.Request) error {
	if _, err := p.FindBody(r.Context(), r.Actor, r.PathValue("body")); err != nil {
		return err
	}
	if err := p.EndBody(r.Context(), r.Actor, r.PathValue("body")); err != nil {
		return err
	}
	return web.Done(w, r, adminPath, "Đã thôi dùng cơ quan này.")
}

func (p pages) settingForm(w http.ResponseWriter, r *web.Request) error {
	x, err := p.FindSetting(r.Context(), r.Actor, r.PathValue("setting"))
	if err != nil {
		return err
	}
	return p.showSetting(w, r, SettingInput{Amount: x.Amount, Source: x.Source, VerifiedBy: x.VerifiedBy}, nil)
}

func (p pages) showSetting(w http.ResponseWriter, r *web.Request, in SettingInput, failed error) error {
	ctx := r.Context()
	x, err := p.FindSetting(ctx, r.Actor, r.PathValue("setting"))
	if err != nil {
		return err
	}
	f := adminForm{Action: r.URL.Path, ID: newID(in.ID)}
	f.Fields = append([]ui.Field{needed(narrow(field(ctx, failed, "amount", i18n.T(ctx, x.Name.Label()), "", strconv.FormatInt(in.Amount, 10)), ui.Short))},
		sourceFields(ctx, failed, in.Source, in.VerifiedBy)...)
	page := adminFrame(r, i18n.T(ctx, x.Name.Label()), true)
	return web.ShowStaffStatus(w, r, status(r, &page, failed), page, adminFormContent(f))
}

func (p pages) keepSetting(w http.ResponseWriter, r *web.Request) error {
	in, err := web.Decode[SettingInput](r)
	in.Old = r.PathValue("setting")
	if err == nil {
		_, err = p.FindSetting(r.Context(), r.Actor, in.Old)
	}
	if err == nil {
		err = p.KeepSetting(r.Context(), r.Actor, in)
	}
	if web.FormAgain(err) {
		return p.showSetting(w, r, in, err)
	}
	if err != nil {
		return err
	}
	return web.Done(w, r, adminPath, "Đã lưu mức mới.")
}
