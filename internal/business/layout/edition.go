package layout

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"kheo/internal/business/org"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/fault"
	"kheo/internal/platform/text"
	"kheo/internal/service/docgen"
)

// State is how far an edition has come.
type State string

// The states: drafts may change, published editions only end or are verified,
// and a superseded one is kept for the papers that were made with it.
const (
	Draft      State = "draft"
	Published  State = "published"
	Superseded State = "superseded"
)

// Label is the Vietnamese name of the state, a source text of i18n.
func (s State) Label() string {
	switch s {
	case Draft:
		return "Bản soạn"
	case Published:
		return "Đã ban hành"
	}
	return "Đã được thay"
}

// Edition is the layout of one line during one time. Its name, line, days,
// source, notes and who verified it stand in Layout.
type Edition struct {
	docgen.Layout
	ID           string
	State        State
	Origin       string // key of the shipped layout; empty for an administrator's
	BasedOn      string
	SupersededBy string
	DraftedBy    string
	PublishedBy  string
	PublishedAt  time.Time
	CreatedAt    time.Time
	Version      int64
}

// Days is when the edition holds.
func (e Edition) Days() clock.Span { return clock.Span{From: e.From, To: e.To} }

// OrgLine is the line of organisation that the edition is for.
func (e Edition) OrgLine() org.Line { return org.Line(e.Line) }

// LineOf is the line whose layouts papers of line follow: bodies of the
// territory and others write as the State does.
func LineOf(line org.Line) org.Line {
	switch line {
	case org.Party, org.Front:
		return line
	}
	return org.State
}

// Lines are the lines that have layouts, in the order of pages.
func Lines() []org.Line { return []org.Line{org.State, org.Party, org.Front} }

const (
	maxName = 160
	maxText = 2000
)

// Input is the form of a draft.
type Input struct {
	ID      string            `form:"id"`
	Version int64             `form:"version"`
	Name    string            `form:"name"`
	Source  string            `form:"source"`
	Notes   string            `form:"notes"`
	From    clock.Date        `form:"from"`
	To      clock.Date        `form:"to"`
	Values  map[string]string `form:"v"` // by the key of each Setting
}

// InputOf fills the form with what e says.
func InputOf(e Edition) Input {
	return Input{ID: e.ID, Version: e.Version, Name: e.Name, Source: e.Source, Notes: e.Notes, From: e.From, To: e.To, Values: Values(e.Layout)}
}

// with is e as in says, or what is wrong with it.
func (e Edition) with(in Input) (Edition, error) {
	v := fault.Invalid{}
	e.Version = in.Version
	e.Name, e.Source, e.Notes, e.From, e.To = text.Clean(in.Name), text.Clean(in.Source), text.CleanLines(in.Notes), in.From, in.To
	v.Check(e.Name != "", "name", "Chưa ghi tên ấn bản.")
	v.Check(len([]rune(e.Name)) <= maxName, "name", "Phần này dài quá %d ký tự. Xin viết gọn lại.", maxName)
	v.Check(e.Source != "", "source", "Chưa ghi nguồn: văn bản nào quy định thể thức này.")
	v.Check(len([]rune(e.Source)) <= maxText, "source", "Phần này dài quá %d ký tự. Xin viết gọn lại.", maxText)
	v.Check(len([]rune(e.Notes)) <= maxText, "notes", "Phần này dài quá %d ký tự. Xin viết gọn lại.", maxText)
	v.Check(e.To.IsZero() || !e.To.Before(e.From), "to", "Ngày cuối phải từ ngày đầu trở đi.")
	Fill(&e.Layout, in.Values, v)
	return e, v.Err()
}

// plan is what publishing an edition does to those before it.
type plan struct {
	Ends   []Edition // end the day before it begins
	Leaves []Edition // it takes their whole place
}

// planFor says how e follows the published editions of its line.
func planFor(e Edition, published []Edition) (p plan, err error) {
	if e.From.IsZero() {
		return p, fault.Invalid{"from": fault.Say("Chọn ngày bắt đầu có hiệu lực.")}
	}
	for _, old := range published {
		switch {
		case old.ID == e.ID || old.Line != e.Line || !old.Days().Meets(e.Days()):
		case old.From == e.From && e.Days().Holds(old.Days()):
			p.Leaves = append(p.Leaves, old)
		case old.From.Before(e.From) && !outlives(old, e):
			p.Ends = append(p.Ends, old)
		case old.From.Before(e.From):
			return p, fault.Invalid{"to": fault.Say("“%s” còn hiệu lực sau ngày %s. Bỏ trống ngày cuối, hoặc ban hành ấn bản nối tiếp trước.", old.Name, e.To.String())}
		default:
			return p, fault.Invalid{"to": fault.Say("Từ ngày %s đã có “%s”. Ghi ngày cuối trước ngày đó.", old.From.String(), old.Name)}
		}
	}
	return p, nil
}

// outlives reports whether old goes on after e has ended.
func outlives(old, e Edition) bool {
	return !e.To.IsZero() && (old.To.IsZero() || old.To.After(e.To))
}

// pick is the edition of line on day. Where none holds, it is the last that
// ended before, or else the first that came after: a paper must look like
// something.
func pick(published []Edition, line org.Line, day clock.Date) (found Edition, ok bool) {
	mine := slices.DeleteFunc(slices.Clone(published), func(e Edition) bool { return e.OrgLine() != line })
	slices.SortFunc(mine, byTime)
	for n, e := range mine {
		if n == 0 || !day.Before(e.From) {
			found, ok = e, true
		}
	}
	return found, ok
}

// byTime puts editions of one line in the order of their days.
func byTime(a, b Edition) int {
	return cmp.Or(strings.Compare(a.From.ISO(), b.From.ISO()), strings.Compare(a.ID, b.ID))
}
