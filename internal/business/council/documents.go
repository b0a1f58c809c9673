package council

import (
	"fmt"
	"strings"
	"time"

	"kheo/internal/business/org"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/i18n"
	"kheo/internal/service/docgen"
)

func lower(s string) string { return strings.ToLower(s) }

// MeetingPaper is the minutes of the whole meeting (biên bản họp). Write it with
// docgen.WriteDOCX or docgen.WritePDF.
func (rec Record) MeetingPaper() docgen.Document {
	doc := rec.paper("BIÊN BẢN", "Họp "+rec.Council)
	doc.add(rec.opening()...)
	doc.part("Thành phần")
	doc.text("Có mặt %d, gửi phiếu bằng văn bản %d, trên tổng số %d thành viên có quyền bỏ phiếu.", rec.Present, rec.Written, rec.Seats)
	doc.add(rec.peopleTable())
	doc.part("Nội dung")
	doc.text("Hội đồng xem xét %d hồ sơ của %s.", len(rec.Cases), rec.Season)
	if len(rec.Recused) > 0 {
		var items [][]docgen.Run
		for _, x := range rec.Recused {
			items = append(items, docgen.Text(fmt.Sprintf("%s không bỏ phiếu hồ sơ “%s”. Lý do: %s.", x.Name, x.Title, strings.TrimRight(x.Reason, "."))))
		}
		doc.add(docgen.List{Marker: "-", Items: items})
	}
	if rec.Discussion != "" {
		doc.part("Ý kiến thảo luận")
		doc.lines(rec.Discussion)
	}
	doc.part("Bỏ phiếu")
	if len(rec.Rounds) == 0 {
		doc.text("Hội đồng chưa bỏ phiếu.")
	}
	for _, c := range rec.Rounds {
		doc.text("%s", c.summary())
		doc.text("Quy tắc áp dụng: %s", strings.Join(c.Said, " "))
		doc.add(c.table())
	}
	doc.part("Kết luận")
	if rec.Conclusion != "" {
		doc.lines(rec.Conclusion)
	}
	doc.text("%s", rec.passedText())
	rec.sign(doc, nil)
	return doc.Document
}

// CountPaper is the minutes of one count (biên bản kiểm phiếu).
func (rec Record) CountPaper(c Counting) docgen.Document {
	doc := rec.paper("BIÊN BẢN KIỂM PHIẾU", fmt.Sprintf("Lượt %d, phiên họp ngày %s của %s", c.Number, rec.HeldOn, rec.Council))
	doc.add(rec.opening()...)
	doc.bold("1. Quy tắc áp dụng")
	source := c.Rule + " (" + c.Source + ")"
	if !c.Verified {
		source += ", mẫu chưa kiểm chứng"
	}
	doc.text("%s.", source)
	var said [][]docgen.Run
	for _, s := range c.Said {
		said = append(said, docgen.Text(s))
	}
	doc.add(docgen.List{Marker: "-", Items: said})
	doc.bold("2. Thành phần và phiếu")
	doc.text("%s", c.summary())
	doc.text("Số phiếu hợp lệ và phiếu hỏng (không hợp lệ) của từng hồ sơ ghi ở bảng dưới. Không ai biết kết quả trước khi đóng lượt lúc %s.", i18n.Moment(c.ClosedAt))
	if c.Repeats > 0 {
		doc.text("Đây là lượt bỏ phiếu lại của lượt %d. Lý do: %s.", c.Repeats, strings.TrimRight(c.Reason, "."))
	}
	for _, h := range c.Hints {
		doc.text("Lưu ý: %s", h)
	}
	doc.bold("3. Kết quả")
	doc.add(c.table())
	if len(c.Votes) > 0 {
		doc.bold("4. Ý kiến từng thành viên")
		for _, v := range c.Votes {
			doc.text("%s.", v)
		}
	}
	doc.add(docgen.Note{Runs: docgen.Text("Dấu niêm phong của hòm phiếu (SHA-256): " + c.Digest)})
	rec.sign(doc, c.Tellers)
	return doc.Document
}

// writing is a document that grows block by block.
type writing struct {
	docgen.Document
	parts int
}

// part begins the next part: I, II, III, …
func (w *writing) part(title string) {
	w.parts++
	w.bold([]string{"", "I", "II", "III", "IV", "V"}[w.parts] + ". " + title)
}

func (w *writing) add(blocks ...docgen.Block) { w.Blocks = append(w.Blocks, blocks...) }

func (w *writing) text(format string, args ...any) {
	w.add(docgen.Paragraph{Runs: docgen.Text(fmt.Sprintf(format, args...))})
}

func (w *writing) bold(s string) {
	w.add(docgen.Paragraph{Runs: docgen.Bold(s), KeepWithNext: true})
}

func (w *writing) lines(s string) {
	for line := range strings.Lines(s) {
		if line = strings.TrimSpace(line); line != "" {
			w.text("%s", line)
		}
	}
}

