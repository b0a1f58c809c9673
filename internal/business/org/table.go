package org

import (
	"slices"
	"strings"

	"kheo/internal/platform/fault"
	"kheo/internal/platform/text"
)

// Table is the official table of old and new communes as it was read from a file:
// every record of the file is one of the rows or was skipped with a reason.
type Table struct {
	remarks
	rows     []tableRow
	doubtful map[string]int // lines that were skipped, by oldKey
}

// tableRow is one record: all of one old commune, or a part, goes over into a new one.
type tableRow struct {
	line        int
	province    Numbered // new
	name, code  string   // of the new commune
	spelt       string   // its name as it was written
	old         string   // name of the old commune; empty: the district itself
	oldCode     string
	note        note
	words       string // the note as it was written
	district    Numbered
	oldProvince Numbered

	// What tells units apart: names in one spelling, below the unit above.
	provinceKey, nameKey, oldProvinceKey, districtKey, oldKey string
}

// headRecords is within how many records the headings must be.
const headRecords = 40

// tableReader takes records one by one.
type tableReader struct {
	Table
	columns [tableWidth]int // place of each column in a record
	heads   []string        // the row of headings, once it was found
	closest []string        // titles of the columns that the best heading row lacks
	best    int             // how many columns it has
	records int

	notes map[string]noteRead
	names map[string]nameRead
}

type noteRead struct {
	note  note
	right string
	known bool
}

type nameRead struct {
	Numbered
	key string
}

// note reads a note, each wording once.
func (r *tableReader) note(words string) noteRead {
	read, seen := r.notes[words]
	if !seen {
		read.note, read.right, read.known = parseNote(words)
		if r.notes == nil {
			r.notes = map[string]noteRead{}
		}
		r.notes[words] = read
	}
	return read
}

// numbered reads the name of a province or district, each spelling once.
func (r *tableReader) numbered(cell string, kinds []string) (Numbered, string) {
	at := kinds[0] + cell
	read, seen := r.names[at]
	if !seen {
		read.Numbered, read.key = numbered(cell, kinds)
		if r.names == nil {
			r.names = map[string]nameRead{}
		}
		r.names[at] = read
	}
	return read.Numbered, read.key
}

// add takes one record; an error ends the reading.
func (r *tableReader) add(line int, cells []string) error {
	r.records++
	for i := range cells {
		cells[i] = text.Clean(cells[i])
	}
	if r.heading(cells) {
		r.skip(line, "Dòng tiêu đề của các cột.")
		return nil
	}
	if r.heads == nil {
		if r.records > headRecords {
			return r.refuseShape()
		}
		r.skip(line, "Dòng đứng trước tiêu đề của các cột.")
		return nil
	}
	filled := slices.DeleteFunc(slices.Clone(cells), func(c string) bool { return c == "" })
	switch len(filled) {
	case 0:
		r.skip(line, "Dòng trống.")
	case 1:
		r.skip(line, "Dòng chỉ có một ô: “%s”.", shownCell(filled[0]))
	default:
		r.row(line, cells)
	}
	return nil
}

// heading reports whether cells are the headings; the first such row says where
// the columns are.
func (r *tableReader) heading(cells []string) bool {
	if r.heads != nil {
		return slices.EqualFunc(r.heads, cells, strings.EqualFold)
	}
	folded := make([]string, len(cells))
	for i, c := range cells {
		folded[i] = text.Fold(c)
	}
	var missing []string
	for n, names := range tableColumns {
		r.columns[n] = slices.IndexFunc(folded, func(c string) bool {
			return slices.ContainsFunc(names, func(name string) bool { return c == text.Fold(name) })
		})
		if r.columns[n] < 0 {
			missing = append(missing, names[0])
		}
	}
	if has := tableWidth - len(missing); has > r.best {
		r.best, r.closest = has, missing
	}
	if len(missing) > 0 {
		return false
	}
	r.heads = slices.Clone(cells)
	return true
}

