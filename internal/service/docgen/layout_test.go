package docgen

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"

	"kheo/internal/platform/clock"
)

func TestShippedLayoutsSayThatNobodyCheckedThem(t *testing.T) {
	t.Parallel()
	keys := map[string]bool{}
	for _, l := range Shipped() {
		if l.Verified() || l.Source == "" || l.Notes == "" || l.Name == "" || keys[l.Key] {
			t.Errorf("%s: source %q, notes %q, verified by %q", l.Key, l.Source, l.Notes, l.VerifiedBy)
		}
		keys[l.Key] = true
		data, err := json.Marshal(l)
		if err != nil {
			t.Fatal(err)
		}
		if again, err := ReadLayout(data); err != nil || !reflect.DeepEqual(again, l) {
			t.Errorf("%s changes on its way through JSON: %v", l.Key, err)
		}
	}
	if len(keys) != 6 {
		t.Errorf("%d layouts: %v", len(keys), keys)
	}
	if _, err := ReadLayout([]byte(`{"key":"x","margin":3}`)); err == nil {
		t.Error("a field that no layout has was read")
	}
}

func TestShippedLayoutsFollowEachOther(t *testing.T) {
	t.Parallel()
	for i, l := range Shipped() {
		if i == 0 {
			continue
		}
		before := Shipped()[i-1]
		if before.Line == l.Line && before.To.AddDays(1) != l.From {
			t.Errorf("%s ends %s, %s begins %s", before.Key, before.To, l.Key, l.From)
		}
	}
	for _, c := range []struct{ line, day, want string }{
		{Party, "2012-10-15", "party-2004"}, {Party, "2018-04-02", "party-2004"}, {Party, "2018-04-03", "party-2018"},
		{Party, "2026-05-26", "party-2018"}, {Party, "2026-05-27", "party-2026"}, {Party, "", "party-2026"}, {Party, "1999-01-01", "party-2004"},
		{State, "2020-03-04", "state-2011"}, {State, "2020-03-05", "state-2020"}, {State, "2007-01-01", "state-2011"}, {State, "", "state-2020"},
		{Front, "2007-01-01", "front"},
	} {
		day, err := clock.Parse(c.day)
		if got := ShippedOn(c.line, day).Key; err != nil || got != c.want {
			t.Errorf("%s on %q: %s, want %s", c.line, c.day, got, c.want)
		}
	}
}

// A layout handed out may be changed without changing the next one.
func TestShippedLayoutsAreCopies(t *testing.T) {
	t.Parallel()
	Shipped()[0].Head.Right[0].Text = "sửa"
	if Shipped()[0].Head.Right[0].Text == "sửa" {
		t.Error("a change of one copy shows in another")
	}
}

func TestPhrases(t *testing.T) {
	t.Parallel()
	day := clock.On(2026, 2, 5)
	for _, c := range []struct {
		line, number, open, date, kept, about string
		tm, kt                                string
	}{
		{State, "Số: 05/QĐ-UBND", "Số: …/QĐ-UBND", "An Bình, ngày 05 tháng 02 năm 2026", "ngày 27 tháng 5 năm 2026", "Về việc khen", "TM.", "KT."},
		{Party, "Số 05-QĐ/UBND", "Số …-QĐ/UBND", "An Bình, ngày 05 tháng 02 năm 2026", "ngày 27 tháng 5 năm 2026", "khen", "T/M", "K/T"},
	} {
		l := ShippedOn(c.line, clock.Date{})
		for _, got := range [][2]string{
			{l.NumberLine(l.Symbol(5, "QĐ", "UBND")), c.number}, {l.NumberLine(l.Symbol(0, "QĐ", "UBND")), c.open},
			{l.PlaceDate("An Bình", day), c.date}, {l.PlaceDate("", clock.On(2026, 5, 27)), c.kept},
			{l.PlaceDate("", clock.Date{}), "ngày … tháng … năm …"}, {l.About("khen"), c.about},
			{l.Signature.Marks.TM, c.tm}, {l.Signature.Marks.KT, c.kt},
		} {
			if got[0] != got[1] {
				t.Errorf("%s: %q, want %q", c.line, got[0], got[1])
			}
		}
	}
	plain := StateLayout()
	plain.Number.Pad, plain.Date = false, DateStyle{}
	if got := plain.Symbol(5, "QĐ", "X") + plain.PlaceDate("", day); got != "5/QĐ-Xngày 5 tháng 2 năm 2026" {
		t.Errorf("without zeros: %q", got)
	}
}

func TestBasesAndDeciders(t *testing.T) {
	t.Parallel()
	said := func(blocks []Block) string {
		var all []string
		for _, b := range blocks {
			text := b.(Paragraph).Runs[0].Text
			if b.(Paragraph).Runs[0].Italic {
				text = "/" + text + "/"
			}
			all = append(all, text)
		}
		return strings.Join(all, "|")
	}
	for key, want := range map[string][3]string{
		"state-2020": {"/Căn cứ A;/|/Căn cứ B./", "HỘI ĐỒNG", "QUYẾT ĐỊNH:"},
		"state-2011": {"Căn cứ A;|Căn cứ B,", "HỘI ĐỒNG", "QUYẾT ĐỊNH:"},
		"party-2026": {"- Căn cứ A;|- Căn cứ B,", "", "HỘI ĐỒNG QUYẾT ĐỊNH"},
	} {
		l := shippedKey(t, key)
		before, line := l.Deciders("HỘI ĐỒNG")
		if got := [3]string{said(l.Bases([]string{"Căn cứ A;", "Căn cứ B"})), said(before), said(line)}; got != want {
			t.Errorf("%s: %q, want %q", key, got, want)
		}
	}
}

func shippedKey(t *testing.T, key string) Layout {
	t.Helper()
	for _, l := range Shipped() {
		if l.Key == key {
			return l
		}
	}
	t.Fatal("no layout", key)
	return Layout{}
}

func TestAlignInWords(t *testing.T) {
	t.Parallel()
	for a := AlignDefault; a <= AlignJustify; a++ {
		text, err := a.MarshalText()
		var again Align
		if err != nil || again.UnmarshalText(text) != nil || again != a {
			t.Errorf("%d becomes %q and %d, %v", a, text, again, err)
		}
	}
	if _, err := Align(9).MarshalText(); err == nil || new(Align).UnmarshalText([]byte("aslant")) == nil {
		t.Error("an alignment that there is not was accepted")
	}
}
