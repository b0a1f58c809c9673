package recognition

import (
	"net/http"
	"slices"
	"strings"

	"kheo/internal/platform/fault"
	"kheo/internal/platform/i18n"
	"kheo/internal/platform/text"
	"kheo/internal/service/web"
	"kheo/internal/service/web/ui"
)

// candidateList is what the page that adds lines shows.
type candidateList struct {
	Decision
	Lines []Line
	Words string
	Err   error
}

// conditions shows what the rules say of each line.
func (p pages) conditions(w http.ResponseWriter, r *web.Request) error {
	ctx := r.Context()
	j, err := p.Judgement(ctx, r.Actor, r.PathValue("id"))
	if err != nil {
		return err
	}
	page := staff(r, i18n.T(ctx, "Điều kiện"), ui.Link{Text: j.title(ctx), Href: staffPath(j.Decision)})
	page.Lead = i18n.T(ctx, "Từng quy tắc được trích nguyên văn, kèm hồ sơ đã dùng để xét.")
	return web.ShowStaff(w, r, page, conditionsContent(j))
}

func (p pages) consider(w http.ResponseWriter, r *web.Request) error {
	if err := p.Consider(r.Context(), r.Actor, r.PathValue("id")); err != nil {
		return err
	}
	return back(w, r, "/dieu-kien", "Đã xét điều kiện cả danh sách.")
}

func (p pages) candidates(w http.ResponseWriter, r *web.Request) error {
	return p.showCandidates(w, r, http.StatusOK, nil)
}

func (p pages) showCandidates(w http.ResponseWriter, r *web.Request, status int, failed error) error {
	ctx := r.Context()
	c := candidateList{Words: text.Clean(r.FormValue("tu")), Err: failed}
	d, all, err := p.Candidates(ctx, r.Actor, r.PathValue("id"))
	if err != nil {
		return err
	}
	wanted := strings.Fields(text.Fold(c.Words))
	c.Decision, c.Lines = d, slices.DeleteFunc(all, func(l Line) bool { return !has(l, wanted) })
	page := staff(r, i18n.T(ctx, "Thêm vào danh sách"), ui.Link{Text: d.title(ctx), Href: staffPath(d)})
	page.Lead = i18n.T(ctx, "Những mô hình hội đồng đã thông qua mà danh sách chưa có.")
	if d.Kind == Commendation {
		page.Lead = i18n.T(ctx, "Những tập thể, cá nhân có mô hình được công nhận mà danh sách chưa có.")
	}
	warn(r, &page, failed)
	return web.ShowStaffStatus(w, r, status, page, candidatesContent(c))
}

// has reports whether l names every one of words.
func has(l Line, words []string) bool {
	folded := text.Fold(l.Name + " " + l.UnitName + " " + l.Title + " " + l.InitiativeCode)
	for _, word := range words {
		if !strings.Contains(folded, word) {
			return false
		}
	}
	return true
}

func (p pages) add(w http.ResponseWriter, r *web.Request) error {
	if err := r.ParseForm(); err != nil {
		return err
	}
	n, err := p.AddLines(r.Context(), r.Actor, r.PathValue("id"), version(r), r.Form["candidates"])
	if web.FormAgain(err) {
		return p.showCandidates(w, r, web.Status(err), err)
	}
	if err != nil {
		return err
	}
	return back(w, r, "#f-lines", "Đã thêm %d dòng vào danh sách.", n)
}

func (p pages) addAll(w http.ResponseWriter, r *web.Request) error {
	n, err := p.AddAll(r.Context(), r.Actor, r.PathValue("id"), version(r))
	if web.FormAgain(err) {
		return p.showDecision(w, r, web.Status(err), nil, err)
	}
	if err != nil {
		return err
	}
	if n == 0 {
		return back(w, r, "#f-lines", "Không có dòng nào mới để thêm.")
	}
	return back(w, r, "#f-lines", "Đã thêm %d dòng vào danh sách.", n)
}

// changeLines does what the buttons of the list say: "up:<line>", "down:<line>"
// or "remove", which takes the ticked lines out.
func (p pages) changeLines(w http.ResponseWriter, r *web.Request) error {
	if err := r.ParseForm(); err != nil {
		return err
	}
	ctx, id := r.Context(), r.PathValue("id")
	act, line, _ := strings.Cut(r.FormValue("act"), ":")
	var err error
	switch act {
	case "up", "down":
		err = p.MoveLine(ctx, r.Actor, id, version(r), line, act == "up")
	case "remove":
		err = p.RemoveLines(ctx, r.Actor, id, version(r), r.Form["lines"])
	default:
		return fault.NotFound
	}
	if web.FormAgain(err) {
		return p.showDecision(w, r, web.Status(err), nil, err)
	}
	if err != nil {
		return err
	}
	return back(w, r, "#f-lines", "Đã sửa danh sách.")
}

// lineForm is what the form of one line shows.
type lineForm struct {
	Decision
	Line Line
	Old  Line // that a correction changes
	In   LineInput
	Err  error
}

func (p pages) line(w http.ResponseWriter, r *web.Request) error {
	return p.showLine(w, r, http.StatusOK, nil, nil)
}

func (p pages) showLine(w http.ResponseWriter, r *web.Request, status int, in *LineInput, failed error) error {
	ctx := r.Context()
	d, l, old, err := p.LineForm(ctx, r.Actor, r.PathValue("id"), r.PathValue("line"))
	if err != nil {
		return err
	}
	f := lineForm{Decision: d, Line: l, Old: old, Err: failed, In: LineInput{Name: l.Name, UnitName: l.UnitName, Title: l.Title, Merit: l.Merit}}
	if in != nil {
		f.In = *in
	}
	page := staff(r, i18n.T(ctx, "Dòng %d", l.Position), ui.Link{Text: d.title(ctx), Href: staffPath(d)})
	page.Lead = i18n.T(ctx, "Ghi đúng như trên văn bản. Hồ sơ của đơn vị và mô hình không đổi theo.")
	warn(r, &page, failed)
	return web.ShowStaffStatus(w, r, status, page, lineContent(f))
}

func (p pages) saveLine(w http.ResponseWriter, r *web.Request) error {
	in, err := web.Decode[LineInput](r)
	if err == nil {
		err = p.EditLine(r.Context(), r.Actor, r.PathValue("id"), version(r), r.PathValue("line"), in)
	}
	if web.FormAgain(err) {
		return p.showLine(w, r, web.Status(err), &in, err)
	}
	if err != nil {
		return err
	}
	return back(w, r, "#f-lines", "Đã lưu dòng.")
}
