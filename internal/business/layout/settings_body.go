package layout

import "kheo/internal/service/docgen"

func headingSettings() []Setting {
	const group = "Tên loại và trích yếu"
	return []Setting{
		{Key: "name_size", Group: group, Label: "Cỡ chữ tên loại", Unit: "pt", Low: 8, High: 24, number: func(l *docgen.Layout) *float64 { return &l.Heading.NameSize }},
		{Key: "abstract_size", Group: group, Label: "Cỡ chữ trích yếu", Unit: "pt", Low: 8, High: 24, number: func(l *docgen.Layout) *float64 { return &l.Heading.AbstractSize }},
		{Key: "about", Group: group, Label: "Chữ mở đầu trích yếu", Most: 20, text: func(l *docgen.Layout) *string { return &l.Heading.About }},
		{Key: "mark", Group: group, Label: "Dấu dưới trích yếu", Most: 10, text: func(l *docgen.Layout) *string { return &l.Heading.Mark }},
		{Key: "rule_share", Group: group, Label: "Đường kẻ dưới trích yếu, so với dòng chữ", Unit: "%", Low: 10, High: 100, Zero: true, Percent: true, number: func(l *docgen.Layout) *float64 { return &l.Heading.RuleShare }},
		{Key: "heading_before", Group: group, Label: "Khoảng trước tên loại", Unit: "pt", Low: 0, High: 72, number: func(l *docgen.Layout) *float64 { return &l.Heading.Before }},
		{Key: "heading_after", Group: group, Label: "Khoảng sau trích yếu", Unit: "pt", Low: 0, High: 72, number: func(l *docgen.Layout) *float64 { return &l.Heading.After }},
	}
}

func bodySettings() []Setting {
	const group = "Nội dung"
	return []Setting{
		{Key: "body_size", Group: group, Label: "Cỡ chữ nội dung", Unit: "pt", Low: 8, High: 24, number: func(l *docgen.Layout) *float64 { return &l.Body.Size }},
		{Key: "line_exact", Group: group, Label: "Cách dòng đúng", Unit: "pt", Low: 10, High: 40, Zero: true, number: func(l *docgen.Layout) *float64 { return &l.Body.Line.Exact }},
		{Key: "line_multiple", Group: group, Label: "Cách dòng theo bội số", Low: 1, High: 3, Zero: true, number: func(l *docgen.Layout) *float64 { return &l.Body.Line.Multiple }},
		{Key: "first_indent", Group: group, Label: "Thụt đầu dòng", Unit: "mm", Low: 0, High: 30, number: func(l *docgen.Layout) *float64 { return &l.Body.FirstIndent }},
		{Key: "body_before", Group: group, Label: "Khoảng trước đoạn", Unit: "pt", Low: 0, High: 36, number: func(l *docgen.Layout) *float64 { return &l.Body.Before }},
		{Key: "body_after", Group: group, Label: "Khoảng sau đoạn", Unit: "pt", Low: 0, High: 36, number: func(l *docgen.Layout) *float64 { return &l.Body.After }},
		{Key: "body_align", Group: group, Label: "Căn lề đoạn", Choices: []Choice{{"justify", "Đều hai bên"}, {"left", "Bên trái"}}, align: func(l *docgen.Layout) *docgen.Align { return &l.Body.Align }},
		{Key: "basis_marker", Group: group, Label: "Dấu trước mỗi căn cứ", Most: 4, text: func(l *docgen.Layout) *string { return &l.Basis.Marker }},
		{Key: "basis_italic", Group: group, Label: "Căn cứ chữ nghiêng", flag: func(l *docgen.Layout) *bool { return &l.Basis.Italic }},
		{Key: "basis_between", Group: group, Label: "Dấu sau mỗi căn cứ", Most: 2, text: func(l *docgen.Layout) *string { return &l.Basis.Between }},
		{Key: "basis_end", Group: group, Label: "Dấu sau căn cứ cuối", Most: 2, text: func(l *docgen.Layout) *string { return &l.Basis.End }},
		{Key: "deciding_before", Group: group, Label: "Dòng thẩm quyền trên căn cứ", Most: 60, text: func(l *docgen.Layout) *string { return &l.Deciding.Before }},
		{Key: "deciding_line", Group: group, Label: "Dòng quyết định dưới căn cứ", Most: 60, text: func(l *docgen.Layout) *string { return &l.Deciding.Line }},
		{Key: "end_mark", Group: group, Label: "Dấu kết thúc nội dung", Most: 4, text: func(l *docgen.Layout) *string { return &l.EndMark }},
		{Key: "address", Group: group, Label: "Chữ kính gửi của tờ trình", Most: 20, text: func(l *docgen.Layout) *string { return &l.Address }},
		{Key: "spelling", Group: group, Label: "Ghi chú chính tả", Most: 300, text: func(l *docgen.Layout) *string { return &l.Spelling }},
	}
}

