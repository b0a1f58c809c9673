package monitor

import (
	"errors"
	"time"
)

// Verdict is what one check found.
type Verdict string

// The verdicts. All but OK are reasons to look.
const (
	OK          Verdict = "ok"
	Unreachable Verdict = "unreachable"
	Malformed   Verdict = "malformed"   // what is served is not a checkpoint
	Foreign     Verdict = "foreign"     // no known key signed the checkpoint
	BadSign     Verdict = "signature"   // a signature in the name of a known key does not hold
	Retired     Verdict = "retired"     // a retired key signed a tree larger than it may
	KeysChanged Verdict = "keys"        // the list of keys contradicts the one that is known
	RolledBack  Verdict = "rolled-back" // fewer leaves than were seen, the same history
	Forked      Verdict = "forked"      // another history than was seen
	BadTiles    Verdict = "tiles"       // the hashes that are served do not make the signed tree
	BadLine     Verdict = "line"        // a printed line that is not in this log
	TooLarge    Verdict = "too-large"   // more leaves than a monitor follows
	Damaged     Verdict = "damaged"     // the monitor's own folder contradicts itself
)

// Notice is something that a person should know though nothing is wrong.
type Notice string

// The notices.
const (
	FirstUse   Notice = "first-use"   // the keys were taken from the server itself
	Rotated    Notice = "rotated"     // a new key signs, as the list of keys says
	NewKey     Notice = "new-key"     // the server names a key that was not given
	KeysAbsent Notice = "keys-absent" // the list of keys could not be read
)

// Report is the outcome of one check.
type Report struct {
	At       time.Time `json:"at"`
	Prefix   string    `json:"prefix"` // of the log's addresses
	Verdict  Verdict   `json:"verdict"`
	Origin   string    `json:"origin,omitempty"`
	Seen     int64     `json:"seen"`                // leaves that were seen before
	Size     int64     `json:"size"`                // leaves of the checkpoint that is served
	Root     string    `json:"root,omitempty"`      // of its tree, base64
	Key      string    `json:"key,omitempty"`       // id of the key that signed it
	Leaf     *int64    `json:"leaf,omitempty"`      // first that differs, from 0
	LineSize *int64    `json:"line_size,omitempty"` // leaves that the printed line names
	Notices  []Notice  `json:"notices"`
	Keys     []string  `json:"keys,omitempty"`     // that a notice or a refusal is about
	Evidence []string  `json:"evidence,omitempty"` // files
	Cause    string    `json:"cause,omitempty"`    // for technicians
	Text     string    `json:"text"`               // for people
}

// finding ends a check with a verdict.
type finding struct {
	verdict Verdict
	cause   error
}

func (f finding) Error() string { return string(f.verdict) + ": " + f.cause.Error() }

func found(v Verdict, cause string) error { return finding{v, errors.New(cause)} }

// end writes what ended a check into the report.
func (r *Report) end(err error) {
	var f finding
	switch {
	case err == nil:
		r.Verdict = OK
	case errors.As(err, &f):
		r.Verdict, r.Cause = f.verdict, f.cause.Error()
	default:
		r.Verdict, r.Cause = Damaged, err.Error() // all else is the disk
	}
}
