package files

import (
	"archive/zip"
	"errors"
	"io"
	"strings"

	"kheo/internal/platform/fault"
)

// maxDirectory bounds what is read of an archive's list of contents: a real
// workbook needs a few kilobytes, and every byte costs memory.
const maxDirectory = 2 << 20

// office tells XLSX and DOCX from other archives by what they contain.
func office(r *io.SectionReader) (string, error) {
	archive, err := zip.NewReader(&thrifty{r, maxDirectory}, r.Size())
	switch {
	case errors.Is(err, zip.ErrFormat), errors.Is(err, errThrift), errors.Is(err, zip.ErrInsecurePath):
		return "", nil
	case err != nil:
		return "", err
	}
	has := map[string]bool{}
	for _, f := range archive.File {
		name := strings.ToLower(f.Name)
		has[name] = true
		if strings.HasSuffix(name, "vbaproject.bin") {
			return "", refused(fault.Say("Tệp có macro. Hãy lưu lại thành .docx hoặc .xlsx không có macro rồi gửi lại."))
		}
	}
	switch {
	case !has["[content_types].xml"]:
		return "", nil
	case has["xl/workbook.xml"] && !has["word/document.xml"]:
		return XLSX, nil
	case has["word/document.xml"] && !has["xl/workbook.xml"]:
		return DOCX, nil
	}
	return "", nil
}

var errThrift = errors.New("files: too much to read")

// thrifty refuses to read more than left bytes in all.
type thrifty struct {
	io.ReaderAt
	left int
}

func (t *thrifty) ReadAt(p []byte, off int64) (int, error) {
	if len(p) > t.left {
		return 0, errThrift
	}
	n, err := t.ReaderAt.ReadAt(p, off)
	t.left -= n
	return n, err
}
