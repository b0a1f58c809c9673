package translog

import (
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"
	"strings"

	"golang.org/x/mod/sumdb/tlog"
)

// proofHead is the first line of a proof (c2sp.org/tlog-proof).
const proofHead = "c2sp.org/tlog-proof@v1"

// maxProof bounds a proof that comes from elsewhere, in bytes; maxHashes its length: a
// tree of 2⁶³ leaves needs 63.
const (
	maxProof  = maxNote + 64<<10
	maxHashes = 63
)

// Proof shows that a leaf stands in a log, to whoever knows the log's public key.
type Proof struct {
	Extra      []byte // what else is needed to make the leaf again; nothing vouches for it
	Index      int64  // of the leaf, from 0
	Path       tlog.RecordProof
	Checkpoint []byte // signed
}

// What can be wrong with a proof, besides its checkpoint.
var (
	ErrProof     = errors.New("translog: not a proof")
	ErrInclusion = errors.New("translog: the leaf is not in the tree")
)

// Format writes p as c2sp.org/tlog-proof@v1.
func (p Proof) Format() []byte {
	b := bytes.NewBufferString(proofHead + "\n")
	if len(p.Extra) > 0 {
		fmt.Fprintf(b, "extra %s\n", base64.StdEncoding.EncodeToString(p.Extra))
	}
	fmt.Fprintf(b, "index %d\n", p.Index)
	for _, h := range p.Path {
		fmt.Fprintln(b, h)
	}
	b.WriteByte('\n')
	b.Write(p.Checkpoint)
	return b.Bytes()
}

// ParseProof reads what Format wrote; it checks the shape only.
func ParseProof(text []byte) (p Proof, err error) {
	head, checkpoint, ok := bytes.Cut(text, []byte("\n\n"))
	if !ok || len(text) > maxProof {
		return p, ErrProof
	}
	lines := strings.Split(string(head), "\n")
	if lines[0] != proofHead {
		return p, ErrProof
	}
	lines = lines[1:]
	if len(lines) > 0 && strings.HasPrefix(lines[0], "extra ") {
		if p.Extra, err = base64.StdEncoding.Strict().DecodeString(lines[0][len("extra "):]); err != nil {
			return p, ErrProof
		}
		lines = lines[1:]
	}
	if len(lines) == 0 || len(lines) > 1+maxHashes || !strings.HasPrefix(lines[0], "index ") {
		return p, ErrProof
	}
	if p.Index, err = parseSize(lines[0][len("index "):]); err != nil {
		return p, ErrProof
	}
	if p.Path, err = ParseHashes(lines[1:]); err != nil {
		return p, ErrProof
	}
	p.Checkpoint = checkpoint
	return p, nil
}

// ParseHashes reads hashes in base64.
func ParseHashes(lines []string) ([]tlog.Hash, error) {
	all := make([]tlog.Hash, len(lines))
	for n, line := range lines {
		raw, err := base64.StdEncoding.Strict().DecodeString(line)
		if err != nil || len(raw) != tlog.HashSize {
			return nil, ErrProof
		}
		copy(all[n][:], raw)
	}
	return all, nil
}

// Check tells whether leaf stands where p says in the tree of c, which the caller has
// opened from p.Checkpoint.
func (p Proof) Check(c Checkpoint, leaf []byte) error {
	if p.Index >= c.N || tlog.CheckRecord(p.Path, c.N, c.Hash, p.Index, tlog.RecordHash(leaf)) != nil {
		return ErrInclusion
	}
	return nil
}
