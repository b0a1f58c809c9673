package certificate

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"kheo/internal/business/layout"
	"kheo/internal/business/org"
	"kheo/internal/business/recognition"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/fault"
	"kheo/internal/platform/text"
	"kheo/internal/service/docgen"
)

// Design is how certificates look, as one edition of it. A design without a unit
// came with the program: it is copied, never changed.
type Design struct {
	docgen.Design
	ID         string
	Code       string // the same in all editions
	Edition    int64
	UnitID     string
	UnitPath   string
	From       clock.Date
	To         clock.Date // when another edition followed, or it was given up; zero: in use
	Source     string
	VerifiedBy string // empty: nobody has compared it with its source
	BasedOn    string
	ChangedBy  string
	ChangedAt  time.Time
	Version    int64
}

// Shipped reports whether d came with the program.
func (d Design) Shipped() bool { return d.UnitID == "" }

// InForce reports whether papers may be printed with d on day.
func (d Design) InForce(day clock.Date) bool { return d.To.IsZero() && !day.Before(d.From) }

// Fits reports whether d is for decisions of the unit at path.
func (d Design) Fits(path string) bool { return strings.HasPrefix(path, d.UnitPath) }

// Lines are the lines that designs are for, in the order of pages.
func Lines() []org.Line { return []org.Line{org.State, org.Party, org.Front} }

// fitting keeps the designs for a decision, the one that is meant unless another
// is chosen first: of the decision's line, A4, without a photograph; the body's own
// before its superiors', those before what came with the program.
func fitting(all []Design, d recognition.Decision, today clock.Date) []Design {
	mine := slices.DeleteFunc(slices.Clone(all), func(x Design) bool { return !x.InForce(today) || !x.Fits(d.UnitPath) })
	line := string(layout.LineOf(d.Line))
	rank := func(x Design) int {
		n := 0
		for i, off := range []bool{x.Photo, x.Paper != docgen.A4, x.Line != line} {
			if off {
				n += 1 << i
			}
		}
		return n
	}
	slices.SortStableFunc(mine, func(a, b Design) int {
		return cmp.Or(cmp.Compare(rank(a), rank(b)), cmp.Compare(len(b.UnitPath), len(a.UnitPath)), strings.Compare(a.Code, b.Code))
	})
	return mine
}

// choose finds a design by id or code; empty means the first.
func choose(fitting []Design, named string) (Design, error) {
	for _, d := range fitting {
		if named == "" || d.ID == named || d.Code == named {
			return d, nil
		}
	}
	return Design{}, fault.Invalid{"design": fault.Say("Mẫu giấy này không dùng được cho quyết định này. Chọn một mẫu khác.")}
}

// Input is the form of a design.
type Input struct {
	ID         string     `form:"-"`
	NewID      string     `form:"new_id"` // of the next edition, should one follow
	Version    int64      `form:"version"`
	Name       string     `form:"name"`
	Source     string     `form:"source"`
	VerifiedBy string     `form:"verified_by"`
	From       clock.Date `form:"from"`
	Line       string     `form:"line"`
	Paper      string     `form:"paper"`
	Heading    string     `form:"heading"` // lines
	Photo      bool       `form:"photo"`
	Frame      bool       `form:"frame"`
	Watermark  bool       `form:"watermark"`
	Title      string     `form:"title"` // colours
	Ink        string     `form:"ink"`
	Gold       string     `form:"gold"`
	Pale       string     `form:"pale"`
	Margin     string     `form:"margin"` // lengths, mm
	HeadTop    string     `form:"head_top"`
	TitleAt    string     `form:"title_at"`
	SealRoom   string     `form:"seal_room"`
	Blank      []string   `form:"blank"`
	Act        string     `form:"act"` // "preview", or empty to save
}

// InputOf fills the form with what d says.
func InputOf(d Design) Input {
	in := Input{
		ID: d.ID, Version: d.Version, Name: d.Name, Source: d.Source, VerifiedBy: d.VerifiedBy, From: d.From, Line: d.Line, Paper: string(d.Paper),
		Heading: strings.Join(d.Heading, "\n"), Photo: d.Photo, Frame: d.Frame, Watermark: d.Watermark,
		Title: d.Title.String(), Ink: d.Ink.String(), Gold: d.Gold.String(), Pale: d.Pale.String(),
		Margin: length(d.Margin), HeadTop: length(d.HeadTop), TitleAt: length(d.TitleAt), SealRoom: length(d.SealRoom),
	}
	for _, p := range d.Blank {
		in.Blank = append(in.Blank, string(p))
	}
	return in
}

const (
	maxName    = 120
	maxText    = 1000
	maxHeading = 3
)

// with is d as in says, or what is wrong with it.
func (d Design) with(in Input) (Design, error) {
	v := fault.Invalid{}
	short := func(value *string, typed, field string, most int) {
		*value = text.Clean(typed)
		v.Check(len([]rune(*value)) <= most, field, "Phần này dài quá %d ký tự. Xin viết gọn lại.", most)
	}
	short(&d.Name, in.Name, "name", maxName)
	short(&d.Source, in.Source, "source", maxText)
	short(&d.VerifiedBy, in.VerifiedBy, "verified_by", maxName)
	v.Check(d.Name != "", "name", "Chưa ghi tên mẫu.")
	v.Check(d.Source != "", "source", "Chưa ghi nguồn: mẫu này theo văn bản hoặc phôi nào.")
	d.From, d.Version = in.From, in.Version
	v.Check(!d.From.IsZero(), "from", "Chọn ngày bắt đầu dùng.")
	d.Line, d.Paper = in.Line, docgen.Paper(in.Paper)
	v.Check(slices.Contains(Lines(), org.Line(d.Line)), "line", "Chọn một dòng trong danh sách.")
	v.Check(d.Paper == docgen.A4 || d.Paper == docgen.A3, "paper", "Chọn một dòng trong danh sách.")
	d.heading(in.Heading, v)
	d.Photo, d.Frame, d.Watermark = in.Photo, in.Frame, in.Watermark
	d.sizes(in, v)
	d.Blank = nil
	for _, p := range docgen.Parts() {
		if slices.Contains(in.Blank, string(p)) {
			d.Blank = append(d.Blank, p)
		}
	}
	return d, v.Err()
}
