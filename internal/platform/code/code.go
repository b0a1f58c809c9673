// Package code makes the short codes that people read out, write down and type:
// DVK-9F2K-7QX4. A code holds seven random symbols (35 billion codes for each
// prefix) and a check symbol that finds typing errors.
package code

import (
	"errors"
	"fmt"
	"io"
	"strings"
)

// Errors of Parse. ErrShape: it is no code at all. ErrCheck: it has the shape
// of a code and a typing error in it.
var (
	ErrShape = errors.New("code: not a code")
	ErrCheck = errors.New("code: a typing error")
)

// alphabet has 31 symbols, a prime number, so that a weighted sum modulo 31
// finds every wrong symbol and every swap. I, L, O, S and U are left out.
const alphabet = "0123456789ABCDEFGHJKMNPQRTVWXYZ"

const (
	modulus   = len(alphabet)
	random    = 7
	body      = random + 1
	maxPrefix = 6
)

// New makes a code from random bytes: prefix, a dash, four symbols, a dash,
// four symbols. The prefix is 1 to 6 letters A-Z; use crypto/rand.Reader. It
// panics on any other prefix and when rnd fails, which crypto/rand never does.
func New(prefix string, rnd io.Reader) string {
	if !validPrefix(prefix) {
		panic(fmt.Sprintf("code: prefix %q", prefix))
	}
	symbols := make([]byte, 0, body)
	one := make([]byte, 1)
	for len(symbols) < random {
		if _, err := io.ReadFull(rnd, one); err != nil {
			panic(fmt.Errorf("code: random bytes: %w", err))
		}
		if n := int(one[0]); n < 256/modulus*modulus { // else the first symbols would come more often
			symbols = append(symbols, alphabet[n%modulus])
		}
	}
	missing := (modulus - sum(prefix, string(symbols)+"0")) % modulus
	return shape(prefix, string(append(symbols, alphabet[missing])))
}

// Parse reads a code as people type it: small letters, blanks, dashes missing
// or anywhere, O for 0, I or L for 1, S for 5. It returns the code as New wrote
// it, or ErrShape or ErrCheck.
func Parse(s string) (canonical string, err error) {
	var b strings.Builder
	for _, r := range strings.ToUpper(s) {
		switch {
		case r == ' ', r == '-', r == '\t', r == '\n', r == '\r', r == '.', r == '\u00a0', r >= '\u2010' && r <= '\u2015':
			continue
		case r >= '0' && r <= '9', r >= 'A' && r <= 'Z':
			b.WriteRune(r)
		default:
			return "", ErrShape
		}
		if b.Len() > maxPrefix+body {
			return "", ErrShape
		}
	}
	all := b.String()
	if len(all) <= body {
		return "", ErrShape
	}
	prefix := strings.NewReplacer("0", "O", "1", "I", "5", "S").Replace(all[:len(all)-body])
	symbols := strings.NewReplacer("O", "0", "I", "1", "L", "1", "S", "5").Replace(all[len(all)-body:])
	if !validPrefix(prefix) || strings.Contains(symbols, "U") {
		return "", ErrShape
	}
	if sum(prefix, symbols) != 0 {
		return "", ErrCheck
	}
	return shape(prefix, symbols), nil
}

// Prefix is the part of a canonical code before the first dash.
func Prefix(canonical string) string {
	prefix, _, _ := strings.Cut(canonical, "-")
	return prefix
}

func shape(prefix, symbols string) string {
	return prefix + "-" + symbols[:body/2] + "-" + symbols[body/2:]
}

func validPrefix(s string) bool {
	for _, r := range s {
		if r < 'A' || r > 'Z' {
			return false
		}
	}
	return len(s) >= 1 && len(s) <= maxPrefix
}

// sum weighs each symbol by its place from the right, 1 to 14: different for
// each place and never 0 modulo 31.
func sum(prefix, symbols string) int {
	total, all := 0, prefix+symbols
	for i := range len(all) {
		total += value(all[i]) * (len(all) - i)
	}
	return total % modulus
}

// value gives each letter of a prefix its own number too: the five letters
// outside the alphabet take numbers that no other letter has.
func value(symbol byte) int {
	switch symbol {
	case 'O':
		return 0
	case 'I':
		return 1
	case 'L':
		return 2
	case 'U':
		return 3
	case 'S':
		return 5
	}
	return strings.IndexByte(alphabet, symbol)
}
