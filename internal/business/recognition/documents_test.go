package recognition

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"strings"
	"testing"

	"kheo/internal/business/layout"
	"kheo/internal/business/org"
	"kheo/internal/business/participant"
	"kheo/internal/platform/clock"
	"kheo/internal/service/docgen"
)

var write = flag.Bool("write", false, "write the golden files of the papers")

func said(runs []docgen.Run) string {
	var b strings.Builder
	for _, r := range runs {
		b.WriteString(r.Text)
	}
	return b.String()
}

// plain is what a document says, one block or row a line.
func plain(doc docgen.Document) string {
	var b strings.Builder
	line := func(parts ...string) { b.WriteString(strings.Join(parts, " | ") + "\n") }
	for _, block := range doc.Blocks {
		switch x := block.(type) {
		case docgen.LetterHead:
			for _, l := range x.Left {
				line("left", l.Text)
			}
			for _, l := range x.Right {
				line("right", l.Text)
			}
			line(x.Number, x.PlaceDate)
		case docgen.Heading:
			line(append([]string{x.Name}, x.Abstract...)...)
		case docgen.Paragraph:
			line(said(x.Runs))
		case docgen.Note:
			line(said(x.Runs))
		case docgen.PageBreak:
			line("=== new page")
		case docgen.Signature:
			line(append([]string{"recipients"}, x.Recipients...)...)
			line(append(append([]string{"signed"}, x.Form...), x.Name)...)
		case docgen.Table:
			for _, c := range x.Columns {
				b.WriteString(c.Title + " | ")
			}
			line()
			for _, r := range x.Rows {
				var cells []string
				for _, c := range r.Cells {
					cells = append(cells, said(c.Runs))
				}
				line(cells...)
			}
		}
	}
	return b.String()
}

func samplePaper(kind Kind, line org.Line) paper {
	p := paper{Form: docgen.ShippedOn(string(layout.LineOf(line)), clock.On(2022, 2, 5)), Year: 2022, Fields: map[string]string{"f": "Văn hóa - xã hội"}, Decision: Decision{
		Kind: kind, Line: line, Level: "cấp quận", Number: "412-QĐ/QU", DecidedOn: clock.On(2022, 2, 5), Place: "Đống Đa", Signer: "Nguyễn Văn Ký Mẫu",
		Letterhead: []string{"THÀNH ỦY MẪU", "QUẬN ỦY ĐỐNG ĐA"}, SignAs: []string{"T/M BAN THƯỜNG VỤ", "PHÓ BÍ THƯ"},
		Subject: usualSubject(kind, "giấy khen", 2022), Bases: []Cited{{"a", "Điều lệ Đảng Cộng sản Việt Nam"}, {"", "Tờ trình số 38-TTr/BDV"}},
	}}
	if line != org.Party {
		p.Number, p.SignAs = "128/QĐ-UBND", []string{"TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"}
		p.Letterhead = []string{"ỦY BAN NHÂN DÂN QUẬN ĐỐNG ĐA"}
	}
	if kind != Recognition {
		p.Award = "giấy khen"
	}
	p.Lines = inOrder([]Line{
		{ParticipantKind: participant.Individual, ParticipantID: "1", Name: "Bà Phạm Thị Mẫu", UnitName: "Phường Cát Linh", Title: "Khéo trong hòa giải", FieldID: "f", Merit: usualMerit("Khéo trong hòa giải"), AmendsLineID: "old"},
		{ParticipantKind: participant.Collective, ParticipantID: "2", Name: "Tổ dân phố số 5", UnitName: "Phường Cát Linh", Title: "Khéo trong giữ ngõ sạch", FieldID: "f", Merit: usualMerit("Khéo trong giữ ngõ sạch")},
		{ParticipantKind: participant.Collective, ParticipantID: "2", Name: "Tổ dân phố số 5", UnitName: "Phường Cát Linh", Title: "Khéo trong lắp camera", FieldID: "f"},
	})
	if kind.Amends() {
		root := samplePaper(Recognition, line)
		p.Root, p.Number, p.Reason, p.Lines = root.Decision, "415-QĐ/QU", "Ghi sai tên.", inOrder(p.Lines[2:])
		p.Subject = amendSubject(kind, p.Root)
		p.Amended = map[string]Line{"old": {Position: 3, Name: "Bà Phạm Thị Mấu", UnitName: "Phường Cát Linh"}}
	}
	return p
}

