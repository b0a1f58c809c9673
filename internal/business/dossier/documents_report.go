package dossier

import (
	"fmt"
	"strings"

	"kheo/internal/business/initiative"
	"kheo/internal/business/participant"
	"kheo/internal/platform/clock"
	"kheo/internal/service/docgen"
)

// reports are the báo cáo thành tích of all lines, each beginning a new page.
func (r Record) reports() docgen.Document {
	w := r.paper(Report)
	w.Layout = r.Civil // participants are no bodies of the Party
	for n, l := range r.Lines {
		if n > 0 {
			w.add(docgen.PageBreak{})
		}
		w.report(l)
	}
	return w.Document
}

// report is the paper of one line, after the form for merit in one movement.
func (w *writing) report(l Line) {
	r := w.record
	w.open(nil, strings.ToUpper(orDots(l.UnitName)), "", w.Layout.PlaceDate("…", clock.Date{}))
	w.add(docgen.Heading{Name: "BÁO CÁO THÀNH TÍCH", Abstract: []string{
		"đề nghị " + r.proposal(), fmt.Sprintf("trong phong trào thi đua %s năm %d", movement, r.Season.Year)}})
	w.add(docgen.Paragraph{Runs: append(docgen.Text(whose(l.ParticipantKind)+": "), docgen.Bold(l.Name)...), Align: docgen.AlignCenter, NoIndent: true})
	w.sketch(l)
	w.merits(l)
	w.honours(l)
	w.add(docgen.Paragraph{KeepWithNext: true, Runs: docgen.Text(fmt.Sprintf("%s cam đoan những nội dung nêu trên là đúng sự thật và chịu trách nhiệm về báo cáo này%s",
		pledges(l.ParticipantKind), w.Layout.EndMark))})
	signer := signing{[]string{"NGƯỜI BÁO CÁO"}, l.Name}
	if l.ParticipantKind == participant.Collective {
		signer = signing{[]string{"ĐẠI DIỆN TẬP THỂ"}, ""}
	}
	w.sign(signing{[]string{"XÁC NHẬN", "CỦA CẤP TRÊN TRỰC TIẾP"}, ""}, signer)
}

// sketch is part I: who it is and what the work set out from.
func (w *writing) sketch(l Line) {
	if l.ParticipantKind == participant.Collective {
		w.part("I. SƠ LƯỢC ĐẶC ĐIỂM, TÌNH HÌNH")
	} else {
		w.part("I. SƠ LƯỢC LÝ LỊCH")
	}
	w.fact(whose(l.ParticipantKind), l.Name)
	w.fact("Đơn vị", l.UnitName)
	w.fact("Mô hình", l.Title)
	w.fact("Lĩnh vực", w.record.Fields[l.FieldID])
	if l.Work.ID == "" {
		return
	}
	w.fact("Địa bàn, đối tượng", l.Work.Area)
	w.fact("Lực lượng", l.Work.Forces)
	w.part("Tình hình trước khi thực hiện")
	w.lines(l.Work.Problem, "…")
}

// merits is part II: what was done, with numbers beside those of before.
func (w *writing) merits(l Line) {
	w.part("II. THÀNH TÍCH ĐẠT ĐƯỢC")
	if l.Work.ID == "" {
		w.lines(ended(l.Merit), "")
		w.lines("", "Mô hình chưa có hồ sơ trong hệ thống. Cách làm và số liệu do người báo cáo viết tiếp: …")
		return
	}
	w.part("1. Mục tiêu, cách làm")
	w.lines(l.Work.Objective, "")
	w.lines(l.Work.Method, "…")
	w.part("2. Kết quả")
	w.lines(l.Work.Result, "Chưa có báo cáo kết quả trong hệ thống: …")
	w.part("3. Số liệu, so với trước khi thực hiện")
	w.figures(l)
	w.part("4. Khả năng duy trì, nhân rộng")
	w.lines(l.Work.Sustainability, "…")
}

func (w *writing) figures(l Line) {
	if len(l.Indicators) > 0 {
		t := docgen.Table{Columns: []docgen.TableColumn{
			column("Chỉ số", 5), column("Đơn vị tính", 2.2), narrow("Trước", 1.8, docgen.AlignRight), narrow("Mục tiêu", 1.8, docgen.AlignRight),
			narrow("Kết quả", 1.8, docgen.AlignRight), column("So với trước", 2.6),
		}}
		for _, x := range l.Indicators {
			t.Rows = append(t.Rows, docgen.TextRow(x.Name, x.Measure, figure(x.Baseline), figure(x.Target), figure(x.Result), change(x)))
		}
		w.add(t)
	}
	switch s := l.Sums; {
	case !w.record.knows.sums:
		w.lines("", "Số liệu tiến độ chưa lấy được từ hệ thống: …")
	case s == initiative.Totals{} && len(l.Indicators) == 0:
		w.lines("", "Chưa có số liệu trong hệ thống: …")
	case s != initiative.Totals{}:
		w.text("Cộng từ sổ theo dõi: %s lượt người hưởng lợi; huy động %s đồng; %s ngày công.", money(s.Beneficiaries), money(s.Money), money(s.LaborDays))
	}
}

// honours is part III: what was given so far.
func (w *writing) honours(l Line) {
	w.part("III. CÁC HÌNH THỨC ĐÃ ĐƯỢC CÔNG NHẬN, KHEN THƯỞNG")
	if len(l.Honours) == 0 {
		if w.record.knows.history {
			w.lines("", "Chưa có hình thức nào ghi trong hệ thống. Hình thức khác (nếu có): …")
		} else {
			w.lines("", "Ghi theo hồ sơ lưu: …")
		}
		return
	}
	t := docgen.Table{Columns: []docgen.TableColumn{
		narrow("Ngày", 2.8, docgen.AlignCenter), column("Hình thức", 3.6), column("Nội dung", 5.6), column("Số quyết định", 4.6),
	}}
	for _, d := range l.Honours {
		t.Rows = append(t.Rows, docgen.TextRow(d.On.String(), d.Kind, d.Title, strings.TrimLeft(d.Detail, ", ")))
	}
	w.add(t)
}

// ended is a sentence with its full stop; nothing stays nothing.
func ended(s string) string {
	if s = strings.TrimSpace(s); s == "" || strings.HasSuffix(s, ".") {
		return s
	}
	return s + "."
}

// whose is how a paper calls a participant of kind k.
func whose(k participant.Kind) string {
	switch k {
	case participant.Individual:
		return "Họ và tên"
	case participant.Household:
		return "Hộ gia đình"
	}
	return "Tên tập thể"
}

func pledges(k participant.Kind) string {
	switch k {
	case participant.Individual:
		return "Tôi xin"
	case participant.Household:
		return "Gia đình tôi xin"
	}
	return "Tập thể chúng tôi xin"
}
