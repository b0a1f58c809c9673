package initiative

import (
	"bytes"
	"context"
	"maps"
	"slices"

	"kheo/internal/business/participant"
	"kheo/internal/platform/i18n"
	"kheo/internal/platform/text"
	"kheo/internal/service/exchange"
	"kheo/internal/service/web/ui"
)

const (
	shownErrors  = 200 // of a list on its page; the workbook has all
	shownSkipped = 30
)

func (f importForm) seasonOptions() (options []ui.Option) {
	for _, s := range f.Seasons {
		options = append(options, ui.Option{Value: s.Code, Text: s.Name})
	}
	return options
}

func (f importForm) unitCodes() (options []ui.Option) {
	for _, u := range f.Units {
		options = append(options, ui.Option{Value: u.Code, Text: u.Name})
	}
	return options
}

// total is a number of initiatives under a name.
type total struct {
	Name  string
	Count int
}

// ordered sorts totals by name: a list is no league table.
func ordered(counts map[string]int) []total {
	names := slices.SortedFunc(maps.Keys(counts), func(a, b string) int { return bytes.Compare(text.SortKey(a), text.SortKey(b)) })
	all := make([]total, 0, len(names))
	for _, name := range names {
		all = append(all, total{name, counts[name]})
	}
	return all
}

// kinds are those of the participants in the list.
func (v Preview) kinds() []participant.Kind {
	return slices.DeleteFunc(participant.Kinds(), func(k participant.Kind) bool { return v.Participants[string(k)] == 0 })
}

func participantWords(k participant.Kind) string {
	switch k {
	case participant.Individual:
		return "cá nhân"
	case participant.Household:
		return "hộ gia đình"
	}
	return "tập thể"
}

// notices say what was done to the list so that it could be read.
func (v Preview) notices(ctx context.Context) (all []string) {
	n := i18n.Number(ctx, v.Converted)
	switch {
	case v.Converted == 0:
	case v.Encoding == "NFD":
		all = append(all, i18n.T(ctx, "%s ô viết bằng Unicode tổ hợp (thường từ điện thoại hoặc máy Mac) đã đổi sang chữ chuẩn.", n))
	default:
		all = append(all, i18n.T(ctx, "%s ô viết bằng chữ %s cũ đã đổi sang Unicode.", n, v.Encoding))
	}
	if len(v.Skipped) > 0 {
		all = append(all, i18n.T(ctx, "%s dòng không phải đăng ký (tên nhóm, tổng cộng, chữ ký) được bỏ qua, liệt kê ở cuối trang.", i18n.Number(ctx, len(v.Skipped))))
	}
	return all
}

// sheets counts the sheets from which rows were left out.
func (v Preview) sheets() int {
	names := map[string]bool{}
	for _, row := range v.Skipped {
		names[row.Sheet] = true
	}
	return len(names)
}

// skippedWords says what a row was taken for, a source text of i18n.
func skippedWords(reason string) string {
	switch exchange.Reason(reason) {
	case exchange.SkipHeader:
		return "Tiêu đề cột lặp lại"
	case exchange.SkipSection:
		return "Tên nhóm"
	case exchange.SkipTotal:
		return "Dòng tổng cộng"
	case exchange.SkipSignature:
		return "Nơi ký tên"
	case exchange.SkipExample:
		return "Dòng ví dụ của mẫu"
	}
	return "Ghi chú"
}
