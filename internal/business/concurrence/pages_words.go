package concurrence

import (
	"context"
	"strings"

	"kheo/internal/platform/i18n"
	"kheo/internal/service/files"
	"kheo/internal/service/web/ui"
)

// emptyAct is what to do first, or the way back for who may only read.
func emptyAct(writes bool, text, href, back, backHref string) ui.Button {
	if writes {
		return ui.Button{Text: text, Href: href}
	}
	return ui.Button{Text: back, Href: backHref}
}

// said tells how many lines stand at each stance.
func (r Request) said(ctx context.Context) string {
	var parts []string
	add := func(n int, label string) {
		if n > 0 {
			parts = append(parts, i18n.T(ctx, "%d %s", n, strings.ToLower(label)))
		}
	}
	for _, s := range Stances() {
		add(r.Count(s), i18n.T(ctx, s.Label()))
	}
	add(len(r.Unanswered()), i18n.T(ctx, "chưa trả lời"))
	return strings.Join(parts, ", ")
}

func (v askView) body(ctx context.Context) ui.Field {
	return needed(narrow(field(ctx, v.Err, "body", i18n.T(ctx, "Cơ quan cần hỏi"), "", v.In.BodyID), ui.Mid))
}

func (v askView) number(ctx context.Context) ui.Field {
	return narrow(field(ctx, v.Err, "number", i18n.T(ctx, "Số, ký hiệu công văn"), i18n.T(ctx, "Chưa có thì để trống và ghi sau, ví dụ 15-CV/BDV."), v.In.Number), ui.Mid)
}

func (v askView) asked(ctx context.Context) ui.Field {
	return needed(narrow(field(ctx, v.Err, "asked_on", i18n.T(ctx, "Ngày gửi"), "", v.In.AskedOn.ISO()), ui.Short))
}

func (v askView) due(ctx context.Context) ui.Field {
	hint := i18n.T(ctx, "Thường là %d ngày làm việc, chưa trừ ngày lễ.", v.Days.Amount)
	if v.Days.VerifiedBy == "" {
		hint += " " + i18n.T(ctx, "Mức này chưa kiểm chứng.")
	}
	return narrow(field(ctx, v.Err, "due_on", i18n.T(ctx, "Hạn trả lời"), hint, v.In.DueOn.ISO()), ui.Short)
}

func (v askView) lines(ctx context.Context) ui.Field {
	f := field(ctx, v.Err, "lines", i18n.T(ctx, "Các dòng cần hỏi"), i18n.T(ctx, "Bỏ chọn “Hỏi cả danh sách” ở trên rồi chọn ở đây."), "")
	f.Values = v.In.Lines
	return f
}

func (v askView) lineOptions() (all []ui.Option) {
	for _, l := range v.Lines {
		all = append(all, ui.Option{Value: l.ID, Text: l.Name, Hint: l.UnitName})
	}
	return all
}

func (v askView) bodyOptions(ctx context.Context) []ui.Option {
	all := []ui.Option{{Text: i18n.T(ctx, "Chọn cơ quan")}}
	for _, b := range v.Bodies {
		text := b.Name + ": " + b.Asks
		if b.VerifiedBy == "" {
			text += " (" + i18n.T(ctx, "chưa kiểm chứng") + ")"
		}
		all = append(all, ui.Option{Value: b.ID, Text: text})
	}
	return all
}

func (v requestView) facts(ctx context.Context) []ui.Fact {
	number := v.Request.Number
	if number == "" {
		number = i18n.T(ctx, "chưa có số")
	}
	scope := i18n.T(ctx, "%d dòng được chọn", len(v.Lines))
	if v.Whole {
		scope = i18n.T(ctx, "cả danh sách, %d dòng", len(v.Lines))
	}
	return []ui.Fact{
		{Label: i18n.T(ctx, "Công văn"), Value: number}, {Label: i18n.T(ctx, "Ngày gửi"), Value: v.AskedOn.String()},
		{Label: i18n.T(ctx, "Hạn trả lời"), Value: v.DueOn.String()}, {Label: i18n.T(ctx, "Phạm vi"), Value: scope},
		{Label: i18n.T(ctx, "Tình trạng"), Show: requestState(v.Request, v.Late(v.Today))}, {Label: i18n.T(ctx, "Người lập"), Value: v.CreatedBy},
	}
}

func (v requestView) numberFields(ctx context.Context) []ui.Field {
	all := []ui.Field{
		field(ctx, v.NumErr, "number", i18n.T(ctx, "Số, ký hiệu công văn"), "", v.Number.Number),
		field(ctx, v.NumErr, "asked_on", i18n.T(ctx, "Ngày gửi"), "", v.Number.AskedOn.ISO()),
		field(ctx, v.NumErr, "due_on", i18n.T(ctx, "Hạn trả lời"), "", v.Number.DueOn.ISO()),
	}
	for n := range all {
		all[n].ID = "f-letter-" + all[n].Name
	}
	return all
}

func (v requestView) replyFields(ctx context.Context) (all []ui.Field) {
	for _, name := range []string{"stance", "lines", "number", "replied_on", "text", files.Field} {
		all = append(all, v.replyField(ctx, name))
	}
	return all
}

func (v requestView) replyField(ctx context.Context, name string) ui.Field {
	f := field(ctx, v.Err, name, "", "", "")
	switch name {
	case "stance":
		f.Label, f.Value, f.Required = i18n.T(ctx, "Ý kiến của cơ quan"), string(v.Reply.Stance), true
	case "lines":
		f.Label, f.Values = i18n.T(ctx, "Các dòng được trả lời"), v.Reply.Lines
	case "number":
		f.Label, f.Value, f.Width, f.Required = i18n.T(ctx, "Số, ký hiệu văn bản trả lời"), v.Reply.Number, ui.Mid, true
	case "replied_on":
		f.Label, f.Value, f.Width, f.Required = i18n.T(ctx, "Ngày của văn bản trả lời"), v.Reply.On.ISO(), ui.Short, true
	case "text":
		f.Label, f.Value, f.Rows, f.MaxLength = i18n.T(ctx, "Ghi thêm"), v.Reply.Text, 3, maxText
		f.Hint = i18n.T(ctx, "Chỉ ghi đồng ý hay không và số văn bản; không chép nội dung vụ việc.")
	case files.Field:
		f.Label, f.Accept, f.Hint = i18n.T(ctx, "Bản quét (không bắt buộc)"), letters.Accept(), i18n.T(ctx, "PDF hoặc ảnh. Không đưa tài liệu mật lên hệ thống.")
	}
	return f
}

func (v requestView) askedOptions() (all []ui.Option) {
	for _, a := range v.Lines {
		all = append(all, ui.Option{Value: a.LineID, Text: a.Name, Hint: a.UnitName})
	}
	return all
}

func stanceOptions(ctx context.Context) (all []ui.Option) {
	for _, s := range Stances() {
		all = append(all, ui.Option{Value: string(s), Text: i18n.T(ctx, s.Label())})
	}
	return all
}
