package award

import (
	"errors"
	"strconv"
	"strings"
)

// ErrMultiple is returned by ParseMultiple for what is no multiple.
var ErrMultiple = errors.New("not a multiple of the base salary")

// mostMultiple bounds a multiple, so that no bonus overflows.
const mostMultiple = 1_000_000 // thousandths

// ParseMultiple reads a multiple of the base salary as people type it, "0,15" or
// "1.5", in thousandths: 150, 1500. At most three decimals, up to 1000.
func ParseMultiple(typed string) (int64, error) {
	typed = strings.TrimSpace(typed)
	whole, part, _ := strings.Cut(strings.ReplaceAll(typed, ",", "."), ".")
	if whole == "" || len(whole) > 4 || len(part) > 3 || strings.HasSuffix(typed, ",") || strings.HasSuffix(typed, ".") {
		return 0, ErrMultiple
	}
	digits := whole + part + strings.Repeat("0", 3-len(part))
	if strings.Trim(digits, "0123456789") != "" {
		return 0, ErrMultiple
	}
	n, err := strconv.ParseInt(digits, 10, 64)
	if err != nil || n == 0 || n > mostMultiple {
		return 0, ErrMultiple
	}
	return n, nil
}

// FormatMultiple writes thousandths as people in Viet Nam do: 150 is 0,15.
func FormatMultiple(thousandths int64) string {
	whole, part := thousandths/1000, thousandths%1000
	if part == 0 {
		return strconv.FormatInt(whole, 10)
	}
	decimals := strconv.FormatInt(1000+part, 10)[1:]
	return strconv.FormatInt(whole, 10) + "," + strings.TrimRight(decimals, "0")
}
