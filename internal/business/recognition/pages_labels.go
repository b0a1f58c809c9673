package recognition

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"kheo/internal/business/award"
	"kheo/internal/business/numberbook"
	"kheo/internal/business/org"
	"kheo/internal/business/signing"
	"kheo/internal/platform/i18n"
	"kheo/internal/service/docgen"
	"kheo/internal/service/web/ui"
)

// left lists what keeps the draft from being signed, in sentences.
func (v View) left(ctx context.Context) []string {
	var all []string
	for _, name := range slices.Sorted(maps.Keys(v.Missing)) {
		all = append(all, v.Missing[name].In(i18n.From(ctx)))
	}
	return all
}

// stage says what the list is: how many, at which stage, of which body, when.
func (v View) stage(ctx context.Context) string {
	return i18n.T(ctx, "%d dòng, %s, %s, ngày %s.", len(v.Lines), strings.ToLower(i18n.T(ctx, v.Kind.Label())), v.Unit.Name, v.DecidedOn.String())
}

// meta is the line under a decision in a public list.
func (l listing) meta(ctx context.Context, d Decision) string {
	return strings.Join([]string{i18n.T(ctx, d.Kind.Label()), d.DecidedOn.String(), d.Level, l.Names[d.SeasonID]}, " · ")
}

func (v View) columns(ctx context.Context) []ui.Column {
	all := []ui.Column{{Text: i18n.T(ctx, "TT"), Number: true}, {Text: i18n.T(ctx, "Tên")}, {Text: i18n.T(ctx, "Đơn vị")}, {Text: v.lastColumn(ctx)}}
	if v.stands() {
		all = append(all, ui.Column{Text: i18n.T(ctx, "Giá trị hôm nay")})
	}
	return all
}

// stands reports whether the lines of v are in force or were: those of a
// revocation only name what it takes back.
func (v View) stands() bool { return v.State == Issued && v.Kind != Revocation }

func (v View) lastColumn(ctx context.Context) string {
	if v.Kind == Commendation {
		return i18n.T(ctx, "Mô hình và thành tích")
	}
	return i18n.T(ctx, "Tên mô hình")
}

// columns of the list in the editor; a replacement keeps all its lines, so none is chosen.
func (e editor) columns(ctx context.Context) []ui.Column {
	all := []ui.Column{{Text: i18n.T(ctx, "TT"), Number: true}, {Text: i18n.T(ctx, "Tên")}, {Text: i18n.T(ctx, "Đơn vị")}, {Text: e.lastColumn(ctx)}, {Text: i18n.T(ctx, "Thứ tự")}}
	if e.Kind == Replacement {
		return all
	}
	return append([]ui.Column{{Check: true}}, all...)
}

// amendedTitle says what decision a did to the one shown.
func amendedTitle(ctx context.Context, a Decision) string {
	if a.Kind == Replacement {
		return i18n.T(ctx, "Danh sách đã được thay thế, theo quyết định số %s ngày %s", a.Number, a.DecidedOn.String())
	}
	return i18n.T(ctx, "%s một số dòng, theo quyết định số %s ngày %s", i18n.T(ctx, a.Kind.effect().Label()), a.Number, a.DecidedOn.String())
}

func addWords(ctx context.Context, d Decision) string {
	if d.Kind == Commendation {
		return i18n.T(ctx, "Thêm những tập thể, cá nhân có mô hình được công nhận trong mùa này.")
	}
	return i18n.T(ctx, "Thêm những mô hình hội đồng đã thông qua trong mùa này.")
}

func addAllWords(ctx context.Context, d Decision) string {
	if d.Kind == Commendation {
		return i18n.T(ctx, "Thêm tất cả tập thể, cá nhân có mô hình được công nhận")
	}
	return i18n.T(ctx, "Thêm tất cả mô hình hội đồng đã thông qua")
}

func noCandidateWords(ctx context.Context, d Decision) string {
	if d.Kind == Commendation {
		return i18n.T(ctx, "Ban hành quyết định công nhận trước; sau đó tên hiện ở đây.")
	}
	return i18n.T(ctx, "Khi hội đồng ghi kết quả bỏ phiếu, mô hình được thông qua hiện ở đây.")
}

// beside are the pages of what goes with decisions.
func (l listing) beside(ctx context.Context) []ui.Link {
	all := []ui.Link{{Text: i18n.T(ctx, "Sổ văn bản"), Href: "/viec/so-van-ban"}, {Text: i18n.T(ctx, "Điều kiện xét"), Href: "/viec/dieu-kien/quy-tac"}}
	if l.Reads {
		all = append(all, ui.Link{Text: i18n.T(ctx, "Hiệp y"), Href: "/viec/hiep-y"},
			ui.Link{Text: i18n.T(ctx, "Tiền thưởng"), Href: "/viec/tien-thuong"}, ui.Link{Text: i18n.T(ctx, "Quỹ khen thưởng"), Href: "/viec/quy-khen-thuong"})
	}
	return all
}

func copyOptions(ctx context.Context) []ui.Option {
	return []ui.Option{
		{Value: string(signing.PAdES), Text: i18n.T(ctx, signing.PAdES.Label()), Hint: i18n.T(ctx, "Đúng tệp tải ở trên, đã ký bằng chứng thư số.")},
		{Value: string(signing.Scan), Text: i18n.T(ctx, signing.Scan.Label()), Hint: i18n.T(ctx, "Bản giấy đã ký, đóng dấu, chụp lại.")},
	}
}

