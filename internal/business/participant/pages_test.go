package participant_test

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"kheo/internal/business/participant"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
	"kheo/internal/platform/db/dbtest"
)

func TestRecordPage(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newTown(t, d)
		old, now := h.row(t, participant.Collective, "Công an phường Trung Tự", h.tu), h.row(t, participant.Collective, "Công an phường", h.ward)
		far := h.row(t, participant.Collective, "Công an Xa", h.away)
		h.Chronicles = []participant.Chronicle{deeds{
			h.deed(old, "2019-05-01", "Ngõ sạch", h.tu.Path), h.deed(now, "2026-05-01", "Bếp ấm", h.ward.Path), h.deed(old, "2022-03-01", "Kín đáo", h.away.Path),
		}, deeds{h.deed(old, "2019-10-20", "Phố đẹp", h.tu.Path)}}
		path := "/viec/doi-tuong/" + old.ID
		page := h.get(t, "lan", path, http.StatusOK)
		has(t, page, []string{"Công an phường Trung Tự", "Năm 2019", "Ngõ sạch", "Phố đẹp", "01/05/2019", "Nối với một dòng khác"}, []string{"Kín đáo", "Bếp ấm", "Năm 2022", "Ghi tên"})
		if strings.Index(page, "Phố đẹp") > strings.Index(page, "Ngõ sạch") {
			t.Error("the latest does not come first")
		}
		m := h.join(t, "lan", old, now)
		page = h.get(t, "lan", path, http.StatusOK)
		has(t, page, []string{"Bếp ấm", "Năm 2026", "Ngõ sạch", "đã nối vào", "Tách ra", "Ghi tên"}, []string{"Kín đáo"})
		if strings.Index(page, "Năm 2026") > strings.Index(page, "Năm 2019") {
			t.Error("the newest year does not come first")
		}
		if to := h.answer(t, "lan", request("/viec/doi-tuong/"+now.ID), http.StatusSeeOther).Header().Get("Location"); to != path {
			t.Errorf("the joined row leads to %s", to)
		}
		has(t, h.get(t, "doc", path, http.StatusOK), []string{"Bếp ấm"}, []string{"Tách ra", "Ghi tên", "Nối với một dòng khác"})
		has(t, h.get(t, "quan", path, http.StatusOK), []string{"Kín đáo"}, nil)
		for _, p := range []string{path, path + "/thanh-tich.xlsx", path + "/noi", "/viec/doi-tuong/" + far.ID} {
			if p == "/viec/doi-tuong/"+far.ID {
				h.get(t, "lan", p, http.StatusNotFound)
				continue
			}
			h.get(t, "xa", p, http.StatusNotFound)
		}
		h.get(t, "lan", "/viec/doi-tuong/x", http.StatusNotFound)
		h.get(t, "doc", path+"/noi", http.StatusForbidden)
		h.undoOnPage(t, path, m)
	})
}

func request(path string) *http.Request {
	r, err := http.NewRequest(http.MethodGet, path, nil)
	if err != nil {
		panic(err)
	}
	return r
}

func (h *town) undoOnPage(t *testing.T, path string, m participant.Merge) {
	t.Helper()
	ask := path + "/tach/" + m.ID
	has(t, h.get(t, "lan", ask, http.StatusOK), []string{"Tách “Công an phường” ra khỏi “Công an phường Trung Tự”?", "trở lại như trước"}, nil)
	h.get(t, "doc", ask, http.StatusNotFound)
	h.post(t, "doc", ask, http.StatusForbidden)
	h.post(t, "xa", ask, http.StatusNotFound)
	h.post(t, "lan", ask, http.StatusSeeOther)
	h.get(t, "lan", ask, http.StatusNotFound)
	h.post(t, "lan", ask, http.StatusConflict)
	has(t, h.get(t, "lan", path, http.StatusOK), nil, []string{"Bếp ấm", "Tách ra"})
}

func TestEndedUnit(t *testing.T) {
	t.Parallel()
	h := newTown(t, dbtest.SQLite(t))
	old := h.row(t, participant.Collective, "Công an phường", h.tu)
	h.units.ended = map[string]clock.Date{h.tu.ID: clock.On(2025, 6, 30)}
	has(t, h.get(t, "lan", "/viec/doi-tuong/"+old.ID, http.StatusOK), []string{"Phường Trung Tự (nay là Phường Phương Liên - Trung Tự)"}, nil)
}

