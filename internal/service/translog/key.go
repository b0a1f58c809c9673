package translog

import (
	"crypto/rand"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
)

// Key is one public key of a log.
type Key struct {
	VKey    string // as a signed note names it: name+hash+base64 of kind and key
	Retired bool   // another key signs in its place
	Until   int64  // leaves of the tree when it was retired: it signs no larger one
}

// ID is the key's hash as the note names it, 8 small hexadecimal digits.
func (k Key) ID() string {
	parts := strings.SplitN(k.VKey, "+", 3)
	if len(parts) < 3 {
		return ""
	}
	return strings.ToLower(parts[1])
}

// Name is whose key it is: of a log, its origin.
func (k Key) Name() string {
	name, _, _ := strings.Cut(k.VKey, "+")
	return name
}

// String is the key as a line of a file of keys.
func (k Key) String() string {
	if k.Retired {
		return k.VKey + " until " + strconv.FormatInt(k.Until, 10)
	}
	return k.VKey
}

// Keys are the public keys of one log, today's first.
type Keys []Key

// ErrKeys says that a text is no list of keys.
var ErrKeys = errors.New("translog: not a list of public keys")

// maxKeys bounds a list of keys that comes from elsewhere.
const maxKeys = 100

// ParseKeys reads a file of keys: one a line, those that sign no longer followed
// by "until" and the size of the tree at which they stopped. Empty lines and lines
// that begin with # are passed over.
func ParseKeys(text string) (Keys, error) {
	var all Keys
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		fields := strings.Fields(line)
		k := Key{VKey: fields[0]}
		if _, err := verifier(k.VKey); err != nil || len(all) == maxKeys {
			return nil, ErrKeys
		}
		if _, twice := all.Find(k.Name(), k.ID()); twice {
			return nil, ErrKeys // nobody could say which of them signed
		}
		switch {
		case len(fields) == 3 && fields[1] == "until":
			n, err := parseSize(fields[2])
			if err != nil {
				return nil, ErrKeys
			}
			k.Retired, k.Until = true, n
		case len(fields) != 1:
			return nil, ErrKeys
		}
		all = append(all, k)
	}
	if len(all) == 0 {
		return nil, ErrKeys
	}
	return all, nil
}

// String is the file of keys.
func (k Keys) String() string {
	var b strings.Builder
	for _, one := range k {
		fmt.Fprintln(&b, one)
	}
	return b.String()
}

// Find returns the key with that id; name may be empty for any.
func (k Keys) Find(name, id string) (Key, bool) {
	for _, one := range k {
		if one.ID() == id && (name == "" || one.Name() == name) {
			return one, true
		}
	}
	return Key{}, false
}

// Verify checks a signature that one of the keys made on text outside of notes.
func (k Key) Verify(text, signature []byte) bool {
	v, err := verifier(k.VKey)
	return err == nil && v.Verify(text, signature)
}

// NewKey makes a key for name; secret is as note.NewSigner reads it.
func NewKey(name string) (k Key, secret string, err error) {
	secret, k.VKey, err = note.GenerateKey(rand.Reader, name)
	return k, secret, err
}

// verifier of a log's own key or of a witness's.
func verifier(vkey string) (note.Verifier, error) {
	if v, err := note.NewVerifier(vkey); err == nil {
		return v, nil
	}
	return newCosignatureVerifier(vkey)
}
