package award

import (
	"context"

	"kheo/internal/platform/clock"
	"kheo/internal/platform/i18n"
	"kheo/internal/service/web/ui"
)

// mark says how a text stands on the day of the list, and how that is shown.
func (l BasisList) mark(ctx context.Context, b Basis) (class, said string) {
	day := l.Query.Day
	switch {
	case b.Ended(day):
		return "muted", i18n.T(ctx, "đã hết hiệu lực")
	case !b.InForceOn(day):
		return "muted", i18n.T(ctx, "chưa có hiệu lực")
	case b.EndsSoon(day):
		return "due", i18n.T(ctx, "sắp hết hiệu lực, còn %d ngày", day.DaysUntil(b.To))
	case b.From.IsZero() && b.To.IsZero():
		return "muted", i18n.T(ctx, "chưa rõ ngày hiệu lực")
	}
	return "ok", i18n.T(ctx, "đang có hiệu lực")
}

// span says on which days a text holds; nothing when no day is known.
func (b Basis) span(ctx context.Context) string {
	if b.From.IsZero() && b.To.IsZero() {
		return ""
	}
	return spanText(ctx, clock.Span{From: b.From, To: b.To})
}

// name is the text with an id, or nothing.
func (l BasisList) name(id string) string {
	b, err := l.Find(id)
	if err != nil {
		return ""
	}
	return b.Text
}

func markOptions(ctx context.Context) []ui.Option {
	return []ui.Option{
		{Text: i18n.T(ctx, "Mọi văn bản")}, {Value: markHolds, Text: i18n.T(ctx, "Đang có hiệu lực")},
		{Value: markSoon, Text: i18n.T(ctx, "Sắp hết hiệu lực")}, {Value: markEnded, Text: i18n.T(ctx, "Đã hết hiệu lực")},
	}
}

func (f basisForm) fields(ctx context.Context) []ui.Field {
	in, err := f.In, f.Err
	return []ui.Field{
		needed(field(ctx, err, "code", i18n.T(ctx, "Mã"), i18n.T(ctx, "Chữ thường không dấu, số và gạch nối. Không đổi được về sau."), in.Code)),
		needed(wide(field(ctx, err, "text", i18n.T(ctx, "Văn bản"), i18n.T(ctx, "Viết như sẽ đứng sau chữ “Căn cứ”: loại, số, ngày, cơ quan ban hành, trích yếu."), in.Text), 3)),
		needed(field(ctx, err, "kind", i18n.T(ctx, "Loại văn bản"), "", string(in.Kind))),
		needed(field(ctx, err, "line", i18n.T(ctx, "Quyết định của"), i18n.T(ctx, "Hệ thống nào thường dẫn văn bản này."), string(in.Line))),
		field(ctx, err, "effective_from", i18n.T(ctx, "Có hiệu lực từ ngày"), i18n.T(ctx, "Để trống nếu chưa rõ."), in.From.ISO()),
		field(ctx, err, "effective_to", i18n.T(ctx, "Ngày có hiệu lực cuối cùng"), i18n.T(ctx, "Để trống nếu còn hiệu lực."), in.To.ISO()),
		wide(field(ctx, err, "replaces", i18n.T(ctx, "Thay văn bản nào"), "", in.Replaces), 0),
		wide(field(ctx, err, "amended_by", i18n.T(ctx, "Sửa đổi, bổ sung bởi"), "", in.AmendedBy), 2),
		needed(wide(field(ctx, err, "source", i18n.T(ctx, "Nguồn"), i18n.T(ctx, "Lấy từ đâu. Lưu rồi thì văn bản trở lại là chưa kiểm chứng, cho đến khi có người đối chiếu."), in.Source), 0)),
	}
}

func (f basisForm) field(ctx context.Context, name string) ui.Field {
	for _, x := range f.fields(ctx) {
		if x.Name == name {
			return x
		}
	}
	return ui.Field{Name: name}
}

// others are the texts that the one of the form may replace.
func (f basisForm) others(ctx context.Context) []ui.Option {
	all := []ui.Option{{Text: i18n.T(ctx, "Không thay văn bản nào")}}
	for _, b := range f.All {
		if b.ID != f.In.ID {
			all = append(all, ui.Option{Value: b.ID, Text: b.Text})
		}
	}
	return all
}
