package register

import (
	"bytes"
	"strconv"
	"time"

	"kheo/internal/platform/fault"
)

// Problem is something that was changed behind the program's back.
type Problem struct {
	Leaf int64         `json:"leaf"`           // of the log, from 0; -1 when it is about none
	Code string        `json:"code,omitempty"` // of the line, where it is known
	Said fault.Message `json:"said"`           // its values are texts
}

// Where names leaf and line; empty for what is about neither.
func (p Problem) Where() fault.Message {
	number := strconv.FormatInt(p.Leaf, 10)
	switch {
	case p.Leaf < 0:
		return fault.Message{}
	case p.Code == "":
		return fault.Say("lá số %s", number)
	}
	return fault.Say("lá số %s, dòng %s", number, p.Code)
}

// String is the problem on one line, for the operator.
func (p Problem) String() string {
	if p.Leaf < 0 {
		return p.Said.String()
	}
	return p.Where().String() + ": " + p.Said.String()
}

// Findings are what a check of the register against its log found.
type Findings struct {
	Whole    bool // false: the last segment only
	Leaves   int64
	Problems []Problem
	More     int // problems beyond those that are named
	At       time.Time
}

// OK reports whether everything fits.
func (f Findings) OK() bool { return len(f.Problems) == 0 }

// maxProblems bounds how many are named.
const maxProblems = 200

func (f *Findings) say(leaf int64, code, sentence string, args ...any) {
	if len(f.Problems) == maxProblems {
		f.More++
		return
	}
	f.Problems = append(f.Problems, Problem{leaf, code, fault.Say(sentence, args...)})
}

// row is a leaf as the tables have it, with the columns that repeat what it says.
type row struct {
	leaf
	kind, code, byCode, decisionID string
	at                             time.Time
	garbled                        bool      // the content is no statement
	entry                          *entryRow // of an issued line
}

// entryRow is what the table of entries says.
type entryRow struct {
	code, lineID, decisionID string
	serial, leaf             int64
}

// check looks at one row by itself: its content makes its hash, and its columns repeat
// its content. redactions are the codes whose personal data were openly taken out.
func (f *Findings) check(r row, redactions map[string]bool) {
	if r.salt == nil {
		if !redactions[r.code] {
			f.say(r.n, r.code, "nội dung bị gỡ mà sổ không ghi lần gỡ nào")
		}
		f.checkColumns(r)
		return
	}
	if !bytes.Equal(commitment(r.salt, r.raw), r.hash) {
		f.say(r.n, r.code, "nội dung bị sửa: không còn khớp với mã băm của lá")
		return
	}
	f.checkColumns(r)
}

func (f *Findings) checkColumns(r row) {
	s := r.statement
	by := ""
	if s.Change != nil {
		by = s.Change.By
	}
	if s.Kind != r.kind || s.Code != r.code || by != r.byCode || s.DecisionID != r.decisionID || !s.At.Equal(r.at) {
		f.say(r.n, r.code, "cột tra cứu bị sửa: không còn khớp với nội dung đã ký")
	}
	switch {
	case s.Kind == kindIssued && r.entry == nil:
		f.say(r.n, r.code, "dòng bị xóa khỏi bảng các dòng")
	case r.entry != nil && (r.entry.code != s.Code || r.entry.lineID != s.LineID || r.entry.decisionID != s.DecisionID || r.entry.serial != s.Serial || r.entry.leaf != r.n):
		f.say(r.n, r.code, "dòng bị sửa trong bảng các dòng")
	}
}
