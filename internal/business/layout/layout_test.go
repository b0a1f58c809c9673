package layout_test

import (
	"context"
	"encoding/json"
	"errors"
	"net/url"
	"strings"
	"testing"

	"github.com/google/uuid"

	"kheo/internal/business/layout"
	"kheo/internal/business/org"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
	"kheo/internal/platform/db/dbtest"
	"kheo/internal/platform/fault"
	"kheo/internal/service/docgen"
)

func TestSettleLeavesWhatIsThereAlone(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newHouse(t, d)
		before, _ := h.List(t.Context(), h.actors["quan"])
		if len(before.Editions) != len(docgen.Shipped()) {
			t.Fatalf("%d editions", len(before.Editions))
		}
		e := h.edition(t, "state-2020")
		if err := h.Verify(t.Context(), h.actors["quan"], e.ID, e.Version, "Lê Minh Mẫu, bản công báo"); err != nil {
			t.Fatal(err)
		}
		for range 2 {
			if err := h.Settle(t.Context()); err != nil {
				t.Fatal(err)
			}
		}
		after, _ := h.List(t.Context(), h.actors["quan"])
		if len(after.Editions) != len(before.Editions) || h.edition(t, "state-2020").VerifiedBy != "Lê Minh Mẫu, bản công báo" {
			t.Errorf("%d editions, verified by %q", len(after.Editions), h.edition(t, "state-2020").VerifiedBy)
		}
		for _, shipped := range docgen.Shipped() {
			got := h.edition(t, shipped.Key).Layout
			got.VerifiedBy = ""
			a, _ := json.Marshal(got)
			b, _ := json.Marshal(shipped)
			if string(a) != string(b) {
				t.Errorf("%s changed on its way through the database:\n%s\n%s", shipped.Key, a, b)
			}
		}
	})
}

func TestOn(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newHouse(t, d)
		for _, c := range []struct {
			line org.Line
			day  string
			want string
		}{
			{org.Party, "2012-10-20", "party-2004"}, {org.Party, "2018-04-02", "party-2004"}, {org.Party, "2018-04-03", "party-2018"}, {org.Party, "2026-05-27", "party-2026"},
			{org.Party, "", "party-2026"}, {org.Party, "1999-09-09", "party-2004"}, {org.State, "2012-10-20", "state-2011"}, {org.State, "2007-01-01", "state-2011"},
			{org.State, "2020-03-05", "state-2020"}, {org.Territory, "2025-01-01", "state-2020"}, {org.Other, "", "state-2020"}, {org.Front, "2012-10-20", "front"},
		} {
			if got := h.on(t, c.line, c.day).Key; got != c.want {
				t.Errorf("%s on %q: %s, want %s", c.line, c.day, got, c.want)
			}
		}
		l := h.on(t, org.Party, "2012-10-20")
		l.Head.Right[0].Text = "sửa"
		if h.on(t, org.Party, "2012-10-20").Head.Right[0].Text == "sửa" {
			t.Error("who asks can change what the next one gets")
		}
	})
}

func TestOnWithoutAnyEdition(t *testing.T) {
	t.Parallel()
	d := dbtest.SQLite(t)
	h := &house{Service: layout.New(d), db: d}
	if got := h.on(t, org.Party, "2012-10-20").Key; got != "party-2004" {
		t.Errorf("%q", got)
	}
}

