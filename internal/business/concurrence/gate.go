package concurrence

import (
	"slices"

	"kheo/internal/platform/clock"
	"kheo/internal/platform/fault"
)

// refusal says what keeps a draft with these lines (by key) from being signed, as
// fault.Invalid about "lines"; nil when nothing does. open counts the comments
// without an answer by notice.
func refusal(requests []Request, notices []Notice, open map[string]int, keys []string, today clock.Date) error {
	in := func(a Asked) bool { return slices.Contains(keys, a.Key) }
	for _, r := range requests {
		if r.State == Withdrawn {
			continue
		}
		if n := slices.IndexFunc(r.Unanswered(), in); n >= 0 {
			return about("%s chưa trả lời công văn (%s) về dòng “%s” (hạn %s).", r.Body, r.Called(), r.Unanswered()[n].Name, r.DueOn.String())
		}
		if n := slices.IndexFunc(r.Disputed(), in); n >= 0 {
			return about("%s không đồng ý về dòng “%s” (công văn: %s). Người ký cần ghi ý kiến xử lý, hoặc bỏ dòng này khỏi danh sách.",
				r.Body, r.Disputed()[n].Name, r.Called())
		}
	}
	for _, n := range notices {
		switch {
		case n.State == NoticePublished && !today.After(n.To):
			return about("Danh sách đang công khai lấy ý kiến đến hết ngày %s: “%s”.", n.To.String(), n.Title)
		case n.State == NoticePublished:
			return about("Đợt công khai “%s” đã hết hạn ngày %s nhưng chưa khép lại.", n.Title, n.To.String())
		case open[n.ID] > 0:
			return about("Đợt công khai “%s” còn %d góp ý chưa trả lời.", n.Title, open[n.ID])
		}
	}
	return nil
}

func about(sentence string, args ...any) error {
	return fault.Invalid{"lines": fault.Say(sentence, args...)}
}

// Called names the letter: its number and day, or the day alone.
func (r Request) Called() string {
	if r.Number == "" {
		return r.AskedOn.String()
	}
	return r.Number + ", " + r.AskedOn.String()
}
