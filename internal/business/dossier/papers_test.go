package dossier

import (
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"kheo/internal/business/org"
	"kheo/internal/business/recognition"
	"kheo/internal/platform/clock"
	"kheo/internal/service/docgen"
)

var (
	update = flag.Bool("update", false, "write the golden files of the papers")
	keepIn = flag.String("keep", "", "keep the PDFs of the golden papers in this directory, to be looked at")
)

// The words of the papers are read by a person when they change: run the test with
// -update and look at the difference.
func TestGolden(t *testing.T) {
	t.Parallel()
	today, of2012 := clock.On(2026, 10, 9), clock.On(2012, 10, 9)
	each := sample(org.Front, recognition.Commendation, today, 5)
	each.Ceremony.OneEach = true
	bare := sample(org.State, recognition.Recognition, clock.Date{}, 2)
	bare.Decision.State, bare.Decision.Number, bare.Meetings, bare.Consent, bare.Ceremony = recognition.Draft, "", nil, Consent{}, Ceremony{}
	bare.Own = own(bare)
	for n := range bare.Lines {
		bare.Lines[n].Work.ID, bare.Lines[n].Work.Result, bare.Lines[n].Indicators, bare.Lines[n].Verdict = "", "", nil, ""
	}
	for name, r := range map[string]Record{
		"party": sample(org.Party, recognition.Commendation, today, 5), "state": sample(org.State, recognition.Recognition, today, 5),
		"front": each, "party-2012": sample(org.Party, recognition.Recognition, of2012, 2), "draft": bare,
	} {
		for _, k := range Kinds() {
			doc, err := r.Document(k)
			if reason, is := refused(err); is {
				golden(t, name+"-"+string(k), reason.String()+"\n")
				continue
			}
			if err != nil {
				t.Fatal(err)
			}
			golden(t, name+"-"+string(k), doc.Layout.Key+"\n"+docxText(t, doc))
			if *keepIn != "" {
				writePDF(t, filepath.Join(*keepIn, name+"-"+string(k)+".pdf"), doc)
			}
		}
	}
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	file := filepath.Join("testdata", name+".golden")
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s says\n%s\nwant\n%s", name, got, want)
	}
}

func writePDF(t testing.TB, file string, doc docgen.Document) {
	t.Helper()
	f, err := os.Create(file)
	if err == nil {
		err = docgen.WritePDF(f, doc)
	}
	if err == nil {
		err = f.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
}

// pdfText is what a reader of the PDF says; empty where there is no reader.
func pdfText(t *testing.T, doc docgen.Document) string {
	t.Helper()
	reader, err := exec.LookPath("pdftotext")
	if err != nil {
		return ""
	}
	file := filepath.Join(t.TempDir(), "paper.pdf")
	writePDF(t, file, doc)
	out, err := exec.CommandContext(t.Context(), reader, "-raw", file, "-").Output() //nolint:gosec // a fixed program
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}

func flat(s string) string { return strings.Join(strings.Fields(s), " ") }

// Names and numbers are the same in every paper, in both formats: they come from
// one record.
func TestPapersAgree(t *testing.T) {
	t.Parallel()
	const lines = 23
	for _, line := range []org.Line{org.Party, org.State} {
		r := sample(line, recognition.Commendation, clock.On(2026, 10, 9), lines)
		for _, each := range []bool{false, true} {
			r.Ceremony.OneEach = each
			for _, k := range Kinds() {
				doc, err := r.Document(k)
				if err != nil {
					t.Fatal(k, err)
				}
				for format, text := range map[string]string{"DOCX": docxText(t, doc), "PDF": pdfText(t, doc)} {
					if text = flat(text); text == "" {
						continue
					}
					agrees(t, fmt.Sprintf("%s %s in %s", line, k, format), r, k, text)
				}
			}
		}
	}
}

func agrees(t *testing.T, what string, r Record, k Kind, text string) {
	t.Helper()
	for _, l := range r.Lines {
		if !strings.Contains(text, l.Name) {
			t.Errorf("%s: no %s", what, l.Name)
		}
	}
	var say []string
	switch k {
	case Submission:
		say = []string{"17 tập thể, 05 cá nhân và 01 hộ gia đình", "23 dòng", "23 bản", "bỏ phiếu 23 mô hình", "23 mô hình đạt", money(r.Bonus.Total) + " đồng"}
	case Brief, Decision:
		say = []string{"Danh sách có 23 dòng: 17 tập thể, 05 cá nhân và 01 hộ gia đình"}
	case Report:
		if n := strings.Count(text, "BÁO CÁO THÀNH TÍCH"); n != len(r.Lines) {
			t.Errorf("%s: %d reports", what, n)
		}
	case Minutes:
		say = []string{"Hội đồng xem xét 23 hồ sơ", "thông qua 23 trên 23"}
	case Invitation:
		if r.Ceremony.OneEach && strings.Count(text, "Kính mời:") != len(r.Lines) {
			t.Errorf("%s: %d invitations", what, strings.Count(text, "Kính mời:"))
		}
	case Bonus:
		say = []string{money(r.Bonus.Total) + " đồng cho 17 tập thể, 05 cá nhân và 01 hộ gia đình", "Bằng chữ: " + inWords(r.Bonus.Total)}
	}
	for _, s := range say {
		if !strings.Contains(text, s) {
			t.Errorf("%s: no %q", what, s)
		}
	}
}
