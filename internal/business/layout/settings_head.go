package layout

import (
	"slices"

	"kheo/internal/service/docgen"
)

// Settings lists what can be changed in a layout, in the order of a page: from
// the sheet of paper down to its last line.
func Settings() []Setting {
	return slices.Concat(paperSettings(), pageNumberSettings(), headSettings(), numberSettings(), headingSettings(), bodySettings(), signatureSettings(), recipientSettings(), tableSettings())
}

func paperSettings() []Setting {
	const group = "Trang giấy"
	return []Setting{
		{Key: "page_w", Group: group, Label: "Chiều rộng giấy", Unit: "mm", Low: 100, High: 420, number: func(l *docgen.Layout) *float64 { return &l.PageW }},
		{Key: "page_h", Group: group, Label: "Chiều cao giấy", Unit: "mm", Low: 100, High: 420, number: func(l *docgen.Layout) *float64 { return &l.PageH }},
		{Key: "top", Group: group, Label: "Lề trên", Unit: "mm", Low: 5, High: 60, number: func(l *docgen.Layout) *float64 { return &l.Top }},
		{Key: "bottom", Group: group, Label: "Lề dưới", Unit: "mm", Low: 5, High: 60, number: func(l *docgen.Layout) *float64 { return &l.Bottom }},
		{Key: "left", Group: group, Label: "Lề trái", Unit: "mm", Low: 5, High: 60, number: func(l *docgen.Layout) *float64 { return &l.Left }},
		{Key: "right", Group: group, Label: "Lề phải", Unit: "mm", Low: 5, High: 60, number: func(l *docgen.Layout) *float64 { return &l.Right }},
		{Key: "font", Group: group, Label: "Phông chữ", Most: 60, Needed: true, text: func(l *docgen.Layout) *string { return &l.Font }},
	}
}

func pageNumberSettings() []Setting {
	const group = "Số trang"
	return []Setting{
		{Key: "page_size", Group: group, Label: "Cỡ chữ số trang", Unit: "pt", Low: 8, High: 24, number: func(l *docgen.Layout) *float64 { return &l.PageNumber.Size }},
		{Key: "page_edge", Group: group, Label: "Cách mép giấy", Unit: "mm", Low: 5, High: 30, number: func(l *docgen.Layout) *float64 { return &l.PageNumber.FromEdge }},
		{Key: "page_foot", Group: group, Label: "Đặt ở cuối trang (không chọn: đầu trang)", flag: func(l *docgen.Layout) *bool { return &l.PageNumber.Foot }},
		{Key: "page_align", Group: group, Label: "Vị trí số trang", Choices: []Choice{{"center", "Ở giữa"}, {"right", "Bên phải"}}, align: func(l *docgen.Layout) *docgen.Align { return &l.PageNumber.Align }},
	}
}

