package certificate_test

import (
	"encoding/json"
	"net/url"
	"strings"
	"testing"

	"kheo/internal/business/recognition"
	"kheo/internal/platform/db"
	"kheo/internal/platform/db/dbtest"
	"kheo/internal/service/audit"
)

// trail is what was recorded of an act, the newest first.
func (h *hall) trail(t *testing.T, act string) (all []map[string]any) {
	t.Helper()
	err := h.db.View(t.Context(), func(tx *db.Tx) error {
		entries, err := audit.Trail(t.Context(), tx, audit.Filter{Paths: []string{"/"}, Limit: 500})
		for _, e := range entries {
			if e.Act != act {
				continue
			}
			after := map[string]any{}
			if err := json.Unmarshal(e.After, &after); err != nil {
				return err
			}
			after["by"] = e.Account
			all = append(all, after)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestPrintingAgainAsksForAReason(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newHall(t, d)
		if err := h.queue.Open(); err != nil {
			t.Fatal(err)
		}
		if err := d.AppendOnly(t.Context(), "certificate_printing"); err != nil {
			t.Fatal(err)
		}
		root := h.issued(t, recognition.Recognition, "412-QĐ/QU", "Bà Phạm Thị Mẫu", "Ông Lê Văn Mẫu", "Bà Vũ Thị Mẫu")
		all := h.entries(t, root)
		page := "/viec/quyet-dinh/" + root.ID + "/giay"
		w := h.get("ky", page)
		shows(t, w, 200, "Chưa in")
		if body := w.Body.String(); strings.Contains(body, "Đã in 2") || strings.Contains(body, "Lý do in lại") || strings.Count(body, "Chưa in") != 3 {
			t.Error("papers that were never printed")
		}
		shows(t, h.post("ky", page, url.Values{"code": {all[0].Code}, "act": {"preview"}}), 200, "Bà Phạm Thị Mẫu</text>", "Chưa in")
		shows(t, h.post("ky", page, url.Values{"code": {all[0].Code}, "act": {"pdf"}, "reason": {"không cần"}}), 303)
		if acts := h.trail(t, "certificate.printed"); len(acts) != 1 || acts[0]["certificates"] != 1.0 || acts[0]["reprints"] != nil || acts[0]["reason"] != nil || acts[0]["design"] != "party-a4" {
			t.Fatalf("the first time is recorded as %v", acts)
		}
		shows(t, h.get("ky", page), 200, "Chưa in", "Đã in ", "Lý do in lại")
		again := url.Values{"code": {all[0].Code, all[1].Code}, "act": {"zip"}, "reason": {"  "}, "over": {"1"}}
		w = h.post("ky", page, again)
		shows(t, w, 422, "Có 1 giấy đã in rồi", `value="`+all[0].Code+`" checked`, `value="`+all[1].Code+`" checked`, `value="1" checked`)
		if strings.Contains(w.Body.String(), `value="`+all[2].Code+`" checked`) {
			t.Error("a line that was not chosen is ticked")
		}
		again.Set("reason", strings.Repeat("x", 301))
		shows(t, h.post("ky", page, again), 422, "dài quá 300 ký tự")
		shows(t, h.post("ky", page, nil), 422, "Có 1 giấy đã in rồi")
		again.Set("reason", "Giấy bị <b>rách</b>")
		shows(t, h.post("thu", page, again), 303)
		acts := h.trail(t, "certificate.printed")
		if len(acts) != 2 || acts[0]["certificates"] != 2.0 || acts[0]["reprints"] != 1.0 || acts[0]["reason"] != "Giấy bị <b>rách</b>" || acts[0]["overprint"] != true || acts[0]["by"] != "Nguyễn Mẫu thu" {
			t.Fatalf("printing again is recorded as %v", acts)
		}
		w = h.get("soat", page)
		shows(t, w, 200, "Đã in 2 lần, lần cuối", "Lý do: Giấy bị &lt;b&gt;rách", "Chưa in")
		if body := w.Body.String(); strings.Count(body, "Lý do:") != 1 {
			t.Error("the line that was printed for the first time has a reason")
		}
		for _, statement := range []string{`UPDATE certificate_printing SET reason = ''`, `DELETE FROM certificate_printing`} {
			if err := d.Update(t.Context(), func(tx *db.Tx) error { return db.Exec(t.Context(), tx, statement) }); err == nil || !strings.Contains(err.Error(), "only grows") {
				t.Errorf("%s: %v", statement, err)
			}
		}
	})
}

func TestHostileChoices(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newHall(t, d)
		if err := h.queue.Open(); err != nil {
			t.Fatal(err)
		}
		root := h.issued(t, recognition.Recognition, "412-QĐ/QU", "Bà Phạm Thị Mẫu", "Ông Lê Văn Mẫu")
		other := h.entries(t, h.issued(t, recognition.Commendation, "413-QĐ/QU", "Bà Vũ Thị Mẫu"))[0]
		foreign := h.copied(t, "quanxa", "state-a4", h.beyond.ID)
		page := "/viec/quyet-dinh/" + root.ID + "/giay"
		for _, c := range []struct {
			form url.Values
			says string
		}{
			{url.Values{"design": {"' OR 1=1 --"}}, "Mẫu giấy này không dùng được"}, {url.Values{"design": {foreign}}, "Mẫu giấy này không dùng được"},
			{url.Values{"over": {"1"}, "calibration": {"máy lạ"}}, "Chưa có máy in này"}, {url.Values{"code": {other.Code}}, "không còn trong danh sách"},
			{url.Values{"code": {"DVK-0000-0000", h.entries(t, root)[0].Code}}, "không còn trong danh sách"},
		} {
			for _, act := range []string{"pdf", "preview"} {
				c.form.Set("act", act)
				shows(t, h.post("ky", page, c.form), 422, c.says, "Bà Phạm Thị Mẫu")
			}
		}
		if acts := h.trail(t, "certificate.printed"); len(acts) != 0 {
			t.Errorf("something was printed: %v", acts)
		}
	})
}