var hiddenID = regexp.MustCompile(`name="id" value="([0-9a-f-]{36})"`)

func TestAliasForm(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newTown(t, d)
		p := h.row(t, participant.Collective, "Hội Phụ nữ", h.ward)
		path := "/viec/doi-tuong/" + p.ID
		id := hiddenID.FindStringSubmatch(h.get(t, "lan", path, http.StatusOK))[1]
		w := h.post(t, "lan", path+"/ten", http.StatusUnprocessableEntity, "id", id, "alias", "hội phụ  NỮ")
		has(t, w.Body.String(), []string{"hội phụ  NỮ", "Tên này giống tên đang có.", "Còn chỗ cần xem lại"}, nil)
		h.post(t, "lan", path+"/ten", http.StatusSeeOther, "id", id, "alias", "Chị em Khéo")
		page := h.get(t, "lan", path, http.StatusOK)
		has(t, page, []string{"Chị em Khéo", "/ten/" + id + "/bo"}, nil)
		h.post(t, "doc", path+"/ten", http.StatusForbidden, "alias", "Tên lạ")
		h.post(t, "doc", path+"/ten/"+id+"/bo", http.StatusForbidden)
		h.post(t, "lan", path+"/ten/"+id+"/bo", http.StatusSeeOther)
		has(t, h.get(t, "lan", path, http.StatusOK), nil, []string{"Chị em Khéo"})
	})
}

func TestJoinPage(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newTown(t, d)
		p, q := h.row(t, participant.Collective, "Hội Phụ nữ", h.ward), h.row(t, participant.Collective, "Chị em Khéo tay", h.tu)
		h.row(t, participant.Individual, "Khéo Thị Mẫu", h.ward)
		path := "/viec/doi-tuong/" + p.ID
		has(t, h.get(t, "lan", path+"/noi?tu=kheo", http.StatusOK), []string{"Chị em Khéo tay", "voi=" + q.ID}, []string{"Khéo Thị Mẫu"})
		has(t, h.get(t, "lan", path+"/noi?tu=kh%C3%B4ng", http.StatusOK), []string{"Không thấy đối tượng nào"}, nil)
		page := h.get(t, "lan", path+"/noi?voi="+q.ID, http.StatusOK)
		has(t, page, []string{"Giữ làm dòng chính", "Chị em Khéo tay", "Phường Trung Tự"}, nil)
		id := hiddenID.FindStringSubmatch(page)[1]
		w := h.post(t, "lan", path+"/noi", http.StatusUnprocessableEntity, "id", id, "merged", q.ID, "reason", "otherwise", "note", " ")
		has(t, w.Body.String(), []string{"Ghi lý do bằng một câu ngắn.", id}, nil)
		for range 2 {
			h.post(t, "lan", path+"/noi", http.StatusSeeOther, "id", id, "merged", q.ID, "reason", "otherwise", "note", "Đổi tên năm 2024")
		}
		has(t, h.get(t, "lan", path, http.StatusOK), []string{"Đổi tên năm 2024", "Chị em Khéo tay"}, nil)
		w = h.post(t, "lan", path+"/noi", http.StatusConflict, "merged", q.ID, "reason", "twice")
		has(t, w.Body.String(), []string{"đã được nối với nhau rồi"}, nil)
	})
}

