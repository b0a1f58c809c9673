package pdfsign

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"unicode/utf16"
)

// put writes v as PDF, the keys of dictionaries in order.
func put(b *bytes.Buffer, v any) {
	switch v := v.(type) {
	case nil:
		b.WriteString("null")
	case bool:
		b.WriteString(strconv.FormatBool(v))
	case int64:
		b.WriteString(strconv.FormatInt(v, 10))
	case float64:
		b.WriteString(strconv.FormatFloat(v, 'f', -1, 64))
	case ref:
		fmt.Fprintf(b, "%d %d R", v.num, v.gen)
	case name:
		putName(b, v)
	case text:
		fmt.Fprintf(b, "<%X>", []byte(v))
	case keyword:
		b.WriteString(string(v))
	case array:
		b.WriteByte('[')
		for i, x := range v {
			if i > 0 {
				b.WriteByte(' ')
			}
			put(b, x)
		}
		b.WriteByte(']')
	case dict:
		b.WriteString("<<")
		for _, k := range slices.Sorted(maps.Keys(v)) {
			putName(b, k)
			b.WriteByte(' ')
			put(b, v[k])
		}
		b.WriteString(">>")
	}
}

func putName(b *bytes.Buffer, n name) {
	b.WriteByte('/')
	for _, c := range []byte(n) {
		if c <= ' ' || c > '~' || c == '#' || isDelimiter(c) {
			fmt.Fprintf(b, "#%02X", c)
			continue
		}
		b.WriteByte(c)
	}
}

// said is text for people: UTF-16 with its mark.
func said(s string) text {
	out := text{0xfe, 0xff}
	for _, u := range utf16.Encode([]rune(s)) {
		out = append(out, byte(u>>8), byte(u))
	}
	return out
}

// heard is the text that a string object holds for people.
func heard(v any) string {
	raw, _ := v.(text)
	if len(raw) < 2 || raw[0] != 0xfe || raw[1] != 0xff {
		if len(raw) >= 3 && string(raw[:3]) == "\xef\xbb\xbf" {
			return string(bytes.ToValidUTF8(raw[3:], nil))
		}
		runes := make([]rune, len(raw))
		for i, c := range raw { // nearly PDFDocEncoding
			runes[i] = rune(c)
		}
		return string(runes)
	}
	var units []uint16
	for i := 2; i+1 < len(raw); i += 2 {
		units = append(units, uint16(raw[i])<<8|uint16(raw[i+1]))
	}
	return string(utf16.Decode(units))
}

// update collects the objects of a new revision.
type update struct {
	f       *file
	b       bytes.Buffer // from the end of the original on
	offsets map[ref]int
	next    int64
}

func (f *file) update() *update {
	u := &update{f: f, offsets: map[ref]int{}}
	u.next, _ = f.trailer["Size"].(int64)
	for num := range f.entries {
		u.next = max(u.next, num+1)
	}
	if c := f.raw[len(f.raw)-1]; c != '\n' && c != '\r' {
		u.b.WriteByte('\n')
	}
	return u
}

// reserve gives a new object its number.
func (u *update) reserve() ref {
	u.next++
	return ref{num: u.next - 1}
}

// begin starts object r and returns where in the whole file it begins.
func (u *update) begin(r ref) int {
	u.offsets[r] = len(u.f.raw) + u.b.Len()
	fmt.Fprintf(&u.b, "%d %d obj\n", r.num, r.gen)
	return u.offsets[r]
}

// write writes object r.
func (u *update) write(r ref, v any) {
	u.begin(r)
	put(&u.b, v)
	u.b.WriteString("\nendobj\n")
}

// close writes the table of the revision, in the manner of the one before.
func (u *update) close() {
	trailer := dict{"Size": u.next, "Root": u.f.trailer["Root"], "Prev": int64(u.f.sections[0])}
	for _, k := range []name{"Info", "ID"} {
		if v := u.f.trailer[k]; v != nil {
			trailer[k] = v
		}
	}
	all := slices.SortedFunc(maps.Keys(u.offsets), func(a, b ref) int { return int(a.num - b.num) })
	at := len(u.f.raw) + u.b.Len()
	if u.f.table {
		u.b.WriteString("xref\n")
		for _, r := range all {
			fmt.Fprintf(&u.b, "%d 1\n%010d %05d n \n", r.num, u.offsets[r], r.gen)
		}
		u.b.WriteString("trailer\n")
		put(&u.b, trailer)
	} else {
		u.packTable(trailer, all, at)
	}
	fmt.Fprintf(&u.b, "\nstartxref\n%d\n%%%%EOF\n", at)
}

// packTable writes the table as a stream, which lists itself.
func (u *update) packTable(trailer dict, all []ref, at int) {
	own := u.reserve()
	u.offsets[own] = at
	trailer["Size"], trailer["Type"], trailer["W"] = u.next, name("XRef"), array{int64(1), int64(4), int64(2)}
	var rows []byte
	var index array
	for _, r := range append(all, own) {
		o := u.offsets[r]
		rows = append(rows, 1, byte(o>>24), byte(o>>16), byte(o>>8), byte(o), byte(r.gen>>8), byte(r.gen))
		index = append(index, r.num, int64(1))
	}
	trailer["Index"], trailer["Length"] = index, int64(len(rows))
	fmt.Fprintf(&u.b, "%d 0 obj\n", own.num)
	put(&u.b, trailer)
	u.b.WriteString("\nstream\n")
	u.b.Write(rows)
	u.b.WriteString("\nendstream\nendobj")
}
