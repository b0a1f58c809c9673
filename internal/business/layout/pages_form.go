package layout

import (
	"context"
	"net/http"

	"kheo/internal/platform/i18n"
	"kheo/internal/service/exchange"
	"kheo/internal/service/web"
	"kheo/internal/service/web/ui"
)

func (v formView) field(ctx context.Context, name, label, hint, value string) ui.Field {
	return ui.Field{Name: name, Label: label, Hint: hint, Value: value, Error: ui.FieldError(ctx, v.Err, name)}
}

func (v formView) name(ctx context.Context) ui.Field {
	f := v.field(ctx, "name", i18n.T(ctx, "Tên ấn bản"), "", v.In.Name)
	f.Required = true
	return f
}

func (v formView) source(ctx context.Context) ui.Field {
	f := v.field(ctx, "source", i18n.T(ctx, "Nguồn"), i18n.T(ctx, "Số, ngày và tên văn bản quy định thể thức này."), v.In.Source)
	f.Required, f.Rows = true, 2
	return f
}

func (v formView) notes(ctx context.Context) ui.Field {
	f := v.field(ctx, "notes", i18n.T(ctx, "Ghi chú"), i18n.T(ctx, "Chỗ nào chưa chắc, lấy theo đâu."), v.In.Notes)
	f.Rows = 5
	return f
}

func (v formView) from(ctx context.Context) ui.Field {
	f := v.field(ctx, "from", i18n.T(ctx, "Hiệu lực từ ngày"), i18n.T(ctx, "Ấn bản đang dùng sẽ hết hiệu lực vào ngày trước đó."), v.In.From.ISO())
	return f
}

func (v formView) to(ctx context.Context) ui.Field {
	return v.field(ctx, "to", i18n.T(ctx, "Đến hết ngày"), i18n.T(ctx, "Bỏ trống khi còn hiệu lực."), v.In.To.ISO())
}

// setting is the field of s, with its bounds as its hint.
func (v formView) setting(ctx context.Context, s Setting) ui.Field {
	f := v.field(ctx, FieldName(s.Key), i18n.T(ctx, s.Label), "", v.In.Values[s.Key])
	f.ID = "f-" + s.Key
	if s.IsNumber() {
		f.Unit, f.Required = s.Unit, true
		f.Hint = i18n.T(ctx, "Từ %s đến %s.", plain(s.Low), plain(s.High))
		if s.Zero {
			f.Hint = i18n.T(ctx, "Từ %s đến %s, hoặc 0 khi không có.", plain(s.Low), plain(s.High))
		}
		return f
	}
	f.Required, f.Width = s.Needed, ui.Mid
	if s.Key == "deciding_before" || s.Key == "deciding_line" {
		f.Hint = i18n.T(ctx, "{authority} được thay bằng tên cơ quan có thẩm quyền.")
	}
	return f
}

func (s Setting) options(ctx context.Context) (all []ui.Option) {
	for _, c := range s.Choices {
		all = append(all, ui.Option{Value: c.Value, Text: i18n.T(ctx, c.Label)})
	}
	return all
}

// fields are all fields of the form, for the summary of what is wrong.
func (v formView) fields(ctx context.Context) []ui.Field {
	all := []ui.Field{v.name(ctx), v.source(ctx), v.notes(ctx), v.from(ctx), v.to(ctx)}
	for _, s := range Settings() {
		all = append(all, v.setting(ctx, s))
	}
	return all
}

const xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

// export hands out every edition, one a row.
func (p pages) export(w http.ResponseWriter, r *web.Request) error {
	ctx := r.Context()
	l, err := p.List(ctx, r.Actor)
	if err != nil {
		return err
	}
	return exchange.Write(web.Attachment(w, xlsx, "the-thuc-van-ban.xlsx"), exchange.Sheet{
		Name: i18n.T(ctx, "Thể thức văn bản"), Title: []string{i18n.T(ctx, "Thể thức văn bản"), i18n.T(ctx, "Lập ngày %s", i18n.Date(r.Now()))}, Landscape: true,
		Columns: []exchange.Column{
			{Title: i18n.T(ctx, "Dùng cho"), Width: 18}, {Title: i18n.T(ctx, "Ấn bản"), Width: 40}, {Title: i18n.T(ctx, "Hiệu lực"), Width: 34},
			{Title: i18n.T(ctx, "Tình trạng"), Width: 16}, {Title: i18n.T(ctx, "Nguồn"), Width: 44}, {Title: i18n.T(ctx, "Kiểm chứng"), Width: 30},
		},
		Rows: func(yield func([]any) bool) {
			for _, e := range l.Editions {
				if !yield([]any{i18n.T(ctx, e.OrgLine().Label()), e.Name, e.when(ctx), i18n.T(ctx, e.State.Label()), e.Source, e.checked(ctx)}) {
					return
				}
			}
		},
	})
}
