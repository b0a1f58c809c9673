package review

import (
	"errors"
	"net/http"

	"github.com/google/uuid"

	"kheo/internal/platform/fault"
	"kheo/internal/platform/i18n"
	"kheo/internal/service/auth"
	"kheo/internal/service/web"
	"kheo/internal/service/web/ui"
)

// pages shows Service to people.
type pages struct{ *Service }

// Mount adds review's pages.
func (s *Service) Mount(m *web.Mux) {
	p := pages{s}
	m.Staff("GET /viec/xet-duyet", p.seasons)
	m.Staff("GET /viec/xet-duyet/{season}", p.ranking)
	m.Staff("GET /viec/xet-duyet/{season}/xuat", p.export)
	m.Staff("GET /viec/xet-duyet/{season}/ket-qua", p.meeting)
	m.Staff("POST /viec/xet-duyet/{season}/ket-qua", p.recordResults)
	m.Staff("GET /viec/xet-duyet/{season}/{id}", p.sheet)
	m.Staff("POST /viec/xet-duyet/{season}/{id}", p.saveSheet)
	m.Staff("POST /viec/xet-duyet/{season}/{id}/rut", p.takeBack)
	m.Staff("POST /viec/xet-duyet/{season}/{id}/khong-cham", p.abstain)
	m.Staff("POST /viec/xet-duyet/{season}/{id}/cham-lai", p.resume)
	m.Staff("GET /viec/xet-duyet/{season}/{id}/tra-lai", p.askReturn)
	m.Staff("POST /viec/xet-duyet/{season}/{id}/tra-lai", p.sendBack)
}

func (p pages) seasons(w http.ResponseWriter, r *web.Request) error {
	ctx := r.Context()
	all, err := p.Seasons(ctx, r.Actor)
	if err != nil {
		return err
	}
	page := r.StaffPage(i18n.T(ctx, "Xét duyệt"), ui.SectionReview)
	page.Lead = i18n.T(ctx, "Mỗi thẩm định viên chấm riêng theo bộ tiêu chí; hội đồng họp rồi ghi kết quả.")
	page.Action = besides(r.Actor.Has(auth.Appraiser, auth.CouncilMember, auth.Approver, auth.Auditor))
	return web.ShowStaff(w, r, page, seasonsContent(all, r.Actor.Has(auth.Appraiser)))
}

func (p pages) ranking(w http.ResponseWriter, r *web.Request) error {
	ctx := r.Context()
	q, err := web.Decode[Query](r)
	if err != nil {
		q = Query{} // an address that somebody has cut short
	}
	ranking, err := p.Ranking(ctx, r.Actor, r.PathValue("season"), q, false)
	if err != nil {
		return err
	}
	page := r.StaffPage(i18n.T(ctx, "Bảng xếp: %s", ranking.Season.Name), ui.SectionReview)
	page.Crumbs = []ui.Link{{Text: i18n.T(ctx, "Xét duyệt"), Href: "/viec/xet-duyet"}}
	page.Lead = i18n.T(ctx, "Hạn chấm xong %s, ngưỡng %d trên %d điểm.", ranking.Season.ScoreBy.String(), ranking.Set.Threshold, ranking.Set.Maximum)
	if ranking.Total > 0 {
		page.Action = ui.ButtonLink(i18n.T(ctx, "Xuất Excel"), list(ranking.Season)+"/xuat", ui.Normal)
	}
	return web.ShowStaff(w, r, page, rankingContent(rankingView{ranking, q, p.Share, r.Actor.Has(append([]auth.Role{auth.Appraiser}, watchers...)...)}))
}

// sheetView is what the page of one case needs: the input as it was typed.
type sheetView struct {
	Scoring
	In    SheetInput
	Err   error
	Share int64
}

func (p pages) sheet(w http.ResponseWriter, r *web.Request) error {
	x, err := p.scoring(r)
	if err != nil {
		return err
	}
	return p.showSheet(w, r, http.StatusOK, sheetView{Scoring: x, In: InputOf(x.Own, x.Set)})
}

func (p pages) scoring(r *web.Request) (Scoring, error) {
	if uuid.Validate(r.PathValue("id")) != nil {
		return Scoring{}, fault.NotFound
	}
	return p.Scoring(r.Context(), r.Actor, r.PathValue("season"), r.PathValue("id"))
}

func (p pages) showSheet(w http.ResponseWriter, r *web.Request, status int, v sheetView) error {
	ctx := r.Context()
	v.Share = p.Share
	page := r.StaffPage(v.Case.Title, ui.SectionReview)
	page.Crumbs = []ui.Link{{Text: i18n.T(ctx, "Xét duyệt"), Href: "/viec/xet-duyet"}, {Text: v.Season.Name, Href: list(v.Season)}}
	page.Lead = v.Case.Participant + ", " + v.Case.UnitName
	if errors.Is(v.Err, fault.Conflict) {
		page.Flash = &ui.Notice{Kind: ui.Due, Title: i18n.T(ctx, "Phiếu này vừa được lưu ở một cửa sổ khác"),
			Text: i18n.T(ctx, "Phần bạn vừa nhập vẫn ở dưới. Lưu lại thì phần này thay bản kia.")}
	}
	return web.ShowStaffStatus(w, r, status, page, scoringContent(v))
}

func (p pages) saveSheet(w http.ResponseWriter, r *web.Request) error {
	ctx := r.Context()
	if uuid.Validate(r.PathValue("id")) != nil {
		return fault.NotFound
	}
	in, err := web.Decode[SheetInput](r)
	var saved Sheet
	if err == nil {
		saved, err = p.Save(ctx, r.Actor, r.PathValue("id"), in)
	}
	if web.FormAgain(err) {
		x, e := p.scoring(r)
		if e != nil {
			return e
		}
		if errors.Is(err, fault.Conflict) { // saving once more takes the place of what is there
			in.ID, in.Version = InputOf(x.Own, x.Set).ID, x.Own.Version
		}
		return p.showSheet(w, r, web.Status(err), sheetView{Scoring: x, In: in, Err: err})
	}
	if err != nil {
		return err
	}
	if saved.HandedIn() {
		return web.Done(w, r, r.URL.Path, "Đã nộp phiếu chấm: %d điểm.", saved.Total)
	}
	return web.Done(w, r, r.URL.Path, "Đã lưu phiếu, chưa nộp. Tổng hiện tại: %d điểm.", saved.Total)
}

func (p pages) takeBack(w http.ResponseWriter, r *web.Request) error {
	if uuid.Validate(r.PathValue("id")) != nil {
		return fault.NotFound
	}
	if err := p.TakeBack(r.Context(), r.Actor, r.PathValue("id")); err != nil {
		return err
	}
	return web.Done(w, r, "/viec/xet-duyet/"+r.PathValue("season")+"/"+r.PathValue("id"), "Đã rút phiếu về. Phiếu này chưa tính vào điểm cho tới khi bạn nộp lại.")
}
