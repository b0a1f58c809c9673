package campaign

import (
	"context"
	"fmt"
	"strings"

	"kheo/internal/platform/i18n"
	"kheo/internal/service/web/ui"
)

// headField is a field of the set itself, in the form of a draft.
func headField(ctx context.Context, err error, name, label, hint, value string) ui.Field {
	return ui.Field{Name: name, Label: i18n.T(ctx, label), Hint: hint, Value: value, Error: ui.FieldError(ctx, err, name)}
}

// lineField is a field of the n-th criterion.
func lineField(ctx context.Context, err error, n int, name, label, value string) ui.Field {
	field := criterionField(n, name)
	return ui.Field{Name: field, ID: fmt.Sprintf("f-%s-%d", name, n+1), Label: i18n.T(ctx, label), Value: value, Error: ui.FieldError(ctx, err, field)}
}

var headLabels = [][2]string{
	{"name", "Tên"}, {"maximum", "Tổng điểm"}, {"threshold", "Ngưỡng"}, {"low", "Cần nhận xét khi dưới (%)"}, {"high", "Cần nhận xét khi từ (%)"},
	{"from", "Hiệu lực từ ngày"}, {"to", "Đến hết ngày"}, {"source", "Nguồn"}, {"verified_by", "Kiểm chứng"},
}

var lineLabels = [][2]string{
	{"group", "Nhóm"}, {"name", "Tên tiêu chí"}, {"points", "Điểm tối đa"}, {"evidence", "Minh chứng cần có"},
	{"veto_at", "Điểm liệt từ mức này trở xuống"}, {"levels", "Các mức điểm"},
}

// draftFields are all fields of a draft with what err says of them, in order.
func draftFields(ctx context.Context, err error) []ui.Field {
	var all []ui.Field
	for _, f := range headLabels {
		all = append(all, headField(ctx, err, f[0], f[1], "", ""))
	}
	for n := range maxCriteria {
		for _, f := range lineLabels {
			field := lineField(ctx, err, n, f[0], f[1], "")
			field.Label = i18n.T(ctx, "Tiêu chí %d", n+1) + ", " + strings.ToLower(field.Label)
			all = append(all, field)
		}
	}
	return all
}

// problems says what err finds wrong with a draft, each with the way to its
// field on page.
func problems(ctx context.Context, err error, page string) []ui.Link {
	var all []ui.Link
	for _, f := range draftFields(ctx, err) {
		if f.Error != "" {
			id := f.ID
			if id == "" {
				id = "f-" + f.Name
			}
			all = append(all, ui.Link{Text: f.Label + ": " + f.Error, Href: page + "#" + id})
		}
	}
	return all
}

func reasonField(n int) string { return fmt.Sprintf("reasons[%d].reason", n) }

// reasonBox asks for the reason of the n-th change.
func reasonBox(ctx context.Context, v differenceView, n int) ui.Field {
	return ui.Field{
		Name: reasonField(n), ID: fmt.Sprintf("f-reason-%d", n+1), Label: i18n.T(ctx, "Lý do"), Value: v.Changes[n].Reason, Rows: 2, MaxLength: maxReason,
		Error: ui.FieldError(ctx, v.Err, reasonField(n)),
	}
}

func reasonFields(ctx context.Context, v differenceView) []ui.Field {
	var all []ui.Field
	for n, c := range v.Changes {
		f := reasonBox(ctx, v, n)
		f.Label = changeTitle(ctx, c)
		all = append(all, f)
	}
	return append(all, noteBox(ctx, v))
}

func noteBox(ctx context.Context, v differenceView) ui.Field {
	return ui.Field{
		Name: "note", Label: i18n.T(ctx, "Cần sửa gì"), Value: v.Note, Rows: 3, MaxLength: maxReason, Required: true, Error: ui.FieldError(ctx, v.Err, "note"),
	}
}

func changeTitle(ctx context.Context, c Change) string {
	if c.Name == "" {
		return i18n.T(ctx, c.Kind.Label())
	}
	return i18n.T(ctx, c.Kind.Label()) + ": " + c.Name
}

// editionName tells one edition from another, with the latest season that uses it.
func editionName(ctx context.Context, r SetRow) string {
	name := r.Name + ", " + i18n.T(ctx, "bản %d", r.Edition)
	if len(r.Seasons) > 0 {
		name += " · " + r.Seasons[0].Name
	}
	return name
}

func sourceOptions(ctx context.Context, f beginForm) []ui.Option {
	options := []ui.Option{{Text: i18n.T(ctx, "Soạn từ đầu, không chép")}}
	for _, s := range f.Sources {
		options = append(options, ui.Option{Value: s.ID, Text: editionName(ctx, s)})
	}
	return options
}

func stateChips(ctx context.Context, q SetQuery) []ui.Chip {
	var chips []ui.Chip
	for _, s := range SetStates() {
		chip := ui.Chip{Text: i18n.T(ctx, s.Label()), On: q.State == s, Href: setsPath + "?tinh-trang=" + string(s)}
		if chip.On {
			chip.Href = setsPath
		}
		chips = append(chips, chip)
	}
	return chips
}

// bandsText says outside of which points a comment is asked for.
func bandsText(ctx context.Context, s CriteriaSet) string {
	switch {
	case s.Low > 0 && s.High > 0:
		return i18n.T(ctx, "Cho dưới %d%% hoặc từ %d%% số điểm của một tiêu chí thì người chấm ghi nhận xét.", s.Low, s.High)
	case s.Low > 0:
		return i18n.T(ctx, "Cho dưới %d%% số điểm của một tiêu chí thì người chấm ghi nhận xét.", s.Low)
	case s.High > 0:
		return i18n.T(ctx, "Cho từ %d%% số điểm của một tiêu chí trở lên thì người chấm ghi nhận xét.", s.High)
	}
	return ""
}

func publicAddress(s CriteriaSet) string { return fmt.Sprintf("/tieu-chi/%s/%d", s.Code, s.Edition) }

func lines(text string) []string { return strings.Split(text, "\n") }
