package text

import (
	"strings"
	"testing"
)

func TestStarts(t *testing.T) {
	t.Parallel()
	got := Starts("Phường Phương Liên - Trung Tự")
	want := []Start{
		{"phường phương liên trung tự", "phuong phuong lien trung tu", true},
		{"phương liên trung tự", "phuong lien trung tu", false},
		{"liên trung tự", "lien trung tu", false},
		{"trung tự", "trung tu", false},
		{"tự", "tu", false},
	}
	if len(got) != len(want) {
		t.Fatalf("%v", got)
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("start %d: %v, want %v", i, got[i], want[i])
		}
	}
	if a, b := Spoken("UỶ BAN phường Hoà  Bình"), Spoken("Ủy ban phường Hòa Bình"); a != b {
		t.Errorf("%q and %q", a, b)
	}
}

func FuzzStarts(f *testing.F) {
	f.Add("Trần Thị Hoa")
	f.Add("ⅷ ½ – ﬁ")
	f.Fuzz(func(t *testing.T, s string) {
		for _, start := range Starts(s) {
			if strings.HasPrefix(start.Fold, " ") || start.Fold == "" || len(Starts(s)) > 10 {
				t.Errorf("%q: %v", s, start)
			}
		}
	})
}
