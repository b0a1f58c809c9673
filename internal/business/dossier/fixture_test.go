package dossier

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	"kheo/internal/business/campaign"
	"kheo/internal/business/council"
	"kheo/internal/business/initiative"
	"kheo/internal/business/org"
	"kheo/internal/business/participant"
	"kheo/internal/business/recognition"
	"kheo/internal/platform/clock"
	"kheo/internal/service/docgen"
)

func ptr(n int64) *int64 { return &n }

// sample is a full record of lines lines; every fourth is an individual, the last a
// household.
func sample(line org.Line, kind recognition.Kind, day clock.Date, lines int) Record {
	r := Record{
		Season: campaign.Season{Name: "Mùa thi đua 2026", Year: 2026}, Unit: org.Unit{Name: "Phường An Bình"}, Fields: map[string]string{"f": "Văn hóa - xã hội"},
		Form: docgen.ShippedOn(string(line), day), Civil: docgen.ShippedOn(docgen.State, day),
		Decision: recognition.Decision{
			ID: "d", Code: "kt-dvk-2026", Kind: kind, Line: line, Level: "cấp phường", Number: "05-QĐ/ĐU", DecidedOn: day, Place: "An Bình", Signer: "Trần Quốc Ký Mẫu",
			State: recognition.Issued, CreatedAt: time.Date(2026, 10, 1, 1, 0, 0, 0, time.UTC), Letterhead: []string{"THÀNH ỦY HÀ THÀNH", "ĐẢNG ỦY PHƯỜNG AN BÌNH"}, SignAs: []string{"T/M BAN THƯỜNG VỤ", "PHÓ BÍ THƯ"},
			Subject: "công nhận mô hình “Dân vận khéo” năm 2026", Bases: []recognition.Cited{{Text: "Quy chế làm việc của phường An Bình"}, {Text: "Kế hoạch số 12-KH/ĐU về phong trào thi đua “Dân vận khéo”"}},
		},
		Ceremony: Ceremony{HeldOn: clock.On(2026, 10, 13), BeginsAt: "8 giờ 00", Place: "Hội trường Đảng ủy phường", Host: "Thường trực Đảng ủy", Note: "Xin có mặt trước 15 phút.", Version: 1},
		Consent:  Consent{Asked: 2, Agreed: 2, Bodies: []string{"Công an phường", "Thuế cơ sở 5"}, PublishedFrom: clock.On(2026, 9, 1), PublishedTo: clock.On(2026, 9, 15), PublishedAt: "trụ sở phường"},
	}
	if kind == recognition.Commendation {
		r.Decision.Award, r.Decision.Subject = "giấy khen", "tặng Giấy khen tập thể, cá nhân có thành tích xuất sắc năm 2026"
	}
	if line != org.Party {
		r.Decision.Number, r.Decision.Letterhead = "05/QĐ-UBND", []string{"ỦY BAN NHÂN DÂN PHƯỜNG AN BÌNH"}
		r.Decision.SignAs = []string{"TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"}
	}
	r.knows.sums, r.knows.history, r.knows.conditions, r.knows.meetings, r.knows.bonus, r.knows.consent = true, true, true, true, true, true
	for n := range lines {
		r.add(n, lines)
	}
	r.Bonus.Total, r.Bonus.Fund, r.Bonus.Verified = r.Bonus.Sum(), "Quỹ thi đua, khen thưởng của phường", true
	r.Meetings = []council.Record{r.meeting()}
	r.Own = own(r)
	return r
}

