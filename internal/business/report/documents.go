package report

import (
	"fmt"
	"io"
	"iter"
	"slices"
	"strings"

	"kheo/internal/platform/i18n"
	"kheo/internal/service/docgen"
	"kheo/internal/service/exchange"
)

// WriteDOCX writes the season's report as a document to print and send.
func (s Season) WriteDOCX(w io.Writer) error { return docgen.WriteDOCX(w, s.document()) }

// WritePDF writes the same report as PDF.
func (s Season) WritePDF(w io.Writer) error { return docgen.WritePDF(w, s.document()) }

func (s Season) document() docgen.Document {
	head := docgen.PartyHead("", strings.ToUpper(s.Unit.Name), "", fmt.Sprintf("ngày %02d tháng %02d năm %d", s.On.Day(), s.On.Month(), s.On.Year()))
	title := fmt.Sprintf("Số liệu phong trào thi đua “Dân vận khéo” năm %d", s.Season.Year)
	return docgen.Document{
		Layout: docgen.PartyLayout(), Title: title, Date: s.On.Time(),
		Blocks: []docgen.Block{
			head,
			docgen.Heading{Name: "BÁO CÁO", Abstract: []string{title, s.Unit.Name}},
			docgen.Paragraph{Runs: docgen.Text(s.Text())},
			docgen.Paragraph{Runs: docgen.Bold("1. Theo bước"), KeepWithNext: true},
			stagesTable(s),
			docgen.Paragraph{Runs: docgen.Bold("2. Theo lĩnh vực"), KeepWithNext: true},
			rowsTable("Lĩnh vực", s.Fields()),
			docgen.Paragraph{Runs: docgen.Bold("3. Theo đơn vị"), KeepWithNext: true},
			rowsTable("Đơn vị", s.Units()),
			docgen.Note{Runs: docgen.Italic(fmt.Sprintf(
				"Mọi con số tính từ hồ sơ ngày %s. Đăng ký: hồ sơ đã gửi. Công nhận, khen thưởng: theo quyết định đã ban hành còn giá trị.", s.On))},
		},
	}
}

func stagesTable(s Season) docgen.Table {
	t := docgen.Table{Columns: []docgen.TableColumn{
		{Title: "Bước", Width: 3}, number("Số mô hình"), number("Tập thể"), number("Cá nhân"), number("Hộ gia đình"), {Title: "Tính đến ngày", Width: 2, Align: docgen.AlignCenter},
	}}
	for _, row := range s.stages() {
		initiatives := group(row.Initiatives)
		if row.counts == "participants" {
			initiatives = ""
		}
		t.Rows = append(t.Rows, docgen.TextRow(row.name, initiatives, group(row.Collective), group(row.Individual), group(row.Household), row.On.String()))
	}
	return t
}

type namedStage struct {
	Stage
	name string
}

func (s Season) stages() []namedStage {
	return []namedStage{{s.Registered, "Đăng ký"}, {s.Recognised, "Công nhận"}, {s.Commended, "Khen thưởng"}}
}

func number(title string) docgen.TableColumn {
	return docgen.TableColumn{Title: title, Width: 1.4, Align: docgen.AlignRight}
}

func rowsTable(what string, rows []Row) docgen.Table {
	t := docgen.Table{Columns: []docgen.TableColumn{
		{Title: "TT", Width: 0.7, Align: docgen.AlignCenter}, {Title: what, Width: 4}, number("Đăng ký"), number("Công nhận"), number("Khen thưởng"),
	}}
	for n, r := range rows {
		t.Rows = append(t.Rows, docgen.TextRow(fmt.Sprint(n+1), r.Name, group(r.Count), group(r.Recognised), group(r.Commended)))
	}
	return t
}

func group(n int64) string { return i18n.Group(n, ".") }

// WriteXLSX writes the same numbers as a workbook of one sheet.
func (s Season) WriteXLSX(w io.Writer) error {
	return exchange.Write(w, exchange.Sheet{
		Name:  fmt.Sprintf("Năm %d", s.Season.Year),
		Title: []string{s.Unit.Name, fmt.Sprintf("SỐ LIỆU PHONG TRÀO THI ĐUA “DÂN VẬN KHÉO” NĂM %d", s.Season.Year), "Tính từ hồ sơ ngày " + s.On.String()},
		Columns: []exchange.Column{
			{Key: "part", Title: "Phần", Width: 16}, {Key: "name", Title: "Nội dung", Width: 34}, {Key: "registered", Title: "Đăng ký", Width: 12},
			{Key: "recognised", Title: "Công nhận", Width: 12}, {Key: "commended", Title: "Khen thưởng", Width: 14},
		},
		Rows: s.sheetRows(),
	})
}

func (s Season) sheetRows() iter.Seq[[]any] {
	rows := [][]any{
		{"Tổng", "Mô hình", s.Registered.Initiatives, s.Recognised.Initiatives, nil},
		{"Tổng", "Tập thể", s.Registered.Collective, s.Recognised.Collective, s.Commended.Collective},
		{"Tổng", "Cá nhân", s.Registered.Individual, s.Recognised.Individual, s.Commended.Individual},
		{"Tổng", "Hộ gia đình", s.Registered.Household, s.Recognised.Household, s.Commended.Household},
	}
	for _, r := range s.Fields() {
		rows = append(rows, []any{"Lĩnh vực", r.Name, r.Count, r.Recognised, r.Commended})
	}
	for _, r := range s.Units() {
		rows = append(rows, []any{"Đơn vị", r.Name, r.Count, r.Recognised, r.Commended})
	}
	return slices.Values(rows)
}
