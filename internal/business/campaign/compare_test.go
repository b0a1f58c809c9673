package campaign

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// copyOf is a draft made of s, whose criteria are named by the letters of names:
// "b" was copied from b, "+" is new.
func copyOf(s CriteriaSet, names ...string) CriteriaSet {
	full := s.copied("neu", s.Code, s.Name, s.Edition+1)
	next := full
	next.Criteria = nil
	for n, name := range names {
		c := Criterion{ID: fmt.Sprint("new", n), Name: "Mới"}
		if at := slices.IndexFunc(full.Criteria, func(c Criterion) bool { return c.Origin == name }); at >= 0 {
			c = full.Criteria[at]
		}
		c.Position = int64(n + 1)
		next.Criteria = append(next.Criteria, c)
	}
	return next
}

func five() CriteriaSet {
	s := CriteriaSet{ID: "old", Name: "Bộ", Maximum: 5}
	for n, id := range []string{"a", "b", "c", "d", "e"} {
		s.Criteria = append(s.Criteria, Criterion{ID: id, Name: strings.ToUpper(id), Points: 1, Position: int64(n + 1)})
	}
	return s
}

// said is the changes in short: "moved E".
func said(changes []Change) (all []string) {
	for _, c := range changes {
		all = append(all, strings.TrimSpace(string(c.Kind)+" "+c.Name))
	}
	return all
}

func TestCompareOrder(t *testing.T) {
	t.Parallel()
	for order, want := range map[string][]string{
		"a b c d e":   nil,
		"e a b c d":   {"moved E"}, // not four that moved down
		"b c d e a":   {"moved A"},
		"a c d e":     {"removed B"},
		"a b + c d e": {"added Mới"},
		"b a c":       {"moved A", "removed D", "removed E"},
		"":            {"removed A", "removed B", "removed C", "removed D", "removed E"},
	} {
		got := said(Compare(five(), copyOf(five(), strings.Fields(order)...)))
		slices.Sort(got)
		sorted := slices.Sorted(slices.Values(want))
		if !slices.Equal(got, sorted) {
			t.Errorf("%q: %v, want %v", order, got, want)
		}
	}
}

func TestCompareFields(t *testing.T) {
	t.Parallel()
	old := sound()
	old.VerifiedBy = "Người mẫu"
	next := old.copied("neu", "", old.Name, 2)
	if next.VerifiedBy != "" || next.State != SetDraft || next.BasedOn != old.ID || next.Criteria[0].ID == old.Criteria[0].ID {
		t.Fatalf("copied %+v", next)
	}
	next.VerifiedBy, next.Threshold = old.VerifiedBy, 21
	next.Criteria[0].VetoAt = nil
	next.Criteria[0].Levels[2].Meaning = "đủ và được dân đồng ý"
	if old.Criteria[0].Levels[2].Meaning != "đủ" {
		t.Fatal("a copy shares its levels with the original")
	}
	changes := Compare(old, next)
	if got := said(changes); !slices.Equal(got, []string{"head", "changed Có kế hoạch"}) {
		t.Fatalf("changes %v", got)
	}
	head, c := changes[0], changes[1]
	if head.Subject != wholeSet || len(head.Fields) != 1 || head.Fields[0] != (FieldChange{"Ngưỡng", "20", "21"}) {
		t.Errorf("head %+v", head)
	}
	if c.Subject != next.Criteria[0].ID || len(c.Fields) != 2 || c.Fields[0].Old != "2" || c.Fields[0].New != "" || !strings.Contains(c.Fields[1].New, "10: đủ và") {
		t.Errorf("criterion %+v", c)
	}
}

func TestRearrange(t *testing.T) {
	t.Parallel()
	for act, want := range map[string]string{
		"": "a b c d e 0", "up:1": "b a c d e 0", "up:0": "a b c d e 0", "down:4": "a b c d e 4", "down:0": "b a c d e 1", "drop:4": "a b c d 3",
		"drop:0": "b c d e 0", "add": "a b c d e + 5", "up:9": "a b c d e 0", "up:x": "a b c d e 0", "drop:-1": "a b c d e 0", "burn:1": "a b c d e 1",
	} {
		before := five()
		s, at := before.rearranged(act)
		var got []string
		for n, c := range s.Criteria {
			if c.Position != int64(n+1) {
				t.Errorf("%s: %s stands at %d and says %d", act, c.ID, n+1, c.Position)
			}
			if len(c.ID) > 1 {
				c.ID = "+"
			}
			got = append(got, c.ID)
		}
		if all := strings.Join(got, " ") + fmt.Sprint(" ", at); all != want {
			t.Errorf("%q: %s, want %s", act, all, want)
		}
		if len(before.Criteria) != 5 || before.Criteria[0].ID != "a" {
			t.Errorf("%q changed the original", act)
		}
	}
}
