package dossier

import (
	"fmt"
	"strings"

	"kheo/internal/business/council"
	"kheo/internal/business/recognition"
	"kheo/internal/platform/clock"
	"kheo/internal/service/docgen"
)

// submission is the tờ trình with the list of who is proposed.
func (r Record) submission() docgen.Document {
	w, by, to := r.paper(Submission), r.submitter(), orDots(r.Decision.Authority())
	var superiors []string
	if n := len(r.Decision.Letterhead); n > 0 {
		superiors = r.Decision.Letterhead[n-1:]
	}
	w.open(superiors, strings.ToUpper(by.name), w.number(Submission, "TTr"), w.Layout.PlaceDate(orDots(r.Decision.Place), clock.Date{})) // written before the decision is dated
	w.add(docgen.Heading{Name: "TỜ TRÌNH", Abstract: []string{w.Layout.About("đề nghị " + r.subject())}},
		docgen.Paragraph{Runs: append(docgen.Text(w.Layout.Address+": "), docgen.Bold(to)...), Align: docgen.AlignCenter, NoIndent: true})
	var bases []string
	for _, b := range r.Decision.Bases {
		bases = append(bases, "Căn cứ "+b.Text)
	}
	w.add(w.Layout.Bases(bases)...)
	w.text("Sau khi xem xét hồ sơ các mô hình tham gia %s, %s báo cáo và đề nghị %s quyết định như sau:", r.Season.Name, by.name, to)
	w.part("1. Kết quả họp xét")
	w.votes()
	w.part("2. Điều kiện, hiệp y và công khai")
	w.checks()
	w.part("3. Nội dung đề nghị")
	w.text("%s (có danh sách kèm theo).", capital(r.asked()))
	if r.knows.bonus && len(r.Bonus.Items) > 0 {
		w.text("Tiền thưởng kèm theo: %s đồng (%s).", money(r.Bonus.Total), lowered(inWords(r.Bonus.Total)))
	}
	w.part("4. Hồ sơ kèm theo")
	w.items(r.enclosed()...)
	w.text("Kính đề nghị %s xem xét, quyết định", to)
	w.add(docgen.Signature{Recipients: []string{"Như trên", w.Layout.Signature.Filed}, Form: by.form(w.Layout), Name: orDots(by.signer)}, docgen.PageBreak{})
	w.list("DANH SÁCH", []string{recognition.Those(r.lines()) + " được đề nghị " + r.proposal()}, fmt.Sprintf("(Kèm theo Tờ trình của %s)", by.name))
	return w.Document
}

// list is the annex that names who is proposed.
func (w *writing) list(name string, about []string, with string) {
	row := func(l Line) docgen.Row {
		return docgen.TextRow(fmt.Sprint(l.Position), l.Name, l.UnitName, orDots(l.Title))
	}
	w.add(docgen.Heading{Name: name, Abstract: about, Bare: true}, docgen.Note{Runs: docgen.Italic(with), Align: docgen.AlignCenter},
		docgen.Table{Columns: []docgen.TableColumn{
			narrow("TT", 1.2, docgen.AlignCenter), column("Tên "+recognition.Those(w.record.lines()), 5), column("Đơn vị", 4.4), column("Tên mô hình", 6.4),
		}, Rows: sections(w.record.Lines, row, nil)}, w.tallied())
}

// tallied ends a list with what it counts.
func (w *writing) tallied() docgen.Note {
	return docgen.Note{Runs: docgen.Italic(fmt.Sprintf("Danh sách có %s dòng: %s.", two(len(w.record.Lines)), w.record.counted()))}
}

// votes says what the council came to.
func (w *writing) votes() {
	if len(w.record.Meetings) == 0 {
		w.lines("", "Chưa có biên bản họp xét trong hệ thống. Ngày họp và số phiếu ghi theo biên bản giấy: …")
		return
	}
	for _, m := range w.record.Meetings {
		present := fmt.Sprintf("có mặt %d trên tổng số %d thành viên có quyền bỏ phiếu", m.Present, m.Seats)
		if m.Written > 0 {
			present += fmt.Sprintf(", %d thành viên gửi phiếu bằng văn bản", m.Written)
		}
		text := fmt.Sprintf("Ngày %s, %s họp xét tại %s; %s.", m.HeldOn, m.Council, orDots(m.Place), present)
		if v := w.record.voted(m); v.cases > 0 {
			text += fmt.Sprintf(" Hội đồng bỏ phiếu %s mô hình trong danh sách này, %s mô hình đạt số phiếu quy định; tỷ lệ đồng ý %s.", two(v.cases), two(v.passed), v.shares())
		}
		if m.FixedAt.IsZero() {
			text += " Biên bản của phiên họp chưa chốt."
		}
		w.text("%s", text)
	}
}

