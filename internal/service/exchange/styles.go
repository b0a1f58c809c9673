package exchange

import (
	"fmt"
	"time"

	"github.com/xuri/excelize/v2"
)

// styles are the numbers of the cell styles of a file.
type styles struct {
	title, header, plain, quoted, day, textColumn, dayColumn, note, bold int
	examplePlain, exampleQuoted, exampleDay                              int
}

const font = "Times New Roman"

func newStyles(f *excelize.File) (s styles, err error) {
	thin := []excelize.Border{}
	for _, side := range []string{"left", "top", "right", "bottom"} {
		thin = append(thin, excelize.Border{Type: side, Color: "9A9A9A", Style: 1})
	}
	top := &excelize.Alignment{Vertical: "top", WrapText: true}
	middle := &excelize.Alignment{Horizontal: "center", Vertical: "center", WrapText: true}
	normal, strong := &excelize.Font{Family: font, Size: 12}, &excelize.Font{Family: font, Size: 12, Bold: true}
	slanted := &excelize.Font{Family: font, Size: 12, Italic: true, Color: "6B6B6B"}
	form := "dd/mm/yyyy"
	const asText = 49
	for _, one := range []struct {
		id    *int
		style excelize.Style
	}{
		{&s.title, excelize.Style{Font: &excelize.Font{Family: font, Size: 13, Bold: true}, Alignment: middle}},
		{&s.header, excelize.Style{
			Font: strong, Alignment: middle, Border: thin,
			Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"F0ECE4"}},
		}},
		{&s.plain, excelize.Style{Font: normal, Alignment: top, Border: thin}},
		{&s.quoted, excelize.Style{Font: normal, Alignment: top, Border: thin, NumFmt: asText}},
		{&s.day, excelize.Style{Font: normal, Alignment: top, Border: thin, CustomNumFmt: &form}},
		{&s.examplePlain, excelize.Style{Font: slanted, Alignment: top, Border: thin}},
		{&s.exampleQuoted, excelize.Style{Font: slanted, Alignment: top, Border: thin, NumFmt: asText}},
		{&s.exampleDay, excelize.Style{Font: slanted, Alignment: top, Border: thin, CustomNumFmt: &form}},
		{&s.textColumn, excelize.Style{Font: normal, Alignment: top, NumFmt: asText}},
		{&s.dayColumn, excelize.Style{Font: normal, Alignment: top, CustomNumFmt: &form}},
		{&s.note, excelize.Style{Font: normal, Alignment: top}},
		{&s.bold, excelize.Style{Font: strong, Alignment: top}},
	} {
		if *one.id, err = f.NewStyle(&one.style); err != nil {
			return s, err
		}
	}
	// With the quote prefix Excel keeps "=1+1" a text when its cell is edited.
	yes := true
	for _, id := range []int{s.quoted, s.exampleQuoted} {
		f.Styles.CellXfs.Xf[id].QuotePrefix = &yes
	}
	return s, nil
}

// cell gives v its style.
func (s styles) cell(v any) (excelize.Cell, error) {
	switch v := v.(type) {
	case nil:
		return excelize.Cell{StyleID: s.plain}, nil
	case string:
		v = fitText(v)
		if looksLikeFormula(v) {
			return excelize.Cell{StyleID: s.quoted, Value: v}, nil
		}
		return excelize.Cell{StyleID: s.plain, Value: v}, nil
	case int, int64, float64, bool:
		return excelize.Cell{StyleID: s.plain, Value: v}, nil
	case time.Time:
		if v.IsZero() {
			return excelize.Cell{StyleID: s.plain}, nil
		}
		if day, ok := excelDay(v); ok {
			return excelize.Cell{StyleID: s.day, Value: day}, nil
		}
		return excelize.Cell{StyleID: s.plain, Value: v.Format(dayFormat)}, nil
	}
	return excelize.Cell{}, fmt.Errorf("cannot write a %T", v)
}

// example is the style of v in the example row of a template.
func (s styles) example(v any) int {
	switch v := v.(type) {
	case time.Time:
		return s.exampleDay
	case string:
		if looksLikeFormula(v) {
			return s.exampleQuoted
		}
	}
	return s.examplePlain
}
