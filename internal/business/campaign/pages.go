package campaign

import (
	"errors"
	"net/http"

	"github.com/google/uuid"

	"kheo/internal/platform/fault"
	"kheo/internal/platform/i18n"
	"kheo/internal/service/auth"
	"kheo/internal/service/exchange"
	"kheo/internal/service/files"
	"kheo/internal/service/web"
	"kheo/internal/service/web/ui"
)

// pages shows Service to people.
type pages struct{ *Service }

// Mount adds campaign's pages. The page of one season, with its numbers, is
// report's.
func (s *Service) Mount(m *web.Mux) {
	p := pages{s}
	m.Staff("GET /viec/mua", p.seasons)
	m.Staff("GET /viec/mua.xlsx", p.export)
	m.Staff("GET /viec/mua/moi", p.newSeason)
	m.Staff("POST /viec/mua/moi", p.launch)
	m.Staff("GET /viec/mua/{code}/sua", p.editSeason)
	m.Staff("POST /viec/mua/{code}/sua", p.change)
	m.Staff("GET /viec/danh-muc", p.catalogue)
	m.Staff("GET /viec/tieu-chi", p.sets)
	m.Staff("GET /viec/tieu-chi.xlsx", p.exportSets)
	m.Staff("GET /viec/tieu-chi/moi", p.newSet)
	m.Staff("POST /viec/tieu-chi/moi", p.beginSet)
	m.Staff("GET /viec/tieu-chi/{id}", p.set)
	m.Staff("GET /viec/tieu-chi/{id}/phieu.pdf", p.scoreSheetPDF)
	m.Staff("GET /viec/tieu-chi/{id}/phieu.docx", p.scoreSheetDOCX)
	m.Staff("GET /viec/tieu-chi/{id}/soan", p.editSet)
	m.Staff("POST /viec/tieu-chi/{id}/soan", p.saveSet)
	m.Staff("GET /viec/tieu-chi/{id}/bo", p.askDiscard)
	m.Staff("POST /viec/tieu-chi/{id}/bo", p.discard)
	m.Staff("GET /viec/tieu-chi/{id}/thay-doi", p.difference)
	m.Staff("POST /viec/tieu-chi/{id}/thay-doi", p.saveReasons)
	m.Staff("POST /viec/tieu-chi/{id}/tra-lai", p.sendBack)
	m.Staff("GET /viec/tieu-chi/{id}/ban-hanh", p.askPublish)
	m.Staff("POST /viec/tieu-chi/{id}/ban-hanh", p.publish)
	m.Public("GET /tieu-chi/{code}/{edition}", p.edition)
	m.Public("GET /mua/{code}/tieu-chi", p.seasonCriteria)
}

func (p pages) seasons(w http.ResponseWriter, r *web.Request) error {
	ctx := r.Context()
	rows, err := p.SeasonList(ctx, r.Actor)
	if err != nil {
		return err
	}
	page := r.StaffPage(i18n.T(ctx, "Mùa thi đua"), ui.SectionSeasons)
	page.Lead = i18n.T(ctx, "Mỗi năm một mùa: phát động, đăng ký, thực hiện, thẩm định, công nhận.")
	page.Action = seasonsActs(r.Actor.Has(auth.Publisher, auth.Administrator))
	return web.ShowStaff(w, r, page, seasonsContent(rows))
}

func (p pages) export(w http.ResponseWriter, r *web.Request) error {
	sheet, err := p.SeasonSheet(r.Context(), r.Actor)
	if err != nil {
		return err
	}
	web.Attach(w, files.XLSX, "mua-thi-dua.xlsx")
	return exchange.Write(w, sheet)
}

// seasonForm is what the form of a season needs.
type seasonForm struct {
	In  SeasonInput
	Err error
	New bool
	SeasonChoices
}