func TestPublishingEndsTheEditionBefore(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newHouse(t, d)
		h.on(t, org.Party, "2027-02-01") // fills the memory, which publishing renews
		id := h.copied(t, "party-2026")
		wants(t, h.get("quan", at+"/"+id+"/ban-hanh"), 200, "Chưa ban hành được", "Chọn ngày bắt đầu có hiệu lực")
		f := form(h.edition(t, "party-2026"))
		f.Set("name", "Thể thức Đảng 2027")
		f.Set("from", "2027-01-01")
		f.Set(layout.FieldName("left"), "32,5")
		f.Del(layout.FieldName("pad_month"))
		wants(t, h.post("quan", at+"/"+id+"/sua", f), 303)
		wants(t, h.get("quan", at+"/"+id), 200, "32,5 mm", "Khác ấn bản trước", "Tháng 1, tháng 2 thêm số 0")
		wants(t, h.get("quan", at+"/"+id+"/ban-hanh"), 200, "hết hiệu lực vào ngày 31/12/2026", "chưa kiểm chứng với văn bản gốc")
		if got := h.on(t, org.Party, "2027-02-01").Left; got != 30 {
			t.Errorf("a draft is in force: %v", got)
		}
		wants(t, h.post("quan", at+"/"+id+"/ban-hanh", url.Values{"version": {"1"}}), 409)
		for range 2 { // pressed twice
			wants(t, h.post("quan", at+"/"+id+"/ban-hanh", url.Values{"version": {"2"}}), 303)
		}
		if got := h.on(t, org.Party, "2027-02-01"); got.Left != 32.5 || got.Date.PadMonth {
			t.Errorf("in force: %v, %v", got.Left, got.Date)
		}
		if got := h.edition(t, "party-2026"); got.To != clock.On(2026, 12, 31) || got.Left != 30 {
			t.Errorf("the one before ends %s with %v", got.To, got.Left)
		}
		if got := h.on(t, org.Party, "2026-12-31").Left; got != 30 {
			t.Errorf("the last day of the old one: %v", got)
		}
		wants(t, h.post("quan", at+"/"+id+"/sua", f), 409, "đã ban hành nên không sửa được")
		wants(t, h.get("quan", at+"/"+id+"/sua"), 409)
		wants(t, h.post("quan", at+"/"+id+"/bo", url.Values{"version": {"3"}}), 409)
	})
}

func TestPublishingNeverOverlaps(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newHouse(t, d)
		id := h.copied(t, "party-2018")
		f := form(h.edition(t, "party-2018"))
		f.Set("name", "Thể thức Đảng 2018, sửa")
		send := func(from, to string) {
			t.Helper()
			f.Set("from", from)
			f.Set("to", to)
			e := h.edition(t, f.Get("name"))
			f.Set("version", itoa(e.Version))
			wants(t, h.post("quan", at+"/"+id+"/sua", f), 303)
		}
		f.Set("version", "1")
		wants(t, h.post("quan", at+"/"+id+"/sua", f), 303)
		for _, c := range [][3]string{
			{"2018-04-03", "", "Từ ngày 27/05/2026 đã có"}, {"2019-01-01", "2020-12-31", "còn hiệu lực sau ngày 31/12/2020"},
			{"2017-01-01", "2017-12-31", "còn hiệu lực sau ngày 31/12/2017"}, {"2018-04-03", "2019-12-31", "Từ ngày 03/04/2018 đã có"},
		} {
			send(c[0], c[1])
			wants(t, h.get("quan", at+"/"+id+"/ban-hanh"), 200, "Chưa ban hành được", c[2])
			wants(t, h.post("quan", at+"/"+id+"/ban-hanh", url.Values{"version": {itoa(h.edition(t, f.Get("name")).Version)}}), 422, c[2])
		}
		send("2018-04-03", "2026-05-26")
		wants(t, h.get("quan", at+"/"+id+"/ban-hanh"), 200, "được thay hẳn")
		wants(t, h.post("quan", at+"/"+id+"/ban-hanh", url.Values{"version": {itoa(h.edition(t, f.Get("name")).Version)}}), 303)
		old := h.edition(t, "party-2018")
		if old.State != layout.Superseded || old.SupersededBy != id {
			t.Errorf("the one before: %s by %q", old.State, old.SupersededBy)
		}
		if got := h.on(t, org.Party, "2020-02-02").Name; got != "Thể thức Đảng 2018, sửa" {
			t.Errorf("in force: %s", got)
		}
		err := d.View(t.Context(), func(tx *db.Tx) error {
			pinned, err := h.Edition(t.Context(), tx, old.ID)
			if pinned.Key != "party-2018" {
				t.Errorf("a paper that was pinned finds %q", pinned.Key)
			}
			return err
		})
		if err != nil {
			t.Error(err)
		}
		wants(t, h.get("lan", at+"/"+old.ID), 200, "Đã được thay", "/"+id)
		if err := h.Settle(t.Context()); err != nil || h.edition(t, "party-2018").State != layout.Superseded {
			t.Errorf("settling brought it back: %v", err)
		}
	})
}

