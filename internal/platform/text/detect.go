package text

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Encoding says how Vietnamese letters are written in a text.
type Encoding string

// The encodings met in Vietnamese files.
const (
	Unicode Encoding = ""
	TCVN3   Encoding = "TCVN3"
	VNI     Encoding = "VNI"
)

// Decode recognises TCVN3 or VNI in s alone and converts it; anything else,
// Unicode above all, is returned unchanged (bytes that are no UTF-8 become U+FFFD). A single short word can be
// ambiguous and stays: use a Detector where there are many strings.
func Decode(s string) string {
	return convert(s, weigh(s).alone())
}

// LooksTCVN3 tells whether s, taken alone, can only be TCVN3.
func LooksTCVN3(s string) bool { return weigh(s).alone() == TCVN3 }

// LooksVNI tells whether s, taken alone, can only be VNI.
func LooksVNI(s string) bool { return weigh(s).alone() == VNI }

// Detector decides for many strings together, such as all cells of a sheet.
// The zero value is ready; it is not safe for concurrent Add.
type Detector struct {
	sum     evidence
	unicode int // strings that can only be Unicode
}

// Add looks at one more string.
func (d *Detector) Add(s string) {
	e := weigh(s)
	if e.modern {
		d.unicode++
		return
	}
	d.sum.words += e.words
	d.sum.plain += e.plain
	d.sum.tcvn3 += e.tcvn3
	d.sum.vni += e.vni
}

// Encoding is what most of the strings added are written in.
func (d *Detector) Encoding() Encoding {
	e := d.sum.alone()
	if e != Unicode && d.unicode > d.sum.words {
		return Unicode
	}
	return e
}

// Decode converts s, in doubt by the encoding of the whole, and says what it
// converted from: Unicode when s is returned as it was.
func (d *Detector) Decode(s string) (string, Encoding) {
	e := weigh(s)
	if !e.suspect {
		return convert(s, Unicode), Unicode
	}
	whole := d.Encoding()
	from := e.within(whole)
	if whole == Unicode && d.unicode > 0 && max(e.tcvn3, e.vni) < 2 {
		from = Unicode // one odd word among Unicode text is foreign or a sign
	}
	out := convert(s, from)
	if out == s {
		from = Unicode
	}
	return out, from
}

func convert(s string, from Encoding) string {
	switch from {
	case TCVN3:
		return FromTCVN3(s)
	case VNI:
		return FromVNI(s)
	}
	return strings.ToValidUTF8(s, "\uFFFD")
}

// evidence counts words with letters outside ASCII, and how many of them are
// Vietnamese syllables when read in each way.
type evidence struct {
	words, plain, tcvn3, vni int
	suspect                  bool // has characters that another encoding uses for letters
	modern                   bool // can only be Unicode
}

func weigh(s string) (e evidence) {
	if ascii(s) {
		return e
	}
	s = norm.NFC.String(s)
	rs := []rune(s)
	for _, r := range rs {
		if vietnamese(r) {
			e.modern, e.suspect = true, false
			return e
		}
		e.suspect = e.suspect || tcvn3[r] != 0 || vniAlone[r] != 0 || vniMark[unicode.ToLower(r)] != ""
	}
	if !e.suspect {
		return e
	}
	for i := 0; i < len(rs); i++ {
		from, odd, small := i, false, false
		for ; i < len(rs) && wordRune(rs[i]); i++ {
			odd = odd || rs[i] > unicode.MaxASCII
			small = small || rs[i] <= unicode.MaxASCII
		}
		if odd && small { // a sign alone says nothing
			e.weighWord(rs[from:i])
		}
	}
	return e
}

func (e *evidence) weighWord(w []rune) {
	if len(w) > 14 || string(w) == "µm" {
		return
	}
	e.words++
	count := func(n *int, word []rune) {
		if _, ok := parse(word); ok && evenCase(word) {
			*n++
		}
	}
	count(&e.plain, w)
	count(&e.tcvn3, []rune(FromTCVN3(string(w))))
	count(&e.vni, []rune(FromVNI(string(w))))
}

// alone decides without any other text: one reading must be the best of all
// and must explain most of the words.
func (e evidence) alone() Encoding {
	switch {
	case e.modern:
		return Unicode
	case e.tcvn3 > e.plain && e.tcvn3 > e.vni && 2*e.tcvn3 > e.words:
		return TCVN3
	case e.vni > e.plain && e.vni > e.tcvn3 && 2*e.vni > e.words:
		return VNI
	}
	return Unicode
}

// within decides for a text that stands among others, written in whole.
func (e evidence) within(whole Encoding) Encoding {
	own := e.alone()
	switch {
	case e.modern || whole == own:
		return own
	case whole == TCVN3 && e.plain <= e.tcvn3 && e.vni <= e.tcvn3+1:
		return TCVN3
	case whole == VNI && e.plain <= e.vni && e.tcvn3 <= e.vni+1:
		return VNI
	}
	return own
}

func ascii(s string) bool {
	for i := range len(s) {
		if s[i] > unicode.MaxASCII {
			return false
		}
	}
	return true
}
