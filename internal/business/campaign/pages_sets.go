package campaign

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"strconv"

	"kheo/internal/platform/fault"
	"kheo/internal/platform/i18n"
	"kheo/internal/service/docgen"
	"kheo/internal/service/exchange"
	"kheo/internal/service/files"
	"kheo/internal/service/web"
	"kheo/internal/service/web/ui"
)

const setsPath = "/viec/tieu-chi"

func setPath(id string) string { return setsPath + "/" + id }

// setCrumbs leads from the seasons to the sets, and to set where one is given.
func setCrumbs(ctx context.Context, set ...CriteriaSet) []ui.Link {
	crumbs := []ui.Link{{Text: i18n.T(ctx, "Mùa thi đua"), Href: "/viec/mua"}, {Text: i18n.T(ctx, "Bộ tiêu chí"), Href: setsPath}}
	for _, s := range set {
		crumbs = append(crumbs, ui.Link{Text: s.Name, Href: setPath(s.ID)})
	}
	return crumbs
}

func (p pages) sets(w http.ResponseWriter, r *web.Request) error {
	ctx := r.Context()
	q, err := web.Decode[SetQuery](r)
	if err != nil {
		return err
	}
	rows, err := p.SetList(ctx, r.Actor, q)
	if err != nil {
		return err
	}
	page := r.StaffPage(i18n.T(ctx, "Bộ tiêu chí"), ui.SectionSeasons)
	page.Crumbs = setCrumbs(ctx)[:1]
	page.Lead = i18n.T(ctx, "Ấn bản đã ban hành thì không sửa; muốn đổi thì soạn ấn bản mới.")
	page.Action = setsActs(mayDraft(r.Actor))
	return web.ShowStaff(w, r, page, setsContent(rows, q))
}

func (p pages) exportSets(w http.ResponseWriter, r *web.Request) error {
	sheet, err := p.SetSheet(r.Context(), r.Actor)
	if err != nil {
		return err
	}
	web.Attach(w, files.XLSX, "bo-tieu-chi.xlsx")
	return exchange.Write(w, sheet)
}

func (p pages) set(w http.ResponseWriter, r *web.Request) error {
	ctx := r.Context()
	v, err := p.SetPage(ctx, r.Actor, r.PathValue("id"))
	if err != nil {
		return err
	}
	page := r.StaffPage(v.Name, ui.SectionSeasons)
	page.Crumbs = setCrumbs(ctx)
	page.Lead = i18n.T(ctx, "Bản %d, hiệu lực %s. %s.", v.Edition, span(ctx, v.From, v.To), i18n.T(ctx, v.State.Label()))
	page.Action = setActs(v)
	return web.ShowStaff(w, r, page, setContent(v))
}

func (p pages) edition(w http.ResponseWriter, r *web.Request) error {
	ctx := r.Context()
	n, err := strconv.ParseInt(r.PathValue("edition"), 10, 32)
	if err != nil {
		return fault.NotFound
	}
	row, err := p.PublicEdition(ctx, r.PathValue("code"), n)
	if err != nil {
		return err
	}
	page := r.Page(row.Name, i18n.T(ctx, "Bộ tiêu chí chấm điểm mô hình “Dân vận khéo”: thang điểm, minh chứng cần có."))
	return web.Show(w, r, page, editionContent(row))
}

// seasonCriteria tells everybody by what a season's initiatives are scored.
func (p pages) seasonCriteria(w http.ResponseWriter, r *web.Request) error {
	ctx := r.Context()
	v, err := p.PublicCriteria(ctx, r.PathValue("code"))
	if err != nil {
		return err
	}
	page := r.Page(i18n.T(ctx, "Tiêu chí chấm điểm: %s", v.Name), i18n.T(ctx, "Mô hình đăng ký trong mùa này được chấm theo bộ tiêu chí nào."))
	return web.Show(w, r, page, seasonCriteriaContent(v))
}

func (p pages) scoreSheetPDF(w http.ResponseWriter, r *web.Request) error {
	return p.attachSheet(w, r, "application/pdf", ".pdf", docgen.WritePDF)
}

func (p pages) scoreSheetDOCX(w http.ResponseWriter, r *web.Request) error {
	return p.attachSheet(w, r, "application/vnd.openxmlformats-officedocument.wordprocessingml.document", ".docx", docgen.WriteDOCX)
}

// attachSheet writes the whole file before the first byte of the answer, so that
// an error still becomes a page.
func (p pages) attachSheet(w http.ResponseWriter, r *web.Request, mediaType, ext string, write func(io.Writer, docgen.Document) error) error {
	v, err := p.SetPage(r.Context(), r.Actor, r.PathValue("id"))
	if err != nil {
		return err
	}
	var b bytes.Buffer
	if err := write(&b, v.ScoreSheet()); err != nil {
		return err
	}
	web.Attach(w, mediaType, "phieu-cham-"+v.Code+"-"+strconv.FormatInt(v.Edition, 10)+ext)
	_, err = w.Write(b.Bytes())
	return err
}
