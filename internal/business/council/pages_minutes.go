package council

import (
	"bytes"
	"fmt"
	"net/http"
	"strings"

	"github.com/google/uuid"

	"kheo/internal/platform/fault"
	"kheo/internal/platform/i18n"
	"kheo/internal/service/docgen"
	"kheo/internal/service/web"
	"kheo/internal/service/web/ui"
)

// minutesForm is the free text of the minutes as it was typed.
type minutesForm struct {
	Minutes
	In  MinutesInput
	Err error
}

func (p pages) minutes(w http.ResponseWriter, r *web.Request) error {
	m, err := p.Minutes(r.Context(), r.Actor, r.PathValue("id"))
	if err != nil {
		return err
	}
	return p.showMinutes(w, r, minutesForm{m, MinutesInput{m.Discussion, m.Conclusion, m.Version}, nil})
}

func (p pages) showMinutes(w http.ResponseWriter, r *web.Request, f minutesForm) error {
	ctx := r.Context()
	page := p.frame(r, i18n.T(ctx, "Biên bản"), councilCrumb(f.Council), meetingCrumb(ctx, f.Meeting))
	page.Flash = notice(ctx, f.Err)
	return web.ShowStaffStatus(w, r, status(f.Err), page, minutesContent(f))
}

func (p pages) writeMinutes(w http.ResponseWriter, r *web.Request) error {
	in, err := web.Decode[MinutesInput](r)
	if err == nil {
		err = p.WriteMinutes(r.Context(), r.Actor, r.PathValue("id"), in)
	}
	return done(w, r, err, func(err error) error {
		m, e := p.Minutes(r.Context(), r.Actor, r.PathValue("id"))
		if e != nil {
			return e
		}
		in.Version = m.Version
		return p.showMinutes(w, r, minutesForm{m, in, err})
	}, meetingPath(r.PathValue("id"))+"/bien-ban", "Đã lưu biên bản.")
}

func (p pages) fixing(w http.ResponseWriter, r *web.Request) error {
	m, err := p.Minutes(r.Context(), r.Actor, r.PathValue("id"))
	switch {
	case err != nil:
		return err
	case !m.Fixes:
		return fault.Forbidden
	case m.Fixed():
		return errFixed()
	}
	return p.showFixing(w, r, minutesForm{Minutes: m})
}

func (p pages) showFixing(w http.ResponseWriter, r *web.Request, f minutesForm) error {
	ctx := r.Context()
	page := p.frame(r, i18n.T(ctx, "Chốt biên bản"), councilCrumb(f.Council), meetingCrumb(ctx, f.Meeting))
	page.Flash = notice(ctx, f.Err)
	return web.ShowStaffStatus(w, r, status(f.Err), page, fixingContent(f))
}

func (p pages) fix(w http.ResponseWriter, r *web.Request) error {
	in, err := web.Decode[struct {
		Version int64 `form:"version"`
	}](r)
	if err == nil {
		err = p.Fix(r.Context(), r.Actor, r.PathValue("id"), in.Version)
	}
	return done(w, r, err, func(err error) error {
		m, e := p.Minutes(r.Context(), r.Actor, r.PathValue("id"))
		if e != nil {
			return e
		}
		return p.showFixing(w, r, minutesForm{Minutes: m, Err: err})
	}, meetingPath(r.PathValue("id")), "Đã chốt biên bản.")
}

const (
	docxType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
	pdfType  = "application/pdf"
)

// file answers with the minutes as hop.docx, hop.pdf, luot-1.docx or luot-1.pdf.
func (p pages) file(w http.ResponseWriter, r *web.Request) error {
	name, ext, _ := strings.Cut(r.PathValue("paper"), ".")
	m, err := p.Minutes(r.Context(), r.Actor, r.PathValue("id"))
	if err != nil {
		return err
	}
	doc, err := m.Record.document(name)
	if err != nil {
		return err
	}
	to := fmt.Sprintf("bien-ban-%s-%s.%s", name, m.HeldOn.ISO(), ext)
	switch ext {
	case "docx":
		return p.attach(w, docxType, to, func(b *bytes.Buffer) error { return docgen.WriteDOCX(b, doc) })
	case "pdf":
		return p.attach(w, pdfType, to, func(b *bytes.Buffer) error { return docgen.WritePDF(b, doc) })
	}
	return fault.NotFound
}