// ofPraise is an amendment of a commendation; paid: the catalogue knows its bonus.
func ofPraise(kind Kind, paid bool) paper {
	p := samplePaper(kind, org.Party)
	root := samplePaper(Commendation, org.Party)
	root.Number = "413-QĐ/QU"
	p.Root, p.Paid, p.Subject = root.Decision, paid, amendSubject(kind, root.Decision)
	return p
}

// of2012 is a decision of a time when the Party wrote in another form.
func of2012() paper {
	p := samplePaper(Recognition, org.Party)
	p.DecidedOn = clock.On(2012, 10, 9)
	p.Form, p.Year, p.Subject = docgen.ShippedOn(docgen.Party, p.DecidedOn), 2012, usualSubject(Recognition, "", 2012)
	return p
}

// The words of the papers are read by a person when they change: run the test
// with -write and look at the difference.
func TestPapers(t *testing.T) {
	t.Parallel()
	for name, p := range map[string]paper{
		"party-recognition":  samplePaper(Recognition, org.Party),
		"party-commendation": samplePaper(Commendation, org.Party),
		"party-correction":   samplePaper(Correction, org.Party),
		"party-revocation":   samplePaper(Revocation, org.Party),
		"state-recognition":  samplePaper(Recognition, org.State),
		"front-commendation": samplePaper(Commendation, org.Front),
		"party-replacement":  samplePaper(Replacement, org.Party),
		"praise-replacement": ofPraise(Replacement, true),
		"praise-revocation":  ofPraise(Revocation, true),
		"praise-unknown":     ofPraise(Revocation, false),
		"party-2012":         of2012(),
	} {
		file := "testdata/" + name + ".txt"
		got := plain(p.document())
		if *write {
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
}

// A paper is written in the form of its own day.
func TestPaperOfItsDay(t *testing.T) {
	t.Parallel()
	if got := of2012().document().Layout.Key; got != "party-2004" {
		t.Errorf("2012 in %s", got)
	}
	if got := samplePaper(Recognition, org.Party).document().Layout.Key; got != "party-2018" {
		t.Errorf("2022 in %s", got)
	}
}

// A draft without number, date, signer and lines still has a paper to look at.
func TestPaperOfEmptyDraft(t *testing.T) {
	t.Parallel()
	got := plain(paper{Form: docgen.PartyLayout(), Decision: Decision{State: Draft, Kind: Commendation, Line: org.Party}}.document())
	for _, part := range []string{"left | DỰ THẢO", "Số …", "ngày … tháng … năm …", "… tập thể, cá nhân"} {
		if !strings.Contains(got, part) {
			t.Errorf("no %q in\n%s", part, got)
		}
	}
}

// BenchmarkDecision500 writes a decision with 500 lines in both formats.
func BenchmarkDecision500(b *testing.B) {
	p := samplePaper(Recognition, org.State)
	line := p.Lines[0]
	for n := len(p.Lines); n < 500; n++ {
		line.ParticipantID, line.Name = fmt.Sprint(n), fmt.Sprintf("Tổ dân phố số %d", n)
		p.Lines = append(p.Lines, line)
	}
	p.Lines = inOrder(p.Lines)
	for b.Loop() {
		doc := p.document()
		if err := errors.Join(docgen.WriteDOCX(io.Discard, doc), docgen.WritePDF(io.Discard, doc)); err != nil {
			b.Fatal(err)
		}
	}
}