// paper begins a document; what is not fixed says so.
func (rec Record) paper(name, about string) *writing {
	line := org.State
	if rec.Line == org.Party {
		line = org.Party
	}
	w := &writing{Document: docgen.Document{Layout: docgen.ShippedOn(string(line), rec.HeldOn), Title: about, Date: rec.date()}}
	if rec.FixedAt.IsZero() {
		about += " (DỰ THẢO, chưa chốt)"
	}
	w.add(w.Layout.Opening([]string{strings.ToUpper(rec.Unit)}, strings.ToUpper(rec.Council), "", placeDate(rec.HeldOn)), docgen.Heading{Name: name, Abstract: []string{about}})
	return w
}

func (rec Record) date() time.Time {
	if rec.FixedAt.IsZero() {
		return rec.HeldOn.Time()
	}
	return rec.FixedAt
}

func placeDate(d clock.Date) string {
	return fmt.Sprintf("ngày %02d tháng %02d năm %d", d.Day(), d.Month(), d.Year())
}

func (rec Record) opening() []docgen.Block {
	text := fmt.Sprintf("Ngày %s, tại %s, %s (thành lập theo %s) họp xét hồ sơ của %s.", rec.HeldOn, rec.Place, rec.Council, rec.FoundedBy, rec.Season)
	return []docgen.Block{docgen.Paragraph{Runs: docgen.Text(text)}}
}

func (rec Record) peopleTable() docgen.Table {
	t := docgen.Table{Columns: []docgen.TableColumn{
		{Title: "TT", Width: 0.75, Align: docgen.AlignCenter}, {Title: "Họ và tên", Width: 2.4}, {Title: "Chức vụ", Width: 2.6}, {Title: "Nhiệm vụ", Width: 1.8}, {Title: "Tham gia", Width: 2.2},
	}}
	for n, a := range rec.People {
		takes := a.Presence
		if a.Reason != "" {
			takes += ": " + a.Reason
		}
		if a.SubstituteOf != "" {
			takes += ", thay " + a.SubstituteOf
		}
		t.Rows = append(t.Rows, docgen.TextRow(fmt.Sprint(n+1), a.Name, a.Post, a.Role, takes))
	}
	return t
}

// summary says how many papers there were.
func (c Counting) summary() string {
	how := "biểu quyết công khai"
	if c.Secret {
		how = "bỏ phiếu kín"
	}
	text := fmt.Sprintf("Lượt %d, %s: %d người có quyền bỏ phiếu; thu vào %d phiếu, trong đó %d phiếu giấy.", c.Number, how, c.Voters, c.Papers, c.OnPaper)
	if c.OnPaper > 0 {
		text += " Phiếu giấy do hai người kiểm phiếu đếm độc lập và khớp nhau từng dòng."
	}
	return text
}

func (c Counting) table() docgen.Table {
	number := func(title string) docgen.TableColumn {
		return docgen.TableColumn{Title: title, Width: 1.2, Align: docgen.AlignCenter}
	}
	t := docgen.Table{Columns: []docgen.TableColumn{
		{Title: "TT", Width: 0.75, Align: docgen.AlignCenter}, {Title: "Hồ sơ", Width: 4.2}, number("Đồng ý"), number("Không"), number("Trống"), number("Hỏng"), {Title: "Kết quả", Width: 2},
	}}
	for n, x := range c.Lines {
		name := x.Title + " – " + Case{Participant: x.Participant, UnitName: x.Unit}.whose()
		if x.Recused > 0 {
			name += fmt.Sprintf(" (%d người không bỏ phiếu vì có liên quan)", x.Recused)
		}
		t.Rows = append(t.Rows, docgen.TextRow(fmt.Sprint(n+1), name, fmt.Sprint(x.For), fmt.Sprint(x.Against), fmt.Sprint(x.Blank), fmt.Sprint(x.Invalid), x.Why))
	}
	return t
}

// passedText says which cases passed in the last round that they were in.
func (rec Record) passedText() string {
	last := map[string]bool{}
	for _, c := range rec.Rounds {
		for _, x := range c.Lines {
			last[x.Title+"\x00"+x.Participant] = x.Passed
		}
	}
	passed := 0
	for _, ok := range last {
		if ok {
			passed++
		}
	}
	return fmt.Sprintf("Hội đồng thông qua %d trên %d hồ sơ đã bỏ phiếu. Biên bản được lập và thông qua tại phiên họp", passed, len(last))
}

// sign ends a document with who signs: tellers and secretary, then the chair.
func (rec Record) sign(w *writing, tellers []string) {
	for _, name := range tellers {
		w.add(docgen.Signature{Form: []string{"NGƯỜI KIỂM PHIẾU"}, Name: name})
	}
	w.add(docgen.Signature{Form: []string{"THƯ KÝ"}, Name: orDots(rec.Secretary)})
	w.add(docgen.Signature{Form: []string{"CHỦ TRÌ PHIÊN HỌP"}, Name: orDots(rec.Chair)})
}

func orDots(s string) string {
	if s == "" {
		return "…"
	}
	return s
}
