package inspection

import (
	"fmt"
	"io"
	"strings"

	"kheo/internal/service/docgen"
)

// WritePDF writes the empty checklist of v on A4, one sheet for each initiative.
func (v View) WritePDF(w io.Writer) error { return docgen.WritePDF(w, v.document()) }

func (v View) document() docgen.Document {
	d := docgen.Document{Layout: docgen.StateLayout(), Title: "Phiếu kiểm tra, khảo sát", Date: v.PlannedOn.Time()}
	for n, c := range v.Cases {
		if n > 0 {
			d.Blocks = append(d.Blocks, docgen.PageBreak{})
		}
		d.Blocks = append(d.Blocks, v.leaf(c)...)
	}
	return d
}

func (v View) leaf(c Case) []docgen.Block {
	blocks := []docgen.Block{
		docgen.Heading{Name: "PHIẾU KIỂM TRA, KHẢO SÁT", Abstract: []string{c.Title}, Bare: true},
		fact("Mã hồ sơ: ", c.Code), fact("Tập thể, cá nhân: ", c.Participant), fact("Đơn vị: ", c.UnitName),
		fact("Mùa thi đua: ", v.Season.Name), fact("Ngày đi: ", v.PlannedOn.String()),
	}
	for n, name := range v.People() {
		label := "Thành viên đoàn: "
		if n == 0 {
			label = "Trưởng đoàn: "
		}
		blocks = append(blocks, fact(label, name))
	}
	t := docgen.Table{Columns: []docgen.TableColumn{
		{Title: "TT", Width: 0.6, Align: docgen.AlignCenter}, {Title: "Nội dung", Width: 4.6}, {Title: "Có", Width: 0.7, Align: docgen.AlignCenter},
		{Title: "Không", Width: 1.1, Align: docgen.AlignCenter}, {Title: "Chưa thấy", Width: 0.9, Align: docgen.AlignCenter}, {Title: "Ghi chú", Width: 2.4},
	}}
	for n, q := range v.Questions {
		t.Rows = append(t.Rows, docgen.TextRow(fmt.Sprint(n+1), q, "", "", "", ""))
	}
	rule := docgen.Note{Runs: docgen.Text(strings.Repeat("…", 70)), Align: docgen.AlignLeft}
	return append(blocks, t,
		docgen.Note{Runs: docgen.Bold("Điều đã thấy, kiến nghị:"), Align: docgen.AlignLeft},
		rule, rule, rule, rule,
		docgen.Signature{Form: []string{"TRƯỞNG ĐOÀN"}})
}

func fact(label, value string) docgen.Paragraph {
	return docgen.Paragraph{Runs: append(docgen.Bold(label), docgen.Text(value)...), NoIndent: true, Align: docgen.AlignLeft}
}
