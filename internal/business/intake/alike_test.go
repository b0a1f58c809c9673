package intake

import (
	"net/http"
	"strings"
	"testing"

	"kheo/internal/platform/db"
	"kheo/internal/platform/db/dbtest"
)

// TestNamesLikeKnownOnes: the preview names the new participants that look like
// known ones, the import saves them all the same, and leads to the pairs.
func TestNamesLikeKnownOnes(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newDistrict(t, d)
		in := Import{Season: "dvk-2022", Unit: "phuong-cat-linh"}
		site := h.site(h.clerk)
		row := func(title, name string) []any {
			return []any{1, title, name, "Tập thể", nil, "Kinh tế", nil, nil}
		}
		sendRows := func(rows ...[]any) string {
			sent := upload(t, site, in, "danh sách.xlsx", workbook(t, rows...))
			shows(t, sent, http.StatusSeeOther)
			return sent.Header().Get("Location")
		}
		first := sendRows(row("Khéo một", "UBND phường"), row("Khéo hai", "Hội Làm vườn"))
		if page := get(site, first).Body.String(); strings.Contains(page, "Có thể đã có trong sổ") {
			t.Error("a first list is like nothing")
		}
		if to := confirm(site, first, in).Header().Get("Location"); !strings.HasPrefix(to, "/viec/mo-hinh?") {
			t.Errorf("led to %s", to)
		}
		second := sendRows(row("Khéo ba", "Ủy ban nhân dân phường Cát Linh"), row("Khéo bốn", "Hội Làm vườn"), row("Khéo năm", "Tổ Sạch"))
		shows(t, get(site, second), 200, "Có thể đã có trong sổ", "1 tên trong tệp giống tên đã ghi", "Ủy ban nhân dân phường Cát Linh", "UBND phường", "Giống nhau khi bỏ tên đơn vị.")
		if to := confirm(site, second, in).Header().Get("Location"); !strings.HasPrefix(to, "/viec/doi-tuong/giong-nhau?tu=") {
			t.Errorf("led to %s", to)
		}
		if n := len(h.stored(t)); n != 5 {
			t.Errorf("stored %d", n)
		}
	})
}
