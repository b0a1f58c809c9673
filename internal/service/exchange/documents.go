package exchange

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"

	"kheo/internal/platform/fault"
)

const (
	guideName    = "Hướng dẫn"
	choicesName  = "Danh mục"
	templateRows = 2000 // rows that get drop-down lists
)

// Template writes an empty list to fill in: the headings of s (a star marks
// the required ones), one example row marked as such if columns have Examples,
// drop-down lists for columns with Choices, and a second sheet with notes and
// what each column is for. FindTable leaves the example row out.
func Template(w io.Writer, s Sheet, notes []string) (err error) {
	defer fault.Wrap(&err, "write template %q", s.Name)
	f := excelize.NewFile()
	defer func() { _ = f.Close() }() // removes temporary files
	columns := s.Columns
	s.Columns = slices.Clone(columns)
	for i, c := range columns {
		if c.Required {
			s.Columns[i].Title = c.Title + " *"
		}
	}
	x, err := begin(f, s, true)
	if err != nil {
		return err
	}
	header := x.row
	if err := x.exampleRow(); err != nil {
		return err
	}
	if s.Rows != nil {
		for values := range s.Rows {
			if err := x.values(values, false); err != nil {
				return err
			}
		}
	}
	if err := x.guide(columns, notes); err != nil {
		return err
	}
	if err := x.choices(header); err != nil {
		return err
	}
	if err := x.stream.Flush(); err != nil {
		return err
	}
	return f.Write(w)
}

// exampleRow writes the Examples, and behind them that they are examples.
func (x *writer) exampleRow() error {
	var values []any
	some := false
	for _, c := range x.sheet.Columns {
		values = append(values, c.Example)
		some = some || c.Example != nil
	}
	if !some {
		return nil
	}
	return x.values(append(values, exampleMark), true)
}

// choices lists what can be chosen on a hidden sheet, for a list inside the
// rule itself may hold neither commas nor more than 255 characters.
func (x *writer) choices(header int) error {
	for i, c := range x.sheet.Columns {
		if len(c.Choices) == 0 {
			continue
		}
		if at, _ := x.file.GetSheetIndex(choicesName); at < 0 {
			if _, err := x.file.NewSheet(choicesName); err != nil {
				return err
			}
			if err := x.file.SetSheetVisible(choicesName, false); err != nil {
				return err
			}
		}
		for j, choice := range c.Choices {
			if err := x.file.SetCellStr(choicesName, reference(i+1, j+1), choice); err != nil {
				return err
			}
		}
		letter := strings.TrimRight(reference(i+1, 1), "1")
		rule := excelize.NewDataValidation(true)
		rule.Sqref = fmt.Sprintf("%s%d:%s%d", letter, header+1, letter, header+templateRows)
		rule.SetSqrefDropList(fmt.Sprintf("'%s'!$%s$1:$%s$%d", choicesName, letter, letter, len(c.Choices)))
		rule.SetError(excelize.DataValidationErrorStyleWarning, "Ngoài danh mục", "Xin chọn một mục trong danh sách thả xuống.")
		if err := x.file.AddDataValidation(x.sheet.Name, rule); err != nil {
			return err
		}
	}
	return nil
}

// guide writes the sheet of instructions.
func (x *writer) guide(columns []Column, notes []string) error {
	if _, err := x.file.NewSheet(guideName); err != nil {
		return err
	}
	g, err := x.file.NewStreamWriter(guideName)
	if err != nil {
		return err
	}
	if err := g.SetColWidth(1, 1, 32); err != nil {
		return err
	}
	if err := g.SetColWidth(2, 2, 90); err != nil {
		return err
	}
	row := 0
	put := func(style int, values ...string) error {
		row++
		var cells []any
		for _, v := range values {
			cells = append(cells, excelize.Cell{StyleID: style, Value: fitText(v)})
		}
		return g.SetRow(reference(1, row), cells)
	}
	lines := append([]string{"Mỗi dòng là một mục. Không đổi tên các cột, có thể đổi thứ tự cột.", "Cột có dấu * là cột bắt buộc."}, notes...)
	if err := put(x.styles.bold, "Cách điền"); err != nil {
		return err
	}
	for i, line := range lines {
		if err := put(x.styles.note, fmt.Sprintf("Lưu ý %d", i+1), line); err != nil {
			return err
		}
	}
	row++
	if err := put(x.styles.bold, "Cột", "Cách ghi"); err != nil {
		return err
	}
	for _, c := range columns {
		if err := put(x.styles.note, c.Title, how(c)); err != nil {
			return err
		}
	}
	return g.Flush()
}

// how says in words what goes into a column.
func how(c Column) string {
	parts := []string{"Có thể để trống."}
	if c.Required {
		parts[0] = "Bắt buộc."
	}
	if len(c.Choices) > 0 && len(c.Choices) <= 12 {
		parts = append(parts, "Chọn một trong: "+strings.Join(c.Choices, "; ")+".")
	}
	switch v := c.Example.(type) {
	case nil:
	case time.Time:
		parts = append(parts, "Ngày/tháng/năm, ví dụ: "+v.Format(dayFormat)+".")
	default:
		parts = append(parts, "Ví dụ: "+shownAs(v))
	}
	return strings.Join(parts, " ")
}
