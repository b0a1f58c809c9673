package text

import (
	"bytes"
	"slices"
	"strings"
	"sync"
	"testing"

	"pgregory.net/rapid"
)

func sorted(in []string, key func(string) []byte) []string {
	out := slices.Clone(in)
	slices.Reverse(out)
	slices.SortStableFunc(out, func(a, b string) int { return bytes.Compare(key(a), key(b)) })
	return out
}

func TestSortKey(t *testing.T) {
	t.Parallel()
	for _, want := range [][]string{
		{"a", "ă", "â", "b", "d", "đ", "e", "ê", "o", "ô", "ơ", "u", "ư", "y"},
		{"ma", "mà", "mả", "mã", "má", "mạ", "mạc", "măng", "mân"},
		{"An Bình", "Anh", "Ăn", "Ân", "Dũng", "Đa"},
		{"Tổ 2", "Tổ 9", "Tổ 10", "Tổ 100"},
		{"Phường Cát Linh", "Phường Hàng Bột", "Phường Láng Hạ", "Phường Láng Thượng", "Phường Ô Chợ Dừa"},
	} {
		if got := sorted(want, SortKey); !slices.Equal(got, want) {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func TestPersonSortKey(t *testing.T) {
	t.Parallel()
	want := []string{"Lê An", "Trần Bình An", "Vũ Văn An", "Lê Ân", "Đỗ Thị Bình", "Lê Đào", "Chu Thị Hà", "Bùi Hạ", "Ngô Thị Yến"}
	if got := sorted(want, PersonSortKey); !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if !bytes.Equal(PersonSortKey("LÊ VĂN HOÀ"), PersonSortKey("Lê Văn Hòa")) {
		t.Error("capitals or tone placement changed the order")
	}
}

func TestSortKeyIsShared(t *testing.T) {
	t.Parallel()
	want := SortKey("Phường Thổ Quan 12")
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for range 200 {
				SortKey("Nguyễn Thị Hòa")
				if got := SortKey("Phường Thổ Quan 12"); !bytes.Equal(got, want) {
					t.Errorf("got %x, want %x", got, want)
					return
				}
			}
		})
	}
	wg.Wait()
}

// No key is the beginning of another one, so keys can be joined.
func TestSortKeyOrdersLikeItsParts(t *testing.T) {
	t.Parallel()
	name := rapid.SliceOfN(rapid.SampledFrom([]string{"an", "án", "anh", "ân", "a", "bá", "đa", "da", "hà", "ngô", "ngọ"}), 1, 4)
	rapid.Check(t, func(t *rapid.T) {
		a, b := name.Draw(t, "a"), name.Draw(t, "b")
		last := bytes.Compare(SortKey(a[len(a)-1]), SortKey(b[len(b)-1]))
		got := bytes.Compare(PersonSortKey(strings.Join(a, " ")), PersonSortKey(strings.Join(b, " ")))
		if last != 0 && got != last {
			t.Fatalf("%q and %q: %d, by given name %d", a, b, got, last)
		}
	})
}

func TestNearest(t *testing.T) {
	t.Parallel()
	known := []string{"Phường Láng Hạ", "Phường Láng Thượng", "Phường Trung Tự", "Phường Trung Liệt", "Phường Cát Linh", "Hà", "Hạ"}
	for word, want := range map[string][]string{
		"phường cát lnih": {"Phường Cát Linh"},
		"Phuong Lang Ha":  {"Phường Láng Hạ"},
		"Phường Trung Tụ": {"Phường Trung Tự"},
		"hạ":              {"Hạ", "Hà"},
		"Thành phố Huế":   nil,
		"":                nil,
	} {
		if got := Nearest(word, known, 3); !slices.Equal(got, want) {
			t.Errorf("Nearest(%q) = %q, want %q", word, got, want)
		}
	}
	if got := Nearest("Phường Trung Tự", known, 0); got != nil {
		t.Errorf("asked for none, got %q", got)
	}
}

func TestDistance(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		a, b string
		want int
	}{{"", "", 0}, {"ab", "ba", 1}, {"abc", "", 3}, {"cat linh", "cat lnih", 1}, {"kitten", "sitting", 3}, {"abcd", "badc", 2}} {
		if got := distance([]rune(c.a), []rune(c.b), 9); got != c.want {
			t.Errorf("%q %q: %d, want %d", c.a, c.b, got, c.want)
		}
		if got := distance([]rune(c.a), []rune(c.b), c.want); got != c.want {
			t.Errorf("%q %q with limit: %d, want %d", c.a, c.b, got, c.want)
		}
	}
}
