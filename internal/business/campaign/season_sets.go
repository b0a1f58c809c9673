package campaign

import (
	"fmt"

	"kheo/internal/platform/fault"
)

// SeasonSet is a criteria set that a season uses beside its own: for a field, for
// a kind of initiative, or for both.
type SeasonSet struct {
	FieldID string `form:"field"` // empty: every field
	Kind    string `form:"kind"`  // model, project or solution; empty: every kind
	SetID   string `form:"set"`   // empty: a line that is not filled in
}

// KindName is a kind of initiative with its Vietnamese name, a source text of i18n.
type KindName struct{ Kind, Name string }

// KindNames lists the kinds of initiatives, which module initiative knows more of.
func KindNames() []KindName {
	return []KindName{{"model", "Mô hình"}, {"project", "Công trình"}, {"solution", "Giải pháp"}}
}

func knownKind(kind string) bool {
	for _, k := range KindNames() {
		if k.Kind == kind {
			return true
		}
	}
	return kind == ""
}

// pick is the set for an initiative: the line that names both its field and its
// kind, else the one of its field, else the one of its kind, else standard.
func pick(lines []SeasonSet, standard, fieldID, kind string) string {
	for _, want := range []SeasonSet{{FieldID: fieldID, Kind: kind}, {FieldID: fieldID}, {Kind: kind}} {
		for _, l := range lines {
			if l.FieldID == want.FieldID && l.Kind == want.Kind {
				return l.SetID
			}
		}
	}
	return standard
}

// chosen keeps the lines that are filled in, checked against the published sets.
// Errors are keyed like the fields of the form: "sets[1].set".
func chosen(lines []SeasonSet, standard string, published map[string]CriteriaSet, v fault.Invalid) []SeasonSet {
	kept := []SeasonSet{}
	seen := map[[2]string]bool{}
	for n, l := range lines {
		if l == (SeasonSet{}) {
			continue
		}
		set, known := published[l.SetID]
		v.Check(known, seasonSetField(n, "set"), "Chọn bộ tiêu chí đã ban hành, hoặc để trống cả dòng.")
		v.Check(l.FieldID != "" || l.Kind != "", seasonSetField(n, "field"), "Chọn lĩnh vực, loại hình hoặc cả hai.")
		v.Check(knownKind(l.Kind), seasonSetField(n, "kind"), "Chọn mô hình, công trình hoặc giải pháp.")
		v.Check(!seen[[2]string{l.FieldID, l.Kind}], seasonSetField(n, "field"), "Lĩnh vực và loại hình này đã có ở dòng trên.")
		base, ok := published[standard]
		v.Check(!ok || !known || set.Maximum == base.Maximum, seasonSetField(n, "set"),
			"Bộ này có tổng %d điểm, bộ chung của mùa có %d điểm. Các bộ trong một mùa phải cùng tổng điểm.", set.Maximum, base.Maximum)
		seen[[2]string{l.FieldID, l.Kind}] = true
		kept = append(kept, l)
	}
	return kept
}

// named is l with the names of its field and kind.
func (l SeasonSet) named(set CriteriaSet, fields []Field) SetBeside {
	b := SetBeside{CriteriaSet: set}
	for _, f := range fields {
		if f.ID == l.FieldID {
			b.Field = f.Name
		}
	}
	for _, k := range KindNames() {
		if k.Kind == l.Kind {
			b.Kind = k.Name
		}
	}
	return b
}

func seasonSetField(n int, name string) string { return fmt.Sprintf("sets[%d].%s", n, name) }
