package register

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"time"

	"github.com/go-json-experiment/json/jsontext"

	"kheo/internal/platform/clock"
)

// Kinds of statements, besides the states that an amendment leads to.
const (
	kindIssued   = "issued"
	kindRedacted = "redacted"
)

// saltSize is how many random bytes keep the hash of a statement from being guessed
// once the statement is taken out.
const saltSize = 16

// Statement is what one leaf of the log says of a line, to everybody. Its fields stand in
// the order of their names in JSON, so that it is written canonically (RFC 8785).
type Statement struct {
	At         time.Time `json:"at"`
	Change     *Change   `json:"change,omitempty"` // of an amendment
	Code       string    `json:"code"`             // of the line
	DecisionID string    `json:"decision_id,omitempty"`
	Kind       string    `json:"kind"`              // issued, corrected, replaced, revoked or redacted
	LineID     string    `json:"line_id,omitempty"` // of an issued line
	Reason     string    `json:"reason,omitempty"`  // why personal data were taken out
	Record     *Record   `json:"record,omitempty"`  // of an issued line
	Serial     int64     `json:"serial,omitempty"`  // of an issued line
}

// Change is what a later decision said of a line; see Statement for the order.
type Change struct {
	By        string     `json:"by,omitempty"` // the line that stands in its place
	DecidedBy string     `json:"decided_by"`
	DecidedOn clock.Date `json:"decided_on"`
	Decision  string     `json:"decision"` // code
	Number    string     `json:"number"`
	Reason    string     `json:"reason"`
}

// canonical is the one way to write s (RFC 8785), which is what is hashed.
func (s Statement) canonical() ([]byte, error) {
	s.At = s.At.UTC()
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(s); err != nil {
		return nil, err
	}
	raw := bytes.TrimSuffix(b.Bytes(), []byte("\n"))
	if !bytes.Contains(raw, []byte(`\u`)) {
		return raw, nil
	}
	v := jsontext.Value(raw) // the two disagree on how rare signs are written
	err := v.Canonicalize()
	return v, err
}

// commitment is what the log holds of a statement: with the salt anybody can find that
// it fits; without, it says nothing.
func commitment(salt, statement []byte) []byte {
	h := sha256.New()
	h.Write(salt)
	h.Write(statement)
	return h.Sum(nil)
}

// redacted is s without what may speak of a person: who, for what, why.
func (s Statement) redacted() Statement {
	if s.Record != nil {
		r := *s.Record
		r.Name, r.Title, r.Merit = "", "", ""
		s.Record = &r
	}
	if s.Change != nil {
		c := *s.Change
		c.Reason = ""
		s.Change = &c
	}
	return s
}

// leaf is one leaf of the log with what it commits to.
type leaf struct {
	n         int64 // from 0
	hash      []byte
	salt      []byte // nil: personal data were taken out
	statement Statement
	raw       []byte // the statement as it was hashed
}

// newLeaf seals a statement with fresh salt.
func newLeaf(s Statement, salt []byte) (l leaf, err error) {
	raw, err := s.canonical()
	return leaf{hash: commitment(salt, raw), salt: salt, statement: s, raw: raw}, err
}
