package docgen

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"io"
	"time"
	"unicode/utf16"
)

// pdfFile writes the objects of a PDF as they come and remembers only where
// they begin, so that a book of any length needs little memory.
type pdfFile struct {
	w       io.Writer
	at      int
	err     error
	offsets []int // of object i+1
	packed  bytes.Buffer
	zip     *zlib.Writer
}

// Objects whose numbers are known before they are written.
const (
	objCatalog = iota + 1
	objPages
	objInfo
	objResources
	objGround
	objUnicode
	objFonts // five for each face
	objFirst = objFonts + 5*4
)

// newPDFFile begins a PDF; level is how hard zlib packs.
func newPDFFile(w io.Writer, level int) *pdfFile {
	f := &pdfFile{w: w, offsets: make([]int, objFirst-1)}
	f.zip, _ = zlib.NewWriterLevel(&f.packed, level) // a valid level
	f.raw([]byte("%PDF-1.7\n%\xc2\xb5\xc2\xb6\n"))
	return f
}

func (f *pdfFile) raw(data []byte) {
	if f.err != nil {
		return
	}
	n, err := f.w.Write(data)
	f.at, f.err = f.at+n, err
}

// next reserves an object number.
func (f *pdfFile) next() int {
	f.offsets = append(f.offsets, 0)
	return len(f.offsets)
}

// object writes object n.
func (f *pdfFile) object(n int, format string, args ...any) {
	f.offsets[n-1] = f.at
	f.raw(fmt.Appendf(nil, "%d 0 obj\n"+format+"\nendobj\n", append([]any{n}, args...)...))
}

// stream writes object n with data compressed; dict is what else describes it.
func (f *pdfFile) stream(n int, dict string, data []byte) {
	f.stored(n, dict, f.pack(data))
}

// stored writes object n with data that pack compressed.
func (f *pdfFile) stored(n int, dict string, packed []byte) {
	f.offsets[n-1] = f.at
	f.raw(fmt.Appendf(nil, "%d 0 obj\n<<%s/Filter /FlateDecode /Length %d>>\nstream\n", n, dict, len(packed)))
	f.raw(packed)
	f.raw([]byte("\nendstream\nendobj\n"))
}

// verbatim writes object n with data as they are.
func (f *pdfFile) verbatim(n int, dict string, data []byte) {
	f.offsets[n-1] = f.at
	f.raw(fmt.Appendf(nil, "%d 0 obj\n<<%s/Length %d>>\nstream\n", n, dict, len(data)))
	f.raw(data)
	f.raw([]byte("\nendstream\nendobj\n"))
}

// pack compresses data; the result holds until the next call.
func (f *pdfFile) pack(data []byte) []byte {
	f.packed.Reset()
	f.zip.Reset(&f.packed)
	_, _ = f.zip.Write(data) // into memory: cannot fail
	_ = f.zip.Close()
	return f.packed.Bytes()
}

// close writes the table of objects and the end of the file.
func (f *pdfFile) close() error {
	at := f.at
	table := fmt.Appendf(nil, "xref\n0 %d\n0000000000 65535 f \n", len(f.offsets)+1)
	for _, offset := range f.offsets {
		kind := 'n'
		if offset == 0 {
			kind = 'f'
		}
		table = fmt.Appendf(table, "%010d %05d %c \n", offset, 0, kind)
	}
	f.raw(table)
	f.raw(fmt.Appendf(nil, "trailer\n<</Size %d /Root %d 0 R /Info %d 0 R>>\nstartxref\n%d\n%%%%EOF\n",
		len(f.offsets)+1, objCatalog, objInfo, at))
	return f.err
}

// info writes what the file says of itself.
func (f *pdfFile) info(title string, date time.Time) {
	at := date.UTC().Format("20060102150405") + "Z"
	f.object(objInfo, "<</Title %s /Producer %s /CreationDate (D:%s) /ModDate (D:%s)>>",
		pdfString(title), pdfString("Khéo"), at, at)
}

// pdfString is text outside of pages: UTF-16 in hexadecimal.
func pdfString(text string) string {
	out := []byte("<FEFF")
	for _, unit := range utf16.Encode([]rune(text)) {
		out = fmt.Appendf(out, "%04X", unit)
	}
	return string(append(out, '>'))
}
