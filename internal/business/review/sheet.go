package review

import (
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/google/uuid"

	"kheo/internal/business/campaign"
	"kheo/internal/platform/fault"
	"kheo/internal/platform/text"
)

// Score is what an appraiser says of one criterion.
type Score struct {
	CriterionID string
	Points      *int64 // nil: none given, which is not zero
	Unverified  bool   // no points for want of evidence: "chưa kiểm chứng"
	Note        string
}

// Sheet is what one appraiser says of one initiative.
type Sheet struct {
	ID           string
	InitiativeID string
	SeasonID     string
	AppraiserID  string // account
	Appraiser    string // name
	Comment      string
	Scores       []Score // in the order of the criteria; a criterion without a word has none
	Total        int64   // points given
	Unverified   int64   // criteria left open
	OpenPoints   int64   // what the criteria left open are worth
	Vetoes       int64   // criteria that may not be failed and are (điểm liệt)
	EnteredBy    string  // name of who typed it in from paper; empty: the appraiser
	EnteredByID  string  // account
	Self         bool    // the registrant's own, of the own dossier; AppraiserID is then the initiative
	HandedInAt   time.Time
	ChangedAt    time.Time
	Version      int64
}

// HandedIn reports whether the sheet counts.
func (s Sheet) HandedIn() bool { return !s.HandedInAt.IsZero() }

// Score finds what s says of a criterion; the zero Score when it says nothing.
func (s Sheet) Score(criterionID string) Score {
	for _, x := range s.Scores {
		if x.CriterionID == criterionID {
			return x
		}
	}
	return Score{CriterionID: criterionID}
}

// SheetInput is the form of a sheet. Points are kept as they were typed.
type SheetInput struct {
	ID      string      `form:"id"` // of a new sheet, so that sending twice makes one
	Version int64       `form:"version"`
	Comment string      `form:"comment"`
	Lines   []LineInput `form:"scores"` // in the order of the criteria
	HandIn  bool        `form:"hand_in"`
}

// LineInput is what is filled in for one criterion.
type LineInput struct {
	CriterionID string `form:"criterion"`
	Points      string `form:"points"`
	Unverified  bool   `form:"unverified"`
	Note        string `form:"note"`
}

const (
	maxNote    = 2000 // characters
	maxComment = 5000
)

// newSheet reads in by the criteria of set. It may be half filled unless it is
// handed in. Errors are keyed like the fields of the form: "scores[2].points".
func newSheet(in SheetInput, set campaign.CriteriaSet) (Sheet, error) {
	s := Sheet{ID: in.ID, Comment: text.CleanLines(in.Comment)}
	if uuid.Validate(s.ID) != nil {
		s.ID = uuid.Must(uuid.NewV7()).String()
	}
	v := fault.Invalid{}
	v.Check(utf8.RuneCountInString(s.Comment) <= maxComment, "comment", "Nhận xét dài quá %d ký tự. Xin viết gọn lại.", maxComment)
	lines := map[string]LineInput{}
	for _, line := range in.Lines {
		lines[line.CriterionID] = line
	}
	for n, c := range set.Criteria {
		line, known := lines[c.ID]
		delete(lines, c.ID)
		if !known {
			continue
		}
		if x := newScore(line, c, n, v); x.Points != nil || x.Unverified || x.Note != "" {
			s.Scores = append(s.Scores, x)
		}
	}
	v.Check(len(lines) == 0, "comment", "Bộ tiêu chí của mùa đã đổi từ lúc mở phiếu. Xin mở lại trang rồi chấm theo bộ mới.")
	s.count(set)
	if in.HandIn {
		s.complete(set, v)
	}
	return s, v.Err()
}

// newScore reads what is filled in for the n-th criterion.
func newScore(line LineInput, c campaign.Criterion, n int, v fault.Invalid) Score {
	x := Score{CriterionID: c.ID, Unverified: line.Unverified, Note: text.CleanLines(line.Note)}
	v.Check(utf8.RuneCountInString(x.Note) <= maxNote, field(n, "note"), "Nhận xét dài quá %d ký tự. Xin viết gọn lại.", maxNote)
	typed := strings.TrimSpace(line.Points)
	if typed == "" {
		return x
	}
	points, err := strconv.ParseInt(typed, 10, 64)
	if err != nil || points < 0 || points > c.Points {
		v.Check(false, field(n, "points"), "Điểm của tiêu chí này là số nguyên từ 0 đến %d.", c.Points)
		return x
	}
	v.Check(!x.Unverified, field(n, "points"), "Đã đánh dấu “Chưa đủ minh chứng” thì để trống ô điểm.")
	x.Points = &points
	return x
}

// count adds up the scores by set.
func (s *Sheet) count(set campaign.CriteriaSet) {
	s.Total, s.Unverified, s.OpenPoints, s.Vetoes = 0, 0, 0, 0
	for _, c := range set.Criteria {
		switch x := s.Score(c.ID); {
		case x.Unverified:
			s.Unverified++
			s.OpenPoints += c.Points
		case x.Points != nil:
			s.Total += *x.Points
			if c.Fails(*x.Points) {
				s.Vetoes++
			}
		}
	}
}

// failed lists the criteria of set that may not be failed and are.
func (s Sheet) failed(set campaign.CriteriaSet) (all []campaign.Criterion) {
	for _, c := range set.Criteria {
		if x := s.Score(c.ID); x.Points != nil && c.Fails(*x.Points) {
			all = append(all, c)
		}
	}
	return all
}

// complete says in v what is missing before s may be handed in: each criterion
// has points or is left open, and a note stands where the points are outside of
// the bands of set.
func (s Sheet) complete(set campaign.CriteriaSet, v fault.Invalid) {
	for n, c := range set.Criteria {
		x := s.Score(c.ID)
		v.Check(x.Unverified || x.Points != nil, field(n, "points"),
			"Chưa cho điểm. Cho điểm từ 0 đến %d, hoặc đánh dấu “Chưa đủ minh chứng” và ghi còn thiếu gì.", c.Points)
		if x.Note != "" {
			continue
		}
		v.Check(!x.Unverified, field(n, "note"), "Ghi còn thiếu minh chứng gì.")
		if x.Points != nil {
			low, high := set.Marked(c, *x.Points)
			v.Check(!high, field(n, "note"), "Cho từ %d%% số điểm trở lên thì cần một câu nhận xét: căn cứ vào minh chứng nào.", set.High)
			v.Check(!low, field(n, "note"), "Cho dưới %d%% của %d điểm thì cần một câu nhận xét: vì sao.", set.Low, c.Points)
		}
	}
}

func field(n int, name string) string { return fmt.Sprintf("scores[%d].%s", n, name) }

// same reports whether s says what other says.
func (s Sheet) same(other Sheet) bool {
	if s.ID != other.ID || s.Comment != other.Comment || len(s.Scores) != len(other.Scores) {
		return false
	}
	for n, x := range s.Scores {
		y := other.Scores[n]
		if x.CriterionID != y.CriterionID || x.Unverified != y.Unverified || x.Note != y.Note || (x.Points == nil) != (y.Points == nil) ||
			x.Points != nil && *x.Points != *y.Points {
			return false
		}
	}
	return true
}

// input is e as the form would send it.
func (e SheetEntry) input() SheetInput {
	in := SheetInput{Comment: e.Comment, HandIn: true}
	for _, x := range e.Scores {
		line := LineInput{CriterionID: x.CriterionID, Unverified: x.Unverified, Note: x.Note}
		if x.Points != nil {
			line.Points = strconv.FormatInt(*x.Points, 10)
		}
		in.Lines = append(in.Lines, line)
	}
	return in
}
