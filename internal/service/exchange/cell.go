package exchange

import (
	"math"
	"regexp"
	"strconv"
	"strings"
	"time"

	"golang.org/x/text/unicode/norm"

	"kheo/internal/platform/text"
)

// Kind says what a cell holds.
type Kind int

// What a cell can hold. A formula counts as its last value; Error is #N/A and
// its like.
const (
	Empty Kind = iota
	Text
	Number
	Date
	Bool
	Error
)

// Cell is a cell of a Row. Text is Unicode, NFC and clean, with line breaks
// kept; a number is 1448 or 0.5, a date 05/03/2022, a boolean TRUE or FALSE.
// The zero Kind means that the cell is empty; Sheet and Ref say where, always.
type Cell struct {
	Sheet, Ref string // Ref is like C7
	Text       string
	Was        string // what Text was converted from: "TCVN3", "VNI", "NFD" or ""
	Kind       Kind
	Merged     bool // the value stands in a merged cell that began further up

	number float64
	date   time.Time
}

// cell decodes and cleans c, which stands in row of sheet.
func (c rawCell) cell(sheet string, row int, d *text.Detector) Cell {
	out := Cell{Sheet: sheet, Ref: reference(c.column, row), Text: c.text, Kind: c.kind, number: c.number, date: c.date}
	if c.kind != Text {
		return out
	}
	decoded, from := d.Decode(c.text)
	out.Was = string(from)
	if out.Was == "" && !norm.NFC.IsNormalString(decoded) {
		out.Was = "NFD"
	}
	if out.Text = text.CleanLines(decoded); out.Text == "" {
		out.Kind = Empty
	}
	return out
}

// IsEmpty tells that nothing is in the cell.
func (c Cell) IsEmpty() bool { return c.Kind == Empty }

// Line is Text on one line.
func (c Cell) Line() string { return text.Clean(c.Text) }

// Date is the civil date of the cell at 00:00 UTC, from a date or from text
// such as 05/3/2022, 3/2022 or 2022-03-05; a plain number is none.
func (c Cell) Date() (time.Time, bool) {
	switch c.Kind {
	case Date:
		return c.date, true
	case Text:
		return textDate(c.Line())
	}
	return time.Time{}, false
}

var (
	grouped  = regexp.MustCompile(`^-?\d{1,3}(?:([., ])\d{3})(?:[., ]\d{3})*$`)
	currency = regexp.MustCompile(`(?i)\s*(?:đ|đồng|vnđ|vnd)\.?$`)
)

// Int is the whole number of the cell, from a number or from text such as
// 1.448, 1,448 or 1.400.000 đ; false if it is none or has a fraction.
func (c Cell) Int() (int64, bool) {
	switch c.Kind {
	case Number:
		if c.number != math.Trunc(c.number) || math.Abs(c.number) > 1<<53 {
			return 0, false
		}
		return int64(c.number), true
	case Text:
		s := currency.ReplaceAllString(c.Line(), "")
		if m := grouped.FindStringSubmatch(s); m != nil {
			if strings.Trim(s, "-0123456789"+m[1]) != "" || strings.Count(s, m[1]) != (len(strings.TrimPrefix(s, "-"))-1)/4 {
				return 0, false
			}
			s = strings.ReplaceAll(s, m[1], "")
		}
		n, err := strconv.ParseInt(s, 10, 64)
		return n, err == nil
	}
	return 0, false
}

// Bool is the yes or no of the cell, from a boolean, 1 or 0, or text such as
// có, x, không; ok is false for anything else. An empty cell is no.
func (c Cell) Bool() (yes, ok bool) {
	switch c.Kind {
	case Empty:
		return false, true
	case Bool, Number:
		return c.number == 1, c.number == 0 || c.number == 1
	case Text:
		switch text.Fold(c.Text) {
		case "co", "x", "true", "yes", "dung", "1":
			return true, true
		case "khong", "false", "no", "sai", "0":
			return false, true
		}
	}
	return false, false
}
