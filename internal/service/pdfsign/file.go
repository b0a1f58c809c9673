package pdfsign

import (
	"bytes"
	"errors"

	"kheo/internal/platform/fault"
)

// file is a PDF whose tables have been read; its objects are read when asked for.
type file struct {
	raw      []byte
	entries  map[int64]entry
	trailer  dict // of the newest revision
	table    bool // the newest table is a plain one
	sections []int
	inflated int             // bytes
	lines    int             // of tables
	parsed   int             // bytes of objects, those that were read again too
	packed   map[int64][]any // objects of the packed streams that were opened
	numbers  map[int64][]int64
}

var errEncrypted = fault.Refuse("Tệp PDF này có mật khẩu hoặc bị khóa nên không ký và không kiểm tra được.")

// open reads the tables of a PDF. What it cannot read is a fault.Refused.
func open(raw []byte) (*file, error) {
	switch {
	case len(raw) > maxFile:
		return nil, fault.Refuse("Tệp PDF lớn quá %d MB.", maxFile>>20)
	case !bytes.HasPrefix(raw, []byte("%PDF-")):
		return nil, fault.Refuse("Tệp này không phải PDF.")
	}
	f := &file{raw: raw, entries: map[int64]entry{}, packed: map[int64][]any{}, numbers: map[int64][]int64{}}
	if err := f.readSections(); err != nil {
		if errors.Is(err, errTooLarge) {
			return nil, fault.Refuse("Tệp PDF này đòi quá nhiều bộ nhớ nên không đọc.")
		}
		return nil, fault.Refuse("Tệp PDF này hỏng hoặc thiếu phần cuối nên không đọc được.")
	}
	if f.trailer["Encrypt"] != nil {
		return nil, errEncrypted
	}
	return f, nil
}

// at reads the object that begins at an offset: its number, its value and where it
// ends.
func (f *file) at(offset int) (num int64, v any, end int, err error) {
	l := &lexer{b: f.raw, at: offset}
	head := [3]any{}
	for i := range head {
		if head[i], err = l.object(); err != nil {
			return 0, nil, 0, err
		}
	}
	num, ok := head[0].(int64)
	if _, gen := head[1].(int64); !ok || !gen || head[2] != keyword("obj") {
		return 0, nil, 0, errSyntax
	}
	if v, err = l.object(); err != nil {
		return 0, nil, 0, err
	}
	d, isDict := v.(dict)
	end = l.at
	if f.parsed += end - offset; f.parsed > maxParsed {
		return 0, nil, 0, errTooLarge
	}
	if l.skip(); isDict && bytes.HasPrefix(f.raw[l.at:], []byte("stream")) {
		l.at += len("stream")
		if bytes.HasPrefix(f.raw[l.at:], []byte("\r\n")) {
			l.at++
		}
		return num, stream{d, min(l.at+1, len(f.raw))}, end, nil
	}
	return num, v, end, nil
}

// bytes are those of s as they lie in the file.
func (f *file) bytes(s stream) ([]byte, error) {
	n, ok := f.value(s.dict["Length"]).(int64)
	if !ok || n < 0 || n > int64(len(f.raw)-s.at) {
		return nil, errSyntax
	}
	return f.raw[s.at : s.at+int(n)], nil
}

// object reads object num; nil when there is none or it is broken.
func (f *file) object(num int64) any {
	e := f.entries[num]
	switch {
	case !e.used:
		return nil
	case e.within > 0:
		return f.unpacked(num, e)
	}
	n, v, _, err := f.at(e.offset)
	if err != nil || n != num {
		return nil
	}
	return v
}

// value follows v when it is a ref, once: refs to refs are nothing.
func (f *file) value(v any) any {
	r, ok := v.(ref)
	if !ok {
		return v
	}
	if v = f.object(r.num); v != nil {
		if _, again := v.(ref); again {
			return nil
		}
	}
	return v
}

func (f *file) dict(v any) dict {
	d, _ := f.value(v).(dict)
	return d
}

func (f *file) array(v any) array {
	a, _ := f.value(v).(array)
	return a
}

// unpacked finds object num in a stream of objects (ISO 32000-1, 7.5.7).
func (f *file) unpacked(num int64, e entry) any {
	if _, open := f.packed[e.within]; !open {
		f.packed[e.within] = nil // what the stream itself refers to cannot be inside it
		f.packed[e.within], f.numbers[e.within] = f.unpackObjects(e.within)
	}
	all, numbers := f.packed[e.within], f.numbers[e.within]
	if e.index >= len(all) || numbers[e.index] != num {
		return nil
	}
	return all[e.index]
}

func (f *file) unpackObjects(within int64) (all []any, numbers []int64) {
	home := f.entries[within]
	if !home.used || home.within > 0 {
		return nil, nil
	}
	num, v, _, err := f.at(home.offset)
	s, ok := v.(stream)
	if err != nil || num != within || !ok || s.dict["Type"] != name("ObjStm") {
		return nil, nil
	}
	n, _ := s.dict["N"].(int64)
	first, _ := s.dict["First"].(int64)
	data, err := f.unpack(s)
	if err != nil || n < 0 || n > int64(len(data)) || first < 0 || first > int64(len(data)) {
		return nil, nil
	}
	heads := &lexer{b: data[:first]}
	for range n {
		number, err := heads.object()
		offset, err2 := heads.object()
		id, ok := number.(int64)
		at, ok2 := offset.(int64)
		if err != nil || err2 != nil || !ok || !ok2 || at < 0 || at > int64(len(data))-first {
			return all, numbers
		}
		v, err := (&lexer{b: data, at: int(first + at)}).object()
		if err != nil {
			v = nil
		}
		all, numbers = append(all, v), append(numbers, id)
	}
	return all, numbers
}

// root is the catalog and its number.
func (f *file) root() (dict, ref) {
	r, _ := f.trailer["Root"].(ref)
	return f.dict(r), r
}

// pages lists the numbers of the pages in order.
func (f *file) pages() (all []int64) {
	catalog, _ := f.root()
	seen := map[int64]bool{}
	var walk func(v any)
	walk = func(v any) {
		r, ok := v.(ref)
		if !ok || seen[r.num] || len(seen) > 2*maxPages {
			return
		}
		seen[r.num] = true
		d := f.dict(r)
		if kids, ok := f.value(d["Kids"]).(array); ok {
			for _, k := range kids {
				walk(k)
			}
		} else if d != nil {
			all = append(all, r.num)
		}
	}
	walk(catalog["Pages"])
	return all
}