// document finds the paper that a file is named after.
func (rec Record) document(name string) (docgen.Document, error) {
	if name == "hop" {
		return rec.MeetingPaper(), nil
	}
	for _, c := range rec.Rounds {
		if name == fmt.Sprintf("luot-%d", c.Number) {
			return rec.CountPaper(c), nil
		}
	}
	return docgen.Document{}, fault.NotFound
}

// ruleForm is the form of a new edition: the input as it was typed.
type ruleForm struct {
	In  RuleInput
	Err error
}

func (p pages) rules(w http.ResponseWriter, r *web.Request) error {
	ctx := r.Context()
	all, writes, err := p.Rules(ctx, r.Actor)
	if err != nil {
		return err
	}
	page := r.StaffPage(i18n.T(ctx, "Quy tắc bỏ phiếu"), ui.SectionReview)
	page.Crumbs = []ui.Link{{Text: i18n.T(ctx, "Hội đồng"), Href: listPath}}
	page.Lead = i18n.T(ctx, "Mỗi quy tắc là một ấn bản có hiệu lực và nguồn. Ấn bản không sửa; quy tắc mới là ấn bản mới.")
	if writes {
		page.Action = ui.ButtonLink(i18n.T(ctx, "Thêm ấn bản"), rulesPath+"/moi", ui.Go)
	}
	return web.ShowStaff(w, r, page, rulesContent(all, p.Today(), writes))
}

func (p pages) newRule(w http.ResponseWriter, r *web.Request) error {
	all, writes, err := p.Rules(r.Context(), r.Actor)
	if err == nil && !writes {
		err = fault.Forbidden
	}
	if err != nil {
		return err
	}
	in := RuleInput{QuorumNum: 2, QuorumDen: 3, QuorumOf: InRoom, ShareNum: 2, ShareDen: 3, Of: Total, Absent: NoVote, Recusal: Stays, Secret: true}
	for _, x := range all {
		if x.ID == r.URL.Query().Get("tu") {
			in = RuleInput{
				Code: x.Code, Award: x.Award, Body: x.Body, QuorumNum: x.QuorumNum, QuorumDen: x.QuorumDen, QuorumOf: x.QuorumOf, ShareNum: x.ShareNum, ShareDen: x.ShareDen,
				Strict: x.Strict, Of: x.Of, Absent: x.Absent, Secret: x.Secret, Chair: x.Chair, Recusal: x.Recusal,
			}
		}
	}
	in.ID, in.From = uuid.Must(uuid.NewV7()).String(), p.Today()
	return p.showRule(w, r, ruleForm{In: in})
}

func (p pages) showRule(w http.ResponseWriter, r *web.Request, f ruleForm) error {
	ctx := r.Context()
	page := p.frame(r, i18n.T(ctx, "Ấn bản mới"), ui.Link{Text: i18n.T(ctx, "Quy tắc bỏ phiếu"), Href: rulesPath})
	page.Flash = notice(ctx, f.Err)
	return web.ShowStaffStatus(w, r, status(f.Err), page, ruleFormContent(f))
}

func (p pages) enact(w http.ResponseWriter, r *web.Request) error {
	if !mayWriteRules(r.Actor) {
		return fault.Forbidden
	}
	in, err := web.Decode[RuleInput](r)
	if err == nil {
		_, err = p.Enact(r.Context(), r.Actor, in)
	}
	return done(w, r, err, func(err error) error { return p.showRule(w, r, ruleForm{in, err}) }, rulesPath, "Đã thêm ấn bản quy tắc.")
}
