package signing

import (
	"context"

	"kheo/internal/business/org"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/i18n"
	"kheo/internal/service/web/ui"
)

// formView is what the form of a power shows.
type formView struct {
	Unit   org.Unit
	Action string
	In     PowerInput
	Err    error
}

// fields are the questions of the form, in its order.
func (v formView) fields(ctx context.Context) []ui.Field {
	in := v.In
	all := []ui.Field{
		field(ctx, v.Err, "line", i18n.T(ctx, "Hệ thống"), "", string(in.Line)),
		field(ctx, v.Err, "name", i18n.T(ctx, "Họ tên người ký"), i18n.T(ctx, "Như ghi trên văn bản."), in.Name),
		field(ctx, v.Err, "capacity", i18n.T(ctx, "Tư cách ký"), "", string(in.Capacity)),
		field(ctx, v.Err, "form", i18n.T(ctx, "Dòng trên chữ ký"), i18n.T(ctx, "Mỗi dòng một hàng, ví dụ T/M BAN THƯỜNG VỤ rồi PHÓ BÍ THƯ."), in.Form),
		field(ctx, v.Err, "doc_types", i18n.T(ctx, "Loại văn bản"), i18n.T(ctx, "Ký hiệu, cách nhau bằng dấu phẩy, ví dụ QĐ, TTr. Để trống là mọi loại."), in.DocTypes),
		field(ctx, v.Err, "from", i18n.T(ctx, "Từ ngày"), "", in.From.ISO()),
		field(ctx, v.Err, "to", i18n.T(ctx, "Đến ngày"), i18n.T(ctx, "Để trống nếu chưa biết."), in.To.ISO()),
		field(ctx, v.Err, "basis", i18n.T(ctx, "Văn bản giao quyền"), i18n.T(ctx, "Ví dụ: Quyết định phân công số 15-QĐ/ĐU ngày 01/07/2025."), in.Basis),
	}
	all[3].Rows = 3
	all[7].Rows, all[7].Width = 2, ui.Full
	return all
}

func lineOptions(ctx context.Context) (all []ui.Option) {
	for _, l := range org.Lines() {
		if l != org.Territory {
			all = append(all, ui.Option{Value: string(l), Text: i18n.T(ctx, l.Label())})
		}
	}
	return all
}

func capacityOptions(ctx context.Context) (all []ui.Option) {
	for _, c := range Capacities() {
		all = append(all, ui.Option{Value: string(c), Text: i18n.T(ctx, c.Label())})
	}
	return all
}

// days says a span in words.
func days(ctx context.Context, s clock.Span) string {
	if s.To.IsZero() {
		return i18n.T(ctx, "từ %s", s.From.String())
	}
	return i18n.T(ctx, "%s đến %s", s.From.String(), s.To.String())
}

// facts are what the list of signed copies says of one.
func (s Signature) facts(ctx context.Context) []ui.Fact {
	all := []ui.Fact{{Label: i18n.T(ctx, "Gửi lên"), Value: s.Account + ", " + i18n.Moment(s.At)}}
	if s.Kind == PAdES {
		all = append([]ui.Fact{{Label: i18n.T(ctx, "Người ký"), Value: s.Signer}, {Label: i18n.T(ctx, "Lúc ký, theo chữ ký"), Value: moment(s)}, {Label: i18n.T(ctx, "Người cấp chứng thư"), Value: s.Issuer},
			{Label: i18n.T(ctx, "Số chứng thư"), Value: s.Serial}, {Label: i18n.T(ctx, "Kiểm tra"), Value: i18n.T(ctx, s.Result)}}, all...)
	}
	return append(all, ui.Fact{Label: i18n.T(ctx, "Mã băm của bản gốc"), Value: s.OriginalSHA256})
}

func moment(s Signature) string {
	if s.SignedAt.IsZero() {
		return ""
	}
	return i18n.Moment(s.SignedAt)
}

func short(f ui.Field) ui.Field { f.Width = ui.Short; return f }
