package org

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"strings"
	"unicode/utf8"

	"kheo/internal/platform/fault"
	"kheo/internal/platform/i18n"
)

const (
	tableBytes = 16 << 20 // the published table has 1.5 MB
	lineBytes  = 64 << 10
	tableRows  = 100_000
)

// ReadTable reads the official table of old and new communes, as published: CSV in
// UTF-8, separated by commas, semicolons or tabs. What is no such table is a
// fault.Refused with the reason; whatever r gives, memory stays bounded.
func ReadTable(r io.Reader) (*Table, error) {
	g := &guard{r: r}
	head := make([]byte, 4096)
	n, err := io.ReadFull(g, head)
	if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) && !errors.Is(err, io.EOF) {
		return nil, err
	}
	head = head[:n]
	if len(bytes.TrimSpace(bytes.TrimPrefix(head, byteOrderMark))) == 0 && err != nil {
		return nil, fault.Refuse("Tệp trống.")
	}
	records := csv.NewReader(io.MultiReader(bytes.NewReader(bytes.TrimPrefix(head, byteOrderMark)), g))
	records.FieldsPerRecord = -1
	records.Comma = separator(head)
	records.ReuseRecord = true
	var t tableReader
	for {
		cells, err := records.Read()
		switch {
		case err == io.EOF:
			return t.end()
		case err != nil:
			return nil, refuseCSV(err)
		case t.records >= tableRows:
			return nil, fault.Refuse("Tệp có hơn %s dòng.", i18n.Group(tableRows, "."))
		}
		line, _ := records.FieldPos(0)
		for _, c := range cells {
			if !utf8.ValidString(c) {
				return nil, fault.Refuse("Dòng %d không phải chữ Việt theo bảng mã UTF-8. Xin lưu tệp dạng “CSV UTF-8”.", line)
			}
		}
		if err := t.add(line, cells); err != nil {
			return nil, err
		}
	}
}

var byteOrderMark = []byte("\xef\xbb\xbf")

// separator is what most often separates cells in the beginning of a file.
func separator(head []byte) rune {
	best, most := ',', bytes.Count(head, []byte(","))
	for _, c := range ";\t" {
		if n := strings.Count(string(head), string(c)); n > most {
			best, most = c, n
		}
	}
	return best
}

func refuseCSV(err error) error {
	var wrong *csv.ParseError
	if errors.As(err, &wrong) && !errors.As(err, &fault.Refused{}) {
		return fault.Refuse("Tệp không phải CSV: dòng %d có dấu nháy kép đặt sai chỗ.", wrong.Line)
	}
	return err
}

// guard ends the reading of what is too large, or no text.
type guard struct {
	r           io.Reader
	total, line int
}

// Read reads on until something speaks against it.
func (g *guard) Read(p []byte) (int, error) {
	n, err := g.r.Read(p)
	if g.total += n; g.total > tableBytes {
		return 0, fault.Refuse("Tệp quá lớn: bảng chuyển đổi chỉ đến %d MB.", tableBytes>>20)
	}
	for _, c := range p[:n] {
		switch g.line++; {
		case c == '\n':
			g.line = 0
		case c == 0:
			return 0, fault.Refuse("Tệp không phải văn bản CSV theo bảng mã UTF-8. Xin lưu tệp dạng “CSV UTF-8”.")
		case g.line > lineBytes:
			return 0, fault.Refuse("Tệp không phải bảng: có dòng dài hơn %d KB.", lineBytes>>10)
		}
	}
	return n, err
}
