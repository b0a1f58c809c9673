package exchange

import (
	"bufio"
	"bytes"
	"cmp"
	"regexp"
	"slices"
	"strconv"
)

// span is a merged range, ends included.
type span struct{ top, left, bottom, right int }

// merges of one sheet, by their first row.
type merges []span

var mergeRef = regexp.MustCompile(`\sref="([A-Za-z]{1,3})(\d{1,7}):([A-Za-z]{1,3})(\d{1,7})"`)

// merges reads the merged ranges of a sheet. They stand behind all rows, so
// the part is searched for their tags only and read again for the rows.
func (b *Book) merges(s sheet) (merges, error) {
	m, err := b.archive.open(s.part)
	if m == nil || err != nil {
		return nil, err
	}
	defer func() { _ = m.Close() }()
	var all merges
	tags := bufio.NewScanner(m)
	tags.Buffer(nil, 2*tokenLimit)
	tags.Split(func(data []byte, atEOF bool) (int, []byte, error) {
		m.token = 0
		if i := bytes.IndexByte(data, '>'); i >= 0 {
			return i + 1, data[:i], nil
		}
		if atEOF {
			return len(data), nil, nil
		}
		return 0, nil, nil
	})
	for tags.Scan() && len(all) < mergeLimit {
		tag := tags.Bytes()
		if i := bytes.LastIndexByte(tag, '<'); i < 0 || !bytes.Contains(tag[i:], []byte("mergeCell ")) {
			continue
		}
		if ref := mergeRef.FindSubmatch(tag); ref != nil {
			top, _ := strconv.Atoi(string(ref[2]))
			bottom, _ := strconv.Atoi(string(ref[4]))
			one := span{top, columnOf(string(ref[1])), bottom, columnOf(string(ref[3]))}
			if one.top <= one.bottom && one.left <= one.right {
				all = append(all, one)
			}
		}
	}
	if err := tags.Err(); err != nil {
		if err == bufio.ErrTooLong {
			err = refuseDamaged()
		}
		return nil, err
	}
	slices.SortFunc(all, func(a, b span) int { return cmp.Or(a.top-b.top, a.left-b.left) })
	return all, nil
}

// at is the merged range that begins at a cell; else the cell alone.
func (m merges) at(row, column int) span {
	i, found := slices.BinarySearchFunc(m, span{top: row, left: column}, func(a, b span) int {
		return cmp.Or(a.top-b.top, a.left-b.left)
	})
	if found {
		return m[i]
	}
	return span{row, column, row, column}
}

// filler hands values of cells merged downwards to the rows they cover.
type filler struct {
	all    merges
	next   int
	active map[int]filling // by column
}

type filling struct {
	span
	value Cell
}

// fill notes what begins in the row and adds to cells what reaches it from
// above. Rows must come in order.
func (f *filler) fill(row int, cells map[int]Cell) {
	if f.active == nil {
		f.active = map[int]filling{}
	}
	for column, a := range f.active {
		if _, own := cells[column]; a.bottom >= row && !own {
			a.value.Merged = true
			cells[column] = a.value
		}
		if a.bottom <= row {
			delete(f.active, column)
		}
	}
	for ; f.next < len(f.all) && f.all[f.next].top <= row; f.next++ {
		one := f.all[f.next]
		if value, ok := cells[one.left]; ok && one.top == row && one.bottom > row {
			f.active[one.left] = filling{span: one, value: value}
		}
	}
}
