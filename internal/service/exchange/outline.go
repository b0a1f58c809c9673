package exchange

import (
	"encoding/xml"
	"errors"
	"io"
	"path"
	"strconv"
	"strings"

	"kheo/internal/platform/fault"
)

// readOutline reads the workbook, its styles and its shared strings.
func (b *Book) readOutline() error {
	main, err := b.mainPart()
	if err != nil {
		return err
	}
	links, err := b.links(main)
	if err != nil {
		return err
	}
	if err := b.readWorkbook(main, links); err != nil {
		return err
	}
	for _, l := range links {
		switch l.kind {
		case "styles":
			err = b.readStyles(l.target)
		case "sharedStrings":
			err = b.readStrings(l.target)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// mainPart finds the workbook, which almost always is xl/workbook.xml.
func (b *Book) mainPart() (string, error) {
	links, err := b.links("")
	if err != nil {
		return "", err
	}
	for _, l := range links {
		if l.kind == "officeDocument" && b.archive.parts[strings.ToLower(l.target)] != nil {
			switch path.Base(l.target) {
			case "workbook.bin":
				return "", fault.Refuse("Đây là tệp Excel nhị phân (.xlsb). Xin mở bằng Excel, lưu thành .xlsx rồi gửi lại.")
			case "document.xml":
				return "", fault.Refuse("Đây là tệp Word. Xin gửi bảng tính Excel (.xlsx).")
			}
			return l.target, nil
		}
	}
	if b.archive.parts["xl/workbook.xml"] != nil {
		return "xl/workbook.xml", nil
	}
	return "", refuseOther()
}

// link is a relationship between parts: the last word of its type, and target.
type link struct{ id, kind, target string }

func (b *Book) links(from string) ([]link, error) {
	dir, file := path.Split(from)
	x, err := b.archive.markup(dir + "_rels/" + file + ".rels")
	if x == nil || err != nil {
		return nil, err
	}
	defer x.close()
	var all []link
	err = x.elements(func(e xml.StartElement) error {
		if e.Name.Local != "Relationship" || attr(e, "TargetMode") == "External" {
			return nil
		}
		if len(all) >= partsLimit {
			return refuseDamaged()
		}
		target := attr(e, "Target")
		if !strings.HasPrefix(target, "/") {
			target = "/" + dir + target
		}
		all = append(all, link{attr(e, "Id"), path.Base(attr(e, "Type")), strings.TrimPrefix(path.Clean(target), "/")})
		return nil
	})
	return all, err
}

func (b *Book) readWorkbook(main string, links []link) error {
	x, err := b.archive.markup(main)
	if err != nil {
		return err
	}
	defer x.close()
	targets := map[string]string{}
	for _, l := range links {
		if l.kind == "worksheet" {
			targets[l.id] = l.target
		}
	}
	err = x.elements(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "workbookPr":
			b.is1904, _ = strconv.ParseBool(attr(e, "date1904"))
		case "sheet":
			target := targets[attr(e, "id")]
			if state := attr(e, "state"); target == "" || state == "hidden" || state == "veryHidden" {
				return nil
			}
			if len(b.sheets) >= b.limits.Sheets {
				return fault.Refuse("Tệp có hơn %d trang tính. Xin chỉ giữ lại các trang cần gửi.", b.limits.Sheets)
			}
			b.sheets = append(b.sheets, sheet{attr(e, "name"), target})
		}
		return nil
	})
	if err == nil && len(b.sheets) == 0 {
		return fault.Refuse("Tệp không có trang tính nào đọc được.")
	}
	return err
}

// readStyles finds out which cell styles show dates.
func (b *Book) readStyles(part string) error {
	x, err := b.archive.markup(part)
	if x == nil || err != nil {
		return err
	}
	defer x.close()
	formats := map[int]bool{}
	inside := false
	for {
		token, err := x.next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		switch e := token.(type) {
		case xml.EndElement:
			inside = inside && e.Name.Local != "cellXfs"
		case xml.StartElement:
			id, _ := strconv.Atoi(attr(e, "numFmtId"))
			switch {
			case e.Name.Local == "numFmt" && len(formats) < stylesLimit:
				formats[id] = isDateFormat(attr(e, "formatCode"))
			case e.Name.Local == "cellXfs":
				inside = true
			case e.Name.Local == "xf" && inside && len(b.dates) < stylesLimit:
				custom, known := formats[id]
				b.dates = append(b.dates, known && custom || !known && builtinDate(id))
			}
		}
	}
}

// readStrings loads the texts that cells refer to by number.
func (b *Book) readStrings(part string) error {
	x, err := b.archive.markup(part)
	if x == nil || err != nil {
		return err
	}
	defer x.close()
	var one textCollector
	left := b.limits.TextBytes
	for {
		token, err := x.next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if e, ok := token.(xml.StartElement); ok && e.Name.Local == "si" {
			one.reset()
		}
		if err := one.add(token); err != nil {
			return err
		}
		if e, ok := token.(xml.EndElement); ok && e.Name.Local == "si" {
			s := one.text()
			if left -= int64(len(s)); left < 0 || len(b.strings) >= b.limits.Cells {
				return refuseBomb()
			}
			b.strings = append(b.strings, s)
		}
	}
}
