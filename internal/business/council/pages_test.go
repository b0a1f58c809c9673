package council_test

import (
	"bytes"
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"sync"
	"testing"

	"kheo/internal/business/council"
	"kheo/internal/platform/db"
	"kheo/internal/platform/db/dbtest"
	"kheo/internal/service/audit"
)

func TestPagesOpenForWhoMaySeeThem(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newHouse(t, d, 9, 2, twoThirds)
		r := h.open(twoThirds)
		meeting, round := "/viec/phien-hop/"+h.meeting.ID, "/viec/luot-bo-phieu/"+r.ID
		h.must(h.Show(t.Context(), h.actors["tv01"], h.meeting.ID, h.cases[1]))
		for _, c := range []struct {
			login, path string
			status      int
			say         string
		}{
			{"", "/viec/hoi-dong", 303, ""},
			{"giu", "/viec/hoi-dong", 200, "Hội đồng xét mô hình quận Mẫu"},
			{"giu", "/viec/hoi-dong?tu=khong+co", 200, "Không có hội đồng nào khớp"},
			{"tv05", "/viec/hoi-dong", 200, "Hội đồng xét mô hình quận Mẫu"},
			{"ngoai", "/viec/hoi-dong", 200, "Chưa có hội đồng nào"},
			{"giu", "/viec/hoi-dong/moi", 200, "Quận Mẫu"},
			{"ngoai", "/viec/hoi-dong/moi", 403, ""},
			{"giu", "/viec/hoi-dong/" + h.council.ID, 200, "Nguyễn Thành Viên 09"},
			{"ngoai", "/viec/hoi-dong/" + h.council.ID, 404, ""},
			{"giu", "/viec/hoi-dong/khong-phai-ma", 404, ""},
			{"giu", "/viec/hoi-dong/" + h.council.ID + "/thanh-vien?sua=" + h.members[3].ID, 200, "tv04"},
			{"tv05", "/viec/hoi-dong/" + h.council.ID + "/thanh-vien", 403, ""},
			{"giu", "/viec/hoi-dong/" + h.council.ID + "/thanh-vien/" + h.members[3].ID + "/thoi", 200, "thôi tham gia hội đồng"},
			{"giu", "/viec/hoi-dong/" + h.council.ID + "/phien", 200, "Mẫu, chưa kiểm chứng"},
			{"xem", meeting, 200, "Có mặt 9"},
			{"ngoai", meeting, 404, ""},
			{"giu", meeting + "/diem-danh", 200, "Lưu điểm danh"},
			{"giu", meeting + "/chuong-trinh", 200, "Khéo trong giữ ngõ sạch số 1"},
			{"giu", meeting + "/lien-quan", 200, "Ghi không bỏ phiếu"},
			{"tv05", meeting + "/lien-quan", 403, ""},
			{"tv05", meeting + "/theo-doi", 200, "Mở phiếu của bạn"},
			{"tv05", meeting + "/theo-doi", 200, `hx-trigger="every 3s"`},
			{"tv01", meeting + "/theo-doi", 200, "Hồ sơ trước"},
			{"tv01", meeting + "/man-chieu", 200, "Khéo trong giữ ngõ sạch số 2"},
			{"tv01", meeting + "/luot-moi", 200, "Mở lượt bỏ phiếu"},
			{"giu", meeting + "/luot-moi", 403, ""},
			{"tv05", meeting + "/phieu", 303, ""},
			{"tv05", round + "/phieu", 200, "Phiếu kín"},
			{"xem", round + "/phieu", 409, ""},
			{"ngoai", round + "/phieu", 404, ""},
			{"tv01", round, 200, "Danh sách bỏ phiếu"},
			{"tv05", round, 200, "Đã bỏ phiếu trên màn hình"},
			{"tv01", round + "/dong", 200, "9 người chưa bỏ phiếu"},
			{"tv05", round + "/dong", 403, ""},
			{"tv03", round + "/kiem-phieu", 200, "Hai người kiểm phiếu nhập riêng"},
			{"tv05", round + "/kiem-phieu", 403, ""},
			{"tv05", meeting + "/bien-ban", 200, "9 trên 9 thành viên"},
			{"tv01", meeting + "/bien-ban/chot", 200, "Đang có lượt bỏ phiếu mở"},
			{"tv02", meeting + "/bien-ban/chot", 403, ""},
			{"giu", "/quan-tri/quy-tac-bo-phieu", 200, "Thông tư 35/2015/TT-BGDĐT"},
			{"giu", "/quan-tri/quy-tac-bo-phieu/moi", 403, ""},
			{"tv05", "/viec/phien-hop/man-chieu.css", 200, ".screen"},
		} {
			w := h.get(c.login, c.path)
			if w.Code != c.status || !strings.Contains(w.Body.String(), c.say) {
				t.Errorf("%q opens %s: %d, want %d and %q\n%s", c.login, c.path, w.Code, c.status, c.say, brief(w.Body.String()))
			}
		}
		if w := h.get("tv05", round); strings.Contains(w.Body.String(), "Danh sách bỏ phiếu") {
			t.Error("a member reads who has voted")
		}
		screen := h.get("tv01", meeting+"/man-chieu").Body.String()
		if strings.Contains(screen, "Thành Viên") || strings.Contains(screen, "điểm") {
			t.Errorf("the projector shows names or scores\n%s", screen)
		}
	})
}

