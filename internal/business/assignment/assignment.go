package assignment

import (
	"slices"
	"strings"
	"time"

	"kheo/internal/business/review"
	"kheo/internal/service/auth"
)

// Way is how appraisers came to their cases.
type Way string

// The ways.
const (
	ByHand Way = "hand"
	ByRule Way = "rule"
	Evenly Way = "even"
)

// Label is the Vietnamese name of the way, a source text of i18n.
func (w Way) Label() string {
	switch w {
	case ByRule:
		return "Theo quy tắc"
	case Evenly:
		return "Chia đều tự động"
	}
	return "Chọn bằng tay"
}

// Judge is one person's part in a case.
type Judge struct {
	AccountID string
	Name      string
	Assigned  bool
	Barred    bool // a conflict of interest is confirmed
	Abstained bool
	Begun     bool
	HandedIn  bool
}

// Counts reports whether the judge is one of those whom the case has.
func (j Judge) Counts() bool {
	return !j.Barred && (j.HandedIn || j.Assigned && !j.Abstained)
}

// Case is a case under review of which the council has not spoken yet.
type Case struct {
	ID          string
	Code        string
	Title       string
	Participant string
	UnitPath    string
	UnitName    string
	FieldID     string
	Judges      []Judge // by name
}

// Counting is how many appraisers the case has.
func (c Case) Counting() (n int) {
	for _, j := range c.Judges {
		if j.Counts() {
			n++
		}
	}
	return n
}

// Done reports whether everybody whom the case has handed in a sheet.
func (c Case) Done() bool {
	return c.Counting() > 0 && !slices.ContainsFunc(c.Judges, func(j Judge) bool { return j.Counts() && !j.HandedIn })
}

// State narrows a list of cases.
type State string

// The states of a list; the zero State is every case.
const (
	Without State = "chua-giao"
	Pending State = "chua-du"
	Done    State = "du"
)

// States lists every state in the order in which pages show them.
func States() []State { return []State{"", Without, Pending, Done} }

// Label is the Vietnamese name of the state, a source text of i18n.
func (s State) Label() string {
	switch s {
	case Without:
		return "Chưa giao cho ai"
	case Pending:
		return "Đã giao, chưa đủ phiếu"
	case Done:
		return "Đã đủ phiếu"
	}
	return "Mọi hồ sơ"
}

func (c Case) in(s State) bool {
	switch s {
	case Without:
		return c.Counting() == 0
	case Pending:
		return c.Counting() > 0 && !c.Done()
	case Done:
		return c.Done()
	}
	return true
}

// Person is an appraiser who may be asked.
type Person struct {
	AccountID string
	Name      string
	Units     []string // names of the units for which the person appraises
	Grants    []auth.Grant
}

// reaches reports whether the person appraises the unit at path.
func (p Person) reaches(path string) bool {
	return auth.Actor{Grants: p.Grants}.Is(path, auth.Appraiser)
}

// Batch is what was assigned with one press.
type Batch struct {
	ID       string
	SeasonID string
	Way      Way
	Cases    int64
	Pairs    int64
	People   []string // names
	MadeBy   string
	MadeAt   time.Time
	UndoneBy string
	UndoneAt time.Time
}

// Undone reports whether the batch was taken back.
func (b Batch) Undone() bool { return !b.UndoneAt.IsZero() }

// Rule sends what comes of a field and of a unit to people.
type Rule struct {
	ID       string
	SeasonID string
	FieldID  string // empty: every field
	UnitPath string // empty: every unit
	UnitName string
	People   []Person // ids and names
	MadeBy   string
	MadeAt   time.Time
}

// Meets reports whether a case of a field, of the unit at path, falls under r.
func (r Rule) Meets(fieldID, unitPath string) bool {
	return (r.FieldID == "" || r.FieldID == fieldID) && strings.HasPrefix(unitPath, r.UnitPath)
}

// people are the names in pairs, each once, in order.
func people(pairs []review.Pair) []string {
	var names []string
	for _, p := range pairs {
		if !slices.Contains(names, p.Account) {
			names = append(names, p.Account)
		}
	}
	slices.Sort(names)
	return names
}

// cases counts the cases in pairs.
func cases(pairs []review.Pair) int64 {
	ids := map[string]bool{}
	for _, p := range pairs {
		ids[p.InitiativeID] = true
	}
	return int64(len(ids))
}

// names are those of people in one line.
func names(all []Person) string {
	texts := make([]string, len(all))
	for n, p := range all {
		texts[n] = p.Name
	}
	return strings.Join(texts, ", ")
}
