package dossier

import (
	"strings"
	"unicode"
)

var digits = [...]string{"không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"}

// inWords writes a sum of money as papers do: 1400000 is "Một triệu bốn trăm nghìn
// đồng". It never counts below zero.
func inWords(amount int64) string {
	words := strings.Join(numeral(max(amount, 0), false), " ")
	first, rest := []rune(words)[0], string([]rune(words)[1:])
	return string(unicode.ToUpper(first)) + rest + " đồng"
}

// numeral reads n. With full it follows a higher group, so that its hundreds are
// said even when there are none.
func numeral(n int64, full bool) []string {
	const billion = 1_000_000_000
	if n >= billion {
		words := append(numeral(n/billion, full), "tỷ")
		if n%billion > 0 {
			words = append(words, numeral(n%billion, true)...)
		}
		return words
	}
	if n == 0 {
		return []string{digits[0]}
	}
	var words []string
	for _, g := range []struct {
		of   int64
		name string
	}{{1_000_000, "triệu"}, {1000, "nghìn"}, {1, ""}} {
		part := n / g.of % 1000
		if part == 0 {
			continue
		}
		words = append(words, group(part, full || len(words) > 0)...)
		if g.name != "" {
			words = append(words, g.name)
		}
	}
	return words
}

// group reads a number below a thousand.
func group(n int64, full bool) (words []string) {
	hundreds, tens, ones := n/100, n/10%10, n%10
	if hundreds > 0 || full {
		words = append(words, digits[hundreds], "trăm")
	}
	switch {
	case tens == 0 && ones > 0 && len(words) > 0:
		words = append(words, "linh")
	case tens == 1:
		words = append(words, "mười")
	case tens > 1:
		words = append(words, digits[tens], "mươi")
	}
	switch {
	case ones == 0:
	case ones == 1 && tens > 1:
		words = append(words, "mốt")
	case ones == 4 && tens > 1:
		words = append(words, "tư")
	case ones == 5 && tens > 0:
		words = append(words, "lăm")
	default:
		words = append(words, digits[ones])
	}
	return words
}
