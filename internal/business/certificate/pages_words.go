package certificate

import (
	"context"

	"kheo/internal/platform/i18n"
	"kheo/internal/service/docgen"
	"kheo/internal/service/web/ui"
)

// The fields of the page of printing.

func (v deskView) design(ctx context.Context) ui.Field {
	d := v.Desk.Design
	return ui.Field{Name: "design", Label: i18n.T(ctx, "Mẫu giấy"), Hint: d.checked(ctx), Value: d.ID, Width: ui.Mid, Error: ui.FieldError(ctx, v.Err, "design")}
}

func (v deskView) designs(ctx context.Context) (all []ui.Option) {
	for _, d := range v.Designs {
		all = append(all, ui.Option{Value: d.ID, Text: d.Name})
	}
	return all
}

func (v deskView) over(ctx context.Context) ui.Field {
	f := ui.Field{Name: "over", Label: i18n.T(ctx, "In lên phôi in sẵn"), Hint: i18n.T(ctx, "Chỉ in phần thay đổi; phần phôi đã có được vẽ mờ ở hình xem thử.")}
	if v.Choice.Over {
		f.Value = "1"
	}
	return f
}

func (v deskView) calibration(ctx context.Context) ui.Field {
	return ui.Field{
		Name: "calibration", Label: i18n.T(ctx, "Máy in"), Value: v.Calibration, Width: ui.Mid, Error: ui.FieldError(ctx, v.Err, "calibration"),
		Hint: i18n.T(ctx, "Chỉ dùng khi in lên phôi: số chỉnh của máy in giúp chữ rơi đúng chỗ."),
	}
}

func (v deskView) calibrations(ctx context.Context) []ui.Option {
	all := []ui.Option{{Text: i18n.T(ctx, "Không chỉnh")}}
	for _, c := range v.Calibrations {
		all = append(all, ui.Option{Value: c.ID, Text: c.Printer + " (" + c.said(ctx) + ")"})
	}
	return all
}

// said is what c does, in one line.
func (c Calibration) said(ctx context.Context) string {
	return i18n.T(ctx, "ngang %s, dọc %s, cỡ %s", signed(c.X), signed(c.Y), signed(c.Shift.Scale))
}

func (v deskView) reason(ctx context.Context) ui.Field {
	return ui.Field{
		Name: "reason", Label: i18n.T(ctx, "Lý do in lại"), Value: v.Reason, MaxLength: maxReason, Error: ui.FieldError(ctx, v.Err, "reason"),
		Hint: i18n.T(ctx, "Chỉ cần khi có giấy đã in rồi; được ghi vào nhật ký."),
	}
}

// codes is the field of the chosen lines, for the summary of what is wrong.
func (v deskView) codes(ctx context.Context) ui.Field {
	return ui.Field{Name: "code", ID: "cac-giay", Label: i18n.T(ctx, "Các giấy"), Error: ui.FieldError(ctx, v.Err, "code")}
}

// columns are those of the list of papers.
func (v deskView) columns(ctx context.Context) []ui.Column {
	var all []ui.Column
	if v.Prints {
		all = append(all, ui.Column{Check: true})
	}
	all = append(all, ui.Column{Text: i18n.T(ctx, "Dòng"), Number: true}, ui.Column{Text: i18n.T(ctx, "Họ tên, tên tập thể")}, ui.Column{Text: i18n.T(ctx, "Đơn vị")},
		ui.Column{Text: i18n.T(ctx, "Mã kiểm tra")}, ui.Column{Text: i18n.T(ctx, "Đã in")})
	if v.Desk.Design.Photo {
		all = append(all, ui.Column{Text: i18n.T(ctx, "Ảnh")})
	}
	return append(all, ui.Column{Text: i18n.T(ctx, "Giấy")})
}

// printed says when a line was printed.
func (l Line) printed(ctx context.Context) string {
	switch l.Times {
	case 0:
		return i18n.T(ctx, "Chưa in")
	case 1:
		return i18n.T(ctx, "Đã in %s", i18n.Moment(l.Last.At))
	}
	return i18n.T(ctx, "Đã in %d lần, lần cuối %s", l.Times, i18n.Moment(l.Last.At))
}

func lineLabel(line string) string {
	for _, l := range Lines() {
		if string(l) == line {
			return l.Label()
		}
	}
	return line
}

// partLabel is the Vietnamese name of a part, a source text of i18n.
func partLabel(p docgen.Part) string {
	switch p {
	case docgen.PartGround:
		return "Khung và hình nền"
	case docgen.PartMotto:
		return "Quốc hiệu hoặc tiêu đề của Đảng"
	case docgen.PartIssuer:
		return "Tên cơ quan"
	case docgen.PartKind:
		return "Tên giấy, ví dụ GIẤY KHEN"
	case docgen.PartGiver:
		return "Dòng cơ quan tặng, công nhận"
	case docgen.PartPhoto:
		return "Khung ảnh"
	case docgen.PartForm:
		return "Thể thức ký: thay mặt ai, chức vụ"
	}
	return "Họ tên người ký"
}
