package web

import (
	"errors"
	"maps"
	"net/http"
	"net/url"
	"regexp"
	"strconv"
	"strings"

	"github.com/go-playground/form/v4"

	"kheo/internal/platform/clock"
	"kheo/internal/platform/fault"
)

var decoder = newDecoder()

// whole is a number without a fraction: 1400000, 1.400.000, 1,400,000 or 1 400 000.
var whole = regexp.MustCompile(`^-?(\d+|\d{1,3}([., ]\d{3})+)$`)

func newDecoder() *form.Decoder {
	d := form.NewDecoder()
	d.SetTagName("form")
	d.RegisterCustomTypeFunc(func(v []string) (any, error) { return clock.Parse(v[0]) }, clock.Date{})
	number := func(v []string) (int64, error) {
		typed := strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(strings.ReplaceAll(v[0], "\u00a0", " ")), "đ"))
		if typed == "" {
			return 0, nil
		}
		if !whole.MatchString(typed) {
			return 0, strconv.ErrSyntax
		}
		return strconv.ParseInt(strings.NewReplacer(".", "", ",", "", " ", "").Replace(typed), 10, 64)
	}
	d.RegisterCustomTypeFunc(func(v []string) (any, error) { return number(v) }, int64(0))
	d.RegisterCustomTypeFunc(func(v []string) (any, error) {
		if strings.TrimSpace(v[0]) == "" {
			return (*int64)(nil), nil
		}
		n, err := number(v)
		return &n, err
	}, (*int64)(nil))
	return d
}

// Decode fills a T from the form of r by its `form` tags. Dates may be
// 20/10/2022 or 2022-10-20; numbers may have dots between thousands. What does
// not fit its field becomes fault.Invalid, and the rest of T is filled all the same.
func Decode[T any](r *Request) (in T, err error) {
	// ParseMultipartForm forgets that a form without files was too long.
	var tooLong *http.MaxBytesError
	if err := r.ParseForm(); errors.As(err, &tooLong) {
		return in, err
	}
	if err := r.ParseMultipartForm(formLimit); err != nil && !errors.Is(err, http.ErrNotMultipart) {
		return in, err
	}
	err = decoder.Decode(&in, sound(r.Form))
	var wrong form.DecodeErrors
	if errors.As(err, &wrong) {
		v := fault.Invalid{}
		for field, e := range wrong {
			if strings.HasPrefix(e.Error(), "clock:") {
				v.Check(false, field, "Ngày chưa đúng. Xin viết như 20/10/2022.")
			} else {
				v.Check(false, field, "Cần một con số, ví dụ 1.400.000.")
			}
		}
		return in, v
	}
	return in, err
}

// sound leaves out the names whose brackets do not pair: they make decoder panic.
func sound(values url.Values) url.Values {
	names := maps.Clone(values)
	maps.DeleteFunc(names, func(name string, _ []string) bool { return !paired(name) })
	return names
}

func paired(name string) bool {
	open := false
	for _, c := range name {
		if c == '[' && open || c == ']' && !open {
			return false
		}
		open = c == '[' || open && c != ']'
	}
	return !open
}