// refuseShape says which columns a file of another shape lacks.
func (r *tableReader) refuseShape() error {
	missing := r.closest
	if r.best == 0 {
		for _, names := range tableColumns {
			missing = append(missing, names[0])
		}
	}
	quoted := make([]string, len(missing))
	for i, m := range missing {
		quoted[i] = "“" + m + "”"
	}
	return fault.Refuse("Đây không phải bảng chuyển đổi đơn vị hành chính: thiếu cột %s.", strings.Join(quoted, ", "))
}

// end checks that the file was a table at all.
func (r *tableReader) end() (*Table, error) {
	switch {
	case r.records == 0:
		return nil, fault.Refuse("Tệp trống.")
	case r.heads == nil:
		return nil, r.refuseShape()
	case len(r.rows) == 0:
		return nil, fault.Refuse("Bảng chỉ có tiêu đề, không có dòng nào.")
	}
	return &r.Table, nil
}

// row reads a record of the list.
func (r *tableReader) row(line int, cells []string) {
	cell := func(n int) string {
		if at := r.columns[n]; at < len(cells) {
			return cells[at]
		}
		return ""
	}
	row := tableRow{line: line, code: cell(colCode), spelt: cell(colName), oldCode: cell(colOldCode), words: cell(colNote)}
	row.province, row.provinceKey = r.numbered(cell(colProvince), provinceKinds)
	row.oldProvince, row.oldProvinceKey = r.numbered(cell(colOldProvince), provinceKinds)
	row.district, row.districtKey = r.numbered(cell(colDistrict), districtKinds)
	row.districtKey = row.district.Code + " " + row.districtKey
	read := r.note(row.words)
	row.note = read.note
	old, how, communeKnown := communeOf(cell(colOld), row.oldCode, row.district)
	name, typo := properName(row.spelt, communeKinds)
	row.old, row.name = old, name
	row.oldKey, row.nameKey = row.districtKey+"/"+text.Spoken(old), row.provinceKey+"/"+text.Spoken(name)
	for _, n := range []int{colProvince, colName, colCode, colNote, colDistrict, colOldProvince} {
		if cell(n) == "" {
			r.doubt(row, "Ô “%s” trống.", tableColumns[n][0])
			return
		}
	}
	ofDistrict := row.note == noteSpecialZone && row.old == "" && row.oldCode == ""
	switch {
	case !read.known:
		r.doubt(row, "Không hiểu ghi chú “%s”.", shownCell(row.words))
		return
	case !ofDistrict && (!communeKnown || row.old == ""):
		r.skip(line, "“%s” không có mã và không phải là một xã, phường, thị trấn.", shownCell(cell(colOld)))
		return
	}
	r.spelling(row, cell(colOld), how)
	if read.right != "" {
		r.correct(line, "Ghi chú “%s” đọc là “%s”.", row.words, read.right)
	}
	if typo {
		r.correct(line, "Tên “%s” đọc là “%s”.", row.spelt, name)
	}
	r.rows = append(r.rows, row)
}

// spelling tells how the name of the old commune was put right.
func (r *tableReader) spelling(row tableRow, written string, how spelling) {
	switch how {
	case misspelt:
		r.correct(row.line, "Tên “%s” đọc là “%s”.", written, row.old)
	case kindless:
		r.correct(row.line, "Tên “%s” thiếu loại đơn vị, đọc là “%s”.", written, row.old)
	case kindUnknown:
		r.correct(row.line, "Tên “%s” thiếu loại đơn vị, giữ nguyên như trong bảng.", written)
	}
}

// doubt skips a row of which it is known that its old unit goes somewhere, but
// not where or how: the other rows of that unit do not tell all of it.
func (r *tableReader) doubt(row tableRow, sentence string, args ...any) {
	r.skip(row.line, sentence, args...)
	if r.doubtful == nil {
		r.doubtful = map[string]int{}
	}
	r.doubtful[row.oldKey] = row.line
}

// shownCell is the text of a cell, cut where it would drown the sentence around it.
func shownCell(s string) string {
	if r := []rune(s); len(r) > 80 {
		return string(r[:79]) + "…"
	}
	return s
}
