package web

import (
	"errors"
	"maps"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/go-playground/form/v4"

	"kheo/internal/platform/clock"
	"kheo/internal/platform/fault"
)

var decoder = newDecoder()

func newDecoder() *form.Decoder {
	d := form.NewDecoder()
	d.SetTagName("form")
	d.RegisterCustomTypeFunc(func(v []string) (any, error) { return clock.Parse(v[0]) }, clock.Date{})
	number := func(v []string) (int64, error) {
		digits := strings.NewReplacer(".", "", " ", "", "\u00a0", "", ",", "", "đ", "").Replace(v[0])
		if digits == "" {
			return 0, nil
		}
		return strconv.ParseInt(digits, 10, 64)
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
