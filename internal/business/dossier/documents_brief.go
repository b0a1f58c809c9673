package dossier

import (
	"fmt"
	"strings"

	"kheo/internal/business/recognition"
	"kheo/internal/service/docgen"
)

// summaryLength is what two lines of the column of merits hold.
const summaryLength = 72

// brief is the danh sách trích ngang: each line at a glance.
func (r Record) brief() docgen.Document {
	w := r.paper(Brief)
	w.openAsBody(Brief, "")
	w.undated()
	w.add(docgen.Heading{Name: "DANH SÁCH TRÍCH NGANG", Abstract: []string{
		recognition.Those(r.lines()) + " được đề nghị", fmt.Sprintf("%s năm %d", r.proposal(), r.Season.Year)}},
		docgen.Table{Columns: []docgen.TableColumn{
			narrow("TT", 1.3, docgen.AlignCenter), column("Họ tên, tên tập thể", 3.8), column("Chức vụ, đơn vị", 3.5), column("Tóm tắt thành tích", 7), column("Hình thức đề nghị", 2.8),
		}, Rows: sections(r.Lines, func(l Line) docgen.Row {
			return docgen.TextRow(fmt.Sprint(l.Position), l.Name, l.UnitName, l.summary(), r.proposed())
		}, nil)}, w.tallied())
	return w.Document
}

// proposed is the form that a line is to be given, short enough for a column.
func (r Record) proposed() string {
	if r.Decision.Kind == recognition.Commendation {
		return r.award()
	}
	return strings.TrimSpace("Công nhận " + r.Decision.Level)
}

// summary is the merit of a line in at most two lines of its column: what was
// measured where something was, else what was reported, else the words of the list.
func (l Line) summary() string {
	for _, x := range l.Indicators {
		if x.Result != nil {
			return shorten(l.Title+": "+said(x), summaryLength)
		}
	}
	if l.Work.Result != "" {
		return shorten(l.Title+": "+l.Work.Result, summaryLength)
	}
	if l.Merit != "" {
		return shorten(l.Merit, summaryLength)
	}
	return shorten(orDots(l.Title), summaryLength)
}
