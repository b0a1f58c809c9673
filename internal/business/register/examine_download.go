package register

import (
	"bufio"
	"encoding/json"
	"errors"
	"io"

	"golang.org/x/mod/sumdb/tlog"

	"kheo/internal/platform/code"
	"kheo/internal/platform/fault"
	"kheo/internal/service/translog"
)

// Download is what a downloaded register holds and whether it is whole.
type Download struct {
	Origin   string    `json:"origin"`
	Key      string    `json:"key"` // id of the one that signed
	Leaves   int64     `json:"leaves"`
	Entries  int64     `json:"entries"`
	Revoked  int64     `json:"revoked"`
	Redacted int64     `json:"redacted"` // leaves whose personal data were taken out
	Checks   []Check   `json:"checks"`
	Problems []Problem `json:"problems,omitempty"`
	Verdict  Verdict   `json:"-"` // of the code that was asked for
}

// OK reports whether the whole file fits its checkpoint and the checkpoint is signed.
func (d Download) OK() bool {
	return len(d.Problems) == 0 && len(d.Checks) > 0 && d.Checks[len(d.Checks)-1].OK
}

func (d *Download) check(ok bool, what string) bool {
	d.Checks = append(d.Checks, Check{what, ok})
	return ok
}

// maxLine bounds a line of a downloaded register, in bytes.
const maxLine = 1 << 20

// ExamineDownload reads a downloaded register, makes its tree again and compares it with
// the checkpoint, which one of keys must have signed. Memory does not grow with the
// file. typed, where it is not empty, is a code whose verdict is wanted.
func ExamineDownload(r io.Reader, keys translog.Keys, typed string) (d Download, err error) {
	lines := bufio.NewScanner(r)
	lines.Buffer(make([]byte, 1<<16), maxLine)
	var head downloadHead
	if !lines.Scan() || json.Unmarshal(lines.Bytes(), &head) != nil || head.Format != downloadFormat {
		d.check(false, "Tệp là bản tải về của sổ công nhận")
		return d, readError(lines)
	}
	d.check(true, "Tệp là bản tải về của sổ công nhận")
	o, err := translog.OpenCheckpoint([]byte(head.Checkpoint), keys)
	d.Origin = o.Origin
	if !d.check(err == nil, "Chữ ký của sổ công nhận đúng") {
		return d, nil
	}
	d.Key = o.Key.ID()
	a := reading{Download: &d, tree: &translog.Builder{}, asked: newAsked(typed)}
	for lines.Scan() {
		if !a.line(lines.Bytes(), o.N) {
			break
		}
	}
	if err := readError(lines); err != nil {
		return d, err
	}
	d.Leaves = a.tree.Size()
	d.check(d.Leaves == o.N && len(d.Problems) == 0, "Đủ từng lá, không thừa, không thiếu")
	d.check(a.tree.Tree() == o.Tree, "Cây băm dựng lại đúng bằng cây đã ký")
	d.Verdict = a.asked.verdict(o)
	return d, nil
}

// readError is the error of reading; a line that is too long is no such error.
func readError(lines *bufio.Scanner) error {
	if err := lines.Err(); !errors.Is(err, bufio.ErrTooLong) {
		return err
	}
	return nil
}

// reading goes through the lines of a download.
type reading struct {
	*Download
	tree  *translog.Builder
	asked *asked
}

// line takes one leaf; it tells whether going on makes sense.
func (a *reading) line(raw []byte, size int64) bool {
	n := a.tree.Size()
	var l downloadLeaf
	if err := json.Unmarshal(raw, &l); err != nil || l.Leaf != n || n >= size {
		a.Problems = append(a.Problems, Problem{n, "", fault.Say("dòng không đọc được hoặc không đúng thứ tự")})
		return false
	}
	hash := l.Hash
	if l.Statement != nil {
		var s Statement
		if err := json.Unmarshal(l.Statement, &s); err != nil {
			a.Problems = append(a.Problems, Problem{n, "", fault.Say("nội dung không đọc được")})
			return false
		}
		hash = commitment(l.Salt, l.Statement)
		a.count(s)
		a.asked.hear(n, s)
	} else {
		a.Redacted++
	}
	a.tree.Add(tlog.RecordHash(hash), nil)
	return true
}

func (a *reading) count(s Statement) {
	switch s.Kind {
	case kindIssued:
		a.Entries++
	case string(Revoked):
		a.Revoked++
	}
}

// asked collects what a register says of one code.
type asked struct {
	typed, code string
	wrong       error
	entry       Entry
	found       bool
}

func newAsked(typed string) *asked {
	a := &asked{typed: codeIn(typed)}
	a.code, a.wrong = code.Parse(a.typed)
	return a
}

func (a *asked) hear(n int64, s Statement) {
	if a.wrong != nil || s.Code != a.code {
		return
	}
	switch {
	case s.Kind == kindIssued && s.Record != nil:
		a.found = true
		a.entry = Entry{Code: s.Code, Serial: s.Serial, LineID: s.LineID, DecisionID: s.DecisionID, Leaf: n, Record: *s.Record, IssuedAt: s.At, State: Valid}
	case s.Change != nil:
		a.entry.State = State(s.Kind)
		a.entry.Amendments = append(a.entry.Amendments, Amendment{Leaf: n, Kind: State(s.Kind), DecisionID: s.DecisionID, ByCode: s.Change.By, Reason: s.Change.Reason, At: s.At})
	}
}

func (a *asked) verdict(o translog.Opened) (v Verdict) {
	v.Code = a.typed
	if a.wrong != nil {
		return v.failed(NoCode, "Mã viết đúng dạng DVK-XXXX-XXXX")
	}
	v.Code, v.Key, v.Tree = a.code, o.Key, o.Checkpoint
	v.passed("Cây băm dựng lại đúng bằng cây đã ký")
	if !a.found {
		return v.failed(Unknown, "Mã có trong sổ công nhận")
	}
	v.passed("Mã có trong sổ công nhận")
	v.Outcome, v.Entry = Found, a.entry
	v.Checks = append(v.Checks, Check{"Quyết định chưa thu hồi dòng này", a.entry.State != Revoked})
	return v
}
