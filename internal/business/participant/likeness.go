package participant

import (
	"slices"
	"strings"
	"unicode"

	"kheo/internal/platform/fault"
	"kheo/internal/platform/text"
)

// Likeness finds rows that may be one participant, and says why. It looks at
// names and units only, and it never decides.

// Side is one of two rows that are compared.
type Side struct {
	Kind    Kind
	Name    string
	Aliases []string
	UnitID  string
}

// Place is a unit with the names that it has or had, the newest first.
type Place struct {
	ID     string
	Names  []string
	Partly bool // only a part of one went over into the other
}

const shortest = 10 // letters from which one letter more or less is a slip

// Like lists the reasons for which a and b may be one participant, the strongest
// first; none when they are not likely to be. places are a's unit and those that it
// replaced or that replaced it; two of the latter need not follow each other.
func Like(a, b Side, places []Place) []fault.Message { return like(a, b, spots(places)) }

func like(a, b Side, places []spot) []fault.Message {
	here, there := spotOf(places, a.UnitID), spotOf(places, b.UnitID)
	if a.Kind != b.Kind || a.Kind.Label() == "" || here == nil || there == nil {
		return nil
	}
	c := comparison{a.Kind, places, here.place, there.place}
	why, ok := c.alike(a.Name, b.Name)
	if !ok {
		why, ok = c.aliased(a, b)
	}
	if !ok {
		return nil
	}
	reasons := []fault.Message{why}
	if here.place != there.place {
		reasons = append(reasons, fault.Say("Hai đơn vị nối tiếp nhau: %s và %s.", here.name, there.name))
		if there.partly {
			reasons = append(reasons, fault.Say("Lưu ý: chỉ một phần địa bàn chuyển từ đơn vị này sang đơn vị kia."))
		}
	}
	return reasons
}

// Namesakes is the caveat for a person whose name n people have; ok is false for
// names that are rare.
func Namesakes(kind Kind, n int) (caveat fault.Message, ok bool) {
	if kind == Collective || n < 3 {
		return caveat, false
	}
	return fault.Say("Lưu ý: tên này có %d người cùng tên.", n), true
}

// comparison is of two sides of one kind, seen from the place of the first.
type comparison struct {
	kind        Kind
	places      []spot
	here, there string // ids of the places of the two sides
}

// alike is the strongest reason for which two names may mean one participant.
func (c comparison) alike(a, b string) (fault.Message, bool) {
	if why, ok := c.same(a, b); ok || c.kind != Collective {
		return why, ok
	}
	long, other := spelledOut(a), spelledOut(b)
	mine, _, _ := c.placeless(long, c.here)
	theirs, _, _ := c.placeless(other, c.there)
	return fault.Say("Chỉ khác nhau một chữ cái hoặc hai chữ cái đổi chỗ."), oneSlip(long, other) || c.follow(long, other) && oneSlip(mine, theirs)
}

// same is alike without slips of the pen.
func (c comparison) same(a, b string) (fault.Message, bool) {
	switch {
	case sameSpoken(a, b):
		return fault.Say("Tên viết giống nhau."), true
	case text.Fold(a) == text.Fold(b):
		return fault.Say("Giống nhau khi bỏ dấu."), true
	case c.kind == Individual:
		return fault.Message{}, false
	case c.kind == Household:
		return fault.Say("Giống nhau khi bỏ cách gọi hộ, gia đình, ông, bà."), household(a) == household(b)
	}
	long, other := spelledOut(a), spelledOut(b)
	if long == other {
		return fault.Say("Giống nhau khi viết đủ chữ viết tắt."), true
	}
	mine, old, _ := c.placeless(long, c.here)
	theirs, now, _ := c.placeless(other, c.there)
	switch {
	case mine != theirs || !c.follow(long, other):
		return fault.Message{}, false
	case old != "" && now != "" && old != now:
		return fault.Say("Giống nhau khi thay tên đơn vị cũ và mới cho nhau: %s và %s.", old, now), true
	}
	return fault.Say("Giống nhau khi bỏ tên đơn vị."), true
}

