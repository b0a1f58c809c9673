package numberbook

import (
	"io"
	"time"

	"kheo/internal/business/org"
	"kheo/internal/platform/i18n"
	"kheo/internal/platform/text"
	"kheo/internal/service/docgen"
)

// WritePDF writes the book on A4, as it stands at a moment.
func (v View) WritePDF(w io.Writer, at time.Time) error {
	t := docgen.Table{Columns: []docgen.TableColumn{
		{Title: "Số, ký hiệu", Width: 1.6}, {Title: "Ngày", Width: 1.2, Align: docgen.AlignCenter}, {Title: "Trích yếu", Width: 4},
		{Title: "Tình trạng", Width: 1.3}, {Title: "Ghi chú", Width: 1.9},
	}}
	for _, n := range v.Numbers {
		t.Rows = append(t.Rows, docgen.TextRow(n.Text, n.Day.String(), n.Subject, n.State.Label(), n.Reason))
	}
	heading := docgen.Heading{Name: "SỔ ĐĂNG KÝ VĂN BẢN ĐI", Abstract: []string{v.DocType + ", " + v.UnitName, v.Label}, Bare: true}
	note := docgen.Note{Runs: docgen.Italic("In lúc " + i18n.Moment(at) + ". Số tiếp theo: " + Write(v.Pattern, v.Next) + "."), Align: docgen.AlignLeft}
	return docgen.WritePDF(w, docgen.Document{Layout: docgen.StateLayout(), Title: "Sổ văn bản", Date: at, Blocks: []docgen.Block{heading, t, note}})
}

// fileName is the book as a name of a file: qd-dang-uy-phuong-cat-mau-2026.
func (v View) fileName() string { return text.Slug(v.Name()) }

// firstNumber shows how f writes a number: the first one of a body whose
// abbreviation is the usual one of its line.
func firstNumber(f Form) string {
	docType, unit := f.DocType, "UBND"
	if docType == "" {
		docType = "QĐ"
	}
	switch f.Line {
	case org.Party:
		unit = "ĐU"
	case org.Front:
		unit = "MTTQ"
	}
	return Write(fill(f.Pattern, docType, unit), 1)
}
