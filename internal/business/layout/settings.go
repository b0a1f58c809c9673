package layout

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"kheo/internal/platform/fault"
	"kheo/internal/platform/text"
	"kheo/internal/service/docgen"
)

// Setting is one thing of a layout that can be changed, and where it stands.
// Label, Group and Unit are source texts of i18n. One of number, text, flag and
// align is set.
type Setting struct {
	Key, Group, Label, Unit string
	Low, High               float64 // of a number, in Unit
	Zero                    bool    // 0 is allowed too and means none
	Percent                 bool    // the layout holds a share, people type percent
	Most                    int     // letters of a text
	Needed                  bool    // a text that may not be empty
	Choices                 []Choice

	number func(*docgen.Layout) *float64
	text   func(*docgen.Layout) *string
	flag   func(*docgen.Layout) *bool
	align  func(*docgen.Layout) *docgen.Align
}

// Choice is one of few values of a text; Label is a source text of i18n.
type Choice struct{ Value, Label string }

// IsFlag reports whether s is yes or no.
func (s Setting) IsFlag() bool { return s.flag != nil }

// IsNumber reports whether s is a number.
func (s Setting) IsNumber() bool { return s.number != nil }

// Value is what l says of s as people type it: "12,7", "1" for yes.
func (s Setting) Value(l docgen.Layout) string {
	l = padded(l)
	switch {
	case s.number != nil:
		n := *s.number(&l)
		if s.Percent {
			n *= 100
		}
		return strings.Replace(strconv.FormatFloat(math.Round(n*100)/100, 'f', -1, 64), ".", ",", 1)
	case s.flag != nil:
		if *s.flag(&l) {
			return "1"
		}
		return ""
	case s.align != nil:
		word, _ := s.align(&l).MarshalText() // of a layout that was read: always one of them
		return string(word)
	}
	return *s.text(&l)
}

// Values is what l says of every setting.
func Values(l docgen.Layout) map[string]string {
	all := map[string]string{}
	for _, s := range Settings() {
		all[s.Key] = s.Value(l)
	}
	return all
}

// Fill writes typed values into l and records in v what is wrong with them, by
// the names of the fields of the form.
func Fill(l *docgen.Layout, typed map[string]string, v fault.Invalid) {
	*l = padded(*l)
	for _, s := range Settings() {
		s.fill(l, typed[s.Key], v)
	}
	l.Head.Right = slices.DeleteFunc(l.Head.Right, func(m docgen.HeadLine) bool { return m.Text == "" })
	check(*l, v)
}

// FieldName is the name of the setting's field in the form.
func FieldName(key string) string { return "v[" + key + "]" }

func (s Setting) fill(l *docgen.Layout, typed string, v fault.Invalid) {
	field := FieldName(s.Key)
	switch {
	case s.number != nil:
		n, err := strconv.ParseFloat(strings.Replace(strings.TrimSpace(typed), ",", ".", 1), 64)
		if err != nil || math.IsNaN(n) || math.IsInf(n, 0) {
			v.Check(false, field, "Cần một con số, ví dụ 12,7.")
			return
		}
		v.Check(s.Zero && n == 0 || n >= s.Low && n <= s.High, field, "Cần một số từ %s đến %s.", plain(s.Low), plain(s.High))
		if s.Percent {
			n /= 100
		}
		*s.number(l) = math.Round(n*10000) / 10000
	case s.flag != nil:
		*s.flag(l) = typed != ""
	case s.align != nil:
		err := s.align(l).UnmarshalText([]byte(typed))
		v.Check(err == nil && s.offers(typed), field, "Chọn một trong các cách đã nêu.")
	default:
		typed = tidy(typed)
		v.Check(len([]rune(typed)) <= s.Most, field, "Tối đa %d ký tự.", s.Most)
		v.Check(!s.Needed || strings.TrimSpace(typed) != "", field, "Phần này không để trống được.")
		v.Check(s.Choices == nil || s.offers(typed), field, "Chọn một trong các cách đã nêu.")
		*s.text(l) = typed
	}
}

// tidy is typed as text, with one space kept at either end: "Số: ".
func tidy(typed string) string {
	clean := text.Clean(typed)
	if clean == "" {
		return ""
	}
	if strings.HasPrefix(typed, " ") {
		clean = " " + clean
	}
	if strings.HasSuffix(typed, " ") {
		clean += " "
	}
	return clean
}

func (s Setting) offers(value string) bool {
	return slices.ContainsFunc(s.Choices, func(c Choice) bool { return c.Value == value })
}

func plain(n float64) string {
	return strings.Replace(strconv.FormatFloat(n, 'f', -1, 64), ".", ",", 1)
}

// least is the narrowest and lowest text that makes sense, in mm.
const least = 60

// check says what is wrong with values that are right each for itself.
func check(l docgen.Layout, v fault.Invalid) {
	v.Check(l.PageW-l.Left-l.Right >= least, FieldName("left"), "Hai lề chỉ chừa lại %s mm cho chữ. Cần ít nhất %d mm.", plain(math.Round(l.PageW-l.Left-l.Right)), least)
	v.Check(l.PageH-l.Top-l.Bottom >= least, FieldName("top"), "Hai lề chỉ chừa lại %s mm cho chữ. Cần ít nhất %d mm.", plain(math.Round(l.PageH-l.Top-l.Bottom)), least)
	v.Check((l.Body.Line.Exact > 0) != (l.Body.Line.Multiple > 0), FieldName("line_exact"), "Ghi một trong hai: cách đúng bao nhiêu pt, hoặc bội số; cái kia ghi 0.")
	for _, part := range []string{"{n}", "{kind}", "{org}"} {
		v.Check(strings.Count(l.Number.Pattern, part) == 1, FieldName("number_pattern"), "Mẫu số và ký hiệu cần đủ {n}, {kind}, {org}, mỗi phần một lần.")
	}
	edge := l.Top
	if l.PageNumber.Foot {
		edge = l.Bottom
	}
	v.Check(l.PageNumber.FromEdge+l.PageNumber.Size*0.4 <= edge, FieldName("page_edge"), "Số trang phải nằm trong lề %s mm.", plain(edge))
	if len(v) == 0 {
		v.Check(len(l.Crowded()) == 0, FieldName("left_share"), "Dòng “%s” không vừa một dòng của cột phải. Bớt phần của cột trái hoặc bớt cỡ chữ.", strings.Join(l.Crowded(), "”, “"))
	}
}

// rightLines is how many lines of the motto the form offers.
const rightLines = 2

// padded is l with rightLines lines of the motto, which it shares with no other.
func padded(l docgen.Layout) docgen.Layout {
	l.Head.Right = slices.Clone(l.Head.Right)
	for len(l.Head.Right) < rightLines {
		l.Head.Right = append(l.Head.Right, docgen.HeadLine{Size: 13, Bold: true})
	}
	return l
}
