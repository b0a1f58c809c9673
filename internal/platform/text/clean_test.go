package text

import (
	"testing"
	"unicode/utf8"
)

func TestClean(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"":                             "",
		"  Cát\u00a0Linh \t":           "Cát Linh",
		"Dân vận\r\nkhéo":              "Dân vận khéo",
		"Ho\u0301a gia\u0309i":         "Hóa giải",
		"tổ\u200b dân\u00ad phố\ufeff": "tổ dân phố",
		"\x00a\x1fb\u2003c":            "a b c",
		"Ðống Đa":                      "Đống Đa",
		"sai\xff":                      "sai\uFFFD",
	} {
		if got := Clean(in); got != want {
			t.Errorf("Clean(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestCleanLines(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"\n\n a \r\n  b\t\n\n\n\n c\n\n": "a\nb\n\nc",
		"một dòng":                       "một dòng",
		" \n\t\n":                        "",
	} {
		if got := CleanLines(in); got != want {
			t.Errorf("CleanLines(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestModern(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"hoà bình": "hòa bình", "Thuỷ": "Thủy", "UỶ BAN": "ỦY BAN", "khoẻ": "khỏe", "hoá": "hóa", "toạ đàm": "tọa đàm",
		"quý": "quý", "qúy": "quý", "hoàn": "hoàn", "hòan": "hoàn", "Tòan": "Toàn", "khuỷu": "khuỷu", "ngoằn": "ngoằn",
		"loè loẹt": "lòe loẹt", "xoè": "xòe", "thuý": "thúy", "gìa": "già", "giữa": "giữa", "gìn": "gìn", "giếng": "giếng",
		"của": "của", "mùa": "mùa", "nghĩa": "nghĩa", "quả": "quả", "uyển": "uyển", "người": "người", "rượu": "rượu",
		"khoẻo": "khoẻo", "ngoài": "ngoài", "xoáy": "xoáy", "thuở": "thuở", "huệ": "huệ", "yếu": "yếu", "Zoé": "Zoé", "café": "café",
		"hoa\u0300": "hòa", "tổ 5/hoà": "tổ 5/hòa",
	} {
		if got := Modern(in); got != want {
			t.Errorf("Modern(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestModernKeepsEverySyllable(t *testing.T) {
	t.Parallel()
	for _, s := range everySyllable() {
		was, _ := parse([]rune(s))
		once := Modern(s)
		if now, ok := parse([]rune(once)); !ok || now != was {
			t.Fatalf("Modern(%q) = %q is another syllable", s, once)
		}
		if again := Modern(once); again != once {
			t.Fatalf("Modern twice: %q, %q", once, again)
		}
	}
}

// everySyllable lists what the tables can make, the tone on the first vowel.
func everySyllable() (all []string) {
	for _, onset := range onsets {
		for rhyme := range rhymes {
			for tone := level; tone <= dot; tone++ {
				word, placed := []rune(onset), false
				for _, r := range rhyme {
					if letters[r].vowel && !placed {
						r, placed = toned(r, tone), true
					}
					word = append(word, r)
				}
				if _, ok := parse(word); ok {
					all = append(all, string(word))
				}
			}
		}
	}
	return all
}

func TestKey(t *testing.T) {
	t.Parallel()
	if a, b := Key(" Nguyễn  Thị HOÀ"), Key("nguyễn thị Hòa"); a != b {
		t.Errorf("%q and %q are one name", a, b)
	}
	for _, pair := range [][2]string{{"Hà", "Hạ"}, {"Hà", "Ha"}, {"Mân", "Mẫn"}} {
		if Key(pair[0]) == Key(pair[1]) {
			t.Errorf("%v are two names", pair)
		}
	}
}

func TestFold(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"Thực trạng, lý do": "thuc trang li do", "Tập thể/cá nhân": "tap the ca nhan", "ĐỐNG ĐA": "dong da",
		"quý": "qui", "Kỹ thuật": "ki thuat", "thúy": "thuy", "nguyễn": "nguyen", "y tế": "i te", "yên": "yen", "Quỳnh": "quinh",
		"  — ": "", "m²": "m2", "hoa\u0300": "hoa", "Số 5-QĐ/QU": "so 5 qd qu",
	} {
		if got := Fold(in); got != want {
			t.Errorf("Fold(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestSlug(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"Phường Cát Linh": "phuong-cat-linh", "Lý Thái Tổ – 2": "ly-thai-to-2", "!!!": "", "日本": "",
	} {
		if got := Slug(in); got != want {
			t.Errorf("Slug(%q) = %q, want %q", in, got, want)
		}
	}
}

func FuzzFold(f *testing.F) {
	for _, s := range []string{"Phường Ô Chợ Dừa", "quý", "İstanbul", "\xff", "ϓ", "ǅ", "q̈uy", "Ⓐ℀½"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		once := Fold(s)
		if twice := Fold(once); twice != once {
			t.Errorf("%q folds to %q and then to %q", s, once, twice)
		}
		for _, out := range []string{once, Clean(s), CleanLines(s), Key(s), Slug(s)} {
			if !utf8.ValidString(out) {
				t.Errorf("%q is not UTF-8", out)
			}
		}
		if c := Clean(s); Clean(c) != c {
			t.Errorf("Clean twice: %q, %q", c, Clean(c))
		}
		if k := Key(s); Key(k) != k {
			t.Errorf("Key twice: %q, %q", k, Key(k))
		}
	})
}