// aliased is the reason when a name of one is an alias of the other.
func (c comparison) aliased(a, b Side) (fault.Message, bool) {
	for _, alias := range b.Aliases {
		for _, name := range append([]string{a.Name}, a.Aliases...) {
			if _, ok := c.same(name, alias); ok {
				return fault.Say("“%s” đã được ghi là tên gọi khác.", alias), true
			}
		}
	}
	for _, alias := range a.Aliases {
		if _, ok := c.same(alias, b.Name); ok {
			return fault.Say("“%s” đã được ghi là tên gọi khác.", alias), true
		}
	}
	return fault.Message{}, false
}

// follow reports whether the places that two names speak of are one or follow one
// another; a name that speaks of none speaks of its own.
func (c comparison) follow(long, other string) bool {
	_, _, mine := c.placeless(long, c.here)
	_, _, theirs := c.placeless(other, c.there)
	return mine == theirs || mine == c.here || theirs == c.here
}

// placeless takes out of a name whichever name of a place takes away most; it
// returns what is left, that name and its place. A name that speaks of no place
// speaks of its own.
func (c comparison) placeless(spelled, own string) (rest, taken, place string) {
	rest, place = spelled, own
	for _, p := range c.places {
		r, named := p.without(spelled)
		switch {
		case named && (taken == "" || len(r) < len(rest) || len(r) == len(rest) && p.place == own):
			rest, taken, place = r, p.name, p.place
		case !named && taken == "" && p.place == own && len(r) < len(rest):
			rest = r
		}
	}
	return rest, taken, place
}

// sameSpoken: one spelling for oà and òa, uỷ and ủy, and for i and y.
func sameSpoken(a, b string) bool {
	return text.Fold(a) == text.Fold(b) && strings.Map(toI, text.Key(a)) == strings.Map(toI, text.Key(b))
}

func toI(r rune) rune {
	switch r {
	case 'y':
		return 'i'
	case 'ý':
		return 'í'
	case 'ỳ':
		return 'ì'
	case 'ỷ':
		return 'ỉ'
	case 'ỹ':
		return 'ĩ'
	case 'ỵ':
		return 'ị'
	}
	return r
}

// likeKey is under what a name is indexed: without marks and abbreviations, and
// without what its unit is called. Names with one key may be one participant.
func likeKey(kind Kind, name, unitName string) string {
	switch kind {
	case Individual:
		return text.Fold(name)
	case Household:
		return household(name)
	}
	key, _, _ := comparison{places: spots([]Place{{Names: []string{unitName}}})}.placeless(spelledOut(name), "")
	return key
}

// household is the name of a family without how families are addressed.
func household(name string) string {
	words := strings.Fields(spelledOut(name))
	for _, form := range [][]string{{"ho", "gia", "dinh"}, {"gia", "dinh"}, {"ho"}} {
		if len(words) > len(form)+1 && slices.Equal(words[:len(form)], form) {
			words = words[len(form):]
			break
		}
	}
	if len(words) > 2 && (words[0] == "ong" || words[0] == "ba") {
		words = words[1:]
	}
	return strings.Join(words, " ")
}

// oneSlip reports whether two long names differ by one letter added, dropped,
// changed or swapped with its neighbour. Numbers and single letters must agree:
// Tổ 5 and Tổ 6, Nhóm A and Nhóm B are two.
func oneSlip(a, b string) bool {
	if a == b || min(len(a), len(b)) < shortest || len(a)-len(b) > 1 || len(b)-len(a) > 1 {
		return false
	}
	at := 0
	for at < len(a) && at < len(b) && a[at] == b[at] {
		at++
	}
	x, y := a[at:], b[at:]
	near := false
	switch {
	case len(x) > len(y):
		near = x[1:] == y
	case len(x) < len(y):
		near = x == y[1:]
	default:
		near = x[1:] == y[1:] || len(x) > 1 && x[0] == y[1] && x[1] == y[0] && x[2:] == y[2:]
	}
	return near && slices.Equal(marks(a), marks(b))
}

// marks are the words by which collectives of one name are told apart: numbers,
// Roman numbers and single letters.
func marks(name string) (all []string) {
	for word := range strings.FieldsSeq(name) {
		if len(word) == 1 || strings.ContainsFunc(word, unicode.IsDigit) || strings.Trim(word, "ivx") == "" {
			all = append(all, word)
		}
	}
	return all
}