func (p pages) newSeason(w http.ResponseWriter, r *web.Request) error {
	if !r.Actor.Has(auth.Publisher, auth.Administrator) {
		return fault.Forbidden
	}
	in := SeasonInput{ID: uuid.Must(uuid.NewV7()).String(), Year: int64(r.Now().Year()), State: Planned}
	var err error
	if in.CriteriaSetID, in.Sets, err = p.LastSets(r.Context(), r.Actor); err != nil {
		return err
	}
	return p.showForm(w, r, http.StatusOK, seasonForm{In: in, New: true})
}

func (p pages) launch(w http.ResponseWriter, r *web.Request) error {
	in, err := web.Decode[SeasonInput](r)
	if err == nil {
		_, err = p.Launch(r.Context(), r.Actor, in)
	}
	if web.FormAgain(err) {
		return p.showForm(w, r, http.StatusUnprocessableEntity, seasonForm{In: in, Err: err, New: true})
	}
	if err != nil {
		return err
	}
	return web.Done(w, r, "/viec/mua", "Đã lưu mùa thi đua “%s”.", in.Name)
}

func (p pages) editSeason(w http.ResponseWriter, r *web.Request) error {
	s, sets, err := p.SeasonToChange(r.Context(), r.Actor, r.PathValue("code"))
	if err != nil {
		return err
	}
	return p.showForm(w, r, http.StatusOK, seasonForm{In: SeasonInput{
		ID: s.ID, Code: s.Code, Name: s.Name, Year: s.Year, UnitID: s.UnitID, CriteriaSetID: s.CriteriaSetID, State: s.State,
		LaunchedOn: s.LaunchedOn, LaunchDocument: s.LaunchDocument, RegisterBy: s.RegisterBy, ReportBy: s.ReportBy,
		ScoreBy: s.ScoreBy, DecideBy: s.DecideBy, Version: s.Version, Sets: sets,
	}})
}

func (p pages) change(w http.ResponseWriter, r *web.Request) error {
	in, err := web.Decode[SeasonInput](r)
	in.Code = r.PathValue("code")
	if err == nil {
		_, err = p.Change(r.Context(), r.Actor, in.Code, in)
	}
	if errors.Is(err, fault.Conflict) {
		latest, _, e := p.SeasonToChange(r.Context(), r.Actor, in.Code)
		if e != nil {
			return e
		}
		in.Version = latest.Version // so that saving again, now knowingly, goes through
	}
	if web.FormAgain(err) {
		return p.showForm(w, r, web.Status(err), seasonForm{In: in, Err: err})
	}
	if err != nil {
		return err
	}
	return web.Done(w, r, "/viec/mua/"+in.Code, "Đã lưu mùa thi đua “%s”.", in.Name)
}

func (p pages) showForm(w http.ResponseWriter, r *web.Request, status int, f seasonForm) (err error) {
	ctx := r.Context()
	if f.SeasonChoices, err = p.SeasonChoices(ctx, r.Actor); err != nil {
		return err
	}
	if f.Err == nil {
		f.In.Sets = withRoom(f.In.Sets)
	}
	title := i18n.T(ctx, "Phát động mùa mới")
	if !f.New {
		title = i18n.T(ctx, "Sửa %s", f.In.Name)
	}
	page := r.StaffPage(title, ui.SectionSeasons)
	page.Crumbs = []ui.Link{{Text: i18n.T(ctx, "Mùa thi đua"), Href: "/viec/mua"}}
	if errors.Is(f.Err, fault.Conflict) {
		page.Flash = conflictNotice(ctx)
	}
	return web.ShowStaffStatus(w, r, status, page, seasonFormContent(f))
}

func (p pages) catalogue(w http.ResponseWriter, r *web.Request) error {
	ctx := r.Context()
	c, err := p.Catalogue(ctx)
	if err != nil {
		return err
	}
	page := r.StaffPage(i18n.T(ctx, "Danh mục"), ui.SectionSeasons)
	page.Crumbs = []ui.Link{{Text: i18n.T(ctx, "Mùa thi đua"), Href: "/viec/mua"}}
	page.Lead = i18n.T(ctx, "Lĩnh vực và nội dung là dữ liệu có nguồn, có ngày hiệu lực.")
	return web.ShowStaff(w, r, page, catalogueContent(c))
}