// signerWords says whose key signs here.
func (c Copies) signerWords(ctx context.Context) string {
	return i18n.T(ctx, "Khóa của máy chủ này: %s.", c.Key)
}

// awardOptions names each award with its level and who decides on it.
func awardOptions(ctx context.Context, awards []award.Award) []ui.Option {
	options := []ui.Option{{Text: i18n.T(ctx, "Chọn hình thức")}}
	for _, a := range awards {
		text := a.Name + ", " + a.Level + " (" + a.Decider + ")"
		if a.VerifiedBy == "" {
			text += ", " + i18n.T(ctx, "chưa kiểm chứng")
		}
		options = append(options, ui.Option{Value: a.ID, Text: text})
	}
	return options
}

func powerOptions(ctx context.Context, powers []signing.Power) []ui.Option {
	options := []ui.Option{{Text: i18n.T(ctx, "Giữ như hai ô dưới")}}
	for _, p := range powers {
		options = append(options, ui.Option{Value: p.ID, Text: p.Name + ", " + strings.Join(p.Form, ", ")})
	}
	return options
}

func heldOptions(held []numberbook.Number) []ui.Option {
	options := []ui.Option{{}}
	for _, n := range held {
		options = append(options, ui.Option{Value: fmt.Sprint(n.Number), Text: n.Text + ": " + n.Subject})
	}
	return options
}

// numberHint says where the number will come from.
func (e editor) numberHint(ctx context.Context) string {
	switch {
	case !e.Books:
		return i18n.T(ctx, "Ví dụ: 412-QĐ/QU hoặc 128/QĐ-UBND.")
	case e.NextNumber != "":
		return i18n.T(ctx, "Để trống: khi ký, sổ văn bản cấp số tiếp theo, hiện là %s. Chỉ ghi khi bản giấy đã có số.", e.NextNumber)
	}
	return i18n.T(ctx, "Để trống: khi ký, sổ văn bản cấp số tiếp theo. Chỉ ghi khi bản giấy đã có số.")
}

func basesField(ctx context.Context, e editor) ui.Field {
	f := field(ctx, e.Err, "bases", i18n.T(ctx, "Căn cứ"), i18n.T(ctx, "Căn cứ phải có hiệu lực vào ngày của quyết định."), "")
	f.Values = e.In.Bases
	return f
}

func lineLabels(ctx context.Context) map[string]string {
	return map[string]string{
		"name": i18n.T(ctx, "Tên tập thể, cá nhân, hộ gia đình"), "unit_name": i18n.T(ctx, "Đơn vị"),
		"title": i18n.T(ctx, "Tên mô hình"), "merit": i18n.T(ctx, "Thành tích"),
	}
}

func amendLabels(ctx context.Context) map[string]string {
	return map[string]string{"kind": i18n.T(ctx, "Việc cần làm"), "reason": i18n.T(ctx, "Lý do"), "lines": i18n.T(ctx, "Các dòng thay đổi")}
}

func amendOptions(ctx context.Context, kind Kind) []ui.Option {
	effect := i18n.T(ctx, "Dòng không còn giá trị. Mô hình trở lại bước thẩm định.")
	if kind == Commendation {
		effect = i18n.T(ctx, "Dòng không còn giá trị. Việc công nhận mô hình không đổi.")
	}
	return []ui.Option{
		{Value: string(Correction), Text: i18n.T(ctx, Correction.Label()), Hint: i18n.T(ctx, "Sửa lời của dòng: tên, đơn vị, tên mô hình, thành tích. Dòng cũ vẫn xem được.")},
		{Value: string(Replacement), Text: i18n.T(ctx, Replacement.Label()), Hint: i18n.T(ctx, "Một quyết định mới nói lại toàn bộ danh sách đang có giá trị; không cần chọn dòng.")},
		{Value: string(Revocation), Text: i18n.T(ctx, Revocation.Label()), Hint: effect},
	}
}

func amendLinesField(ctx context.Context, a amendPage) ui.Field {
	f := field(ctx, a.Err, "lines", amendLabels(ctx)["lines"], i18n.T(ctx, "Chỉ những dòng đang có giá trị."), "")
	f.Values = a.In.Lines
	return f
}

func amendLineOptions(ctx context.Context, lines []Line) []ui.Option {
	var options []ui.Option
	for _, l := range lines {
		options = append(options, ui.Option{Value: l.ID, Text: fmt.Sprintf("%d. %s", l.Position, l.Name), Hint: strings.Trim(l.UnitName+"; "+l.Title, "; ")})
	}
	return options
}

// endMark is what the layout closes the last paragraph before a signature with.
func endMark(doc docgen.Document, n int) string {
	if n+1 < len(doc.Blocks) {
		if _, closes := doc.Blocks[n+1].(docgen.Signature); closes {
			return doc.Layout.EndMark
		}
	}
	return ""
}

func recipientEnd(style docgen.SignatureStyle, last bool) string {
	if last {
		return style.End
	}
	return style.Between
}

// ownFirst puts the bases of the paper's own line of organisation first.
func ownFirst(bases []award.Basis, line org.Line) []award.Basis {
	own, others := []award.Basis{}, []award.Basis{}
	for _, b := range bases {
		if b.Line == line {
			own = append(own, b)
		} else {
			others = append(others, b)
		}
	}
	return append(own, others...)
}
