package numberbook

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"kheo/internal/platform/fault"
	"kheo/internal/platform/text"
)

const maxPattern = 60 // characters

// Write is number n as pattern says: {n} as it is, {nn} with two digits at least.
func Write(pattern string, n int64) string {
	return strings.NewReplacer("{nn}", fmt.Sprintf("%02d", n), "{n}", strconv.FormatInt(n, 10)).Replace(pattern)
}

// fill puts the kind of paper and the abbreviation of the body into pattern.
func fill(pattern, docType, unit string) string {
	return strings.NewReplacer("{type}", docType, "{unit}", unit).Replace(pattern)
}

var slot = regexp.MustCompile(`\{[^}]*\}?`)

// checkPattern says in v what is wrong with pattern, whose slots may be names.
func checkPattern(v fault.Invalid, field, pattern string, names ...string) {
	numbers := 0
	for _, s := range slot.FindAllString(pattern, -1) {
		if s == "{n}" || s == "{nn}" {
			numbers++
			continue
		}
		v.Check(slices.Contains(names, s), field, "Không có chỗ điền nào tên là %s.", s)
	}
	v.Check(numbers == 1 && head.MatchString(pattern), field, "Mẫu số bắt đầu bằng {n}, hoặc {nn} để có ít nhất hai chữ số, rồi đến gạch nối hoặc gạch chéo.")
	v.Check(utf8.RuneCountInString(pattern) <= maxPattern, field, "Phần này dài quá %d ký tự. Xin viết gọn lại.", maxPattern)
}

// head is how a pattern begins, so that Read finds the number again.
var head = regexp.MustCompile(`^\{nn?\}(?:[-/]|$)`)

// written is a number at the beginning of a text, with or without the word for
// number: "412-QĐ/QU", "Số: 12/QĐ-UBND".
var written = regexp.MustCompile(`^(?:[Ss][oO\x{F4}\x{D4}\x{1ED1}\x{1ED0}]\s*:?\s*)?([0-9]{1,9})(?:\s*[-/].*)?$`)

// Read finds the number in what a paper says, and that text without "Số:". It
// refuses what has no number, or one with a letter ("12a").
func Read(typed string) (n int64, clean string, err error) {
	typed = text.Clean(typed)
	m := written.FindStringSubmatchIndex(typed)
	if m == nil {
		return 0, "", fault.Invalid{"number": fault.Say("Không đọc được số từ “%s”. Xin viết như 412-QĐ/QU hoặc 12/QĐ-UBND.", typed)}
	}
	n, err = strconv.ParseInt(typed[m[2]:m[3]], 10, 64)
	if err != nil || n == 0 {
		return 0, "", fault.Invalid{"number": fault.Say("Số văn bản phải lớn hơn 0.")}
	}
	return n, typed[m[2]:], nil
}
