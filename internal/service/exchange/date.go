package exchange

import (
	"math"
	"regexp"
	"strconv"
	"strings"
	"time"
)

const dayFormat = "02/01/2006"

// serialDate turns Excel's number of a day into that day at 00:00 UTC.
func serialDate(serial float64, is1904 bool) (time.Time, bool) {
	day := int(math.Floor(serial))
	if serial < 0 || serial >= 2_958_466 {
		return time.Time{}, false
	}
	switch {
	case is1904:
		return time.Date(1904, 1, 1+day, 0, 0, 0, 0, time.UTC), true
	case day == 0 || day == 60: // a time alone; the 29 February that 1900 did not have
		return time.Time{}, false
	case day < 60:
		return time.Date(1899, 12, 31+day, 0, 0, 0, 0, time.UTC), true
	}
	return time.Date(1899, 12, 30+day, 0, 0, 0, 0, time.UTC), true
}

// builtinDate tells the number formats that every Excel has for days.
func builtinDate(id int) bool {
	return id >= 14 && id <= 17 || id == 22 || id >= 27 && id <= 36 || id >= 50 && id <= 58
}

var notCode = regexp.MustCompile(`"[^"]*"|\\.|_.|\*.|\[[^\]]*\]`)

// isDateFormat tells a format of a day from one of a number or a time alone.
func isDateFormat(code string) bool {
	code, _, _ = strings.Cut(code, ";")
	code = strings.ToLower(notCode.ReplaceAllString(code, ""))
	if strings.Contains(code, "general") {
		return false
	}
	return strings.ContainsAny(code, "dy") || strings.Contains(code, "m") && !strings.ContainsAny(code, "hs")
}

var (
	dayFirst  = regexp.MustCompile(`^(\d{1,2})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{4}|\d{2})$`)
	monthOnly = regexp.MustCompile(`^(?i:tháng\s*)?(\d{1,2})\s*[/.\-]\s*(\d{4})$`)
	yearFirst = regexp.MustCompile(`^(\d{4})[/.\-](\d{1,2})[/.\-](\d{1,2})(?:[T ][\d:.]+Z?)?$`)
	inWords   = regexp.MustCompile(`(?i)^(?:ngày\s*)?(\d{1,2})\s*tháng\s*(\d{1,2})\s*năm\s*(\d{4})$`)
	monthWord = regexp.MustCompile(`(?i)^tháng\s*(\d{1,2})\s*năm\s*(\d{4})$`)
)

// textDate reads a day as people type it: 05/3/2022, 5-3-2022, 3/2022 (its
// first day), 2022-03-05, ngày 5 tháng 3 năm 2022. The day comes first always:
// 03/25/2022 is no date, for a guess may be wrong where it cannot be seen.
func textDate(s string) (time.Time, bool) {
	s = strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(s), "."))
	for _, form := range []*regexp.Regexp{dayFirst, inWords} {
		if m := form.FindStringSubmatch(s); m != nil {
			return civil(m[3], m[2], m[1])
		}
	}
	for _, form := range []*regexp.Regexp{monthOnly, monthWord} {
		if m := form.FindStringSubmatch(s); m != nil {
			return civil(m[2], m[1], "1")
		}
	}
	if m := yearFirst.FindStringSubmatch(s); m != nil {
		return civil(m[1], m[2], m[3])
	}
	return time.Time{}, false
}

func civil(year, month, day string) (time.Time, bool) {
	y, _ := strconv.Atoi(year)
	m, _ := strconv.Atoi(month)
	d, _ := strconv.Atoi(day)
	if len(year) == 2 {
		y += 1900
		if y < 1950 {
			y += 100
		}
	}
	t := time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC)
	if y < 1000 || t.Day() != d || int(t.Month()) != m {
		return time.Time{}, false
	}
	return t, true
}
