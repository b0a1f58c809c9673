package bonus

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

var digits = [...]string{"không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"}

// Spell says an amount from 0 up as vouchers do: 380000 is "Ba trăm tám mươi nghìn đồng".
func Spell(amount int64) string {
	said := "không"
	if amount > 0 {
		said = strings.Join(spell(amount, false), " ")
	}
	first, size := utf8.DecodeRuneInString(said)
	return string(unicode.ToUpper(first)) + said[size:] + " đồng"
}

// spell says n in words; with whole, also the hundreds and tens that it has not.
func spell(n int64, whole bool) (words []string) {
	if billions := n / 1_000_000_000; billions > 0 {
		words = append(spell(billions, false), "tỷ")
		n, whole = n%1_000_000_000, true
	}
	for _, group := range []struct {
		size int64
		name string
	}{{1_000_000, "triệu"}, {1_000, "nghìn"}, {1, ""}} {
		part := n / group.size % 1000
		if part == 0 {
			continue
		}
		words = append(words, hundreds(part, whole || len(words) > 0)...)
		if group.name != "" {
			words = append(words, group.name)
		}
	}
	return words
}

// hundreds says 1 to 999.
func hundreds(n int64, whole bool) (words []string) {
	hundred, ten, one := n/100, n/10%10, n%10
	if hundred > 0 || whole {
		words = append(words, digits[hundred], "trăm")
	}
	switch {
	case ten == 0 && one > 0 && len(words) > 0:
		words = append(words, "linh")
	case ten == 1:
		words = append(words, "mười")
	case ten > 1:
		words = append(words, digits[ten], "mươi")
	}
	switch {
	case one == 0:
	case one == 1 && ten > 1:
		words = append(words, "mốt")
	case one == 4 && ten > 1:
		words = append(words, "tư")
	case one == 5 && ten > 0:
		words = append(words, "lăm")
	default:
		words = append(words, digits[one])
	}
	return words
}
