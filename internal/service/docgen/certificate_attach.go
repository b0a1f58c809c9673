package docgen

import (
	"bytes"
	"cmp"
	"crypto/md5" //nolint:gosec // the check sum that PDF asks for, against accidents only
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"slices"
	"strings"
	"time"
)

// attach puts files into the PDF, uncompressed, so that a checker finds their
// bytes without reading PDF.
func (b *book) attach(date time.Time, all []Attachment) {
	if len(all) == 0 {
		return
	}
	all = slices.SortedFunc(slices.Values(all), func(x, y Attachment) int { return cmp.Compare(pdfString(x.Name), pdfString(y.Name)) })
	var names, files []byte
	at := date.UTC().Format("20060102150405") + "Z"
	for _, a := range all {
		data, spec := b.next(), b.next()
		b.verbatim(data, fmt.Sprintf("/Type /EmbeddedFile /Subtype /%s /Params <</Size %d /CheckSum <%X> /ModDate (D:%s)>> ",
			pdfName(a.MIME), len(a.Data), md5.Sum(a.Data), at), a.Data) //nolint:gosec // as above
		b.object(spec, "<</Type /Filespec /F %s /UF %s /Desc %s /AFRelationship /Data /EF <</F %d 0 R /UF %d 0 R>>>>",
			pdfString(a.Name), pdfString(a.Name), pdfString(printable(a.About)), data, data)
		names = fmt.Appendf(names, "%s %d 0 R ", pdfString(a.Name), spec)
		files = fmt.Appendf(files, "%d 0 R ", spec)
	}
	b.catalog = fmt.Sprintf(" /Names <</EmbeddedFiles <</Names [%s]>>>> /AF [%s]", names, files)
}

// pdfName writes a name of PDF: "application#2Fjson".
func pdfName(text string) string {
	var out strings.Builder
	for _, c := range []byte(text) {
		if c > ' ' && c < 127 && !strings.ContainsRune("#/()<>[]{}%", rune(c)) {
			out.WriteByte(c)
			continue
		}
		fmt.Fprintf(&out, "#%02X", c)
	}
	return out.String()
}

// errPhoto means bytes that are no JPEG which PDF can show as it is.
var errPhoto = errors.New("docgen: the photograph is no JPEG in grey or in colours of the screen")

// photo puts a JPEG as it is into the file and draws it at.
func (b *book) photo(data []byte, at [4]float64) error {
	c, err := jpeg.DecodeConfig(bytes.NewReader(data))
	if err != nil || c.Width == 0 || c.Height == 0 {
		return errors.Join(errPhoto, err)
	}
	space, err := colorSpace(c)
	if err != nil {
		return err
	}
	n := b.next()
	b.verbatim(n, fmt.Sprintf("/Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /%s /BitsPerComponent 8 /Filter /DCTDecode ",
		c.Width, c.Height, space), data)
	b.pictures = append(b.pictures, n)
	b.ink.picture(fmt.Sprintf("P%d", n), float64(c.Width)/float64(c.Height), at)
	return b.err
}

func colorSpace(c image.Config) (string, error) {
	switch c.ColorModel {
	case color.GrayModel:
		return "DeviceGray", nil
	case color.YCbCrModel, color.RGBAModel:
		return "DeviceRGB", nil
	}
	return "", errPhoto
}
