package org

import (
	"errors"
	"io"
	"strings"

	"kheo/internal/platform/fault"
	"kheo/internal/service/exchange"
)

// ReadTableFile reads the table from a file of size bytes: an Excel workbook, or
// what ReadTable reads.
func ReadTableFile(f io.ReaderAt, size int64) (*Table, error) {
	head := make([]byte, 4)
	if _, err := f.ReadAt(head, 0); err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	if string(head) != "PK\x03\x04" {
		return ReadTable(io.NewSectionReader(f, 0, size))
	}
	book, err := exchange.Open(f, size, exchange.Limits{})
	if err != nil {
		return nil, err
	}
	return readTableBook(book)
}

// readTableBook hands the rows of a workbook on as the records that they would be
// in a CSV file. Lines are the numbers of the rows on their sheet.
func readTableBook(book *exchange.Book) (*Table, error) {
	columns := make([]exchange.Column, tableWidth)
	heads := make([]string, tableWidth)
	for n, names := range tableColumns {
		columns[n] = exchange.Column{Key: names[0], Title: names[0], Names: names[1:], Required: n != colOld && n != colOldCode}
		heads[n] = names[0]
	}
	found, err := exchange.FindTable(book, columns)
	if err != nil {
		return nil, err
	}
	if len(found.Parts) > 1 {
		return nil, fault.Refuse("Tệp có bảng ở nhiều trang tính: %s. Xin chỉ giữ một.", sheetsOf(found.Parts))
	}
	var t tableReader
	if err := t.add(found.Parts[0].Header, heads); err != nil {
		return nil, err
	}
	for row, err := range found.Rows() {
		if err != nil {
			return nil, err
		}
		cells := make([]string, tableWidth)
		for n, c := range columns {
			cells[n] = row.Cell(c.Key).Line()
		}
		if err := t.add(row.Number, cells); err != nil {
			return nil, err
		}
	}
	for _, s := range found.Skipped {
		t.skip(s.Number, "Dòng chỉ có một ô: “%s”.", shownCell(s.Text))
	}
	return t.end()
}

func sheetsOf(parts []exchange.Part) string {
	names := make([]string, len(parts))
	for i, p := range parts {
		names[i] = p.Sheet
	}
	return strings.Join(names, ", ")
}
