package exchange

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"kheo/internal/platform/text"
)

// Reason says why a row of a sheet is no Row of the table.
type Reason string

// The reasons. A section is not lost: later rows carry it.
const (
	SkipEmpty     Reason = "empty" // nothing in it, or its number in the list only
	SkipHeader    Reason = "header"
	SkipSection   Reason = "section"
	SkipTotal     Reason = "total"
	SkipSignature Reason = "signature"
	SkipNote      Reason = "note"
	SkipExample   Reason = "example"
)

// Skip is a row that was left out, with the beginning of its text.
type Skip struct {
	Sheet  string
	Number int
	Reason Reason
	Text   string
}

// exampleMark stands behind the example row of a template.
const exampleMark = "← Dòng ví dụ, xin xóa trước khi gửi"

// line is a row looked at as a whole: its own cells, from left to right.
type line struct {
	number   int
	cells    []Cell
	columns  []int
	complete bool // has all required columns
	across   int  // columns that its first cell is merged over
	first    bool // of all rows behind the headings
}

var (
	index      = regexp.MustCompile(`^\(?(?:\d+(?:[.,]\d+)*|[IVXLC]+|[A-ZĐ])[.)]?$`)
	numeral    = regexp.MustCompile(`^(?:[IVXLC]+|[A-ZĐ])[.)]?$`)
	leading    = regexp.MustCompile(`^(?:[IVXLC]+|[A-ZĐ]|\d+)\s*[.)/\-–:]\s*`)
	total      = regexp.MustCompile(`^(?:tổng\s*(?:cộng|số)|(?:tổng|cộng)(?:\s*[:\d(.]|$)|cộng\s+(?:phường|xã|đặc khu|toàn|các|nhóm|khối|lĩnh vực|phần|mục|trang))`)
	behalf     = regexp.MustCompile(`^(?:T/M|TM|T\.M|K/T|KT|K\.T|T/L|TL|T\.L|TUQ|T/UQ)(?:[./ ]|$)`)
	signing    = regexp.MustCompile(`^(?:nguoi (?:lap|tong hop|bao cao)|noi nhan|(?:da )?ki (?:va )?(?:ghi ro|dong dau)|ki ten)\b`)
	perhaps    = regexp.MustCompile(`^(?:thay mat|thu truong|xac nhan)\b`)
	dated      = regexp.MustCompile(`\bngay\b.{0,12}\bthang\b.{0,12}\bnam\b`)
	annotation = regexp.MustCompile(`^(?:ghi chu|luu i|chu thich|chu giai|danh sach (?:nay|gom|co))\b`)
)

// judge says what l is; "" for a row of the list. ended tells that a signature
// was already met.
func (p *Part) judge(l line, ended bool) Reason {
	if len(l.cells) == 0 {
		return SkipEmpty
	}
	start := l.cells[0]
	numbered := index.MatchString(start.Line())
	switch {
	case len(l.cells) == 1 && numbered && !l.complete:
		return SkipEmpty
	case l.first && counts(l):
		return SkipHeader
	case l.complete && numbered && !numeral.MatchString(start.Line()):
		return ""
	case p.repeats(l):
		return SkipHeader
	case !numbered && total.MatchString(strings.ToLower(start.Line())) && (!l.complete || len(l.cells) < 4):
		return SkipTotal
	case len(l.cells) <= 3 && (!l.complete || len(l.cells) < 3) && signed(l):
		return SkipSignature
	case ended:
		return SkipNote
	case len(l.cells) == 2 && numeral.MatchString(start.Line()) && l.cells[1].Kind == Text:
		return SkipSection
	case len(l.cells) == 1 && (!l.complete || l.across > 2):
		return p.alone(l)
	}
	return ""
}

// alone judges a text that is alone in its row.
func (p *Part) alone(l line) Reason {
	left := l.columns[0]
	for column := range p.match.columns {
		left = min(left, column)
	}
	if annotation.MatchString(text.Fold(l.cells[0].Text)) || strings.HasPrefix(l.cells[0].Text, "*") ||
		l.across <= 2 && l.columns[0]-left > 2 {
		return SkipNote
	}
	return SkipSection
}

// repeats tells the row of headings again, as at the top of each printed page.
func (p *Part) repeats(l line) bool {
	count := 0
	for i, c := range l.cells {
		for _, h := range p.match.found {
			if h.column == l.columns[i] && slices.Contains(h.folded, text.Fold(c.Text)) {
				count++
			}
		}
	}
	return count >= 2 && count*5 >= len(l.cells)*3
}

// counts tells the row (1) (2) (3) or A B 1 2 under the headings.
func counts(l line) bool {
	if len(l.cells) < 3 {
		return false
	}
	last := 0
	for _, c := range l.cells {
		s := strings.Trim(c.Line(), "() ")
		n, err := strconv.Atoi(s)
		switch {
		case err == nil && (last == 0 || n == last+1):
			last = n
		case err != nil && last == 0 && len(s) == 1 && unicode.IsLetter(rune(s[0])):
		default:
			return false
		}
	}
	return last > 0
}

// signed tells the lines under a list: place and date, on whose behalf, names.
func signed(l line) bool {
	for _, c := range l.cells {
		folded := text.Fold(c.Text)
		if behalf.MatchString(strings.ToUpper(firstLine(c.Text))) && strings.ToUpper(firstLine(c.Text)) == firstLine(c.Text) ||
			signing.MatchString(folded) || !l.complete && perhaps.MatchString(folded) || len(folded) < 80 && dated.MatchString(folded) && len(l.cells) == 1 {
			return true
		}
	}
	return false
}

func firstLine(s string) string {
	s, _, _ = strings.Cut(s, "\n")
	return s
}

// sectionName is the text of a section without its number.
func sectionName(l line) string {
	return leading.ReplaceAllString(l.cells[len(l.cells)-1].Line(), "")
}
