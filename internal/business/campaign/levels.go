package campaign

import (
	"cmp"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"kheo/internal/platform/fault"
	"kheo/internal/platform/text"
)

const (
	maxMeaning = 500 // characters
	maxLevels  = 50  // of one criterion
)

// levelLine is a span of points and what it means: "0-4: …", "5 đến 9 điểm: …",
// "10: …". The Vietnamese words stand in it by the numbers of their letters.
var levelLine = regexp.MustCompile(`^(\d{1,4})(?:\s*(?:-|–|—|\x{111}\x{1EBF}n)\s*(\d{1,4}))?\s*(?:\x{111}i\x{1EC3}m)?\s*[:.]\s*(\S.*)$`)

// parseLevels reads levels as people write them, one a line; empty lines are
// left out. What cannot be read is told in v under field.
func parseLevels(typed, field string, v fault.Invalid) (levels []Level) {
	for line := range strings.SplitSeq(text.CleanLines(typed), "\n") {
		if line == "" {
			continue
		}
		found := levelLine.FindStringSubmatch(line)
		if found == nil {
			v.Check(false, field, "Dòng “%.40s” chưa đúng. Xin viết mỗi dòng một mức, ví dụ “0-4: chưa có kế hoạch”.", line)
			continue
		}
		l := Level{Meaning: strings.TrimSpace(found[3])}
		l.From, _ = strconv.ParseInt(found[1], 10, 64) // four digits at most
		l.To = l.From
		if found[2] != "" {
			l.To, _ = strconv.ParseInt(found[2], 10, 64)
		}
		v.Check(l.From <= l.To, field, "Mức “%s”: số đầu lớn hơn số cuối.", l.Span())
		v.Check(utf8.RuneCountInString(l.Meaning) <= maxMeaning, field, "Mức “%s” dài quá %d ký tự.", l.Span(), maxMeaning)
		for _, before := range levels {
			v.Check(before.From != l.From, field, "Có hai mức cùng bắt đầu từ %d điểm.", l.From)
		}
		if len(levels) == maxLevels {
			v.Check(false, field, "Một tiêu chí có tối đa %d mức.", maxLevels)
			return levels
		}
		levels = append(levels, l)
	}
	slices.SortStableFunc(levels, func(a, b Level) int { return cmp.Compare(a.From, b.From) })
	return levels
}

// Span is the points of l as people write them: "0-4" or "10".
func (l Level) Span() string {
	if l.From == l.To {
		return strconv.FormatInt(l.From, 10)
	}
	return strconv.FormatInt(l.From, 10) + "-" + strconv.FormatInt(l.To, 10)
}

// levelText writes levels so that parseLevels reads them again.
func levelText(levels []Level) string {
	lines := make([]string, len(levels))
	for n, l := range levels {
		lines[n] = l.Span() + ": " + l.Meaning
	}
	return strings.Join(lines, "\n")
}