func headSettings() []Setting {
	const group = "Phần đầu văn bản"
	return []Setting{
		{Key: "left_share", Group: group, Label: "Phần của cột tên cơ quan", Unit: "%", Low: 30, High: 60, Percent: true, number: func(l *docgen.Layout) *float64 { return &l.Head.LeftShare }},
		{Key: "head_size", Group: group, Label: "Cỡ chữ các dòng không nêu cỡ riêng", Unit: "pt", Low: 8, High: 24, number: func(l *docgen.Layout) *float64 { return &l.Head.Size }},
		{Key: "superior_size", Group: group, Label: "Cỡ chữ cơ quan cấp trên", Unit: "pt", Low: 8, High: 24, number: func(l *docgen.Layout) *float64 { return &l.Head.SuperiorSize }},
		{Key: "superior_bold", Group: group, Label: "Cơ quan cấp trên in đậm", flag: func(l *docgen.Layout) *bool { return &l.Head.SuperiorBold }},
		{Key: "issuer_size", Group: group, Label: "Cỡ chữ cơ quan ban hành", Unit: "pt", Low: 8, High: 24, number: func(l *docgen.Layout) *float64 { return &l.Head.IssuerSize }},
		{Key: "issuer_bold", Group: group, Label: "Cơ quan ban hành in đậm", flag: func(l *docgen.Layout) *bool { return &l.Head.IssuerBold }},
		{Key: "issuer_rule", Group: group, Label: "Đường kẻ dưới tên cơ quan, so với dòng chữ", Unit: "%", Low: 10, High: 100, Zero: true, Percent: true, number: func(l *docgen.Layout) *float64 { return &l.Head.IssuerRule }},
		{Key: "star", Group: group, Label: "Dấu dưới tên cơ quan", Most: 3, text: func(l *docgen.Layout) *string { return &l.Head.Star }},
		{Key: "right1_text", Group: group, Label: "Cột phải, dòng thứ nhất", Most: 60, Needed: true, text: func(l *docgen.Layout) *string { return &l.Head.Right[0].Text }},
		{Key: "right1_size", Group: group, Label: "Cỡ chữ dòng thứ nhất", Unit: "pt", Low: 8, High: 24, number: func(l *docgen.Layout) *float64 { return &l.Head.Right[0].Size }},
		{Key: "right1_bold", Group: group, Label: "Dòng thứ nhất in đậm", flag: func(l *docgen.Layout) *bool { return &l.Head.Right[0].Bold }},
		{Key: "right1_rule", Group: group, Label: "Đường kẻ dưới dòng thứ nhất", Unit: "%", Low: 10, High: 100, Zero: true, Percent: true, number: func(l *docgen.Layout) *float64 { return &l.Head.Right[0].Rule }},
		{Key: "right2_text", Group: group, Label: "Cột phải, dòng thứ hai", Most: 60, text: func(l *docgen.Layout) *string { return &l.Head.Right[1].Text }},
		{Key: "right2_size", Group: group, Label: "Cỡ chữ dòng thứ hai", Unit: "pt", Low: 8, High: 24, number: func(l *docgen.Layout) *float64 { return &l.Head.Right[1].Size }},
		{Key: "right2_bold", Group: group, Label: "Dòng thứ hai in đậm", flag: func(l *docgen.Layout) *bool { return &l.Head.Right[1].Bold }},
		{Key: "right2_rule", Group: group, Label: "Đường kẻ dưới dòng thứ hai", Unit: "%", Low: 10, High: 100, Zero: true, Percent: true, number: func(l *docgen.Layout) *float64 { return &l.Head.Right[1].Rule }},
	}
}

func numberSettings() []Setting {
	const group = "Số, ký hiệu và ngày"
	return []Setting{
		{Key: "number_label", Group: group, Label: "Chữ trước số", Most: 12, text: func(l *docgen.Layout) *string { return &l.Number.Label }},
		{Key: "number_pattern", Group: group, Label: "Mẫu số và ký hiệu", Most: 40, Needed: true, text: func(l *docgen.Layout) *string { return &l.Number.Pattern }},
		{Key: "number_pad", Group: group, Label: "Số dưới 10 thêm số 0", flag: func(l *docgen.Layout) *bool { return &l.Number.Pad }},
		{Key: "number_restart", Group: group, Label: "Số bắt đầu lại", Most: 10, Choices: []Choice{{"year", "Mỗi năm"}, {"term", "Mỗi nhiệm kỳ"}}, text: func(l *docgen.Layout) *string { return &l.Number.Restart }},
		{Key: "number_size", Group: group, Label: "Cỡ chữ số, ký hiệu", Unit: "pt", Low: 8, High: 24, number: func(l *docgen.Layout) *float64 { return &l.Head.NumberSize }},
		{Key: "place_size", Group: group, Label: "Cỡ chữ địa danh, ngày", Unit: "pt", Low: 8, High: 24, number: func(l *docgen.Layout) *float64 { return &l.Head.PlaceSize }},
		{Key: "pad_day", Group: group, Label: "Ngày dưới 10 thêm số 0", flag: func(l *docgen.Layout) *bool { return &l.Date.PadDay }},
		{Key: "pad_month", Group: group, Label: "Tháng 1, tháng 2 thêm số 0", flag: func(l *docgen.Layout) *bool { return &l.Date.PadMonth }},
	}
}
