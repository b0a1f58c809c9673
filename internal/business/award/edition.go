package award

import (
	"slices"

	"kheo/internal/platform/clock"
	"kheo/internal/platform/fault"
)

// edition is one of several rows that follow each other in time.
type edition struct {
	clock.Span

	ID string
}

// fit makes room in live, the standing editions of one chain, for one that holds
// in span. cut end the day before span begins; replaced give way to the new
// edition: what begins on the same day, and base, which it was made from, where it
// begins earlier and reaches into it. fault.Invalid at "effective_from" or "effective_to"
// where another edition is in the way.
func fit(live []edition, base string, span clock.Span) (cut, replaced []string, err error) {
	if !span.To.IsZero() && span.To.Before(span.From) {
		return nil, nil, fault.Invalid{"effective_to": fault.Say("Ngày hết hiệu lực ở trước ngày có hiệu lực.")}
	}
	live = slices.SortedFunc(slices.Values(live), func(a, b edition) int { return a.From.Time().Compare(b.From.Time()) })
	for _, e := range live {
		switch {
		case e.From == span.From:
			replaced = append(replaced, e.ID)
		case !e.Meets(span):
		case e.ID == base && span.From.Before(e.From):
			replaced = append(replaced, e.ID)
		case e.From.Before(span.From):
			cut = append(cut, e.ID)
		default:
			return nil, nil, fault.Invalid{"effective_to": fault.Say(
				"Đã có ấn bản từ ngày %s. Ghi ngày hết hiệu lực trước ngày ấy, hoặc sửa chính ấn bản ấy.", e.From.String())}
		}
	}
	return cut, replaced, nil
}