// ballot is what one meeting said of the lines of a record.
type ballot struct {
	cases, passed, known int
	low, high            float64 // percent of the votes for, against and blank
}

// voted reads the last round of each line's case.
func (r Record) voted(m council.Record) (v ballot) {
	ours, last := map[string]bool{}, map[string]council.Counted{}
	for _, id := range r.initiatives() {
		ours[id] = true
	}
	for _, round := range m.Rounds {
		for _, x := range round.Lines {
			last[x.Title+"\x00"+x.Participant] = x
		}
	}
	for _, c := range m.Cases {
		x, known := last[c.Title+"\x00"+c.Participant]
		if !ours[c.InitiativeID] || !known {
			continue
		}
		v.cases++
		if x.Passed {
			v.passed++
		}
		if all := x.For + x.Against + x.Blank + x.Invalid; all > 0 {
			share := float64(x.For) * 100 / float64(all)
			if v.known == 0 {
				v.low, v.high = share, share
			}
			v.known, v.low, v.high = v.known+1, min(v.low, share), max(v.high, share)
		}
	}
	return v
}

func (v ballot) shares() string {
	percent := func(x float64) string {
		return strings.ReplaceAll(strings.TrimSuffix(fmt.Sprintf("%.1f", x), ".0"), ".", ",") + "%"
	}
	switch {
	case v.known == 0:
		return "ghi trong biên bản"
	case v.low == v.high:
		return percent(v.low) + " số phiếu thu vào"
	}
	return "từ " + percent(v.low) + " đến " + percent(v.high) + " số phiếu thu vào"
}

// checks says what the conditions, other bodies and the public said.
func (w *writing) checks() {
	r := w.record
	asked, unfit := 0, 0
	for _, l := range r.Lines {
		if l.Verdict != "" {
			asked++
			if !l.Eligible {
				unfit++
			}
		}
	}
	switch {
	case asked == 0:
		w.text("Điều kiện, tiêu chuẩn: chưa có kết quả kiểm tra trong hệ thống, cơ quan trình chịu trách nhiệm đối chiếu với hồ sơ.")
	case unfit == 0:
		w.text("Điều kiện, tiêu chuẩn: đã đối chiếu %s trên %s dòng, không có trường hợp nào vướng điều kiện.", two(asked), two(len(r.Lines)))
	default:
		w.text("Điều kiện, tiêu chuẩn: đã đối chiếu %s trên %s dòng; %s dòng còn vướng, đề nghị xem xét cụ thể.", two(asked), two(len(r.Lines)), two(unfit))
	}
	switch c := r.Consent; {
	case c.None():
		w.text("Hiệp y, công khai: chưa có kết quả trong hệ thống.")
	default:
		w.consents(c)
	}
}

func (w *writing) consents(c Consent) {
	if c.Asked > 0 {
		text := fmt.Sprintf("Hiệp y: đã hỏi %d cơ quan (%s); %d nhất trí", c.Asked, strings.Join(c.Bodies, ", "), c.Agreed)
		if c.Refused > 0 {
			text += fmt.Sprintf(", %d không nhất trí", c.Refused)
		}
		if c.Waiting > 0 {
			text += fmt.Sprintf(", %d chưa trả lời", c.Waiting)
		}
		w.text("%s.", text)
	}
	if !c.PublishedFrom.IsZero() {
		until := "đến nay"
		if !c.PublishedTo.IsZero() {
			until = "đến ngày " + c.PublishedTo.String()
		}
		at := ""
		if c.PublishedAt != "" {
			at = " tại " + c.PublishedAt
		}
		remarks := "không có ý kiến khác"
		if c.Remarks > 0 {
			remarks = fmt.Sprintf("nhận %d ý kiến", c.Remarks)
		}
		w.text("Công khai: danh sách được công bố%s từ ngày %s %s; %s.", at, c.PublishedFrom, until, remarks)
	}
}

// enclosed lists the papers that go along, with their numbers.
func (r Record) enclosed() []string {
	all := []string{
		fmt.Sprintf("Danh sách trích ngang: %s dòng;", two(len(r.Lines))),
		fmt.Sprintf("Báo cáo thành tích: %s bản;", two(len(r.Lines))),
	}
	if n := len(r.Meetings); n > 0 {
		all = append(all, fmt.Sprintf("Biên bản họp và kiểm phiếu: %s phiên;", two(n)))
	}
	if r.knows.bonus && len(r.Bonus.Items) > 0 {
		all = append(all, "Bảng tiền thưởng;")
	}
	return append(all, "Dự thảo quyết định.")
}
