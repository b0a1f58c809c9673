package text

import (
	"strings"
	"sync"
	"testing"
	"unicode"
	"unicode/utf8"

	"pgregory.net/rapid"
)

var codesTCVN3 = sync.OnceValue(func() map[rune]rune {
	back := map[rune]rune{}
	for code, r := range tcvn3 {
		back[r] = code
	}
	return back
})

// toTCVN3 types s as ABC fonts wanted it: toned capitals with small codes.
func toTCVN3(s string) string {
	back := codesTCVN3()
	return strings.Map(func(r rune) rune {
		if c, ok := back[r]; ok {
			return c
		}
		if c, ok := back[unicode.ToLower(r)]; ok {
			return c
		}
		return r
	}, s)
}

var codesVNI = sync.OnceValue(func() map[rune]string {
	back := map[rune]string{}
	for code, r := range vniAlone {
		back[r] = string(code)
	}
	for mark, row := range vniMark {
		for _, r := range row {
			bearer := strings.NewReplacer("ă", "a", "â", "a", "ê", "e", "ô", "o").Replace(string(letters[r].base))
			back[r] = bearer + string(mark)
		}
	}
	for tone, mark := range map[int]string{grave: "ø", acute: "ù", hook: "û", tilde: "õ", dot: "ï"} {
		back[toned('ơ', tone)], back[toned('ư', tone)] = "ô"+mark, "ö"+mark
	}
	return back
})

func toVNI(s string) string {
	back := codesVNI()
	var b strings.Builder
	for _, r := range s {
		small := unicode.ToLower(r)
		switch to, ok := back[small]; {
		case !ok:
			b.WriteRune(r)
		case small != r:
			b.WriteString(strings.ToUpper(to))
		default:
			b.WriteString(to)
		}
	}
	return b.String()
}

func TestLegacyEverySyllable(t *testing.T) {
	t.Parallel()
	for _, s := range everySyllable() {
		s = Modern(s)
		if got := FromTCVN3(toTCVN3(s)); got != s {
			t.Fatalf("TCVN3 %q: %q", s, got)
		}
		for _, s := range []string{s, strings.ToUpper(s)} {
			if got := FromVNI(toVNI(s)); got != s {
				t.Fatalf("VNI %q of %q: %q", toVNI(s), s, got)
			}
		}
	}
}

var sentences = []string{
	"Khéo trong đối thoại định kỳ giữa người đứng đầu với nhân dân phường Cát Linh",
	"QUẬN ỦY ĐỐNG ĐA", "BAN DÂN VẬN", "DANH SÁCH ĐĂNG KÝ MÔ HÌNH \"DÂN VẬN KHÉO\" NĂM 2022", "Tập thể/cá nhân đăng ký",
	"Lĩnh vực", "Thực trạng, lý do", "Tổng cộng: 371 mô hình", "Lắp 12 camera, trị giá 25 m² – 1.400.000 đồng", "Đối tượng", "Cựu chiến binh",
	"T/M BAN DÂN VẬN QUẬN ỦY", "Tên mô hình", "Quốc phòng, an ninh", "mừng thọ các cụ từ 70 tuổi", "Phường Ô Chợ Dừa",
}

func TestLegacySentences(t *testing.T) {
	t.Parallel()
	for _, s := range sentences {
		if got := FromTCVN3(toTCVN3(s)); got != s {
			t.Errorf("TCVN3 %q", got)
		}
		if got := FromVNI(toVNI(s)); got != s {
			t.Errorf("VNI %q", got)
		}
		if !LooksTCVN3(toTCVN3(s)) || LooksVNI(toTCVN3(s)) || Decode(toTCVN3(s)) != s {
			t.Errorf("not seen as TCVN3: %q", toTCVN3(s))
		}
		if !LooksVNI(toVNI(s)) || LooksTCVN3(toVNI(s)) || Decode(toVNI(s)) != s {
			t.Errorf("not seen as VNI: %q", toVNI(s))
		}
		if Decode(s) != s {
			t.Errorf("changed Unicode: %q", Decode(s))
		}
	}
}

func TestTCVN3Capitals(t *testing.T) {
	t.Parallel()
	for _, s := range []string{
		"Trần Phương Ý", "Lê Thị Ánh", "Ủy ban nhân dân phường", "UBND Quận Ủy", "Đến ở. Ở lại", "nhà ở tổ 5", "người có ý tưởng", "Vũ ở",
		"LÊ VŨ", "Lê Vũ", "mua áo", "Ấp 3", "THỊ ỦY", "ở",
	} {
		if got := FromTCVN3(toTCVN3(s)); got != s {
			t.Errorf("%q, want %q", got, s)
		}
	}
}