var hidden = regexp.MustCompile(`name="receipt" value="([^"]+)"`)

// paperForm opens the paper of login and fills it in as a browser would.
func (h *house) paperForm(login string, r council.Round, c council.Choice) url.Values {
	w := h.get(login, "/viec/luot-bo-phieu/"+r.ID+"/phieu")
	m := hidden.FindStringSubmatch(w.Body.String())
	if m == nil {
		h.tb.Fatalf("%s gets no paper: %d\n%s", login, w.Code, brief(w.Body.String()))
	}
	return url.Values{"receipt": {m[1]}, "choice[" + h.cases[0] + "]": {string(c)}, "rest": {"b"}}
}

// TestEverybodyVotesAtOnce: many browsers send their papers at the same moment, each
// of them twice.
func TestEverybodyVotesAtOnce(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		const n = 9
		h := newHouse(t, d, n, 2, twoThirds)
		r := h.open(twoThirds)
		forms := make([]url.Values, n)
		for i := range n {
			forms[i] = h.paperForm(fmt.Sprintf("tv%02d", i+1), r, council.For)
		}
		var wg sync.WaitGroup
		for i := range n {
			for range 2 {
				wg.Go(func() {
					w := h.post(fmt.Sprintf("tv%02d", i+1), "/viec/luot-bo-phieu/"+r.ID+"/phieu", forms[i])
					if w.Code != http.StatusOK || !strings.Contains(w.Body.String(), forms[i].Get("receipt")) {
						t.Errorf("voter %d: %d\n%s", i, w.Code, brief(w.Body.String()))
					}
				})
			}
		}
		wg.Wait()
		all := h.close(r)
		if all[0].For != n || all[1].Blank != n || !all[0].Passed {
			t.Errorf("%+v", all)
		}
		w := h.post("tv05", "/viec/luot-bo-phieu/"+r.ID+"/bien-nhan", url.Values{"receipt": {forms[4].Get("receipt")}})
		if !strings.Contains(w.Body.String(), "Có biên nhận "+forms[4].Get("receipt")) {
			t.Errorf("the receipt is not found\n%s", brief(w.Body.String()))
		}
		page := h.get("tv05", "/viec/luot-bo-phieu/"+r.ID).Body.String()
		for _, say := range []string{"Mọi phiếu giống nhau", "9 biên nhận", "Đạt: 9 phiếu đồng ý", "Thông tư"} {
			if strings.Contains(page, say) == (say == "Thông tư") {
				t.Errorf("the page of the round: %q\n%s", say, brief(page))
			}
		}
	})
}

func TestPaperComesBackWithWhatWasMarked(t *testing.T) {
	t.Parallel()
	h := newHouse(t, dbtest.SQLite(t), 6, 2, twoThirds)
	r := h.open(twoThirds)
	form := h.paperForm("tv01", r, council.Against)
	form.Del("rest")
	w := h.post("tv01", "/viec/luot-bo-phieu/"+r.ID+"/phieu", form)
	marked := `name="choice[` + h.cases[0] + `]" value="a" checked`
	if w.Code != http.StatusUnprocessableEntity || !strings.Contains(w.Body.String(), marked) || !strings.Contains(w.Body.String(), "Còn 1 hồ sơ chưa đánh dấu") {
		t.Errorf("%d\n%s", w.Code, brief(w.Body.String()))
	}
	form.Set("choice[019a0000-0000-7000-8000-000000000001]", "f")
	if w := h.post("tv01", "/viec/luot-bo-phieu/"+r.ID+"/phieu", form); w.Code != http.StatusConflict {
		t.Errorf("a case of elsewhere: %d", w.Code)
	}
}

