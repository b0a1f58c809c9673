package dossier

import (
	"strings"
	"testing"
	"unicode/utf8"

	"kheo/internal/business/org"
	"kheo/internal/business/recognition"
	"kheo/internal/platform/clock"
)

func TestInWords(t *testing.T) {
	t.Parallel()
	for n, want := range map[int64]string{
		-5: "Không đồng", 0: "Không đồng", 1: "Một đồng", 10: "Mười đồng", 11: "Mười một đồng", 15: "Mười lăm đồng", 20: "Hai mươi đồng",
		21: "Hai mươi mốt đồng", 24: "Hai mươi tư đồng", 25: "Hai mươi lăm đồng", 100: "Một trăm đồng", 104: "Một trăm linh bốn đồng",
		105: "Một trăm linh năm đồng", 115: "Một trăm mười lăm đồng", 1000: "Một nghìn đồng", 1001: "Một nghìn không trăm linh một đồng",
		380_000: "Ba trăm tám mươi nghìn đồng", 1_400_000: "Một triệu bốn trăm nghìn đồng", 1_005_000: "Một triệu không trăm linh năm nghìn đồng",
		2_000_010:     "Hai triệu không trăm mười đồng",
		1_000_000_000: "Một tỷ đồng", 1_000_000_001: "Một tỷ không trăm linh một đồng", 25_300_040_005: "Hai mươi lăm tỷ ba trăm triệu không trăm bốn mươi nghìn không trăm linh năm đồng",
		1_000_000_000_000: "Một nghìn tỷ đồng",
	} {
		if got := inWords(n); got != want {
			t.Errorf("%d is %q, want %q", n, got, want)
		}
	}
}

func FuzzInWords(f *testing.F) {
	for _, n := range []int64{0, 7, 1_400_000, 1 << 62} {
		f.Add(n)
	}
	f.Fuzz(func(t *testing.T, n int64) {
		got := inWords(n)
		if !strings.HasSuffix(got, " đồng") || strings.Contains(got, "  ") || !utf8.ValidString(got) {
			t.Errorf("%d is %q", n, got)
		}
	})
}

func TestShorten(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		in   string
		most int
		want string
	}{
		{"", 5, ""}, {"một hai", 7, "một hai"}, {"một\n hai ba", 8, "một hai…"}, {"một hai, ba", 9, "một hai…"},
		{"một hai ba", 4, "một…"}, {"nghiêngngả", 5, "nghi…"},
	} {
		if got := shorten(c.in, c.most); got != c.want {
			t.Errorf("%q to %d is %q, want %q", c.in, c.most, got, c.want)
		}
	}
}

func FuzzShorten(f *testing.F) {
	f.Add("một hai ba", 5)
	f.Fuzz(func(t *testing.T, s string, most int) {
		if most < 2 || most > 500 || !utf8.ValidString(s) {
			return
		}
		if got := shorten(s, most); utf8.RuneCountInString(got) > most || !utf8.ValidString(got) {
			t.Errorf("%q to %d is %q", s, most, got)
		}
	})
}

func TestKinds(t *testing.T) {
	t.Parallel()
	for n, k := range Kinds() {
		if got, ok := ParseKind(string(k)); !ok || got != k || k.Label() == "" {
			t.Errorf("%q: %q %v", k, got, ok)
		}
		if !strings.HasPrefix(k.fileName(), "0"+string(rune('1'+n))+"-") {
			t.Error(k.fileName())
		}
	}
	if k, ok := ParseKind("Tờ trình"); !ok || k != Submission {
		t.Error("as people write it:", k, ok)
	}
	if _, ok := ParseKind("ca-bo"); ok {
		t.Error("no paper")
	}
}

// What is not in the house is refused or said to be missing, never made up.
func TestRefusals(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		kind   Kind
		change func(*Record)
		want   string
	}{
		"no meeting":     {Minutes, func(r *Record) { r.Meetings = nil }, "Chưa có phiên họp"},
		"no ceremony":    {Invitation, func(r *Record) { r.Ceremony = Ceremony{} }, "Chưa ghi ngày và nơi trao"},
		"no bonus":       {Bonus, func(r *Record) { r.Bonus = BonusSheet{} }, "Chưa có bảng tính"},
		"no module":      {Bonus, func(r *Record) { r.knows.bonus = false }, "Chưa có bảng tính"},
		"a wrong total":  {Bonus, func(r *Record) { r.Bonus.Total++ }, "không khớp"},
		"one not paid":   {Bonus, func(r *Record) { r.Bonus.Items[0].LineID = "other" }, "không khớp"},
		"no lines":       {Brief, func(r *Record) { r.Lines = nil }, "chưa có dòng nào"},
		"an amendment":   {Report, func(r *Record) { r.Decision.Kind = recognition.Correction }, "chỉ có bản quyết định"},
		"nothing wrong":  {Submission, func(*Record) {}, ""},
		"its own paper":  {Decision, func(r *Record) { r.Decision.Kind = recognition.Correction }, ""},
		"a revoked list": {Decision, func(r *Record) { r.Lines = nil }, ""},
	} {
		r := sample(org.State, recognition.Commendation, clock.On(2026, 10, 9), 3)
		c.change(&r)
		_, err := r.Document(c.kind)
		if reason, _ := refused(err); (err == nil) != (c.want == "") || !strings.Contains(reason.String(), c.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestMissing(t *testing.T) {
	t.Parallel()
	r := sample(org.State, recognition.Commendation, clock.On(2026, 10, 9), 3)
	r.Numbers = map[Kind]string{Submission: "12/TTr-UBND"}
	for _, k := range Kinds() {
		if m := r.Missing(k); len(m) > 0 {
			t.Errorf("%s of a full record lacks %s", k, m[0])
		}
	}
	r.Lines[0].Work.ID, r.Lines[1].Indicators = "", nil
	if m := r.Missing(Report); len(m) != 2 || m[0].String() != "1 dòng chưa có hồ sơ mô hình; người báo cáo viết tiếp." {
		t.Error(m)
	}
	if text := docxText(t, must(r.Document(Submission))); !strings.Contains(text, "Số: 12/TTr-UBND") {
		t.Error("the given number is not written")
	}
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}