// An edition that a newer Khéo ships comes as a draft where an administrator's
// already holds.
func TestSettleGivesWayToAnAdministrator(t *testing.T) {
	t.Parallel()
	d := dbtest.SQLite(t)
	h := newHouse(t, d)
	id := h.copied(t, "front")
	f := form(h.edition(t, "front"))
	f.Set("name", "Mặt trận phường")
	f.Set("from", "2025-01-01")
	wants(t, h.post("quan", at+"/"+id+"/sua", f), 303)
	wants(t, h.post("quan", at+"/"+id+"/ban-hanh", url.Values{"version": {"2"}}), 303)
	ctx := context.Background()
	err := d.Update(ctx, func(tx *db.Tx) error {
		return errors.Join(db.Exec(ctx, tx, `UPDATE layout_edition SET based_on = NULL WHERE id = $1`, id), db.Exec(ctx, tx, `DELETE FROM layout_edition WHERE origin = 'front'`))
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := h.Settle(ctx); err != nil {
		t.Fatal(err)
	}
	if got := h.edition(t, "front"); got.State != layout.Draft {
		t.Errorf("the shipped one is %s", got.State)
	}
	if got := h.on(t, org.Front, "2026-01-01").Name; got != "Mặt trận phường" {
		t.Errorf("in force: %s", got)
	}
}

func TestWhoMayWhat(t *testing.T) {
	t.Parallel()
	d := dbtest.SQLite(t)
	h := newHouse(t, d)
	e := h.edition(t, "state-2020")
	draft := h.copied(t, "state-2020")
	for _, path := range []string{"", ".xlsx", "/" + e.ID, "/" + e.ID + "/xem.pdf", "/" + e.ID + "/xem.docx"} {
		wants(t, h.get("lan", at+path), 200)
		wants(t, h.get("lac", at+path), 404)
		wants(t, h.get("", at+path), 303)
	}
	silent(t, h.get("lan", at+"/"+e.ID), "Sao thành ấn bản mới", "Ghi đã đối chiếu")
	for path, form := range map[string]url.Values{
		"/sao": {"id": {uuid.NewString()}}, "/sua": {}, "/ban-hanh": {"version": {"1"}}, "/doi-chieu": {"version": {"1"}, "verified_by": {"X"}}, "/bo": {"version": {"1"}},
	} {
		wants(t, h.post("lan", at+"/"+draft+path, form), 403)
		wants(t, h.post("lac", at+"/"+draft+path, form), 404)
	}
	for _, path := range []string{"/sua", "/ban-hanh", "/bo"} {
		wants(t, h.get("lan", at+"/"+draft+path), 403)
	}
	program := h.actors["quan"]
	program.Scopes = []string{"read"}
	if _, err := h.Copy(t.Context(), program, e.ID, uuid.NewString()); !errors.Is(err, fault.Forbidden) {
		t.Errorf("a program that may only read: %v", err)
	}
	wants(t, h.get("quan", at+"/khong-phai"), 404)
	wants(t, h.get("quan", at+"/"+uuid.NewString()), 404)
	wants(t, h.post("quan", at+"/"+e.ID+"/sao", url.Values{"id": {"x"}}), 404)
}

func TestPages(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newHouse(t, d)
		e := h.edition(t, "party-2026")
		wants(t, h.get("lan", at), 200, "Văn bản của Đảng, từ năm 2026", "từ ngày 27/05/2026", "chưa kiểm chứng", "đang dùng", "Mặt trận và đoàn thể")
		wants(t, h.get("lan", at+"/"+e.ID), 200, "Hướng dẫn 05-HD/VPTW", "“T/M”", "18 pt", "Khác ấn bản trước", "“Kính trình”", "“Kính gửi”", "Mỗi nhiệm kỳ")
		if w := h.get("lan", at+"/"+e.ID+"/xem.pdf"); !strings.HasPrefix(w.Body.String(), "%PDF") || w.Header().Get("Content-Type") != "application/pdf" {
			t.Error("no PDF")
		}
		if w := h.get("lan", at+"/"+e.ID+"/xem.docx"); !strings.HasPrefix(w.Body.String(), "PK") {
			t.Error("no DOCX")
		}
		wants(t, h.post("quan", at+"/"+e.ID+"/doi-chieu", url.Values{"version": {"1"}, "verified_by": {"  "}}), 422, "Ghi ai đã đối chiếu")
		wants(t, h.post("quan", at+"/"+e.ID+"/doi-chieu", url.Values{"version": {"1"}, "verified_by": {docgen.Unverified}}), 422)
		wants(t, h.post("quan", at+"/"+e.ID+"/doi-chieu", url.Values{"version": {"9"}, "verified_by": {"Lê Minh Mẫu, bản gốc"}}), 409, "Lê Minh Mẫu, bản gốc", "Có người vừa sửa")
		for range 2 {
			wants(t, h.post("quan", at+"/"+e.ID+"/doi-chieu", url.Values{"version": {"1"}, "verified_by": {"Lê Minh Mẫu, bản gốc"}}), 303)
		}
		wants(t, h.get("lan", at+"/"+e.ID), 200, "Đã đối chiếu: Lê Minh Mẫu, bản gốc")
		silent(t, h.get("lan", at+"/"+e.ID), "Chưa có ai đối chiếu")
		if l := h.on(t, org.Party, ""); !l.Verified() {
			t.Error("papers do not know that it is verified")
		}

		draft := h.copied(t, "party-2026")
		if got := h.edition(t, "party-2026"); got.VerifiedBy == "" {
			t.Error("the original lost who verified it")
		}
		wants(t, h.get("quan", at+"/"+draft), 200, "Bản soạn", "chưa ghi ngày hiệu lực", "Chưa có ai đối chiếu")
		wants(t, h.get("quan", at+"/"+draft+"/xem.pdf"), 200)
		wants(t, h.get("quan", at+"/"+draft+"/bo"), 200, "không lấy lại được")
		wants(t, h.post("quan", at+"/"+draft+"/bo", url.Values{"version": {"7"}}), 409)
		wants(t, h.post("quan", at+"/"+draft+"/bo", url.Values{"version": {"1"}}), 303)
		wants(t, h.get("quan", at+"/"+draft), 404)
	})
}

