package translog

import (
	"crypto/rand"
	"encoding/base64"
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
	Voucher string // base64: what the key before it signed of it; empty: nobody vouches
}

// voucherText is what a key signs of the one that follows it.
func (k Key) voucherText() []byte { return []byte("kheo/next-key/v1\n" + k.VKey + "\n") }

// Follows tells whether the key before vouches for k.
func (k Key) Follows(before Key) bool {
	signature, err := base64.StdEncoding.Strict().DecodeString(k.Voucher)
	return err == nil && before.Name() == k.Name() && before.Verify(k.voucherText(), signature)
}

// Vouch lets the holder of the key before, whose signer that is, vouch for k.
func (k Key) Vouch(before note.Signer) (Key, error) {
	signature, err := before.Sign(k.voucherText())
	k.Voucher = base64.StdEncoding.EncodeToString(signature)
	return k, err
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
	line := k.VKey
	if k.Retired {
		line += " until " + strconv.FormatInt(k.Until, 10)
	}
	if k.Voucher != "" {
		line += " voucher " + k.Voucher
	}
	return line
}

// Keys are the public keys of one log, today's first.
type Keys []Key

// ErrKeys says that a text is no list of keys.
var ErrKeys = errors.New("translog: not a list of public keys")

// maxKeys bounds a list of keys that comes from elsewhere.
const maxKeys = 100

// ParseKeys reads a file of keys: one a line, those that sign no longer followed by
// "until" and the size of the tree at which they stopped, those that another key vouches
// for by "voucher" and its signature. Empty lines and lines that begin with # are passed
// over.
func ParseKeys(text string) (Keys, error) {
	var all Keys
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		k, err := parseKey(strings.Fields(line))
		if err != nil || len(all) == maxKeys {
			return nil, ErrKeys
		}
		if _, twice := all.Find(k.Name(), k.ID()); twice {
			return nil, ErrKeys // nobody could say which of them signed
		}
		all = append(all, k)
	}
	if len(all) == 0 {
		return nil, ErrKeys
	}
	return all, nil
}

func parseKey(fields []string) (k Key, err error) {
	k.VKey = fields[0]
	if _, err := verifier(k.VKey); err != nil {
		return k, ErrKeys
	}
	for fields = fields[1:]; len(fields) > 0; fields = fields[2:] {
		switch {
		case len(fields) == 1:
			return k, ErrKeys
		case fields[0] == "until" && !k.Retired && k.Voucher == "":
			k.Retired = true
			if k.Until, err = parseSize(fields[1]); err != nil {
				return k, ErrKeys
			}
		case fields[0] == "voucher" && k.Voucher == "":
			k.Voucher = fields[1]
		default:
			return k, ErrKeys
		}
	}
	return k, nil
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
