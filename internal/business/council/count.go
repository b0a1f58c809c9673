package council

import (
	"kheo/internal/platform/fault"
)

// Count is what was counted for one case, and among whom.
type Count struct {
	Seats         int64 // of the council
	Present       int64 // in the room
	Written       int64 // absent, in writing
	RecusedSeats  int64 // seats that may not vote on this case
	RecusedVoters int64 // those of them that take part
	For           int64
	Against       int64
	Blank         int64
	Invalid       int64 // on paper only: a screen takes no invalid vote
	ChairAgrees   bool
	ChairRecused  bool
}

// Cast is how many papers the box held for the case.
func (c Count) Cast() int64 { return c.For + c.Against + c.Blank + c.Invalid }

// Line is how one case stands on a teller's sheet.
type Line struct {
	InitiativeID string
	For          int64
	Against      int64
	Blank        int64
	Invalid      int64
}

// Sum is how many papers the line counts.
func (l Line) Sum() int64 { return l.For + l.Against + l.Blank + l.Invalid }

// plus adds the paper ballots of a case to c.
func (c Count) plus(l Line) Count {
	c.For, c.Against, c.Blank, c.Invalid = c.For+l.For, c.Against+l.Against, c.Blank+l.Blank, c.Invalid+l.Invalid
	return c
}

// Sheet is what one teller counted of the paper ballots.
type Sheet struct {
	MemberID string
	Teller   string // name
	Papers   int64
	Lines    []Line
}

// Differs reports whether two tellers counted differently, and in which cases.
func (s Sheet) Differs(other Sheet) (papers bool, cases []string) {
	theirs := map[string]Line{}
	for _, l := range other.Lines {
		theirs[l.InitiativeID] = l
	}
	for _, l := range s.Lines {
		if theirs[l.InitiativeID] != l {
			cases = append(cases, l.InitiativeID)
		}
		delete(theirs, l.InitiativeID)
	}
	for id := range theirs {
		cases = append(cases, id)
	}
	return s.Papers != other.Papers, cases
}

// Hint is why a result may tell how single members voted.
type Hint string

// The hints.
const (
	Few       Hint = "few"        // so few papers that members can reckon
	Unanimous Hint = "unanimous"  // all alike: everybody's vote is known
	FewPapers Hint = "few_papers" // tellers read so few paper ballots, or so few came from screens
	Repeat    Hint = "repeat"     // compared with the round before it
)

// fewest is how many papers hide one of them.
const fewest = 4

// Label is the sentence of the hint, a source text of i18n.
func (h Hint) Label() string {
	switch h {
	case Few:
		return "Dưới 4 phiếu cho một hồ sơ: người trong cuộc có thể suy ra ai bỏ phiếu thế nào."
	case Unanimous:
		return "Mọi phiếu giống nhau: ai cũng biết từng người đã bỏ phiếu thế nào."
	case FewPapers:
		return "Dưới 4 phiếu giấy, hoặc dưới 4 phiếu trên màn hình bên cạnh phiếu giấy: người kiểm phiếu có thể đoán được phiếu của ai."
	case Repeat:
		return "Danh sách bỏ phiếu lại khác lượt trước dưới 4 người: so hai kết quả có thể suy ra phiếu của họ."
	}
	return string(h)
}

// Reveals tells why the result of c may show how single members voted.
func (c Count) Reveals() []Hint {
	var all []Hint
	if n := c.Cast(); n > 0 && n < fewest {
		all = append(all, Few)
	}
	if n := c.Cast(); n > 0 && (c.For == n || c.Against == n || c.Blank == n) {
		all = append(all, Unanimous)
	}
	return all
}

// apart reports whether tellers, who see the paper ballots by themselves, can reckon
// from so few papers or so few votes on screen.
func apart(papers, screens int64) bool {
	return papers > 0 && (papers < fewest || screens > 0 && screens < fewest)
}

// RevealsBefore tells, before a round opens, what its result may show: voters is
// the fewest that may vote on one of its cases, papers how many of them on paper,
// changed how many seats differ from the round that it repeats (-1: it repeats none).
func RevealsBefore(voters, papers, changed int64) []Hint {
	var all []Hint
	if voters < fewest {
		all = append(all, Few)
	}
	if apart(papers, voters-papers) {
		all = append(all, FewPapers)
	}
	if changed > 0 && changed < fewest {
		all = append(all, Repeat)
	}
	return all
}

// Agreed checks the sheets of two tellers against each other and against how many
// papers must be there: papers in all, lines[id] for each case. It returns the
// lines that both counted, or fault.Refused with what differs.
func Agreed(sheets []Sheet, papers int64, lines map[string]int64) (map[string]Line, error) {
	if papers == 0 {
		if len(sheets) > 0 {
			return nil, fault.Refuse("Không có ai bỏ phiếu giấy nhưng đã có phiếu kiểm. Xin xóa phiếu kiểm hoặc đánh dấu người bỏ phiếu giấy.")
		}
		return nil, nil
	}
	if len(sheets) < 2 {
		return nil, fault.Refuse("Có %d thành viên bỏ phiếu giấy: cần hai người kiểm phiếu nhập kết quả độc lập, mới có %d.", papers, len(sheets))
	}
	count, cases := sheets[0].Differs(sheets[1])
	if count || len(cases) > 0 {
		return nil, fault.Refuse("Hai người kiểm phiếu chưa khớp nhau ở %d hồ sơ. Quy tắc: kết quả phiếu giấy chỉ được cộng khi hai người đếm giống nhau từng dòng.", max(len(cases), 1))
	}
	if sheets[0].Papers != papers {
		return nil, fault.Refuse("Người kiểm phiếu đếm được %d phiếu giấy nhưng có %d thành viên bỏ phiếu giấy. Hai con số này phải bằng nhau.", sheets[0].Papers, papers)
	}
	all := map[string]Line{}
	for _, l := range sheets[0].Lines {
		all[l.InitiativeID] = l
	}
	for id, want := range lines {
		if got := all[id].Sum(); got != want {
			return nil, fault.Refuse("Một hồ sơ có %d phiếu giấy được đếm, phải là %d.", got, want)
		}
	}
	return all, nil
}