func TestListPages(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newTown(t, d)
		has(t, h.get(t, "lan", "/viec/doi-tuong", http.StatusOK), []string{"Chưa có đối tượng nào"}, nil)
		for _, name := range []string{"Vũ Ánh", "Lê An", "Đỗ Bình"} {
			h.row(t, participant.Individual, name, h.ward)
		}
		h.row(t, participant.Collective, "UBND phường", h.lien)
		h.row(t, participant.Collective, "Ủy ban nhân dân phường", h.ward)
		h.row(t, participant.Collective, "Tổ Xa", h.away)
		page := h.get(t, "lan", "/viec/doi-tuong", http.StatusOK)
		has(t, page, []string{"Vũ Ánh", "Lê An", "UBND phường", "Phường Phương Liên"}, []string{"Tổ Xa", "Còn 1 cặp"})
		if a, b := strings.Index(page, "Lê An"), strings.Index(page, "Vũ Ánh"); a > b {
			t.Error("not in the order of given names")
		}
		h.get(t, "lan", "/viec/doi-tuong/giong-nhau", http.StatusOK)
		has(t, h.get(t, "lan", "/viec/doi-tuong", http.StatusOK), []string{"Còn 1 cặp"}, nil)
		has(t, h.get(t, "lan", "/viec/doi-tuong?loai=individual&don-vi="+h.ward.Code, http.StatusOK), []string{"Lê An"}, []string{"UBND phường"})
		has(t, h.get(t, "lan", "/viec/doi-tuong?tu="+url.QueryEscape("uy ban"), http.StatusOK), []string{"Ủy ban nhân dân phường"}, []string{"Lê An"})
		h.get(t, "lan", "/viec/doi-tuong?don-vi="+h.away.Code, http.StatusNotFound)
		h.get(t, "lan", "/viec/doi-tuong?don-vi=khong-co", http.StatusNotFound)
		h.get(t, "", "/viec/doi-tuong", http.StatusSeeOther)
		for _, path := range []string{"/viec/doi-tuong.xlsx", "/viec/doi-tuong.xlsx?tu=an"} {
			if book := h.get(t, "lan", path, http.StatusOK); !strings.HasPrefix(book, "PK") {
				t.Errorf("%s is no workbook", path)
			}
		}
		page = h.get(t, "lan", "/viec/doi-tuong/goi-y?participant=an&don-vi="+h.ward.ID, http.StatusOK)
		has(t, page, []string{`<option value="Lê An">Phường Phương Liên - Trung Tự</option>`, "Vũ Ánh"}, []string{"<html", "Tổ Xa"})
		has(t, h.get(t, "lan", "/viec/doi-tuong/goi-y?tu=xa", http.StatusOK), nil, []string{"Tổ Xa"})
	})
}

func TestPagesOfAList(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newTown(t, d)
		for n := range 120 {
			h.row(t, participant.Collective, "Tổ "+strings.Repeat("a", n+1), h.ward)
		}
		next, seen := regexp.MustCompile(`href="(/viec/doi-tuong\?sau=[^"]+)"`), 0
		path := "/viec/doi-tuong"
		for path != "" {
			page := h.get(t, "lan", path, http.StatusOK)
			seen += strings.Count(page, `<th scope="row">`)
			path = ""
			if found := next.FindStringSubmatch(page); found != nil {
				path = found[1]
			}
		}
		if seen != 120 {
			t.Errorf("%d rows on all pages", seen)
		}
	})
}

func TestQueuePage(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newTown(t, d)
		const path = "/viec/doi-tuong/giong-nhau"
		has(t, h.get(t, "lan", path, http.StatusOK), []string{"Không còn cặp nào", "Còn 0 cặp"}, nil)
		a := h.row(t, participant.Collective, "UBND phường", h.lien)
		b := h.row(t, participant.Collective, "Ủy ban nhân dân phường", h.ward)
		h.Chronicles = []participant.Chronicle{deeds{h.deed(a, "2019-05-01", "Ngõ sạch", h.lien.Path)}}
		page := h.get(t, "lan", path+"?tu="+b.ID+"&den="+b.ID, http.StatusOK)
		has(t, page, []string{"Còn 1 cặp", "Giống nhau khi viết đủ chữ viết tắt.", "Hai đơn vị nối tiếp nhau", "1 hoạt động, năm 2019", "Là một", "Khác nhau"}, nil)
		h.get(t, "doc", path, http.StatusForbidden)
		h.post(t, "xa", path, http.StatusNotFound, "a", a.ID, "b", b.ID, "act", "mot")
		h.post(t, "doc", path, http.StatusForbidden, "a", a.ID, "b", b.ID, "act", "khac")
		to := h.post(t, "lan", path, http.StatusSeeOther, "a", a.ID, "b", b.ID, "act", "khac", "tu", b.ID, "den", b.ID).Header().Get("Location")
		has(t, h.get(t, "lan", to, http.StatusOK), []string{"Không còn cặp nào"}, nil)
		has(t, h.get(t, "lan", "/viec/doi-tuong/"+a.ID, http.StatusOK), []string{"Đã ghi nhận là khác nhau", "Bỏ ghi nhận này"}, nil)
		h.post(t, "lan", "/viec/doi-tuong/"+a.ID+"/khac/"+b.ID+"/bo", http.StatusSeeOther)
		has(t, h.get(t, "lan", path, http.StatusOK), []string{"Còn 1 cặp"}, nil)
	})
}
