package dossier

import (
	"archive/zip"
	"io"
	"net/http"
	"slices"
	"strings"

	"kheo/internal/platform/fault"
	"kheo/internal/platform/i18n"
	"kheo/internal/service/docgen"
	"kheo/internal/service/web"
)

// format is a file that a paper can be written as.
type format struct {
	ending, mediaType string
	write             func(io.Writer, docgen.Document) error
}

func formats() []format {
	return []format{
		{".docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", docgen.WriteDOCX},
		{".pdf", "application/pdf", docgen.WritePDF},
	}
}

// file answers with one paper, or with the whole set.
func (p pages) file(w http.ResponseWriter, r *web.Request) error {
	v, err := p.View(r.Context(), r.Actor, r.PathValue("id"))
	if err != nil {
		return err
	}
	name := r.PathValue("file")
	if name == "ca-bo.zip" {
		return p.set(w, r, v)
	}
	for _, f := range formats() {
		kind, found := strings.CutSuffix(name, f.ending)
		if !found || !slices.Contains(v.Kinds, Kind(kind)) {
			continue
		}
		doc, err := v.Document(Kind(kind))
		if err != nil {
			return err
		}
		return f.write(web.Attachment(w, f.mediaType, kind+"-"+v.Record.Decision.Code+f.ending), doc)
	}
	return fault.NotFound
}

// set answers with every paper that can be written, file by file as each is ready.
func (p pages) set(w http.ResponseWriter, r *web.Request, v View) error {
	if !v.writable() {
		return v.Refusal(v.Kinds[0])
	}
	z := zip.NewWriter(web.Attachment(w, "application/zip", "ho-so-"+v.Record.Decision.Code+".zip"))
	if err := v.writeSet(z, i18n.From(r.Context())); err != nil {
		return err
	}
	return z.Close()
}

// writeSet adds the papers in every format, and a note of what is left out.
func (v View) writeSet(z *zip.Writer, lang i18n.Lang) error {
	var left []string
	for _, k := range v.Kinds {
		doc, err := v.Document(k)
		if reason, is := refused(err); is {
			left = append(left, fault.Say(k.Label()).In(lang)+": "+reason.In(lang))
			continue
		}
		if err != nil {
			return err
		}
		for _, f := range formats() {
			if err := entry(z, v, k.fileName()+f.ending, func(w io.Writer) error { return f.write(w, doc) }); err != nil {
				return err
			}
		}
	}
	if len(left) == 0 {
		return nil
	}
	return entry(z, v, "00-con-thieu.txt", func(w io.Writer) error {
		_, err := io.WriteString(w, strings.Join(left, "\r\n")+"\r\n")
		return err
	})
}

func entry(z *zip.Writer, v View, name string, write func(io.Writer) error) error {
	w, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate, Modified: v.stamp()})
	if err != nil {
		return err
	}
	return write(w)
}
