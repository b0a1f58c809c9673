package council

import (
	"context"
	"fmt"
	"slices"
	"strconv"

	"kheo/internal/platform/i18n"
	"kheo/internal/service/web/ui"
)

func (f openForm) fields(ctx context.Context) []ui.Field {
	cases := field(ctx, f.Err, "cases", i18n.T(ctx, "Hồ sơ của lượt này"), i18n.T(ctx, "Một hay nhiều hồ sơ trên cùng một phiếu."), "")
	cases.Values = f.In.Cases
	return []ui.Field{
		needed(field(ctx, f.Err, "rule", i18n.T(ctx, "Quy tắc bỏ phiếu"), "", f.In.Rule)),
		field(ctx, f.Err, "open", i18n.T(ctx, "Biểu quyết công khai, ghi kèm tên"), i18n.T(ctx, "Chỉ khi quy tắc cho phép. Không chọn: bỏ phiếu kín."), ticked(f.In.Open)),
		needed(cases),
		needed(wide(field(ctx, f.Err, "reason", i18n.T(ctx, "Lý do bỏ phiếu lại"), "", f.In.Reason), 2)),
	}
}

// options are the cases that may be voted on.
func (f openForm) options(ctx context.Context) (all []ui.Option) {
	for n, o := range caseOptions(f.Cases) {
		if f.Repeats.ID == "" && f.Done[f.Cases[n].InitiativeID] {
			continue
		}
		all = append(all, o)
	}
	return all
}

func tellerText(ctx context.Context, v Voting) string {
	text := i18n.T(ctx, "%d người bỏ phiếu giấy.", v.Round.Paper)
	switch {
	case v.Sheets < 2:
		return text + " " + i18n.T(ctx, "%d trên 2 người kiểm phiếu đã nhập.", v.Sheets)
	case v.Differ:
		return text + " " + i18n.T(ctx, "Hai người kiểm phiếu chưa khớp nhau.")
	}
	return text + " " + i18n.T(ctx, "Hai người kiểm phiếu đã khớp nhau.")
}

func seatText(ctx context.Context, e Entry) string {
	switch {
	case e.Voted:
		return i18n.T(ctx, "Đã bỏ phiếu")
	case e.OnPaper:
		return i18n.T(ctx, "Phiếu giấy")
	}
	return i18n.T(ctx, "Chưa bỏ phiếu")
}

// secretHints are the hints of one result; an open vote has nothing to reveal.
func secretHints(v Voting, x Result) []Hint {
	if !v.Round.Secret {
		return nil
	}
	return x.Reveals()
}

func passedText(ctx context.Context, x Result) string {
	if x.Passed {
		return i18n.T(ctx, "Thông qua")
	}
	return i18n.T(ctx, "Không thông qua")
}

func foundKind(f found) ui.NoticeKind {
	if f.Good {
		return ui.Good
	}
	return ui.Bad
}

func screenWhat(ctx context.Context, r RoundLine) string {
	if r.Secret {
		return i18n.T(ctx, "đang bỏ phiếu kín %d hồ sơ", r.Cases)
	}
	return i18n.T(ctx, "đang biểu quyết %d hồ sơ", r.Cases)
}

func (f closeForm) chairField(ctx context.Context) ui.Field {
	return needed(field(ctx, f.Err, "chair", i18n.T(ctx, "Ý kiến chủ tịch nêu công khai"),
		i18n.T(ctx, "Quy tắc này cần chủ tịch đồng ý. Ý kiến được ghi kèm tên chủ tịch trong biên bản."), f.In.Chair))
}

func (f closeForm) chairOptions(ctx context.Context) []ui.Option {
	return []ui.Option{
		{Value: "yes", Text: i18n.T(ctx, "Đồng ý, trừ hồ sơ chọn ở dưới")},
		{Value: "no", Text: i18n.T(ctx, "Không đồng ý hồ sơ nào")},
	}
}

func (f closeForm) exceptField(ctx context.Context) ui.Field {
	x := field(ctx, f.Err, "except", i18n.T(ctx, "Chủ tịch không đồng ý"), "", "")
	x.Values = f.In.Except
	return x
}

// wordsOfPaper are translated once for a paper of hundreds of rows.
type wordsOfPaper struct {
	barred  string
	choices []string
}

func paperWords(ctx context.Context) wordsOfPaper {
	w := wordsOfPaper{barred: i18n.T(ctx, "Bạn không bỏ phiếu hồ sơ này:")}
	for _, c := range Choices() {
		w.choices = append(w.choices, i18n.T(ctx, c.Label()))
	}
	return w
}

func (f paperForm) rest(ctx context.Context) ui.Field {
	x := field(ctx, f.Err, "rest", i18n.T(ctx, "Với những hồ sơ không đánh dấu ở trên"), i18n.T(ctx, "Bỏ qua nếu bạn đã đánh dấu từng hồ sơ."), string(f.In.Rest))
	if boxes := f.Boxes(); len(boxes) == 1 { // the group is not there: lead to the case
		at := slices.IndexFunc(f.Cases, func(c Case) bool { return c.InitiativeID == boxes[0] })
		x.ID, x.Label = fmt.Sprintf("ho-so-%d", f.Cases[at].Position), f.Cases[at].Title
	}
	return x
}

func restOptions(ctx context.Context) (all []ui.Option) {
	for _, c := range Choices() {
		all = append(all, ui.Option{Value: string(c), Text: i18n.T(ctx, c.Label())})
	}
	return all
}

func lineFields() []string { return []string{"for", "against", "blank", "invalid"} }

func lineLabels() []string {
	return []string{"Đồng ý", "Không đồng ý", "Trống", "Không hợp lệ"}
}

func lineField(initiativeID, what string) string {
	return fmt.Sprintf("line[%s].%s", initiativeID, what)
}

func lineID(initiativeID, what string) string { return "f-" + what + "-" + initiativeID }

func (f tellForm) value(initiativeID, what string) string {
	l := f.In.Lines[initiativeID]
	return map[string]string{"for": l.For, "against": l.Against, "blank": l.Blank, "invalid": l.Invalid}[what]
}

func (f tellForm) fields(ctx context.Context) []ui.Field {
	all := []ui.Field{needed(field(ctx, f.Err, "papers", i18n.T(ctx, "Tổng số phiếu giấy trong hòm"), i18n.T(ctx, "%d thành viên bỏ phiếu giấy.", f.Papers), f.In.Papers))}
	for _, c := range f.Cases {
		if wrong := ui.FieldError(ctx, f.Err, lineField(c.InitiativeID, "for")); wrong != "" {
			all = append(all, ui.Field{ID: lineID(c.InitiativeID, "for"), Label: c.Title, Error: wrong})
		}
	}
	return all
}

// typed is the own sheet as the form would send it.
func (t Telling) typed() TellerInput {
	in := TellerInput{Lines: map[string]TypedLine{}}
	if t.Own.MemberID == "" {
		return in
	}
	in.Papers = strconv.FormatInt(t.Own.Papers, 10)
	for _, l := range t.Own.Lines {
		n := func(x int64) string { return strconv.FormatInt(x, 10) }
		in.Lines[l.InitiativeID] = TypedLine{n(l.For), n(l.Against), n(l.Blank), n(l.Invalid)}
	}
	return in
}