// add is line n of the sample.
func (r *Record) add(n, of int) {
	kind, name, multiple := participant.Collective, fmt.Sprintf("Chi hội Phụ nữ tổ dân phố số %d", n+1), int64(300)
	switch {
	case n == of-1:
		kind, name, multiple = participant.Household, "Hộ ông Vũ Văn Hòa Mẫu", 150
	case n%4 == 3:
		kind, name, multiple = participant.Individual, fmt.Sprintf("Bà Phạm Thị Mẫu %d", n+1), 150
	}
	id, title := fmt.Sprintf("i%d", n), fmt.Sprintf("Khéo vận động giữ ngõ %d xanh, sạch", n+1)
	amount := map[int64]int64{300: 760_000, 150: 380_000}[multiple]
	l := Line{Line: recognition.Line{
		ID: fmt.Sprintf("l%d", n), Position: int64(n + 1), InitiativeID: id, InitiativeCode: fmt.Sprintf("MH-7K3F-%04d", n), ParticipantID: fmt.Sprintf("p%d", n), ParticipantKind: kind,
		Name: name, UnitName: fmt.Sprintf("Tổ dân phố số %d", n+1), FieldID: "f", Title: title, Merit: "Có thành tích trong việc xây dựng, thực hiện mô hình “" + title + "”",
	}, Verdict: "Đủ điều kiện", Eligible: true, Sums: initiative.Totals{Beneficiaries: 1448, Money: 45_000_000, LaborDays: 120}}
	l.Work = initiative.Initiative{ID: id, Code: l.InitiativeCode, Result: "Giảm hẳn các vụ mất xe; 140 hộ cùng góp tiền lắp camera và thay nhau trực ngõ buổi tối.", Content: initiative.Content{
		Title: title, Problem: "Ngõ dài 400 mét, năm 2025 mất 9 xe máy.", Objective: "Không quá 3 vụ mất xe trong năm.", Method: "Họp dân, góp tiền, lắp camera.",
		Area: "Ngõ 12, 140 hộ.", Forces: "Tổ dân phố chủ trì, công an khu vực phối hợp.", Sustainability: "Tổ tự quản giữ, mỗi quý họp một lần.",
	}}
	l.Indicators = []initiative.Indicator{{Position: 1, Name: "Vụ mất xe", Measure: "vụ", Baseline: ptr(9), Target: ptr(3), Result: ptr(2)}, {Position: 2, Name: "Hộ tham gia", Measure: "hộ", Baseline: ptr(20), Result: ptr(140)}}
	if n == 0 {
		l.Honours = []participant.Deed{{On: clock.On(2024, 10, 9), Kind: "Khen thưởng", Title: "Khéo giữ chợ sạch", Detail: "giấy khen cấp phường, 31/QĐ-UBND"}}
	}
	r.Lines = append(r.Lines, l)
	r.Bonus.Items = append(r.Bonus.Items, BonusItem{LineID: l.ID, Multiple: multiple, Salary: 2_530_000, Amount: amount, Basis: "hệ số × mức lương cơ sở, làm tròn lên 10.000 đ"})
}

// meeting is the council that voted on every line.
func (r Record) meeting() council.Record {
	m := council.Record{
		Council: "Hội đồng xét công nhận mô hình “Dân vận khéo” phường An Bình", Unit: r.Unit.Name, Line: r.Decision.Line, FoundedBy: "Quyết định số 3", HeldOn: clock.On(2026, 9, 25),
		Place: "Phòng họp số 1", Season: r.Season.Name, Seats: 9, Present: 8, Written: 1, Chair: "Nguyễn Chủ Trì Mẫu", Secretary: "Lê Thư Ký Mẫu",
		Conclusion: "Hội đồng nhất trí.", FixedAt: time.Date(2026, 9, 25, 5, 0, 0, 0, time.UTC),
	}
	round := council.Counting{Number: 1, Secret: true, Rule: "Công nhận mô hình", Source: "Quy chế hội đồng", Verified: true, Said: []string{"Quá nửa đồng ý."}, Voters: 9, Papers: 9, Digest: "ab12", ClosedAt: m.FixedAt}
	for n, l := range r.Lines {
		m.Cases = append(m.Cases, council.Case{InitiativeID: l.InitiativeID, Title: l.Title, Participant: l.Name, UnitName: l.UnitName})
		round.Lines = append(round.Lines, council.Counted{Title: l.Title, Participant: l.Name, Unit: l.UnitName, For: int64(9 - n%2), Against: int64(n % 2), Passed: true, Why: "Đạt"})
	}
	m.Rounds = []council.Counting{round}
	return m
}

// own stands for the paper that recognition writes.
func own(r Record) docgen.Document {
	w := r.paper(Decision)
	w.openAsBody(Decision, "QĐ")
	w.add(docgen.Heading{Name: "QUYẾT ĐỊNH", Abstract: []string{w.Layout.About(r.subject())}})
	w.text("Điều 1. %s", capital(r.asked()))
	w.add(docgen.PageBreak{})
	w.list("DANH SÁCH", nil, "(Kèm theo Quyết định)")
	return w.Document
}

// docxText is what a DOCX says, a paragraph a line.
func docxText(t testing.TB, doc docgen.Document) string {
	t.Helper()
	var file bytes.Buffer
	if err := docgen.WriteDOCX(&file, doc); err != nil {
		t.Fatal(err)
	}
	z, err := zip.NewReader(bytes.NewReader(file.Bytes()), int64(file.Len()))
	if err != nil {
		t.Fatal(err)
	}
	body, err := z.Open("word/document.xml")
	if err != nil {
		t.Fatal(err)
	}
	var text strings.Builder
	inText, d := false, xml.NewDecoder(body)
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return text.String()
		}
		if err != nil {
			t.Fatal(err)
		}
		switch x := token.(type) {
		case xml.StartElement:
			inText = x.Name.Local == "t"
		case xml.EndElement:
			inText = false
			if x.Name.Local == "p" {
				text.WriteString("\n")
			}
		case xml.CharData:
			if inText {
				text.Write(x)
			}
		}
	}
}