// All of these hold characters that are letters in TCVN3 or VNI.
func TestUnicodeStays(t *testing.T) {
	t.Parallel()
	var d Detector
	for _, s := range []string{
		"m²", "25°", "§ 3", "½", "±", "1½ ngày", "25 m²", "10 µm", "50 × 30", "Bà Lê", "Hà Lan", "Cà Mau", "Công an", "Tân Bình", "né", "hé",
		"Hòa Bình", "Lô A2", "Excel®", "Zalo©", "«Vì dân»", "café", "Curaçao", "Müller", "señor", "tú", "là", "cô", "Ô tô", "ÔNG BÀ", "Xã Mê Linh", "Ho\u0300a",
	} {
		if got := Decode(s); got != s {
			t.Errorf("Decode(%q) = %q", s, got)
		}
		d.Add(s)
	}
	if e := d.Encoding(); e != Unicode {
		t.Errorf("the whole looks like %s", e)
	}
}

func TestDetectorDecidesDoubtfulCells(t *testing.T) {
	t.Parallel()
	var old, now, vni Detector
	for _, s := range sentences {
		old.Add(toTCVN3(s))
		now.Add(s)
		vni.Add(toVNI(s))
	}
	for name, c := range map[string]struct {
		d        *Detector
		in, want string
		from     Encoding
	}{
		"a word in both":    {&old, toTCVN3("Hộ"), "Hộ", TCVN3},
		"a letter":          {&old, toTCVN3("Đ/c Nam"), "Đ/c Nam", TCVN3},
		"money":             {&old, toTCVN3("50.000đ"), "50.000đ", TCVN3},
		"a fraction":        {&old, "½", "½", Unicode},
		"an article":        {&old, "§ 3", "§ 3", Unicode},
		"ascii":             {&old, "Nam", "Nam", Unicode},
		"a new cell":        {&old, "Tổ dân phố", "Tổ dân phố", Unicode},
		"same, Unicode":     {&now, "Hé", "Hé", Unicode},
		"a foreign word":    {&now, "dû", "dû", Unicode},
		"an old cell":       {&now, toTCVN3("Phường Láng Hạ"), "Phường Láng Hạ", TCVN3},
		"vni":               {&vni, toVNI("đi cửa"), "đi cửa", VNI},
		"vni, Unicode cell": {&vni, "Đống Đa", "Đống Đa", Unicode},
	} {
		if got, from := c.d.Decode(c.in); got != c.want || from != c.from {
			t.Errorf("%s: %q from %q, want %q from %q", name, got, from, c.want, c.from)
		}
	}
}

func TestWholeSheetsConvert(t *testing.T) {
	t.Parallel()
	words := rapid.SliceOfN(rapid.SampledFrom(strings.Fields(strings.Join(sentences, " ")+" xã hộ tổ số đi cưa mẹ Lê Vũ")), 1, 8)
	var old, vni, now Detector
	for _, s := range sentences {
		old.Add(toTCVN3(s))
		vni.Add(toVNI(s))
		now.Add(s)
	}
	rapid.Check(t, func(t *rapid.T) {
		cells := rapid.SliceOfN(words, 3, 30).Draw(t, "cells")
		for _, c := range cells {
			s := "xã " + strings.ToLower(strings.Join(c, " "))
			if got, _ := old.Decode(toTCVN3(s)); got != s {
				t.Fatalf("TCVN3 %q: %q", s, got)
			}
			if got, _ := vni.Decode(toVNI(s)); got != s {
				t.Fatalf("VNI %q: %q", s, got)
			}
			if got, _ := now.Decode(s); got != s {
				t.Fatalf("Unicode %q: %q", s, got)
			}
		}
	})
}

func FuzzDecode(f *testing.F) {
	for _, s := range sentences {
		f.Add(s)
		f.Add(toTCVN3(s))
		f.Add(toVNI(s))
	}
	f.Add("\xff\u00ad½§ 3 Ngµy")
	f.Fuzz(func(t *testing.T, s string) {
		var d Detector
		d.Add(s)
		whole, _ := d.Decode(s)
		for _, out := range []string{FromTCVN3(s), FromVNI(s)} {
			if !utf8.ValidString(out) {
				t.Errorf("%q is not UTF-8", out)
			}
		}
		if !utf8.ValidString(whole) || !utf8.ValidString(Decode(s)) {
			t.Errorf("%q is not UTF-8", whole)
		}
		// Text with one Vietnamese letter of Unicode is never touched.
		if now := "Đống Đa " + strings.ToValidUTF8(s, ""); Decode(now) != now {
			t.Errorf("%q became %q", now, Decode(now))
		}
	})
}
