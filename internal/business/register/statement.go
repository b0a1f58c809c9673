package register

import (
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

// Statement is what one leaf of the log says of a line, to everybody.
type Statement struct {
	Kind       string    `json:"kind"` // issued, corrected, replaced, revoked or redacted
	Code       string    `json:"code"` // of the line
	At         time.Time `json:"at"`
	DecisionID string    `json:"decision_id,omitempty"`
	LineID     string    `json:"line_id,omitempty"` // of an issued line
	Serial     int64     `json:"serial,omitempty"`  // of an issued line
	Record     *Record   `json:"record,omitempty"`  // of an issued line
	Change     *Change   `json:"change,omitempty"`  // of an amendment
	Reason     string    `json:"reason,omitempty"`  // why personal data were taken out
}

// Change is what a later decision said of a line.
type Change struct {
	By        string     `json:"by,omitempty"` // the line that stands in its place
	Decision  string     `json:"decision"`     // code
	Number    string     `json:"number"`
	DecidedOn clock.Date `json:"decided_on"`
	DecidedBy string     `json:"decided_by"`
	Reason    string     `json:"reason"`
}

// canonical is the one way to write s (RFC 8785), which is what is hashed.
func (s Statement) canonical() ([]byte, error) {
	s.At = s.At.UTC()
	raw, err := json.Marshal(s)
	if err != nil {
		return nil, err
	}
	v := jsontext.Value(raw)
	return v, v.Canonicalize()
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
