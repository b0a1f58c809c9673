package review

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"kheo/internal/platform/clock"
	"kheo/internal/platform/fault"
	"kheo/internal/platform/text"
)

// Verdict is what the council said.
type Verdict string

// The verdicts.
const (
	For     Verdict = "for"
	Against Verdict = "against"
)

// Label is the Vietnamese name of the verdict, a source text of i18n.
func (v Verdict) Label() string {
	switch v {
	case For:
		return "Đồng ý công nhận"
	case Against:
		return "Không đồng ý"
	}
	return "Chưa có kết quả"
}

// Result is what the council said of a case, as its minutes have it.
type Result struct {
	Verdict    Verdict // empty: nothing is recorded
	VotesFor   int64
	VotesTotal int64 // members who may vote
	MetOn      clock.Date
	Note       string
	RecordedBy string // name of who wrote it down
}

// Recorded reports whether the council's word is recorded.
func (r Result) Recorded() bool { return r.Verdict != "" }

// Thin reports whether the council agreed with fewer votes than share percent.
func (r Result) Thin(share int64) bool {
	return r.Verdict == For && r.VotesFor*100 < share*r.VotesTotal
}

// ResultsInput is the form of one meeting. Numbers are kept as they were typed.
type ResultsInput struct {
	MetOn clock.Date   `form:"met_on"`
	Total string       `form:"total"` // members
	Lines []ResultLine `form:"lines"`
}

// ResultLine is what is filled in for one initiative; a line without a verdict
// and votes is left out.
type ResultLine struct {
	InitiativeID string  `form:"id"`
	Version      int64   `form:"version"` // of its Case
	VotesFor     string  `form:"votes_for"`
	VotesTotal   string  `form:"votes_total"` // where it differs from the meeting's
	Verdict      Verdict `form:"verdict"`
	Note         string  `form:"note"`
}

func (l ResultLine) empty() bool {
	return l.Verdict == "" && strings.TrimSpace(l.VotesFor) == "" && strings.TrimSpace(l.Note) == ""
}

const (
	maxMembers = 1000
	maxLines   = 500 // of one meeting's form
)

// read checks in and gives the result of each line, by the line's number.
// Errors are keyed like the fields of the form: "lines[2].votes_for".
func (in ResultsInput) read(today clock.Date, by string) (map[int]Result, error) {
	v := fault.Invalid{}
	v.Check(!in.MetOn.IsZero(), "met_on", "Chọn ngày hội đồng họp.")
	v.Check(!in.MetOn.After(today), "met_on", "Ngày họp chưa tới. Chỉ ghi kết quả của cuộc họp đã diễn ra.")
	total, ok := count(in.Total)
	v.Check(ok && total > 0 && total <= maxMembers, "total", "Ghi tổng số thành viên hội đồng, ví dụ 9.")
	v.Check(len(in.Lines) <= maxLines, "lines", "Mỗi lần ghi tối đa %d hồ sơ.", maxLines)
	results := map[int]Result{}
	for n, line := range in.Lines {
		if line.empty() {
			continue
		}
		r := line.read(n, total, v)
		r.MetOn, r.RecordedBy = in.MetOn, by
		results[n] = r
	}
	v.Check(len(results) > 0, "lines", "Chưa ghi hồ sơ nào. Ghi số phiếu và chọn kết quả cho ít nhất một hồ sơ.")
	return results, v.Err()
}

func (l ResultLine) read(n int, total int64, v fault.Invalid) Result {
	r := Result{Verdict: l.Verdict, VotesTotal: total, Note: text.CleanLines(l.Note)}
	if strings.TrimSpace(l.VotesTotal) != "" {
		own, ok := count(l.VotesTotal)
		v.Check(ok && own > 0 && own <= maxMembers, line(n, "votes_total"), "Cần một số từ 1 đến %d.", maxMembers)
		r.VotesTotal = own
	}
	votes, ok := count(l.VotesFor)
	v.Check(ok, line(n, "votes_for"), "Ghi số phiếu đồng ý, là một số từ 0 trở lên.")
	v.Check(!ok || votes <= r.VotesTotal || r.VotesTotal == 0, line(n, "votes_for"),
		"Số phiếu đồng ý (%d) nhiều hơn tổng số thành viên (%d).", votes, r.VotesTotal)
	v.Check(l.Verdict == For || l.Verdict == Against, line(n, "verdict"), "Chọn đồng ý hoặc không đồng ý.")
	v.Check(utf8.RuneCountInString(r.Note) <= maxNote, line(n, "note"), "Ghi chú dài quá %d ký tự. Xin viết gọn lại.", maxNote)
	r.VotesFor = votes
	return r
}

// count reads a whole number from 0 on.
func count(typed string) (int64, bool) {
	n, err := strconv.ParseInt(strings.TrimSpace(typed), 10, 32)
	return n, err == nil && n >= 0
}

func line(n int, name string) string { return fmt.Sprintf("lines[%d].%s", n, name) }

// input is e as the form would send it.
func (e ResultEntry) input() ResultsInput {
	return ResultsInput{MetOn: e.MetOn, Total: strconv.FormatInt(e.VotesTotal, 10), Lines: []ResultLine{{
		InitiativeID: e.InitiativeID, VotesFor: strconv.FormatInt(e.VotesFor, 10), Verdict: e.Verdict, Note: e.Note,
	}}}
}
