package campaign

import "strconv"

// ChangeKind says what happened to a part of a set between two editions.
type ChangeKind string

// The kinds of change.
const (
	HeadChanged      ChangeKind = "head"
	CriterionAdded   ChangeKind = "added"
	CriterionRemoved ChangeKind = "removed"
	CriterionChanged ChangeKind = "changed"
	CriterionMoved   ChangeKind = "moved"
)

// Label is the Vietnamese name of the kind, a source text of i18n.
func (k ChangeKind) Label() string {
	switch k {
	case HeadChanged:
		return "Sửa phần chung của bộ"
	case CriterionAdded:
		return "Thêm tiêu chí"
	case CriterionRemoved:
		return "Bỏ tiêu chí"
	case CriterionMoved:
		return "Chuyển chỗ tiêu chí"
	}
	return "Sửa tiêu chí"
}

// Change is one difference between an edition and the one that it was copied
// from; it needs one reason.
type Change struct {
	Subject string // "set" or the id of a criterion: of the new edition, or of the old one where it was removed
	Kind    ChangeKind
	Name    string // of the criterion; empty for the head
	Fields  []FieldChange
	Reason  string
}

// FieldChange is one field of a change.
type FieldChange struct {
	Label    string // Vietnamese, a source text of i18n
	Old, New string // empty where there is none
}

const wholeSet = "set" // subject of what is changed of the set itself

// Compare lists what differs from before to after: the set itself first, then the
// criteria of after in order, then those that were removed.
func Compare(before, after CriteriaSet) []Change {
	var changes []Change
	if fields := differing(before.head(), after.head()); len(fields) > 0 {
		changes = append(changes, Change{Subject: wholeSet, Kind: HeadChanged, Fields: fields})
	}
	old := map[string]Criterion{}
	for _, c := range before.Criteria {
		old[c.ID] = c
	}
	moved := displaced(before, after)
	for _, c := range after.Criteria {
		was, kept := old[c.Origin]
		fields := differing(was.facts(), c.facts())
		switch {
		case !kept:
			changes = append(changes, Change{Subject: c.ID, Kind: CriterionAdded, Name: c.Name, Fields: fields})
			continue
		case len(fields) > 0:
			changes = append(changes, Change{Subject: c.ID, Kind: CriterionChanged, Name: c.Name, Fields: fields})
		case moved[c.ID]:
			changes = append(changes, Change{Subject: c.ID, Kind: CriterionMoved, Name: c.Name, Fields: []FieldChange{
				{"Số thứ tự", strconv.FormatInt(was.Position, 10), strconv.FormatInt(c.Position, 10)},
			}})
		}
		delete(old, c.Origin)
	}
	for _, c := range before.Criteria {
		if _, left := old[c.ID]; left {
			changes = append(changes, Change{Subject: c.ID, Kind: CriterionRemoved, Name: c.Name, Fields: differing(c.facts(), Criterion{}.facts())})
		}
	}
	return changes
}

// displaced tells which criteria of after do not stand in the order of before:
// those outside the longest run that kept its order, so that moving one does not
// count as moving all that it passed.
func displaced(before, after CriteriaSet) map[string]bool {
	place := map[string]int{}
	for n, c := range before.Criteria {
		place[c.ID] = n
	}
	var kept []Criterion
	for _, c := range after.Criteria {
		if _, known := place[c.Origin]; known {
			kept = append(kept, c)
		}
	}
	length, from, end := make([]int, len(kept)), make([]int, len(kept)), -1
	for n := range kept {
		length[n], from[n] = 1, -1
		for m := range n {
			if place[kept[m].Origin] < place[kept[n].Origin] && length[m] >= length[n] {
				length[n], from[n] = length[m]+1, m
			}
		}
		if end < 0 || length[n] > length[end] {
			end = n
		}
	}
	moved := map[string]bool{}
	for _, c := range kept {
		moved[c.ID] = true
	}
	for ; end >= 0; end = from[end] {
		delete(moved, kept[end].ID)
	}
	return moved
}

// head is what is compared of the set itself; an edition has its own number and
// days each time, which need no reason.
func (s CriteriaSet) head() []FieldChange {
	return []FieldChange{
		{Label: "Tên", New: s.Name}, {Label: "Tổng điểm", New: typedNumber(s.Maximum)}, {Label: "Ngưỡng", New: typedNumber(s.Threshold)},
		{Label: "Cần nhận xét khi dưới (%)", New: typedNumber(s.Low)}, {Label: "Cần nhận xét khi từ (%)", New: typedNumber(s.High)},
		{Label: "Nguồn", New: s.Source}, {Label: "Kiểm chứng", New: s.VerifiedBy},
	}
}

// vetoText is the failing points as they are typed.
func (c Criterion) vetoText() string {
	if c.VetoAt == nil {
		return ""
	}
	return strconv.FormatInt(*c.VetoAt, 10)
}

func (c Criterion) facts() []FieldChange {
	return []FieldChange{
		{Label: "Nhóm", New: c.Group}, {Label: "Tên tiêu chí", New: c.Name}, {Label: "Điểm tối đa", New: typedNumber(c.Points)},
		{Label: "Minh chứng cần có", New: c.Evidence}, {Label: "Điểm liệt từ mức này trở xuống", New: c.vetoText()}, {Label: "Các mức điểm", New: levelText(c.Levels)},
	}
}

// differing pairs the values of two equally long lists and keeps what differs.
func differing(old, now []FieldChange) (all []FieldChange) {
	for n := range now {
		if old[n].New != now[n].New {
			all = append(all, FieldChange{now[n].Label, old[n].New, now[n].New})
		}
	}
	return all
}
