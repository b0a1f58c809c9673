package text

import (
	"strings"
	"unicode"
)

// onsets, longest first: the first that fits with a rhyme behind it wins.
var onsets = [...]string{
	"ngh", "ng", "nh", "ch", "gh", "gi", "kh", "ph", "qu", "th", "tr",
	"b", "c", "d", "đ", "g", "h", "k", "l", "m", "n", "p", "r", "s", "t", "v", "x", "",
}

var rhymes = set(`
	a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
	e ec em en eng eo ep et ê êc êch êm ên êng ênh êp êt êu
	i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu
	o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet
	oi om on ong ooc oong op ot ô ôc ôi ôm ôn ông ôông ôp ôt ơ ơi ơm ơn ơp ơt
	u ua uân uâng uât uây uc uê uêch uên uênh ui um un ung uôc uôi uôm uôn uông uôt uơ up ut
	uy uya uych uyên uyêt uyn uynh uyp uyt uyu ư ưa ưc ưi ưm ưn ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu
	y ych yêm yên yêng yêt yêu ym yn ynh yt`)

func set(words string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		m[w] = true
	}
	return m
}

// syllable is one written Vietnamese syllable, lower case, tone apart.
type syllable struct {
	onset, rhyme string
	tone         int
}

// parse takes a word apart; false if it is no Vietnamese syllable. Where the
// tone mark stands is not looked at; capitals count as small letters.
func parse(word []rune) (s syllable, ok bool) {
	if len(word) == 0 || len(word) > 7 { // "nghiêng"
		return s, false
	}
	bare := make([]rune, 0, 7)
	for _, r := range word {
		l, known := letters[unicode.ToLower(r)]
		if !known || l.tone != level && s.tone != level {
			return s, false
		}
		s.tone += l.tone
		bare = append(bare, l.base)
	}
	w := string(bare)
	for _, onset := range onsets {
		rest, has := strings.CutPrefix(w, onset)
		if has && rhymes[rest] {
			s.onset, s.rhyme = onset, rest
			return s, s.pronounceable()
		}
	}
	return s, false
}

// pronounceable: a syllable that ends in a stop has the acute or the dot.
func (s syllable) pronounceable() bool {
	for _, stop := range [...]string{"c", "ch", "p", "t"} {
		if strings.HasSuffix(s.rhyme, stop) {
			return s.tone == acute || s.tone == dot
		}
	}
	return true
}

// seat is the index, in letters of the syllable, that carries the tone mark in
// the spelling of today: hòa, khỏe, thủy, but hoàn, khoẻo, quý.
func (s syllable) seat() int {
	start := len([]rune(s.onset))
	seat, count, closed := -1, 0, false
	for i, r := range []rune(s.rhyme) {
		if !letters[r].vowel {
			closed = true
			continue
		}
		count++
		if marked(r) {
			seat = start + i
		}
	}
	switch {
	case seat >= 0:
		return seat
	case count == 3 || count == 2 && closed:
		return start + 1
	}
	return start
}

// evenCase tells small letters only, one capital first, or capitals only.
func evenCase(word []rune) bool {
	upper, first := 0, false
	for i, r := range word {
		if unicode.IsUpper(r) {
			upper++
			first = first || i == 0
		}
	}
	return upper == 0 || upper == len(word) || upper == 1 && first
}
