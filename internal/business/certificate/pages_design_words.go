package certificate

import (
	"context"
	"strconv"
	"strings"

	"kheo/internal/platform/i18n"
	"kheo/internal/service/docgen"
	"kheo/internal/service/web/ui"
)

// state says whether d is in use, in one line.
func (d Design) state(ctx context.Context) string {
	switch {
	case d.Shipped():
		return i18n.T(ctx, "Mẫu kèm chương trình")
	case !d.To.IsZero():
		return i18n.T(ctx, "Thôi dùng từ ngày %s", d.To.String())
	}
	return i18n.T(ctx, "Dùng từ ngày %s", d.From.String())
}

// checked says who compared d with its source.
func (d Design) checked(ctx context.Context) string {
	if d.VerifiedBy == "" {
		return i18n.T(ctx, "chưa kiểm chứng")
	}
	return i18n.T(ctx, "Đã đối chiếu: %s", d.VerifiedBy)
}

// owner is the unit that keeps d.
func (l Listing) owner(ctx context.Context, d Design) string {
	if d.Shipped() {
		return i18n.T(ctx, "Kèm chương trình")
	}
	return l.Units[d.UnitID].Name
}

// paperOf says paper and photograph.
func paperOf(ctx context.Context, d Design) string {
	if d.Photo {
		return i18n.T(ctx, "%s ngang, có ảnh", string(d.Paper))
	}
	return i18n.T(ctx, "%s ngang", string(d.Paper))
}

func (v designView) facts(ctx context.Context) []ui.Fact {
	unit := v.Unit.Name
	if v.Shipped() {
		unit = i18n.T(ctx, "Kèm chương trình")
	}
	var blank []string
	for _, p := range v.Blank {
		blank = append(blank, i18n.T(ctx, partLabel(p)))
	}
	return []ui.Fact{
		{Label: i18n.T(ctx, "Mã mẫu"), Value: v.Code + ", " + i18n.T(ctx, "bản %d", v.Edition)},
		{Label: i18n.T(ctx, "Của"), Value: unit},
		{Label: i18n.T(ctx, "Dùng cho"), Value: i18n.T(ctx, lineLabel(v.Line))},
		{Label: i18n.T(ctx, "Khổ giấy"), Value: paperOf(ctx, v.Design)},
		{Label: i18n.T(ctx, "Nguồn"), Value: v.Source},
		{Label: i18n.T(ctx, "Kiểm chứng"), Value: v.checked(ctx)},
		{Label: i18n.T(ctx, "Lề hai bên"), Value: length(v.Margin) + " mm"},
		{Label: i18n.T(ctx, "Từ mép trên đến tiêu đề"), Value: length(v.HeadTop) + " mm"},
		{Label: i18n.T(ctx, "Chỗ đóng dấu"), Value: length(v.SealRoom) + " mm"},
		{Label: i18n.T(ctx, "Phôi in sẵn có"), Value: strings.Join(blank, "; ")},
	}
}

// The fields of the form.

func (v formView) field(ctx context.Context, name, label, hint, value string) ui.Field {
	return ui.Field{Name: name, Label: label, Hint: hint, Value: value, Width: ui.Mid, Error: ui.FieldError(ctx, v.Err, name)}
}

func flag(f ui.Field, on bool) ui.Field {
	if f.Value = ""; on {
		f.Value = "1"
	}
	return f
}

func (v formView) about(ctx context.Context) []ui.Field {
	name := v.field(ctx, "name", i18n.T(ctx, "Tên mẫu"), "", v.In.Name)
	source := v.field(ctx, "source", i18n.T(ctx, "Nguồn"), i18n.T(ctx, "Văn bản hoặc phôi mà mẫu này theo."), v.In.Source)
	name.Required, source.Required, source.Rows, source.Width = true, true, 2, ui.Full
	return []ui.Field{name, source,
		v.field(ctx, "verified_by", i18n.T(ctx, "Người đối chiếu"), i18n.T(ctx, "Bỏ trống khi chưa ai đối chiếu với nguồn."), v.In.VerifiedBy),
		v.field(ctx, "from", i18n.T(ctx, "Dùng từ ngày"), "", v.In.From.ISO())}
}

