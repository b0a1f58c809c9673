package dossier

import (
	"context"

	"kheo/internal/platform/i18n"
	"kheo/internal/service/web/ui"
)

func (v pageView) field(ctx context.Context, name, label, hint, value string) ui.Field {
	return ui.Field{Name: name, Label: label, Hint: hint, Value: value, Error: ui.FieldError(ctx, v.Err, name)}
}

func (v pageView) submitter(ctx context.Context) ui.Field {
	return v.field(ctx, "submitter", i18n.T(ctx, "Cơ quan trình"), i18n.T(ctx, "Ký tờ trình. Để trống thì lấy tên hội đồng đã bỏ phiếu."), v.In.Submitter)
}

func (v pageView) submitterPost(ctx context.Context) ui.Field {
	return v.field(ctx, "submitter_post", i18n.T(ctx, "Chức vụ người ký tờ trình"), "", v.In.SubmitterPost)
}

func (v pageView) submitterName(ctx context.Context) ui.Field {
	return v.field(ctx, "submitter_name", i18n.T(ctx, "Họ tên người ký tờ trình"), "", v.In.SubmitterName)
}

func (v pageView) heldOn(ctx context.Context) ui.Field {
	f := v.field(ctx, "held_on", i18n.T(ctx, "Ngày trao"), "", v.In.HeldOn.ISO())
	f.Width = ui.Short
	return f
}

func (v pageView) beginsAt(ctx context.Context) ui.Field {
	f := v.field(ctx, "begins_at", i18n.T(ctx, "Giờ"), i18n.T(ctx, "Ví dụ: 8 giờ 00."), v.In.BeginsAt)
	f.Width = ui.Short
	return f
}

func (v pageView) place(ctx context.Context) ui.Field {
	return v.field(ctx, "place", i18n.T(ctx, "Nơi trao"), i18n.T(ctx, "Ví dụ: Hội trường Ủy ban nhân dân phường."), v.In.Place)
}

func (v pageView) host(ctx context.Context) ui.Field {
	return v.field(ctx, "host", i18n.T(ctx, "Chủ trì"), "", v.In.Host)
}

func (v pageView) note(ctx context.Context) ui.Field {
	f := v.field(ctx, "note", i18n.T(ctx, "Lời dặn trong giấy mời"), i18n.T(ctx, "Ví dụ: Xin có mặt trước 15 phút."), v.In.Note)
	f.Rows = 3
	return f
}

func (v pageView) oneEach(ctx context.Context) ui.Field {
	f := v.field(ctx, "one_each", i18n.T(ctx, "Mỗi dòng một giấy mời"), i18n.T(ctx, "Bỏ trống thì in một giấy mời chung kèm danh sách."), "")
	if v.In.OneEach {
		f.Value = "1"
	}
	return f
}

func (v pageView) fields(ctx context.Context) []ui.Field {
	return []ui.Field{
		v.submitter(ctx), v.submitterPost(ctx), v.submitterName(ctx), v.heldOn(ctx), v.beginsAt(ctx), v.place(ctx), v.host(ctx), v.note(ctx),
	}
}
