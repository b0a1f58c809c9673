package translog

import (
	"crypto/ed25519"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"golang.org/x/mod/sumdb/note"
)

// A cosignature (c2sp.org/tlog-cosignature, Ed25519) says that a witness saw the
// checkpoint follow from all that it had seen before, and when.
const (
	kindCosignature = 0x04
	cosignatureSize = 8 + ed25519.SignatureSize // the time comes first
)

// Witnessed is a cosignature that holds.
type Witnessed struct {
	Key Key
	At  time.Time
}

func witnessed(k Key, s note.Signature) Witnessed {
	raw, _ := base64.StdEncoding.DecodeString(s.Base64)                              // it was just verified
	return Witnessed{k, time.Unix(int64(binary.BigEndian.Uint64(raw[4:])), 0).UTC()} //nolint:gosec // bounded by Verify
}

// Cosigner is a witness's key.
type Cosigner struct {
	name string
	hash uint32
	key  ed25519.PrivateKey
	now  func() time.Time
}

// NewCosigner reads the secret that NewCosignerKey made; now tells the time of each
// cosignature.
func NewCosigner(secret string, now func() time.Time) (*Cosigner, error) {
	name, seed64, ok := strings.Cut(strings.TrimSpace(secret), "+")
	seed, err := base64.StdEncoding.DecodeString(seed64)
	if !ok || err != nil || len(seed) != ed25519.SeedSize || !validName(name) {
		return nil, errors.New("translog: not a witness's key")
	}
	key := ed25519.NewKeyFromSeed(seed)
	return &Cosigner{name, cosignerHash(name, key.Public().(ed25519.PublicKey)), key, now}, nil
}

// NewCosignerKey makes a witness's key.
func NewCosignerKey(name string) (secret string, err error) {
	if !validName(name) {
		return "", fmt.Errorf("translog: %q cannot name a witness", name)
	}
	_, key, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		return "", err
	}
	return name + "+" + base64.StdEncoding.EncodeToString(key.Seed()), nil
}

func validName(name string) bool {
	return name != "" && len(name) < 256 && utf8.ValidString(name) &&
		!strings.ContainsFunc(name, func(r rune) bool { return r == '+' || unicode.IsSpace(r) || unicode.IsControl(r) })
}

// Key is the public half.
func (c *Cosigner) Key() Key {
	data := append([]byte{kindCosignature}, c.key.Public().(ed25519.PublicKey)...)
	return Key{VKey: fmt.Sprintf("%s+%08x+%s", c.name, c.hash, base64.StdEncoding.EncodeToString(data))}
}

// Cosign returns the line that is added to the signed checkpoint whose text is text.
func (c *Cosigner) Cosign(text string) (line string, err error) {
	signed, err := note.Sign(&note.Note{Text: text}, c)
	if err != nil {
		return "", err
	}
	return strings.TrimPrefix(string(signed), text+"\n"), nil
}

// Cosigned opens a note that the witness k cosigned: its text and when that was.
func (k Key) Cosigned(signed []byte) (text string, at time.Time, err error) {
	v, err := newCosignatureVerifier(k.VKey)
	if err != nil || len(signed) > maxNote {
		return "", at, errors.Join(err, ErrCheckpoint)
	}
	n, err := note.Open(signed, note.VerifierList(v))
	if err != nil {
		return "", at, ErrSignature
	}
	return n.Text, witnessed(k, n.Sigs[0]).At, nil
}

// Name, KeyHash and Sign make a Cosigner a note.Signer.
func (c *Cosigner) Name() string { return c.name }

// KeyHash identifies the key among those of the same name.
func (c *Cosigner) KeyHash() uint32 { return c.hash }

// Sign signs the text of a note together with the time.
func (c *Cosigner) Sign(text []byte) ([]byte, error) {
	at := uint64(c.now().Unix()) //nolint:gosec // after 1970
	return append(binary.BigEndian.AppendUint64(nil, at), ed25519.Sign(c.key, cosigned(at, text))...), nil
}

func cosigned(at uint64, text []byte) []byte {
	return append([]byte("cosignature/v1\ntime "+strconv.FormatUint(at, 10)+"\n"), text...)
}

func cosignerHash(name string, key ed25519.PublicKey) uint32 {
	sum := sha256.Sum256(append([]byte(name+"\n\x04"), key...))
	return binary.BigEndian.Uint32(sum[:4])
}

// cosignatureVerifier is a witness's public key as a note.Verifier.
type cosignatureVerifier struct {
	name string
	hash uint32
	key  ed25519.PublicKey
}

func newCosignatureVerifier(vkey string) (note.Verifier, error) {
	parts := strings.SplitN(vkey, "+", 3)
	if len(parts) != 3 || !validName(parts[0]) {
		return nil, ErrKeys
	}
	data, err := base64.StdEncoding.DecodeString(parts[2])
	if err != nil || len(data) != 1+ed25519.PublicKeySize || data[0] != kindCosignature {
		return nil, ErrKeys
	}
	v := cosignatureVerifier{parts[0], cosignerHash(parts[0], data[1:]), data[1:]}
	if parts[1] != fmt.Sprintf("%08x", v.hash) {
		return nil, ErrKeys
	}
	return v, nil
}

func (v cosignatureVerifier) Name() string    { return v.name }
func (v cosignatureVerifier) KeyHash() uint32 { return v.hash }
func (v cosignatureVerifier) Verify(text, signature []byte) bool {
	if len(signature) != cosignatureSize {
		return false
	}
	at := binary.BigEndian.Uint64(signature)
	return at < 1<<62 && ed25519.Verify(v.key, cosigned(at, text), signature[8:])
}

// Cosigns tells whether k is a witness's key.
func (k Key) Cosigns() bool {
	_, err := newCosignatureVerifier(k.VKey)
	return err == nil
}