func (v formView) line(ctx context.Context) ui.Field {
	return v.field(ctx, "line", i18n.T(ctx, "Dùng cho"), "", v.In.Line)
}

func lineOptions(ctx context.Context) (all []ui.Option) {
	for _, l := range Lines() {
		all = append(all, ui.Option{Value: string(l), Text: i18n.T(ctx, l.Label())})
	}
	return all
}

func (v formView) paper(ctx context.Context) ui.Field {
	return v.field(ctx, "paper", i18n.T(ctx, "Khổ giấy"), "", v.In.Paper)
}

func paperOptions(ctx context.Context) []ui.Option {
	return []ui.Option{{Value: string(docgen.A4), Text: i18n.T(ctx, "%s ngang", string(docgen.A4))}, {Value: string(docgen.A3), Text: i18n.T(ctx, "%s ngang", string(docgen.A3))}}
}

func (v formView) heading(ctx context.Context) ui.Field {
	f := v.field(ctx, "heading", i18n.T(ctx, "Tiêu đề bên phải"), i18n.T(ctx, "Mỗi dòng một câu; dòng cuối được gạch chân."), v.In.Heading)
	f.Rows = 2
	return f
}

func (v formView) flags(ctx context.Context) []ui.Field {
	return []ui.Field{
		flag(v.field(ctx, "photo", i18n.T(ctx, "Có khung ảnh 3 × 4 cm"), "", ""), v.In.Photo),
		flag(v.field(ctx, "frame", i18n.T(ctx, "Vẽ khung"), "", ""), v.In.Frame),
		flag(v.field(ctx, "watermark", i18n.T(ctx, "Vẽ hình nền trống đồng"), "", ""), v.In.Watermark),
	}
}

func (v formView) colours(ctx context.Context) []ui.Field {
	return []ui.Field{
		v.field(ctx, "title", i18n.T(ctx, "Màu tên giấy"), "", v.In.Title), v.field(ctx, "ink", i18n.T(ctx, "Màu chữ"), "", v.In.Ink),
		v.field(ctx, "gold", i18n.T(ctx, "Màu khung"), "", v.In.Gold), v.field(ctx, "pale", i18n.T(ctx, "Màu hình nền"), "", v.In.Pale),
	}
}

func (v formView) lengths(ctx context.Context) (all []ui.Field) {
	labels := map[string][2]string{
		"margin": {i18n.T(ctx, "Lề hai bên"), v.In.Margin}, "head_top": {i18n.T(ctx, "Từ mép trên đến tiêu đề"), v.In.HeadTop},
		"title_at": {i18n.T(ctx, "Từ mép trên đến chân tên giấy"), v.In.TitleAt}, "seal_room": {i18n.T(ctx, "Chỗ đóng dấu"), v.In.SealRoom},
	}
	for _, l := range lengths(&Design{}) {
		f := v.field(ctx, l.field, labels[l.field][0], i18n.T(ctx, "Từ %s đến %s.", length(l.within.Low), length(l.within.High)), labels[l.field][1])
		if l.zero {
			f.Hint = i18n.T(ctx, "Từ %s đến %s; 0 thì đặt nơi còn chỗ.", length(l.within.Low), length(l.within.High))
		}
		f.Unit, f.Width = "mm", ui.Short
		all = append(all, f)
	}
	return all
}

func (v formView) blank(ctx context.Context) ui.Field {
	return ui.Field{Name: "blank", Label: i18n.T(ctx, "Phôi in sẵn đã có"), Hint: i18n.T(ctx, "Khi in lên phôi, các phần này không in nữa."), Values: v.In.Blank}
}

func blankOptions(ctx context.Context) (all []ui.Option) {
	for _, p := range docgen.Parts() {
		all = append(all, ui.Option{Value: string(p), Text: i18n.T(ctx, partLabel(p))})
	}
	return all
}

// fields are all fields of the form, for the summary of what is wrong.
func (v formView) fields(ctx context.Context) []ui.Field {
	all := append(v.about(ctx), v.line(ctx), v.paper(ctx), v.heading(ctx))
	return append(append(all, v.lengths(ctx)...), v.colours(ctx)...)
}

// signed is n with its sign: +12, 0, -5.
func signed(n int) string {
	if n > 0 {
		return "+" + strconv.Itoa(n)
	}
	return strconv.Itoa(n)
}
