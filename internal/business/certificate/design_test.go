package certificate_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/google/uuid"

	"kheo/internal/business/certificate"
	"kheo/internal/business/recognition"
	"kheo/internal/platform/db"
	"kheo/internal/platform/db/dbtest"
)

// designID finds a shipped design by its code.
func (h *hall) designID(t *testing.T, code string) string {
	t.Helper()
	l, err := h.Designs(t.Context(), h.actors["quan"])
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range l.Designs {
		if d.Code == code {
			return d.ID
		}
	}
	t.Fatalf("no design %s", code)
	return ""
}

// copied makes a copy of a shipped design for a unit, by the pages, and returns its id.
func (h *hall) copied(t *testing.T, login, code, unitID string) string {
	t.Helper()
	form := url.Values{"id": {uuid.NewString()}, "unit": {unitID}}
	for range 2 { // sent twice
		w := h.post(login, "/viec/mau-giay/"+h.designID(t, code)+"/sao", form)
		if w.Code != http.StatusSeeOther || w.Header().Get("Location") != "/viec/mau-giay/"+form.Get("id")+"/sua" {
			t.Fatalf("%d to %q", w.Code, w.Header().Get("Location"))
		}
	}
	return form.Get("id")
}

// filled is the form of a design as its page has it.
func (h *hall) filled(t *testing.T, login, id string) url.Values {
	t.Helper()
	v, err := h.See(t.Context(), h.actors[login], id)
	if err != nil {
		t.Fatal(err)
	}
	in := certificate.InputOf(v.Design)
	form := url.Values{
		"version": {"1"}, "new_id": {uuid.NewString()}, "name": {in.Name}, "source": {in.Source}, "from": {"2026-01-01"}, "line": {in.Line}, "paper": {in.Paper},
		"heading": {in.Heading}, "frame": {"1"}, "title": {in.Title}, "ink": {in.Ink}, "gold": {in.Gold}, "pale": {in.Pale},
		"margin": {in.Margin}, "head_top": {in.HeadTop}, "title_at": {in.TitleAt}, "seal_room": {in.SealRoom}, "blank": in.Blank,
	}
	return form
}

func TestDesignsOfAUnit(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newHall(t, d)
		shows(t, h.get("ky", "/viec/mau-giay"), 200, "Đảng, A4", "party-a3-photo", "chưa kiểm chứng")
		shipped := h.designID(t, "party-a4")
		shows(t, h.get("ky", "/viec/mau-giay/"+shipped), 200, "<svg", "In lên phôi in sẵn", "Chưa đối chiếu")
		shows(t, h.post("quan", "/viec/mau-giay/"+shipped+"/sua", h.filled(t, "quan", shipped)), 403)
		for login, want := range map[string]int{"ky": 403, "quanxa": 403, "soat": 403, "": 303} {
			if w := h.post(login, "/viec/mau-giay/"+shipped+"/sao", url.Values{"id": {uuid.NewString()}, "unit": {h.district.ID}}); w.Code != want {
				t.Errorf("%q copies: %d, want %d", login, w.Code, want)
			}
		}
		own := h.copied(t, "quan", "party-a4", h.district.ID)
		at := "/viec/mau-giay/" + own
		for login, want := range map[string]int{"ky": 200, "phuong": 200, "xa": 404, "quanxa": 404} {
			if w := h.get(login, at); w.Code != want {
				t.Errorf("%q reads: %d, want %d", login, w.Code, want)
			}
		}
	})
}

func TestEditionsOfADesign(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newHall(t, d)
		if err := h.queue.Open(); err != nil {
			t.Fatal(err)
		}
		root := h.issued(t, recognition.Commendation, "412-QĐ/QU", "Bà Phạm Thị Mẫu", "Ông Lê Văn Mẫu")
		shipped, own := h.designID(t, "party-a4"), h.copied(t, "quan", "party-a4", h.district.ID)
		at := "/viec/mau-giay/" + own
		form := h.filled(t, "quan", own)
		form.Set("name", "Giấy khen <Quận ủy>")
		form.Set("margin", "30,5")
		form.Set("act", "preview")
		shows(t, h.post("quan", at+"/sua", form), 200, "<svg", `value="Giấy khen &lt;Quận ủy&gt;"`, `value="30,5"`)
		form.Del("act")
		shows(t, h.post("ky", at+"/sua", form), 403)
		shows(t, h.post("quan", at+"/sua", form), 303)
		shows(t, h.post("quan", at+"/sua", form), 409, "Có người vừa sửa")
		// It is the body's own, so it is meant from now on; once papers are printed with
		// it, a change makes the next edition.
		page := "/viec/quyet-dinh/" + root.ID + "/giay"
		shows(t, h.get("ky", page), 200, `value="`+own+`" selected`)
		shows(t, h.post("ky", page, url.Values{"act": {"pdf"}}), 303)
		form.Set("version", "2")
		form.Set("seal_room", "40")
		w := h.post("quan", at+"/sua", form)
		if next := "/viec/mau-giay/" + form.Get("new_id"); w.Code != 303 || w.Header().Get("Location") != next {
			t.Fatalf("%d to %q, want %q", w.Code, w.Header().Get("Location"), next)
		}
		shows(t, h.get("quan", "/viec/mau-giay/"+form.Get("new_id")), 200, "bản 2", "40 mm", "Các bản khác")
		shows(t, h.get("quan", at), 200, "bản 1", "35 mm", "Thôi dùng từ ngày")
		if w := h.post("quan", at+"/sua", form); w.Code == 303 {
			t.Error("an edition that was followed is changed")
		}
		shows(t, h.get("ky", page), 200, `value="`+form.Get("new_id")+`" selected`)
		if body := h.get("ky", page).Body.String(); strings.Contains(body, own) {
			t.Error("the old edition can be chosen")
		}
		shows(t, h.post("quan", "/viec/mau-giay/"+form.Get("new_id")+"/thoi-dung", url.Values{"version": {"1"}}), 303)
		shows(t, h.get("ky", page), 200, `value="`+shipped+`" selected`)
	})
}

func TestHostileDesigns(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newHall(t, d)
		own := h.copied(t, "quan", "state-a3", h.district.ID)
		at := "/viec/mau-giay/" + own + "/sua"
		for field, bad := range map[string][]string{
			"margin": {"", "0", "-28", "1e9", "NaN", "Inf", "28mm", "200"}, "head_top": {"x", "99"}, "title_at": {"-1", "10", "NaN"}, "seal_room": {"1", "1000"},
			"ink": {"", "red", "#12345", "#1234567", `#"/><x`}, "paper": {"", "A5", "../A4"}, "line": {"", "army"}, "name": {"", strings.Repeat("x", 121)},
			"source": {"", strings.Repeat("x", 1001)}, "heading": {"a\nb\nc\nd", strings.Repeat("x", 121)}, "from": {"", "ngày mai"},
		} {
			for _, typed := range bad {
				form := h.filled(t, "quan", own)
				form.Set(field, typed)
				for _, act := range []string{"", "preview"} {
					form.Set("act", act)
					w := h.post("quan", at, form)
					if w.Code != 422 || !strings.Contains(w.Body.String(), "Còn chỗ cần xem lại") {
						t.Errorf("%s %q %s: status %d", field, typed, act, w.Code)
					}
				}
			}
		}
		if acts := h.trail(t, "certificate.design_changed"); len(acts) != 0 {
			t.Errorf("%d changes were kept", len(acts))
		}
	})
}
