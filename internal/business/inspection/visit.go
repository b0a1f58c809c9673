package inspection

import (
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/google/uuid"

	"kheo/internal/platform/clock"
	"kheo/internal/platform/fault"
	"kheo/internal/platform/text"
	"kheo/internal/service/files"
)

// State says how far a visit is.
type State string

// The states.
const (
	Planned   State = "planned"
	Done      State = "done"
	Cancelled State = "cancelled"
)

// States lists every state in the order in which pages show them.
func States() []State { return []State{Planned, Done, Cancelled} }

// Label is the Vietnamese name of the state, a source text of i18n.
func (s State) Label() string {
	switch s {
	case Done:
		return "Đã đi"
	case Cancelled:
		return "Đã hủy"
	}
	return "Sắp đi"
}

// Answer is what was seen of one question.
type Answer string

// The answers; the empty Answer is none yet.
const (
	Yes    Answer = "yes"
	No     Answer = "no"
	Unseen Answer = "unseen"
)

// Answers lists every answer.
func Answers() []Answer { return []Answer{Yes, No, Unseen} }

// Label is the Vietnamese name of the answer, a source text of i18n.
func (a Answer) Label() string {
	switch a {
	case Yes:
		return "Có"
	case No:
		return "Không"
	case Unseen:
		return "Chưa thấy"
	}
	return "Chưa trả lời"
}

// Visit is a trip of a team to one or several initiatives.
type Visit struct {
	ID        string
	SeasonID  string
	PlannedOn clock.Date
	Place     string // where the team meets
	Purpose   string
	Team      string // one person a line, the head first
	State     State
	DoneOn    clock.Date
	Note      string // why it was cancelled
	Version   int64
	CreatedBy string // name
	Questions []string
	Cases     []Case
}

// On is the day of the visit: when it was, or is to be.
func (v Visit) On() clock.Date {
	if v.State == Done {
		return v.DoneOn
	}
	return v.PlannedOn
}

// Late reports whether the visit should have been by day and nobody said so.
func (v Visit) Late(day clock.Date) bool { return v.State == Planned && v.PlannedOn.Before(day) }

// People are the members of the team, the head first.
func (v Visit) People() []string {
	return strings.FieldsFunc(v.Team, func(r rune) bool { return r == '\n' })
}

// Case is one initiative of a visit with what was seen of it.
type Case struct {
	VisitID      string
	InitiativeID string
	UnitPath     string
	Code         string
	Title        string
	Participant  string
	UnitName     string
	Findings     string
	WrittenBy    string // name; empty while nothing is written
	Version      int64
	Answers      []Said // in the order of the questions; empty while nothing is written
	Photos       []Photo
}

// Said is what was seen of one question.
type Said struct {
	Answer Answer
	Note   string
}

// Answer finds what was said of the n-th question.
func (c Case) Answer(n int) Said {
	if n < len(c.Answers) {
		return c.Answers[n]
	}
	return Said{}
}

// Photo is a picture that the team took.
type Photo struct {
	ID           string
	VisitID      string
	InitiativeID string
	Caption      string
	FileID       string
	Author       string // name
	At           time.Time
	File         files.File
}

// PlanInput is the form of a visit.
type PlanInput struct {
	ID        string     `form:"id"` // of a new visit, so that sending twice makes one
	Season    string     `form:"mua"`
	PlannedOn clock.Date `form:"planned_on"`
	Place     string     `form:"place"`
	Purpose   string     `form:"purpose"`
	Team      string     `form:"team"`
	Cases     []string   `form:"ho_so"` // ids
	Questions string     `form:"questions"`
	Words     string     `form:"tim"` // for finding initiatives
	Version   int64      `form:"version"`
}

const (
	maxText      = 2000 // characters
	maxCases     = 50
	maxQuestions = 40
)

