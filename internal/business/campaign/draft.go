package campaign

import (
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/google/uuid"

	"kheo/internal/platform/clock"
	"kheo/internal/platform/fault"
	"kheo/internal/platform/text"
)

// SetInput is the form of a draft. Numbers and levels are kept as they were typed.
type SetInput struct {
	Version    int64            `form:"version"`
	Name       string           `form:"name"`
	Maximum    string           `form:"maximum"`
	Threshold  string           `form:"threshold"`
	Low        string           `form:"low"`
	High       string           `form:"high"`
	From       clock.Date       `form:"from"`
	To         clock.Date       `form:"to"`
	Source     string           `form:"source"`
	VerifiedBy string           `form:"verified_by"`
	Criteria   []CriterionInput `form:"criteria"`
	Act        string           `form:"act"` // "", "add", or up, down and drop with a number: "up:2"
}

// CriterionInput is what is filled in for one criterion.
type CriterionInput struct {
	ID       string `form:"id"`
	Group    string `form:"group"`
	Name     string `form:"name"`
	Points   string `form:"points"`
	Evidence string `form:"evidence"`
	VetoAt   string `form:"veto_at"` // empty: no veto
	Levels   string `form:"levels"`  // one a line: "0-4: chưa có kế hoạch"
}

const (
	maxCriteria = 60
	maxPoints   = 1000
	maxName     = 300 // characters
	maxEvidence = 1000
)

// with gives a draft what in says. It may be half filled; what cannot be read is
// told by the field. Criteria that s does not have yet get ids of their own.
func (s CriteriaSet) with(in SetInput) (CriteriaSet, error) {
	v := fault.Invalid{}
	s.Name, s.Source, s.VerifiedBy = text.Clean(in.Name), text.Clean(in.Source), text.Clean(in.VerifiedBy)
	s.From, s.To = in.From, in.To
	s.Maximum = whole(in.Maximum, "maximum", maxPoints, v)
	s.Threshold = whole(in.Threshold, "threshold", maxPoints, v)
	s.Low, s.High = whole(in.Low, "low", 100, v), whole(in.High, "high", 100, v)
	for field, value := range map[string]string{"name": s.Name, "source": s.Source, "verified_by": s.VerifiedBy} {
		v.Check(utf8.RuneCountInString(value) <= maxName, field, "Mục này dài quá %d ký tự. Xin viết gọn lại.", maxName)
	}
	v.Check(!s.From.IsZero(), "from", "Chưa chọn ngày bắt đầu hiệu lực.")
	v.Check(len(in.Criteria) <= maxCriteria, "maximum", "Một bộ có tối đa %d tiêu chí.", maxCriteria)
	had := map[string]Criterion{}
	for _, c := range s.Criteria {
		had[c.ID] = c
	}
	s.Criteria = nil
	for n, line := range in.Criteria {
		old, known := had[line.ID]
		if !known {
			old = Criterion{ID: uuid.Must(uuid.NewV7()).String()}
		}
		delete(had, line.ID) // an id that is sent twice is two criteria
		s.Criteria = append(s.Criteria, old.with(line, n, v))
	}
	return s, v.Err()
}

func (c Criterion) with(in CriterionInput, n int, v fault.Invalid) Criterion {
	c.Group, c.Name, c.Evidence = text.Clean(in.Group), text.Clean(in.Name), text.CleanLines(in.Evidence)
	c.Position = int64(n + 1)
	c.Points = whole(in.Points, criterionField(n, "points"), maxPoints, v)
	for field, value := range map[string]string{"group": c.Group, "name": c.Name} {
		v.Check(utf8.RuneCountInString(value) <= maxName, criterionField(n, field), "Mục này dài quá %d ký tự. Xin viết gọn lại.", maxName)
	}
	v.Check(utf8.RuneCountInString(c.Evidence) <= maxEvidence, criterionField(n, "evidence"), "Mục này dài quá %d ký tự. Xin viết gọn lại.", maxEvidence)
	c.VetoAt = nil
	if strings.TrimSpace(in.VetoAt) != "" {
		at := whole(in.VetoAt, criterionField(n, "veto_at"), maxPoints, v)
		c.VetoAt = &at
	}
	c.Levels = parseLevels(in.Levels, criterionField(n, "levels"), v)
	return c
}

