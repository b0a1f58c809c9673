package concurrence

import (
	"context"
	"fmt"

	"kheo/internal/business/org"
	"kheo/internal/business/recognition"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
	"kheo/internal/service/auth"
	"kheo/internal/service/docgen"
)

// Letter writes the official letter that asks a body (công văn hiệp y), for who may
// see the request. Write it with docgen.WriteDOCX or docgen.WritePDF.
func (s *Service) Letter(ctx context.Context, actor auth.Actor, decisionID, id string) (doc docgen.Document, err error) {
	err = s.db.View(ctx, func(tx *db.Tx) error {
		d, r, err := s.request(ctx, tx, actor, decisionID, id)
		doc = letter(d, r)
		return err
	})
	return doc, err
}

// Poster writes the notice as it is hung up, for who may see it.
func (s *Service) Poster(ctx context.Context, actor auth.Actor, decisionID, id, address string) (doc docgen.Document, err error) {
	err = s.db.View(ctx, func(tx *db.Tx) error {
		d, n, err := s.notice(ctx, tx, actor, decisionID, id)
		if err != nil {
			return err
		}
		if n.State == NoticeDraft {
			return fault.Refuse("Đợt này chưa công khai nên chưa có thông báo để in.")
		}
		doc = poster(d, n, address)
		return nil
	})
	return doc, err
}

func letter(d recognition.Decision, r Request) docgen.Document {
	doc := begin(d, "Công văn hiệp y "+r.Body, r.AskedOn)
	doc.Blocks = append(doc.Blocks, head(d, r.Number, "CV", r.AskedOn),
		docgen.Note{Runs: docgen.Text("V/v hiệp y danh sách đề nghị " + what(d)), Align: docgen.AlignLeft},
		docgen.Paragraph{Runs: docgen.Text("Kính gửi: " + r.Body), Align: docgen.AlignCenter, NoIndent: true, KeepWithNext: true},
		docgen.Paragraph{Runs: docgen.Text(fmt.Sprintf("Dự thảo quyết định %s đang được xem xét trước khi ký. Đề nghị %s cho ý kiến bằng văn bản về %s đối với %s trường hợp có tên dưới đây.",
			d.Subject, r.Body, r.Asks, two(len(r.Lines))))},
		table(asked(r.Lines)),
		docgen.Paragraph{Runs: docgen.Text(fmt.Sprintf("Đề nghị ghi rõ đồng ý hoặc không đồng ý đối với từng trường hợp và gửi văn bản trả lời chậm nhất ngày %s. Văn bản trả lời không cần nêu nội dung vụ việc.", r.DueOn))},
		docgen.Paragraph{Runs: docgen.Text("Trân trọng cảm ơn sự phối hợp của Quý cơ quan")},
		signature(d, "Như trên"))
	return doc
}

func poster(d recognition.Decision, n Notice, address string) docgen.Document {
	doc := begin(d, "Thông báo "+n.Title, clock.DayOf(n.PublishedAt))
	doc.Blocks = append(doc.Blocks, head(d, "", "TB", clock.DayOf(n.PublishedAt)),
		docgen.Heading{Name: "THÔNG BÁO", Abstract: []string{"Công khai lấy ý kiến: " + n.Title}},
		docgen.Paragraph{Runs: docgen.Text(fmt.Sprintf("Công khai để lấy ý kiến danh sách %s trường hợp dưới đây, từ ngày %s đến hết ngày %s.", two(len(n.List)), n.From, n.To))},
		table(n.List),
		docgen.Paragraph{Runs: append(docgen.Bold("Nơi công khai: "), docgen.Text(n.Place)...)},
		docgen.Paragraph{Runs: docgen.Text(fmt.Sprintf("Ý kiến góp ý gửi tại %s (mã %s) hoặc gửi trực tiếp đến cơ quan thông báo. Không bắt buộc ghi tên; mỗi góp ý có mã để xem trả lời. Đơn tố cáo, khiếu nại gửi đến cơ quan có thẩm quyền theo quy định của pháp luật", address, n.Code))},
		signature(d, "Niêm yết công khai"))
	return doc
}

func begin(d recognition.Decision, title string, on clock.Date) docgen.Document {
	doc := docgen.Document{Layout: docgen.StateLayout(), Title: title, Date: on.Time()}
	if d.Line == org.Party {
		doc.Layout = docgen.PartyLayout()
	}
	return doc
}

// head opens the paper as the letterhead of the decision does.
func head(d recognition.Decision, number, kind string, on clock.Date) docgen.LetterHead {
	placeDate := orDots(d.Place) + ", " + longDate(on)
	above := d.Letterhead
	if len(above) > 0 {
		above = above[:len(above)-1]
	}
	var h docgen.LetterHead
	if d.Line == org.Party {
		h = docgen.PartyHead("", orDots(issuer(d)), "Số "+orWord(number, "…-"+kind), placeDate)
	} else {
		h = docgen.StateHead("", orDots(issuer(d)), "Số: "+orWord(number, "…/"+kind), placeDate)
	}
	var left []docgen.Line
	for _, words := range above {
		left = append(left, docgen.Line{Run: docgen.Run{Text: words}})
	}
	h.Left = append(left, h.Left...)
	return h
}

func signature(d recognition.Decision, first string) docgen.Signature {
	last := "Lưu: VT"
	if d.Line == org.Party {
		last = "Lưu Văn phòng"
	}
	return docgen.Signature{Recipients: []string{first, last}, Form: d.SignAs, Name: orDots(d.Signer)}
}

func table(list []Shown) docgen.Table {
	t := docgen.Table{Columns: []docgen.TableColumn{
		{Title: "TT", Width: 1.2, Align: docgen.AlignCenter}, {Title: "Tên tập thể, cá nhân", Width: 5}, {Title: "Đơn vị", Width: 4}, {Title: "Tên mô hình", Width: 6},
	}}
	for n, l := range list {
		t.Rows = append(t.Rows, docgen.TextRow(fmt.Sprint(n+1), l.Name, l.Unit, l.Title))
	}
	return t
}

func asked(lines []Asked) []Shown {
	all := make([]Shown, 0, len(lines))
	for _, l := range lines {
		all = append(all, Shown{Name: l.Name, Unit: l.UnitName, Title: l.Title})
	}
	return all
}

func what(d recognition.Decision) string {
	if d.Kind == recognition.Commendation {
		return "khen thưởng"
	}
	return "công nhận mô hình “Dân vận khéo”"
}

func longDate(d clock.Date) string {
	if d.IsZero() {
		return "ngày … tháng … năm …"
	}
	month := fmt.Sprint(int(d.Month()))
	if d.Month() <= 2 {
		month = "0" + month
	}
	return fmt.Sprintf("ngày %02d tháng %s năm %d", d.Day(), month, d.Year())
}

func two(n int) string { return fmt.Sprintf("%02d", n) }

func orDots(s string) string { return orWord(s, "…") }

func orWord(s, word string) string {
	if s == "" {
		return word
	}
	return s
}