// visit checks in.
func (in PlanInput) visit() (v Visit, err error) {
	v = Visit{
		ID: in.ID, PlannedOn: in.PlannedOn, Place: text.Clean(in.Place), Purpose: text.CleanLines(in.Purpose), Team: lines(in.Team),
		State: Planned, Version: in.Version, Questions: strings.FieldsFunc(lines(in.Questions), func(r rune) bool { return r == '\n' }),
	}
	if uuid.Validate(v.ID) != nil {
		v.ID = uuid.Must(uuid.NewV7()).String()
	}
	wrong := fault.Invalid{}
	wrong.Check(!v.PlannedOn.IsZero(), "planned_on", "Chọn ngày đi.")
	wrong.Check(v.Team != "", "team", "Ghi ít nhất một người đi, mỗi người một dòng, trưởng đoàn ở dòng đầu.")
	wrong.Check(len(v.Questions) > 0, "questions", "Ghi ít nhất một câu hỏi, mỗi câu một dòng.")
	wrong.Check(len(v.Questions) <= maxQuestions, "questions", "Mỗi chuyến tối đa %d câu hỏi.", maxQuestions)
	for name, s := range map[string]string{"place": v.Place, "purpose": v.Purpose, "team": v.Team} {
		wrong.Check(utf8.RuneCountInString(s) <= maxText, name, "Phần này dài quá %d ký tự. Xin viết gọn lại.", maxText)
	}
	wrong.Check(utf8.RuneCountInString(in.Questions) <= 4*maxText, "questions", "Phần này dài quá %d ký tự. Xin viết gọn lại.", 4*maxText)
	seen := map[string]bool{}
	for _, id := range in.Cases {
		if uuid.Validate(id) != nil {
			return v, fault.NotFound
		}
		if !seen[id] {
			seen[id] = true
			v.Cases = append(v.Cases, Case{VisitID: v.ID, InitiativeID: id})
		}
	}
	wrong.Check(len(v.Cases) > 0, "ho_so", "Chọn ít nhất một hồ sơ để đến xem.")
	wrong.Check(len(v.Cases) <= maxCases, "ho_so", "Mỗi chuyến tối đa %d hồ sơ.", maxCases)
	return v, wrong.Err()
}

// lines cleans a text of one thing a line and drops empty lines.
func lines(s string) string {
	var all []string
	for line := range strings.SplitSeq(text.CleanLines(s), "\n") {
		if line = strings.TrimSpace(line); line != "" {
			all = append(all, line)
		}
	}
	return strings.Join(all, "\n")
}

// SeenInput is the form of what was seen of one initiative.
type SeenInput struct {
	Version  int64       `form:"version"`
	Findings string      `form:"findings"`
	Answers  []SaidInput `form:"answers"` // in the order of the questions
}

// SaidInput is what is filled in for one question.
type SaidInput struct {
	Answer Answer `form:"answer"`
	Note   string `form:"note"`
}

// read checks in against the number of questions. Errors are keyed like the
// fields of the form.
func (in SeenInput) read(questions int) (findings string, said []Said, err error) {
	v := fault.Invalid{}
	findings = text.CleanLines(in.Findings)
	v.Check(utf8.RuneCountInString(findings) <= 5*maxText, "findings", "Phần này dài quá %d ký tự. Xin viết gọn lại.", 5*maxText)
	said = make([]Said, questions)
	filled := findings != ""
	for n := range said {
		if n < len(in.Answers) {
			said[n] = Said{in.Answers[n].Answer, text.CleanLines(in.Answers[n].Note)}
		}
		filled = filled || said[n] != Said{}
		v.Check(said[n].Answer == "" || slices.Contains(Answers(), said[n].Answer), answerField(n, "answer"), "Chọn có, không hoặc chưa thấy.")
		v.Check(utf8.RuneCountInString(said[n].Note) <= maxText, answerField(n, "note"), "Phần này dài quá %d ký tự. Xin viết gọn lại.", maxText)
	}
	v.Check(filled, "findings", "Chưa ghi gì. Trả lời ít nhất một câu, hoặc viết điều đã thấy.")
	return findings, said, v.Err()
}

func answerField(n int, name string) string { return fmt.Sprintf("answers[%d].%s", n, name) }