// whole reads a whole number from 0 to most; nothing typed is 0.
func whole(typed, field string, most int64, v fault.Invalid) int64 {
	typed = strings.TrimSpace(typed)
	if typed == "" {
		return 0
	}
	n, err := strconv.ParseInt(typed, 10, 64)
	v.Check(err == nil && n >= 0 && n <= most, field, "Cần một số nguyên từ 0 đến %d.", most)
	return n
}

// rearranged is s after the act of a button, and the number of the criterion to
// look at next, from 0. An act that does not fit changes nothing.
func (s CriteriaSet) rearranged(act string) (CriteriaSet, int) {
	verb, number, _ := strings.Cut(act, ":")
	n, err := strconv.Atoi(number)
	if verb == "add" {
		c := Criterion{ID: uuid.Must(uuid.NewV7()).String()}
		if last := len(s.Criteria) - 1; last >= 0 {
			c.Group = s.Criteria[last].Group
		}
		s.Criteria = append(slices.Clone(s.Criteria), c)
		n = len(s.Criteria) - 1
	} else if err != nil || n < 0 || n >= len(s.Criteria) {
		return s, 0
	}
	s.Criteria = slices.Clone(s.Criteria)
	switch verb {
	case "up":
		n = swap(s.Criteria, n, n-1)
	case "down":
		n = swap(s.Criteria, n, n+1)
	case "drop":
		s.Criteria = slices.Delete(s.Criteria, n, n+1)
	}
	for m := range s.Criteria {
		s.Criteria[m].Position = int64(m + 1)
	}
	return s, max(0, min(n, len(s.Criteria)-1))
}

// swap exchanges two criteria where both are there, and tells where the first is then.
func swap(all []Criterion, a, b int) int {
	if b < 0 || b >= len(all) {
		return a
	}
	all[a], all[b] = all[b], all[a]
	return b
}

// input is s as its form sends it.
func (s CriteriaSet) input() SetInput {
	in := SetInput{
		Version: s.Version, Name: s.Name, Maximum: typedNumber(s.Maximum), Threshold: typedNumber(s.Threshold), Low: typedNumber(s.Low), High: typedNumber(s.High),
		From: s.From, To: s.To, Source: s.Source, VerifiedBy: s.VerifiedBy,
	}
	for _, c := range s.Criteria {
		in.Criteria = append(in.Criteria, CriterionInput{
			ID: c.ID, Group: c.Group, Name: c.Name, Points: typedNumber(c.Points), Evidence: c.Evidence, VetoAt: c.vetoText(), Levels: levelText(c.Levels),
		})
	}
	return in
}

func typedNumber(n int64) string {
	if n == 0 {
		return ""
	}
	return strconv.FormatInt(n, 10)
}

// copied is a draft of another edition with the criteria of s.
func (s CriteriaSet) copied(id, code, name string, edition int64) CriteriaSet {
	next := s
	next.ID, next.Code, next.Name, next.Edition = id, code, name, edition
	next.BasedOn, next.State, next.Version = s.ID, SetDraft, 1
	next.VerifiedBy, next.Note, next.ProposedID, next.ProposedBy, next.PublishedBy = "", "", "", "", ""
	next.ProposedAt, next.PublishedAt = time.Time{}, time.Time{}
	next.Criteria = make([]Criterion, len(s.Criteria))
	for n, c := range s.Criteria {
		c.Origin, c.ID, c.Position = c.ID, uuid.Must(uuid.NewV7()).String(), int64(n+1)
		c.Levels = slices.Clone(c.Levels)
		next.Criteria[n] = c
	}
	return next
}