// TestNothingIsTold: while a round is open, nothing that leaves the program says how
// anybody votes; afterwards neither trail nor log names a choice or a receipt.
func TestNothingIsTold(t *testing.T) { //nolint:paralleltest // it looks at the log of the whole process
	var log bytes.Buffer
	before := slog.Default()
	slog.SetDefault(slog.New(slog.NewJSONHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug})))
	defer slog.SetDefault(before)
	h := newHouse(t, dbtest.SQLite(t), 6, 1, twoThirds)
	r := h.open(twoThirds)
	var codes []string
	for i := range 6 {
		login := fmt.Sprintf("tv%02d", i+1)
		form := h.paperForm(login, r, council.For)
		codes = append(codes, form.Get("receipt"))
		h.post(login, "/viec/luot-bo-phieu/"+r.ID+"/phieu", url.Values{"receipt": {"x"}})
		h.post(login, "/viec/luot-bo-phieu/"+r.ID+"/phieu", form)
	}
	for _, path := range []string{"/viec/luot-bo-phieu/" + r.ID, "/viec/luot-bo-phieu/" + r.ID + "/dong", "/viec/phien-hop/" + h.meeting.ID, "/viec/phien-hop/" + h.meeting.ID + "/bien-ban", "/viec/phien-hop/" + h.meeting.ID + "/theo-doi"} {
		page := h.get("tv01", path).Body.String()
		if strings.Contains(page, "phiếu đồng ý") || strings.Contains(page, codes[0]) {
			t.Errorf("%s tells a result before closing\n%s", path, brief(page))
		}
	}
	h.update(func(ctx context.Context, tx *db.Tx) error {
		trail, err := audit.Trail(ctx, tx, audit.Filter{Paths: []string{"/"}, ObjectID: r.ID, Limit: 100})
		votes := 0
		for _, e := range trail {
			if e.Act == "council.voted" {
				votes++
				if len(e.Before)+len(e.After) > 0 {
					t.Errorf("the trail of a vote says %s%s", e.Before, e.After)
				}
			}
		}
		if votes != 6 {
			t.Errorf("%d votes in the trail", votes)
		}
		return err
	})
	for _, c := range codes {
		if strings.Contains(log.String(), c) {
			t.Errorf("a receipt in the log: %s", log.String())
		}
	}
}

func TestFormsKeepWhatWasTyped(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newHouse(t, d, 6, 1, twoThirds)
		meeting := "/viec/phien-hop/" + h.meeting.ID
		noted := url.Values{}
		for _, m := range h.members {
			noted.Set("who["+m.ID+"].presence", "present")
		}
		noted.Set("who["+h.members[5].ID+"].presence", "absent")
		if w := h.post("tv02", meeting+"/diem-danh", noted); w.Code != 422 || !strings.Contains(w.Body.String(), "Ghi lý do vắng") {
			t.Errorf("%d\n%s", w.Code, brief(w.Body.String()))
		}
		noted.Set("who["+h.members[5].ID+"].reason", "Đi công tác")
		if w := h.post("tv02", meeting+"/diem-danh", noted); w.Code != 303 {
			t.Errorf("%d\n%s", w.Code, brief(w.Body.String()))
		}
		if w := h.get("giu", meeting); !strings.Contains(w.Body.String(), "Có mặt 5") {
			t.Error(brief(w.Body.String()))
		}
		in := url.Values{"name": {"Bùi Mới Mẫu"}, "post": {"Phó Trưởng ban"}, "role": {"chair"}, "votes": {"1"}, "term_from": {"2026-03-02"}, "id": {"019a0000-0000-7000-8000-00000000000a"}, "account": {"khong-co"}}
		w := h.post("giu", "/viec/hoi-dong/"+h.council.ID+"/thanh-vien", in)
		for _, say := range []string{"Bùi Mới Mẫu", "Hội đồng đã có chủ tịch"} {
			if w.Code != 422 || !strings.Contains(w.Body.String(), say) {
				t.Errorf("%d %q\n%s", w.Code, say, brief(w.Body.String()))
			}
		}
		for range 2 {
			in.Set("role", "member")
			in.Set("account", "")
			if w := h.post("giu", "/viec/hoi-dong/"+h.council.ID+"/thanh-vien", in); w.Code != 303 {
				t.Errorf("%d\n%s", w.Code, brief(w.Body.String()))
			}
		}
		full, err := h.Council(t.Context(), h.keeper, h.council.ID, "", 1)
		if err != nil || len(full.Members) != 7 {
			t.Errorf("%d members, %v", len(full.Members), err)
		}
		text := url.Values{"discussion": {"Đồng chí Nguyễn nêu ý kiến <b>."}, "version": {"9"}}
		if w := h.post("tv02", meeting+"/bien-ban", text); w.Code != 409 || !strings.Contains(w.Body.String(), "&lt;b&gt;") || !strings.Contains(w.Body.String(), "Có người vừa sửa trước bạn") {
			t.Errorf("%d\n%s", w.Code, brief(w.Body.String()))
		}
		text.Set("version", "1")
		if w := h.post("tv02", meeting+"/bien-ban", text); w.Code != 303 {
			t.Errorf("%d\n%s", w.Code, brief(w.Body.String()))
		}
	})
}

// brief is the part of a page that matters when a test fails.
func brief(page string) string {
	if at := strings.Index(page, "<main"); at >= 0 {
		page = page[at:]
	}
	return page[:min(len(page), 3000)]
}