func TestFormComesBack(t *testing.T) {
	t.Parallel()
	d := dbtest.SQLite(t)
	h := newHouse(t, d)
	draft := h.copied(t, "state-2020")
	wants(t, h.get("quan", at+"/"+draft+"/sua"), 200, `name="v[left]"`, `value="12,7"`, "Từ 5 đến 60.", `value="Số: "`, "Bên phải")
	f := form(h.edition(t, "state-2020"))
	f.Set("name", " ")
	f.Set("to", "2019-01-01")
	f.Set(layout.FieldName("left"), "61")
	f.Set(layout.FieldName("body_size"), "mười bốn")
	f.Set(layout.FieldName("number_pattern"), "{n}/{kind}")
	f.Set(layout.FieldName("page_align"), "justify")
	f.Set(layout.FieldName("line_exact"), "18")
	wants(t, h.post("quan", at+"/"+draft+"/sua", f), 422, "Chưa ghi tên ấn bản", "Ngày cuối phải từ ngày đầu", "Cần một số từ 5 đến 60", "Cần một con số, ví dụ 12,7",
		"cần đủ {n}, {kind}, {org}", "Chọn một trong các cách", "Ghi một trong hai", `value="mười bốn"`, `href="#f-left"`)
	f = form(h.edition(t, "state-2020"))
	wants(t, h.post("quan", at+"/"+draft+"/sua", f), 303)
	f.Set("notes", "sửa lần hai")
	wants(t, h.post("quan", at+"/"+draft+"/sua", f), 409, "Có người vừa sửa", "sửa lần hai", `name="version" value="2"`)
}

func itoa(n int64) string {
	b, _ := json.Marshal(n)
	return string(b)
}
