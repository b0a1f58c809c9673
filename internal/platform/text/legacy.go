package text

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// tcvn3 maps the codes of TCVN 5712:1993 (ABC fonts), as they show in a
// Unicode cell, to letters.
var tcvn3 = pairs(
	"¡¢£¤¥¦§¨©ª«¬\u00AD®µ¶·¸¹»¼½¾ÆÇÈÉÊËÌÎÏÐÑÒÓÔÕÖ×ØÜÝÞßáâãäåæçèéêëìíîïñòóôõö÷øùúûüýþ",
	"ĂÂÊÔƠƯĐăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ")

// In VNI fonts a letter stands alone or is followed by its mark.
var (
	vniAlone = pairs("ìíæóòôöñîÌÍÆÓÒÔÖÑÎ", "ìíỉĩịơưđỵÌÍỈĨỊƠƯĐỴ")
	vniMark  = map[rune]string{ // in the order of letters below
		'ø': "àèòùỳ", 'ù': "áéóúý", 'û': "ảẻỏủỷ", 'õ': "ãẽõũỹ", 'ï': "ạẹọụỵ",
		'ê': "ă", 'é': "ắ", 'è': "ằ", 'ú': "ẳ", 'ü': "ẵ", 'ë': "ặ",
		'â': "âêô", 'á': "ấếố", 'à': "ầềồ", 'å': "ẩểổ", 'ã': "ẫễỗ", 'ä': "ậệộ",
	}
)

const vniBearers = "aeouy"

func pairs(from, to string) map[rune]rune {
	m := map[rune]rune{}
	target := []rune(to)
	for i, r := range []rune(from) {
		m[r] = target[i]
	}
	return m
}

// FromTCVN3 reads s as TCVN3 (ABC). Capitals with tones, which ABC fonts drew
// over small codes, become capitals where the text around tells so (capitals.go).
// Fractions standing alone or behind a digit, and § before a number, stay.
func FromTCVN3(s string) string {
	rs := []rune(strings.ToValidUTF8(s, "\uFFFD"))
	out := make([]rune, len(rs))
	for i, r := range rs {
		out[i] = r
		if to, ok := tcvn3[r]; ok && !signTCVN3(rs, i) {
			out[i] = to
		}
	}
	return norm.NFC.String(raise(rs, out))
}

// signTCVN3 tells a ½ or § that is a sign and not a letter.
func signTCVN3(rs []rune, i int) bool {
	at := func(j int) rune {
		if j < 0 || j >= len(rs) {
			return ' '
		}
		return rs[j]
	}
	switch rs[i] {
	case '¼', '½', '¾':
		return !wordRune(at(i-1)) && !wordRune(at(i+1))
	case '§':
		return unicode.IsDigit(at(i+1)) || at(i+1) == ' ' && unicode.IsDigit(at(i+2))
	}
	return false
}

// wordRune tells what can be inside a word of TCVN3 or VNI text.
func wordRune(r rune) bool {
	return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= 0xA1 && r != 0xB2 && r != 0xB3 && unicode.In(r, unicode.L, unicode.M) ||
		tcvn3[r] != 0
}

// FromVNI reads s as text typed for VNI-Windows fonts: "Daân vaän" → "Dân vận".
func FromVNI(s string) string {
	var b strings.Builder
	rs := []rune(strings.ToValidUTF8(s, "\uFFFD"))
	for i := 0; i < len(rs); i++ {
		r := rs[i]
		if i+1 < len(rs) {
			if with, ok := vniPair(r, rs[i+1]); ok {
				b.WriteRune(with)
				i++
				continue
			}
		}
		if to, ok := vniAlone[r]; ok {
			r = to
		}
		b.WriteRune(r)
	}
	return norm.NFC.String(b.String())
}

// vniPair joins a letter and the mark behind it; ơ and ư are ô and ö in VNI.
func vniPair(r, mark rune) (rune, bool) {
	small, mark := unicode.ToLower(r), unicode.ToLower(mark)
	base := small
	switch small {
	case 'ô', 'ö':
		base = vniAlone[small]
		row := vniMark[mark]
		if row == "" || !strings.ContainsRune("øùûõï", mark) {
			return 0, false
		}
		return recase(r, toned(base, letters[[]rune(row)[0]].tone)), true
	}
	for _, to := range vniMark[mark] {
		bearer := letters[to].base
		switch bearer {
		case 'ă', 'â':
			bearer = 'a'
		case 'ê':
			bearer = 'e'
		case 'ô':
			bearer = 'o'
		}
		if bearer == small && strings.ContainsRune(vniBearers, small) {
			return recase(r, to), true
		}
	}
	return 0, false
}

// recase gives to the case of like.
func recase(like, to rune) rune {
	if unicode.IsUpper(like) {
		return unicode.ToUpper(to)
	}
	return to
}
