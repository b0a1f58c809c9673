package layout

import (
	"reflect"
	"strings"
	"testing"

	"kheo/internal/platform/clock"
	"kheo/internal/platform/fault"
	"kheo/internal/service/docgen"
)

// Every number, word and choice of a layout can be changed: what the form shows
// of a shipped layout and reads back is that layout.
func TestSettingsReachEverything(t *testing.T) {
	t.Parallel()
	for _, l := range docgen.Shipped() {
		v := fault.Invalid{}
		got := docgen.Layout{Key: l.Key, Name: l.Name, Line: l.Line, From: l.From, To: l.To, Source: l.Source, Notes: l.Notes}
		Fill(&got, Values(l), v)
		if err := v.Err(); err != nil {
			t.Errorf("%s: %v", l.Key, err)
		}
		if !reflect.DeepEqual(got, l) {
			t.Errorf("%s: the form makes\n%+v %+v\nof\n%+v %+v", l.Key, got.Head, got.Signature, l.Head, l.Signature)
		}
	}
}

func TestSettingsAreNamedOnce(t *testing.T) {
	t.Parallel()
	keys, labels := map[string]bool{}, map[string]bool{}
	for _, s := range Settings() {
		if keys[s.Key] || labels[s.Label] || s.Group == "" {
			t.Errorf("%s, %q: named twice or nowhere", s.Key, s.Label)
		}
		keys[s.Key], labels[s.Label] = true, true
		if s.number != nil && s.Low >= s.High || s.text != nil && s.Most == 0 {
			t.Errorf("%s has no bounds", s.Key)
		}
	}
}

func TestFillBounds(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ key, typed, say string }{
		{"left", "4,9", "từ 5 đến 60"}, {"left", "60.1", "từ 5 đến 60"}, {"left", "", "Cần một con số"}, {"left", "NaN", "Cần một con số"}, {"left", "1e999", "Cần một con số"},
		{"left", "5", ""}, {"left", " 60 ", "không vừa"}, {"body_size", "7", "từ 8 đến 24"}, {"body_size", "24,5", "từ 8 đến 24"},
		{"issuer_rule", "0", ""}, {"issuer_rule", "5", "từ 10 đến 100"}, {"star", "****", "Tối đa 3 ký tự"}, {"font", " ", "không để trống"},
		{"number_restart", "tháng", "Chọn một trong"}, {"page_align", "aslant", "Chọn một trong"}, {"right1_text", "", "không để trống"}, {"right2_text", "", ""},
		{"left_share", "45", "không vừa"}, {"page_edge", "20", "phải nằm trong lề"}, {"number_pattern", "{n}{n}/{kind}-{org}", "mỗi phần một lần"},
	} {
		l, v := docgen.StateLayout(), fault.Invalid{}
		values := Values(l)
		values[c.key] = c.typed
		Fill(&l, values, v)
		switch {
		case c.say == "" && len(v) > 0:
			t.Errorf("%s = %q: %v", c.key, c.typed, v)
		case c.say != "" && !strings.Contains(v.Error(), c.say):
			t.Errorf("%s = %q: %q does not say %q", c.key, c.typed, v.Error(), c.say)
		}
	}
}

func TestWideMarginsLeaveRoom(t *testing.T) {
	t.Parallel()
	l, v := docgen.PartyLayout(), fault.Invalid{}
	values := Values(l)
	values["page_w"], values["left"], values["right"] = "148", "50", "50"
	Fill(&l, values, v)
	if !strings.Contains(v.Error(), "48 mm") {
		t.Errorf("%q", v.Error())
	}
}

func TestTidyKeepsTheSpaceAtTheEnd(t *testing.T) {
	t.Parallel()
	for typed, want := range map[string]string{"Số: ": "Số: ", "  Số  :  ": " Số : ", "\t": "", "-----": "-----", "Về\nviệc ": "Về việc "} {
		if got := tidy(typed); got != want {
			t.Errorf("%q becomes %q, want %q", typed, got, want)
		}
	}
}

func TestPick(t *testing.T) {
	t.Parallel()
	made := func(id, from, to string) Edition {
		return Edition{ID: id, Layout: docgen.Layout{Line: docgen.Party, From: day(t, from), To: day(t, to)}}
	}
	all := []Edition{made("c", "2020-01-01", ""), made("a", "2004-01-01", "2009-12-31"), made("b", "2012-01-01", "2019-12-31")}
	for on, want := range map[string]string{"2000-01-01": "a", "2005-01-01": "a", "2010-06-01": "a", "2012-01-01": "b", "2019-12-31": "b", "2030-01-01": "c"} {
		if got, ok := pick(all, "party", day(t, on)); !ok || got.ID != want {
			t.Errorf("on %s: %q, want %q", on, got.ID, want)
		}
	}
	if _, ok := pick(all, "state", day(t, "2020-01-01")); ok {
		t.Error("a layout of another line was picked")
	}
}

func day(t *testing.T, s string) clock.Date {
	t.Helper()
	d, err := clock.Parse(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// FuzzFill: whatever is typed, the layout stays one that can be written.
func FuzzFill(f *testing.F) {
	f.Add("left", "30")
	f.Add("body_size", "-1")
	f.Add("right1_text", strings.Repeat("Ơ", 200))
	f.Fuzz(func(t *testing.T, key, typed string) {
		l, v := docgen.StateLayout(), fault.Invalid{}
		values := Values(l)
		values[key] = typed
		Fill(&l, values, v)
		if len(v) > 0 {
			return
		}
		if l.Left < 5 || l.Left > 60 || l.Body.Size < 8 || l.Body.Size > 24 || len(l.Head.Right) == 0 || len(l.Crowded()) > 0 {
			t.Errorf("%s = %q was accepted: %+v", key, typed, l)
		}
	})
}
