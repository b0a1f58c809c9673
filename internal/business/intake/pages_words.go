package intake

import (
	"bytes"
	"context"
	"errors"
	"maps"
	"net/http"
	"slices"

	"kheo/internal/business/participant"
	"kheo/internal/platform/fault"
	"kheo/internal/platform/i18n"
	"kheo/internal/platform/text"
	"kheo/internal/service/exchange"
	"kheo/internal/service/web/ui"
)

const (
	shownErrors  = 200 // of a list on its page; the workbook has all
	shownSkipped = 30
	shownAlike   = 10
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

// again is the status with which the form comes back: 422 for what can be put
// right, 409 for what the season or the unit stands against; 0 for errors that no
// form can answer.
func again(err error) int {
	var invalid fault.Invalid
	var refused fault.Refused
	switch {
	case errors.As(err, &invalid):
		return http.StatusUnprocessableEntity
	case errors.As(err, &refused):
		return http.StatusConflict
	}
	return 0
}

// objection is what the form says on top when the reason is no field of it.
func objection(ctx context.Context, err error) *ui.Notice {
	var refused fault.Refused
	if !errors.As(err, &refused) {
		return nil
	}
	return &ui.Notice{Kind: ui.Bad, Title: i18n.T(ctx, "Chưa làm được việc này."), Text: refused.Reason.In(i18n.From(ctx))}
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
