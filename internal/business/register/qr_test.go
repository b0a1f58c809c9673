package register_test

import (
	"strings"
	"testing"

	"kheo/internal/business/recognition"
	"kheo/internal/business/register"
	"kheo/internal/platform/db/dbtest"
	"kheo/internal/service/translog"
)

// The paper alone tells who issued it: number, day and name are signed.
func TestExamineQR(t *testing.T) {
	t.Parallel()
	h := newHall(t, dbtest.SQLite(t))
	all := h.entries(t, h.issued(t, recognition.Commendation, "412-QĐ/QU", many(2)...))
	papers, keys := h.papers(t, all), h.keys(t)
	text, name := papers[0].QR, all[0].Record.Name
	if len(text) > 230 || !strings.HasPrefix(text, baseURL+"/kiem-tra/"+all[0].Code+"#") {
		t.Errorf("%d bytes: %s", len(text), text)
	}
	for _, typed := range []string{name, "", "Bà Nguyễn Thị Mẫu 1"} { // the last is decomposed
		v := register.ExamineQR(" "+text+"\n", typed, keys)
		if v.Outcome != register.Genuine || !v.Valid() || v.Short.Number != "412-QĐ/QU" || v.Short.DecidedOn.ISO() != "2026-11-20" || v.Code != all[0].Code {
			t.Errorf("name %q: %+v", typed, v)
		}
	}
	elsewhere, _, err := translog.NewKey("khac.example/so-cong-nhan")
	if err != nil {
		t.Fatal(err)
	}
	_, packed, _ := strings.Cut(text, "#")
	other, _, _ := strings.Cut(papers[1].QR, "#")
	for what, c := range map[string]struct {
		text, name string
		keys       translog.Keys
		want       register.Outcome
	}{
		"another name":              {text, "Ông Lê Văn Mẫu", keys, register.OtherName},
		"the code of another paper": {other + "#" + packed, "", keys, register.Altered},
		"another issuer":            {text, "", translog.Keys{elsewhere}, register.Foreign},
		"a letter was changed":      {text[:len(text)-9] + map[bool]string{true: "B", false: "A"}[text[len(text)-9] == 'A'] + text[len(text)-8:], "", keys, register.Altered},
		"half of it":                {text[:len(text)-40], "", keys, register.Altered},
		"raised by a scanner":       {strings.ToUpper(text), "", keys, register.Foreign},
		"a bare code":               {all[0].Code, "", keys, register.NoCode},
		"an address":                {baseURL + "/kiem-tra/" + all[0].Code, "", keys, register.NoCode},
		"nonsense":                  {"xin chào#" + packed, "", keys, register.NoCode},
		"nothing":                   {"", "", keys, register.NoCode},
	} {
		v := register.ExamineQR(c.text, c.name, c.keys)
		if v.Valid() || v.Outcome != c.want && !(what == "raised by a scanner" && v.Outcome == register.Altered) {
			t.Errorf("%s: %s, want %s", what, v.Outcome, c.want)
		}
	}
	// A bare code is looked up where there is a register to ask.
	if v, err := h.VerifyQR(t.Context(), all[0].Code, ""); err != nil || v.Outcome != register.Found {
		t.Errorf("a bare code: %+v, %v", v, err)
	}
}

// FuzzVerify feeds anything to what reads files, QR texts, printed lines and downloads.
func FuzzVerify(f *testing.F) {
	h := newHall(f, dbtest.SQLite(f))
	all := h.entries(f, h.issued(f, recognition.Commendation, "412-QĐ/QU", many(2)...))
	papers, keys := h.papers(f, all), h.keys(f)
	var whole strings.Builder
	if err := h.Export(f.Context(), &whole); err != nil {
		f.Fatal(err)
	}
	f.Add(string(sealed(f, papers[0])))
	f.Add(string(papers[1].Proof))
	f.Add(papers[0].QR)
	f.Add(whole.String())
	f.Fuzz(func(t *testing.T, input string) {
		if v := examine(t, []byte(input), keys); v.Valid() && v.Entry.Record != all[0].Record && v.Entry.Record != all[1].Record {
			t.Errorf("a record that was never issued is genuine: %+v", v.Entry)
		}
		if v := register.ExamineQR(input, "", keys); v.Valid() && v.Short.Number != "412-QĐ/QU" {
			t.Errorf("a short form that was never signed is genuine: %+v", v.Short)
		}
		d, err := register.ExamineDownload(strings.NewReader(input), keys, all[0].Code)
		if err != nil || d.OK() && d.Leaves != 2 {
			t.Errorf("a register that was never signed is whole: %+v, %v", d, err)
		}
	})
}
