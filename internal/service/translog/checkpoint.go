package translog

import (
	"encoding/base64"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

// Checkpoint says how large a log is and what its tree hashes to
// (c2sp.org/tlog-checkpoint). It holds nothing but the three lines that are asked for.
type Checkpoint struct {
	Origin string
	tlog.Tree
}

// What can be wrong with a checkpoint or its signatures.
var (
	ErrCheckpoint = errors.New("translog: not a checkpoint")
	ErrForeign    = errors.New("translog: signed by none of the keys")
	ErrSignature  = errors.New("translog: a signature does not hold")
	ErrRetired    = errors.New("translog: a retired key signed a tree larger than it may")
)

// maxNote bounds a signed checkpoint that comes from elsewhere, in bytes: 16 signatures
// of any kind have room.
const maxNote = 128 << 10

// String is the text of the note.
func (c Checkpoint) String() string {
	return fmt.Sprintf("%s\n%d\n%s\n", c.Origin, c.N, c.Hash)
}

// ParseCheckpoint reads the text of a note. Lines after the third are passed over, as
// the format asks.
func ParseCheckpoint(text string) (c Checkpoint, err error) {
	lines := strings.Split(text, "\n")
	if len(lines) < 4 || lines[0] == "" || lines[len(lines)-1] != "" {
		return c, ErrCheckpoint
	}
	size, err := parseSize(lines[1])
	if err != nil {
		return c, ErrCheckpoint
	}
	hash, err := base64.StdEncoding.Strict().DecodeString(lines[2])
	if err != nil || len(hash) != tlog.HashSize {
		return c, ErrCheckpoint
	}
	for _, extension := range lines[3 : len(lines)-1] {
		if extension == "" {
			return c, ErrCheckpoint
		}
	}
	c.Origin, c.N = lines[0], size
	copy(c.Hash[:], hash)
	return c, nil
}

// maxSize bounds the leaves of a tree that comes from elsewhere: from 2⁶² on the
// arithmetic of tlog never ends.
const maxSize = 1 << 60

// parseSize reads a decimal without leading zeroes or sign, up to maxSize.
func parseSize(s string) (int64, error) {
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil || n < 0 || n > maxSize || s != strconv.FormatInt(n, 10) {
		return 0, ErrCheckpoint
	}
	return n, nil
}

// Opened is a checkpoint whose signature by a key of its log holds.
type Opened struct {
	Checkpoint
	Key       Key
	Witnesses []Witnessed // cosignatures that hold, of witnesses that were asked about
}

// OpenCheckpoint reads a signed checkpoint and checks that one of the log's keys signed
// it and that no signature by one of keys or witnesses is wrong. With ErrRetired, Key is
// the one that signed more than it may.
func OpenCheckpoint(signed []byte, keys Keys, witnesses ...Key) (o Opened, err error) {
	if len(signed) > maxNote {
		return o, ErrCheckpoint
	}
	var known []note.Verifier
	for _, k := range append(append([]Key{}, keys...), witnesses...) {
		v, err := verifier(k.VKey)
		if err != nil {
			return o, ErrKeys
		}
		known = append(known, v)
	}
	n, err := note.Open(signed, note.VerifierList(known...))
	var bad *note.InvalidSignatureError
	var unsigned *note.UnverifiedNoteError
	switch {
	case errors.As(err, &bad):
		return o, ErrSignature
	case errors.As(err, &unsigned):
		if _, err := ParseCheckpoint(unsigned.Note.Text); err != nil {
			return o, err
		}
		return o, ErrForeign
	case err != nil:
		return o, ErrCheckpoint
	}
	if o.Checkpoint, err = ParseCheckpoint(n.Text); err != nil {
		return o, err
	}
	return o, o.signers(n, keys, witnesses)
}

// signers finds who signed among those that are known.
func (o *Opened) signers(n *note.Note, keys Keys, witnesses Keys) error {
	err := ErrForeign
	for _, s := range n.Sigs {
		id := fmt.Sprintf("%08x", s.Hash)
		if k, ok := witnesses.Find(s.Name, id); ok {
			o.Witnesses = append(o.Witnesses, witnessed(k, s))
		}
		k, ok := keys.Find(s.Name, id)
		if !ok || s.Name != o.Origin || err == nil {
			continue
		}
		if k.Retired && o.N > k.Until {
			if errors.Is(err, ErrForeign) {
				o.Key, err = k, ErrRetired
			}
			continue
		}
		o.Key, err = k, nil
	}
	return err
}

// Peek reads a signed checkpoint without checking who signed it.
func Peek(signed []byte) (Checkpoint, error) {
	if len(signed) > maxNote {
		return Checkpoint{}, ErrCheckpoint
	}
	text, _, ok := strings.Cut(string(signed), "\n\n")
	if !ok {
		return Checkpoint{}, ErrCheckpoint
	}
	return ParseCheckpoint(text + "\n")
}

// SignerID reads the id of the key from a signature line by name, without checking it.
func SignerID(line, name string) (id string, ok bool) {
	packed, ok := strings.CutPrefix(strings.TrimSpace(line), "— "+name+" ")
	raw, err := base64.StdEncoding.DecodeString(packed)
	if !ok || err != nil || len(raw) < 4 {
		return "", false
	}
	return fmt.Sprintf("%x", raw[:4]), true
}
