package pdfsign

import (
	"bytes"
	"regexp"
	"strconv"
)

// entry says where an object lies: at an offset, or as the index-th of a packed
// stream of objects.
type entry struct {
	used   bool
	gen    int64
	offset int
	within int64 // number of the stream; 0: none
	index  int
}

// readSections follows the chain of tables from the end of the file; what is
// newer wins.
func (f *file) readSections() error {
	at, err := f.lastSection()
	if err != nil {
		return err
	}
	seen := map[int]bool{}
	for queue := []int{at}; len(queue) > 0; {
		at, queue = queue[0], queue[1:]
		if seen[at] {
			return errSyntax
		}
		if seen[at] = true; len(seen) > maxSections {
			return errTooLarge
		}
		trailer, table, err := f.readSection(at)
		if err != nil {
			return err
		}
		f.sections = append(f.sections, at)
		if f.trailer == nil {
			f.trailer, f.table = trailer, table
		}
		for _, key := range []name{"XRefStm", "Prev"} {
			if next, ok := trailer[key].(int64); ok {
				if next <= 0 || next >= int64(len(f.raw)) {
					return errSyntax
				}
				queue = append(queue, int(next))
			}
		}
	}
	return nil
}

// lastSection finds where the newest table lies.
func (f *file) lastSection() (int, error) {
	tail := f.raw[max(0, len(f.raw)-2048):]
	i := bytes.LastIndex(tail, []byte("startxref"))
	if i < 0 {
		return 0, errSyntax
	}
	l := &lexer{b: tail, at: i + len("startxref")}
	v, err := l.object()
	at, ok := v.(int64)
	if err != nil || !ok || at <= 0 || at >= int64(len(f.raw)) {
		return 0, errSyntax
	}
	return int(at), nil
}

// readSection reads the table at an offset and its trailer; table tells whether it
// is a plain one.
func (f *file) readSection(at int) (trailer dict, table bool, err error) {
	l := &lexer{b: f.raw, at: at}
	l.skip()
	if bytes.HasPrefix(f.raw[l.at:], []byte("xref")) {
		l.at += len("xref")
		trailer, err = f.readTable(l)
		return trailer, true, err
	}
	_, v, _, err := f.at(at)
	if err != nil {
		return nil, false, err
	}
	s, ok := v.(stream)
	if !ok || s.dict["Type"] != name("XRef") {
		return nil, false, errSyntax
	}
	return s.dict, false, f.readPacked(s)
}

func (f *file) readTable(l *lexer) (dict, error) {
	for {
		l.skip()
		w := l.word()
		if w == "trailer" {
			break
		}
		first, err := strconv.ParseInt(w, 10, 32)
		l.skip()
		n, err2 := strconv.ParseInt(l.word(), 10, 32)
		if err != nil || err2 != nil || first < 0 || n < 0 || n > maxObjects {
			return nil, errSyntax
		}
		for i := range n {
			if err := f.readLine(l, first+i); err != nil {
				return nil, err
			}
		}
	}
	v, err := l.object()
	trailer, ok := v.(dict)
	if err != nil || !ok {
		return nil, errSyntax
	}
	return trailer, nil
}

// readLine reads one line of a plain table: offset, generation, n or f.
func (f *file) readLine(l *lexer, num int64) error {
	l.skip()
	offset, err := strconv.ParseInt(l.word(), 10, 64)
	l.skip()
	gen, err2 := strconv.ParseInt(l.word(), 10, 32)
	l.skip()
	kind := l.word()
	if err != nil || err2 != nil || kind != "n" && kind != "f" {
		return errSyntax
	}
	e := entry{used: kind == "n", gen: gen, offset: int(offset)}
	if e.used && (offset <= 0 || offset >= int64(len(f.raw))) {
		e.used = false // seen in the wild: offset 0 for objects that are not there
	}
	return f.set(num, e)
}

func (f *file) set(num int64, e entry) error {
	if f.lines++; f.lines > maxLines {
		return errTooLarge
	}
	if _, newer := f.entries[num]; newer {
		return nil
	}
	if len(f.entries) >= maxObjects {
		return errTooLarge
	}
	f.entries[num] = e
	return nil
}

// readPacked reads a table that is a stream (ISO 32000-1, 7.5.8).
func (f *file) readPacked(s stream) error {
	data, err := f.unpack(s)
	if err != nil {
		return err
	}
	widths, ok := s.dict["W"].(array)
	if !ok || len(widths) != 3 {
		return errSyntax
	}
	var w [3]int
	for i, v := range widths {
		n, ok := v.(int64)
		if !ok || n < 0 || n > 8 {
			return errSyntax
		}
		w[i] = int(n)
	}
	size, _ := s.dict["Size"].(int64)
	index, ok := s.dict["Index"].(array)
	if !ok {
		index = array{int64(0), size}
	}
	row := w[0] + w[1] + w[2]
	if row == 0 || len(index)%2 == 1 {
		return errSyntax
	}
	for i := 0; i < len(index); i += 2 {
		first, ok := index[i].(int64)
		n, ok2 := index[i+1].(int64)
		if !ok || !ok2 || first < 0 || first > maxInt || n < 0 || n > int64(len(data)/row) {
			return errSyntax
		}
		for k := range n {
			if err := f.set(first+k, f.packedEntry(data[:row], w)); err != nil {
				return err
			}
			data = data[row:]
		}
	}
	return nil
}

func (f *file) packedEntry(row []byte, w [3]int) entry {
	number := func(b []byte) (n int64) {
		for _, c := range b {
			n = n<<8 | int64(c)
		}
		return n
	}
	kind := int64(1)
	if w[0] > 0 {
		kind = number(row[:w[0]])
	}
	second, third := number(row[w[0]:w[0]+w[1]]), number(row[w[0]+w[1]:])
	switch {
	case kind == 1 && second > 0 && second < int64(len(f.raw)):
		return entry{used: true, offset: int(second), gen: third}
	case kind == 2 && second > 0 && second <= maxInt && third >= 0 && third < maxObjects:
		return entry{used: true, within: second, index: int(third)}
	}
	return entry{}
}

var ending = regexp.MustCompile(`startxref\s+(\d{1,10})\s+%%EOF(?:\r\n|\n|\r)?`)

// revisions are where the revisions of the file end, in the order of the file.
func (f *file) revisions() (ends []int) {
	known := map[int]bool{}
	for _, at := range f.sections {
		known[at] = true
	}
	for _, m := range ending.FindAllSubmatchIndex(f.raw, -1) {
		if at, err := strconv.Atoi(string(f.raw[m[2]:m[3]])); err == nil && known[at] && at < m[0] {
			ends = append(ends, m[1])
		}
	}
	return ends
}
