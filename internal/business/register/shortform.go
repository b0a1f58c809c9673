package register

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"time"

	"golang.org/x/text/unicode/norm"

	"kheo/internal/platform/clock"
)

// ShortForm is what the QR of a certificate says besides the address of its page, so
// that the paper alone can be checked with the public key.
type ShortForm struct {
	Code      string
	Number    string     // of the decision
	DecidedOn clock.Date // of the decision
	Name      nameHash
	KeyID     string // 8 hexadecimal digits
	Signature []byte // Ed25519, 64 bytes
}

// nameHash is a hash of the name on the paper, which the reader compares; 16 bytes
// leave no room for another name that fits.
type nameHash [16]byte

func hashName(code, name string) (h nameHash) {
	sum := sha256.Sum256([]byte(code + "\n" + norm.NFC.String(name)))
	copy(h[:], sum[:])
	return h
}

// Names tells whether that name is the one that the issuer signed.
func (f ShortForm) Names(name string) bool { return hashName(f.Code, name) == f.Name }

// text is what is signed. Its first line keeps it apart from all else that the key signs.
func (f ShortForm) text() []byte {
	return fmt.Appendf(nil, "kheo/short-form/v1\n%s\n%s\n%s\n%s\n", f.Code, f.Number, f.DecidedOn.ISO(), hex.EncodeToString(f.Name[:]))
}

const (
	shortVersion  = 1
	shortFixed    = 1 + 4 + 4 + len(nameHash{}) + 1 // version, key, day, name, length of the number
	signatureSize = 64
)

var errShort = errors.New("register: not a short form")

// encode packs everything but the code, which stands in the address: version, key id,
// day as YYYYMMDD, hash of the name, the number after its length, signature.
func (f ShortForm) encode() (string, error) {
	key, err := hex.DecodeString(f.KeyID)
	if err != nil || len(key) != 4 || len(f.Number) > 255 || len(f.Signature) != signatureSize {
		return "", errShort
	}
	day := f.DecidedOn.Year()*10000 + int(f.DecidedOn.Month())*100 + f.DecidedOn.Day()
	raw := append([]byte{shortVersion}, key...)
	raw = binary.BigEndian.AppendUint32(raw, uint32(day)) //nolint:gosec // eight digits
	raw = append(raw, f.Name[:]...)
	raw = append(append(raw, byte(len(f.Number))), f.Number...)
	return base64.RawURLEncoding.EncodeToString(append(raw, f.Signature...)), nil
}

// parseShort reads what encode wrote.
func parseShort(code, packed string) (f ShortForm, err error) {
	raw, err := base64.RawURLEncoding.Strict().DecodeString(packed)
	if err != nil || len(raw) < shortFixed+signatureSize || raw[0] != shortVersion {
		return f, errShort
	}
	r := bytes.NewBuffer(raw[1:])
	f.Code, f.KeyID = code, hex.EncodeToString(r.Next(4))
	day := int(binary.BigEndian.Uint32(r.Next(4)))
	f.DecidedOn = clock.On(day/10000, time.Month(day/100%100), day%100)
	copy(f.Name[:], r.Next(len(f.Name)))
	length, _ := r.ReadByte()
	f.Number = string(r.Next(int(length)))
	f.Signature = bytes.Clone(r.Bytes())
	if len(f.Signature) != signatureSize {
		return f, errShort
	}
	return f, nil
}
