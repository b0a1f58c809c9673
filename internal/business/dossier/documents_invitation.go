package dossier

import (
	"fmt"
	"strings"

	"kheo/internal/business/recognition"
	"kheo/internal/service/docgen"
)

// invitations are one paper for all lines with their list, or a page for each.
func (r Record) invitations() docgen.Document {
	w := r.paper(Invitation)
	if !r.Ceremony.OneEach {
		w.invite("Đại diện "+r.counted()+" có tên trong danh sách kèm theo", []string{"Như kính mời"})
		w.add(docgen.PageBreak{})
		w.list("DANH SÁCH", []string{recognition.Those(r.lines()) + " được mời"}, fmt.Sprintf("(Kèm theo Giấy mời dự lễ trao ngày %s)", r.Ceremony.HeldOn))
		return w.Document
	}
	for n, l := range r.Lines {
		if n > 0 {
			w.add(docgen.PageBreak{})
		}
		guest := l.Name
		if l.UnitName != "" && l.UnitName != l.Name {
			guest += ", " + l.UnitName
		}
		w.invite(guest, []string{"Như kính mời"})
	}
	return w.Document
}

func (w *writing) invite(guest string, recipients []string) {
	r, c := w.record, w.record.Ceremony
	w.openAsBody(Invitation, "GM")
	w.undated()
	w.add(docgen.Heading{Name: "GIẤY MỜI", Abstract: []string{"dự lễ trao kết quả phong trào thi đua " + movement, fmt.Sprintf("năm %d", r.Season.Year)}},
		docgen.Paragraph{Runs: append(docgen.Text("Kính mời: "), docgen.Bold(guest)...), Align: docgen.AlignCenter, NoIndent: true})
	w.text("%s trân trọng kính mời đến dự lễ trao kết quả theo %s.", capital(orDots(r.Decision.Authority())), r.called())
	when := longDay(c.HeldOn)
	if c.BeginsAt != "" {
		when = c.BeginsAt + ", " + when
	}
	w.fact("Thời gian", when)
	w.fact("Địa điểm", c.Place)
	if c.Host != "" {
		w.fact("Chủ trì", c.Host)
	}
	for line := range strings.Lines(c.Note) {
		if line = strings.TrimSpace(line); line != "" {
			w.text("%s", line)
		}
	}
	w.text("Sự có mặt của quý vị góp phần vào thành công của buổi lễ. Trân trọng kính mời")
	w.add(docgen.Signature{Recipients: append(recipients, w.Layout.Signature.Filed), Form: r.Decision.SignAs, Name: orDots(r.Decision.Signer)})
}
