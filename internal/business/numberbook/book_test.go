package numberbook_test

import (
	"strings"
	"testing"

	"kheo/internal/business/numberbook"
)

func TestRead(t *testing.T) {
	t.Parallel()
	for typed, want := range map[string]struct {
		n    int64
		text string
	}{
		"412-QĐ/QU": {412, "412-QĐ/QU"}, "Số: 12/QĐ-UBND": {12, "12/QĐ-UBND"}, " số 05-NQ/ĐU ": {5, "05-NQ/ĐU"}, "7": {7, "7"},
		"SỐ 09 / KH-UBND": {9, "09 / KH-UBND"},
	} {
		n, clean, err := numberbook.Read(typed)
		if err != nil || n != want.n || clean != want.text {
			t.Errorf("%q: %d %q %v", typed, n, clean, err)
		}
	}
	for _, typed := range []string{"", "QĐ/12", "12a-QĐ/QU", "0-QĐ/QU", "12345678901234567890/QĐ", "12 QĐ", "-1/QĐ"} {
		if n, _, err := numberbook.Read(typed); err == nil {
			t.Errorf("%q was read as %d", typed, n)
		}
	}
}

func FuzzRead(f *testing.F) {
	for _, s := range []string{"412-QĐ/QU", "Số: 12/QĐ-UBND", "số 5", "\x00", "９-QĐ"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, typed string) {
		n, clean, err := numberbook.Read(typed)
		if err != nil {
			return
		}
		again, same, err := numberbook.Read(clean)
		if err != nil || again != n || same != clean || n < 1 {
			t.Fatalf("%q: %d %q, then %d %q %v", typed, n, clean, again, same, err)
		}
		if written := numberbook.Write("{nn}-QĐ/ĐU", n); !strings.HasSuffix(written, "-QĐ/ĐU") {
			t.Fatal(written)
		} else if back, _, err := numberbook.Read(written); err != nil || back != n {
			t.Fatalf("%q is read as %d, %v", written, back, err)
		}
	})
}
