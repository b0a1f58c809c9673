package ui

import (
	"errors"
	"fmt"
	"strconv"
	"testing"

	"kheo/internal/platform/fault"
	"kheo/internal/platform/i18n"
)

func TestParseNumber(t *testing.T) {
	t.Parallel()
	good := map[string]int64{
		"0": 0, " 1448 ": 1448, "1.448": 1448, "1.400.000": 1400000, "1,400,000": 1400000, "1 400 000": 1400000,
		"-1.448": -1448, "86\u00a0400\u00a0000": 86400000, "007": 7,
	}
	for typed, want := range good {
		if got, err := ParseNumber(typed); err != nil || got != want {
			t.Errorf("ParseNumber(%q) = %d, %v; want %d", typed, got, err, want)
		}
	}
	for _, typed := range []string{"", "1,5", "1.44", "1.4480", ".448", "1..448", "1.448,000", "chín", "1e3", "+5", "--1", "1.+12", "-.123", "99999999999999999999"} {
		if got, err := ParseNumber(typed); !errors.Is(err, ErrNotNumber) {
			t.Errorf("ParseNumber(%q) = %d, %v; want ErrNotNumber", typed, got, err)
		}
	}
}

// Whatever is printed with any of the marks is read back.
func FuzzParseNumber(f *testing.F) {
	f.Add("1.448")
	f.Add("-1,000,000")
	f.Fuzz(func(t *testing.T, typed string) {
		n, err := ParseNumber(typed)
		if err != nil {
			return
		}
		for _, again := range []string{strconv.FormatInt(n, 10), i18n.Group(n, "."), i18n.Group(n, ","), i18n.Group(n, " ")} {
			if m, err := ParseNumber(again); err != nil || m != n {
				t.Errorf("%q is %d, but %q is %d, %v", typed, n, again, m, err)
			}
		}
	})
}

func TestFieldErrorSpeaksTheLanguageOfThePage(t *testing.T) {
	t.Parallel()
	invalid := fault.Invalid{}
	invalid.Check(false, "ten", "Mã lỗi")
	err := fmt.Errorf("register: %w", invalid)
	if got := FieldError(t.Context(), err, "ten"); got != "Mã lỗi" {
		t.Errorf("vi: %q", got)
	}
	if got := FieldError(i18n.With(t.Context(), i18n.EN), err, "ten"); got != "Error code" {
		t.Errorf("en: %q", got)
	}
	for _, other := range []error{nil, fault.NotFound, err} {
		if got := FieldError(t.Context(), other, "khac"); got != "" {
			t.Errorf("%v says %q about another field", other, got)
		}
	}
}

func TestFieldTellsItsHintAndError(t *testing.T) {
	t.Parallel()
	f := Field{Name: "ten", Hint: "h", Error: "e", Required: true}
	a := f.attributes()
	if a["aria-describedby"] != "f-ten-hint f-ten-error" || a["aria-invalid"] != "true" || a["aria-required"] != "true" {
		t.Errorf("attributes = %v", a)
	}
	if a := (Field{Name: "ten"}).attributes(); len(a) != 2 {
		t.Errorf("a plain field has %v", a)
	}
}