func signatureSettings() []Setting {
	const group = "Chữ ký"
	return []Setting{
		{Key: "sign_size", Group: group, Label: "Cỡ chữ phần ký", Unit: "pt", Low: 8, High: 24, number: func(l *docgen.Layout) *float64 { return &l.Signature.Size }},
		{Key: "post_bold", Group: group, Label: "Chức vụ người ký in đậm", flag: func(l *docgen.Layout) *bool { return &l.Signature.PostBold }},
		{Key: "room", Group: group, Label: "Chỗ trống để ký, đóng dấu", Unit: "mm", Low: 10, High: 60, number: func(l *docgen.Layout) *float64 { return &l.Signature.Room }},
		{Key: "tm", Group: group, Label: "Ký thay mặt", Most: 6, text: func(l *docgen.Layout) *string { return &l.Signature.Marks.TM }},
		{Key: "kt", Group: group, Label: "Ký thay", Most: 6, text: func(l *docgen.Layout) *string { return &l.Signature.Marks.KT }},
		{Key: "tl", Group: group, Label: "Ký thừa lệnh", Most: 6, text: func(l *docgen.Layout) *string { return &l.Signature.Marks.TL }},
		{Key: "tuq", Group: group, Label: "Ký thừa ủy quyền", Most: 6, text: func(l *docgen.Layout) *string { return &l.Signature.Marks.TUQ }},
	}
}

func recipientSettings() []Setting {
	const group = "Nơi nhận"
	return []Setting{
		{Key: "label_text", Group: group, Label: "Chữ nơi nhận", Most: 20, Needed: true, text: func(l *docgen.Layout) *string { return &l.Signature.Label.Text }},
		{Key: "label_size", Group: group, Label: "Cỡ chữ “Nơi nhận”", Unit: "pt", Low: 8, High: 24, number: func(l *docgen.Layout) *float64 { return &l.Signature.Label.Size }},
		{Key: "label_bold", Group: group, Label: "“Nơi nhận” in đậm", flag: func(l *docgen.Layout) *bool { return &l.Signature.Label.Bold }},
		{Key: "label_italic", Group: group, Label: "“Nơi nhận” in nghiêng", flag: func(l *docgen.Layout) *bool { return &l.Signature.Label.Italic }},
		{Key: "label_underline", Group: group, Label: "“Nơi nhận” gạch chân", flag: func(l *docgen.Layout) *bool { return &l.Signature.Label.Underline }},
		{Key: "marker", Group: group, Label: "Dấu trước mỗi nơi nhận", Most: 4, text: func(l *docgen.Layout) *string { return &l.Signature.Marker }},
		{Key: "between", Group: group, Label: "Dấu sau mỗi nơi nhận", Most: 2, text: func(l *docgen.Layout) *string { return &l.Signature.Between }},
		{Key: "end", Group: group, Label: "Dấu sau nơi nhận cuối", Most: 2, text: func(l *docgen.Layout) *string { return &l.Signature.End }},
		{Key: "filed", Group: group, Label: "Dòng lưu", Most: 40, text: func(l *docgen.Layout) *string { return &l.Signature.Filed }},
		{Key: "recipients_size", Group: group, Label: "Cỡ chữ các nơi nhận", Unit: "pt", Low: 8, High: 24, number: func(l *docgen.Layout) *float64 { return &l.Signature.RecipientsSize }},
	}
}

func tableSettings() []Setting {
	const group = "Bảng và ghi chú"
	return []Setting{
		{Key: "table_size", Group: group, Label: "Cỡ chữ trong bảng", Unit: "pt", Low: 8, High: 24, number: func(l *docgen.Layout) *float64 { return &l.Table.Size }},
		{Key: "table_line", Group: group, Label: "Cách dòng trong bảng, bội số", Low: 1, High: 3, number: func(l *docgen.Layout) *float64 { return &l.Table.Line.Multiple }},
		{Key: "note_size", Group: group, Label: "Cỡ chữ ghi chú", Unit: "pt", Low: 8, High: 24, number: func(l *docgen.Layout) *float64 { return &l.NoteSize }},
	}
}
