package text

import (
	"strings"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"
)

// SortKey orders texts as a Vietnamese dictionary does; compare keys byte by
// byte (BLOB, BYTEA). Numbers inside are ordered by value: Tổ 2 before Tổ 10.
func SortKey(s string) []byte {
	return key(Clean(s))
}

// PersonSortKey orders names of people as lists do: by the given name, which is
// the last word, then by surname and middle name. Capitals make no difference.
func PersonSortKey(name string) []byte {
	name = Key(name)
	at := strings.LastIndexByte(name, ' ')
	if at < 0 {
		return key(name)
	}
	k := append(key(name[at+1:]), 0, 0, 0, 0)
	return append(k, key(name[:at])...)
}

// key makes its own collator: a Collator may not be shared between goroutines,
// and making one takes 2 µs.
func key(s string) []byte {
	var buf collate.Buffer
	return collate.New(language.Vietnamese, collate.Numeric).KeyFromString(&buf, s)
}
