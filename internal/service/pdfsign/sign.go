package pdfsign

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"time"

	"kheo/internal/platform/fault"
	"kheo/internal/platform/i18n"
)

// Info is what a signature says of itself; empty fields are left out.
type Info struct {
	Name     string // of the signatory, for readers
	Reason   string
	Location string
	At       time.Time // zero: the signature tells no time
}

const (
	spare     = 4096 // bytes of a signature besides its certificates
	rangeRoom = 10   // digits of an offset: files stay below maxFile
)

// Sign writes pdf and behind it a revision with a signature of s, invisible on
// paper. The bytes of pdf stay what they are and come first. A PDF that cannot be
// signed is a fault.Refused; other errors are those of the key or of w.
func Sign(w io.Writer, pdf []byte, s Signer, info Info) error {
	f, err := open(pdf)
	if err != nil {
		return err
	}
	u := f.update()
	signature := u.reserve()
	if err := u.addField(signature); err != nil {
		return err
	}
	room := spare
	for _, c := range s.Certificate() {
		room += len(c.Raw)
	}
	hole, ranges := u.writeSignature(signature, info, room)
	u.close()
	out := append(bytes.Clone(pdf), u.b.Bytes()...)
	rest := hole + 2*room + 2
	copy(out[ranges:], fmt.Sprintf("%0*d %0*d %0*d", rangeRoom, hole, rangeRoom, rest, rangeRoom, len(out)-rest))
	h := sha256.New()
	h.Write(out[:hole])
	h.Write(out[rest:])
	cms, err := sealed(h.Sum(nil), s)
	if err != nil {
		return fmt.Errorf("pdfsign: %w", err)
	}
	if len(cms) > room {
		return fmt.Errorf("pdfsign: the signature has %d bytes, more than %d", len(cms), room)
	}
	hex.Encode(out[hole+1:], cms)
	_, err = w.Write(out)
	return err
}

// writeSignature writes the signature's dictionary with room bytes left open; hole
// is where its "<" stands in the whole file, ranges where the numbers go.
func (u *update) writeSignature(r ref, info Info, room int) (hole, ranges int) {
	d := dict{"Type": name("Sig"), "Filter": name("Adobe.PPKLite"), "SubFilter": name("ETSI.CAdES.detached")}
	for key, s := range map[name]string{"Name": info.Name, "Reason": info.Reason, "Location": info.Location} {
		if s != "" {
			d[key] = said(s)
		}
	}
	if !info.At.IsZero() {
		d["M"] = text(info.At.In(i18n.Zone()).Format("D:20060102150405-07'00'"))
	}
	u.begin(r)
	put(&u.b, d)
	u.b.Truncate(u.b.Len() - len(">>"))
	u.b.WriteString("/ByteRange [0 ")
	ranges = len(u.f.raw) + u.b.Len()
	u.b.Write(bytes.Repeat([]byte{' '}, 3*rangeRoom+2))
	u.b.WriteString("]/Contents ")
	hole = len(u.f.raw) + u.b.Len()
	u.b.WriteByte('<')
	u.b.Write(bytes.Repeat([]byte{'0'}, 2*room))
	u.b.WriteString(">>>\nendobj\n")
	return hole, ranges
}

// addField puts an invisible field with the signature on the first page and into
// the form of the document.
func (u *update) addField(signature ref) error {
	f := u.f
	catalog, rootRef := f.root()
	pages := f.pages()
	if catalog == nil || len(pages) == 0 {
		return fault.Refuse("Tệp PDF này không có trang nào nên không ký được.")
	}
	page := ref{num: pages[0], gen: f.entries[pages[0]].gen}
	if f.entries[page.num].within > 0 {
		page.gen = 0
	}
	form := f.dict(catalog["AcroForm"])
	fields := f.array(form["Fields"])
	field := u.reserve()
	u.write(field, dict{
		"Type": name("Annot"), "Subtype": name("Widget"), "FT": name("Sig"), "T": said(fmt.Sprintf("ChuKy%d", len(fields)+1)),
		"V": signature, "P": page, "F": int64(132), "Rect": array{int64(0), int64(0), int64(0), int64(0)},
	})

	grown := with(form, "Fields", append(append(array{}, fields...), field))
	grown["SigFlags"] = int64(3)
	if at, ok := catalog["AcroForm"].(ref); ok && form != nil {
		u.write(at, grown)
	} else {
		u.write(rootRef, with(catalog, "AcroForm", grown))
	}

	leaf := f.dict(page)
	annots := append(append(array{}, f.array(leaf["Annots"])...), field)
	if at, ok := leaf["Annots"].(ref); ok && f.array(at) != nil {
		u.write(at, annots)
	} else {
		u.write(page, with(leaf, "Annots", annots))
	}
	return nil
}

// with is a copy of d in which key has the value v.
func with(d dict, key name, v any) dict {
	c := dict{}
	for k, old := range d {
		c[k] = old
	}
	c[key] = v
	return c
}
