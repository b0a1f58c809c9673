package recognition

import (
	"fmt"
	"strings"

	"kheo/internal/business/participant"
	"kheo/internal/service/docgen"
)

// withList adds the annexed list on its own page.
func (p paper) withList(doc docgen.Document) docgen.Document {
	doc.Blocks = append(doc.Blocks,
		docgen.Heading{Name: "DANH SÁCH", Abstract: []string{p.listName()}, Bare: true},
		docgen.Note{Runs: docgen.Italic(fmt.Sprintf("(Kèm theo Quyết định số %s ngày %s của %s)",
			orWord(p.Number, "…"), orWord(p.DecidedOn.String(), "…"), sentenceCase(p.authority()))), Align: docgen.AlignCenter},
		p.table(),
		docgen.Note{Runs: docgen.Italic("Danh sách có " + two(len(p.Lines)) + " dòng: " + tally(p.Lines).said() + ".")})
	return doc
}

func (p paper) listName() string {
	switch p.listed() {
	case Recognition:
		return fmt.Sprintf("mô hình %s được công nhận %s năm %d", movement, p.Level, p.Year)
	case Commendation:
		return fmt.Sprintf("%s được tặng %s", tally(p.Lines).those(), capital(p.award()))
	case Correction:
		return "nội dung được đính chính"
	}
	return "các dòng được thu hồi"
}

func (p paper) table() docgen.Table {
	name := "Tên " + tally(p.Lines).those()
	t := docgen.Table{Columns: []docgen.TableColumn{{Title: "TT", Width: 1.3, Align: docgen.AlignCenter}}}
	columns := func(more ...docgen.TableColumn) { t.Columns = append(t.Columns, more...) }
	switch p.listed() {
	case Recognition:
		columns(docgen.TableColumn{Title: name, Width: 5}, docgen.TableColumn{Title: "Đơn vị", Width: 4},
			docgen.TableColumn{Title: "Tên mô hình", Width: 6}, docgen.TableColumn{Title: "Lĩnh vực", Width: 3})
	case Commendation:
		columns(docgen.TableColumn{Title: name, Width: 5}, docgen.TableColumn{Title: "Đơn vị", Width: 4}, docgen.TableColumn{Title: "Thành tích", Width: 7})
	case Correction:
		columns(docgen.TableColumn{Title: "Dòng", Width: 1.4, Align: docgen.AlignCenter},
			docgen.TableColumn{Title: "Đã ghi", Width: 7}, docgen.TableColumn{Title: "Nay đính chính", Width: 7})
	default:
		columns(docgen.TableColumn{Title: "Dòng", Width: 1.4, Align: docgen.AlignCenter},
			docgen.TableColumn{Title: name, Width: 5}, docgen.TableColumn{Title: "Đơn vị", Width: 4}, docgen.TableColumn{Title: "Tên mô hình", Width: 6})
	}
	t.Rows = p.rows()
	return t
}

// rows writes each kind of participant under its own heading; the numbers run
// through, so that a number names one line.
func (p paper) rows() (rows []docgen.Row) {
	section := 0
	for n, kind := range participant.Kinds() {
		first := true
		for _, l := range p.Lines {
			if l.ParticipantKind != kind {
				continue
			}
			if first {
				title := []string{"TẬP THỂ", "CÁ NHÂN", "HỘ GIA ĐÌNH"}[n]
				rows = append(rows, docgen.SectionRow([]string{"I. ", "II. ", "III. "}[section]+title))
				section, first = section+1, false
			}
			rows = append(rows, p.row(l))
		}
	}
	return rows
}

func (p paper) row(l Line) docgen.Row {
	at := fmt.Sprint(l.Position)
	old := p.Amended[l.AmendsLineID]
	switch p.listed() {
	case Recognition:
		return docgen.TextRow(at, l.Name, l.UnitName, l.Title, p.Fields[l.FieldID])
	case Commendation:
		return docgen.TextRow(at, l.Name, l.UnitName, l.Merit)
	case Correction:
		return docgen.TextRow(at, fmt.Sprint(old.Position), words(old), words(l))
	}
	return docgen.TextRow(at, fmt.Sprint(old.Position), l.Name, l.UnitName, l.Title)
}

// words is all that the paper says in one line.
func words(l Line) string {
	var parts []string
	for _, s := range []string{l.Name, l.UnitName, l.Title, l.Merit} {
		if s != "" {
			parts = append(parts, s)
		}
	}
	return strings.Join(parts, "; ")
}
