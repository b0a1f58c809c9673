package app

import (
	"context"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"kheo/internal/business/initiative"
	"kheo/internal/service/auth"
	"kheo/internal/service/web"
)

// TestHandingOverOnPages: a city's administrator hands records of a split ward over;
// what is missing is said and what was ticked stays ticked; a ward's administrator
// finds nothing.
func TestHandingOverOnPages(t *testing.T) {
	t.Parallel()
	each(t, func(s *site) {
		who := s.administrator("ha-noi")
		m := web.New(web.Site{
			Owner: "Khéo", BaseURL: "http://127.0.0.1:8080", Now: s.app.DB.Now,
			WhoIs:   func(*http.Request) (auth.Actor, error) { return who, nil },
			Waiting: func(context.Context, auth.Actor) (int, error) { return 0, nil },
		})
		s.app.mount(m)
		ask := func(method, path string, form url.Values, status int, wants ...string) string {
			s.Helper()
			r := httptest.NewRequest(method, path, strings.NewReader(form.Encode()))
			r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
			r.Header.Set("Sec-Fetch-Site", "same-origin")
			w := httptest.NewRecorder()
			s.app.Auth.Load(m).ServeHTTP(w, r)
			if w.Code != status {
				s.Fatalf("%s %s: %d, want %d", method, path, w.Code, status)
			}
			for _, want := range wants {
				if !strings.Contains(w.Body.String(), want) {
					s.Errorf("%s %s lacks %q", method, path, want)
				}
			}
			return w.Body.String()
		}
		split, ward := s.unit("dong-da-trung-liet"), s.unit("phuong-dong-da")
		page := "/quan-tri/ban-giao/" + split.ID
		ask("GET", "/quan-tri/ban-giao", nil, http.StatusOK, "Phường Trung Liệt", page)
		ask("GET", page, nil, http.StatusOK, "Chưa bàn giao", ward.Name)
		one := s.initiatives(initiative.Filter{Under: []string{split.Path}, Registered: true, Limit: 1})[0]
		ask("POST", page, url.Values{"to": {ward.ID}}, http.StatusUnprocessableEntity, "Chưa chọn hồ sơ nào")
		ask("POST", page, url.Values{"chon": {one.ID}}, http.StatusUnprocessableEntity, "Chọn đơn vị nhận hồ sơ", `value="`+one.ID+`" checked`)
		ask("POST", page, url.Values{"to": {s.unit("dong-da-cat-linh").ID}, "chon": {one.ID}}, http.StatusUnprocessableEntity, "Chọn đơn vị nhận hồ sơ")
		ask("POST", page, url.Values{"to": {ward.ID}, "chon": {one.ID}}, http.StatusSeeOther)
		ask("GET", page, nil, http.StatusOK, "(phần về phường Đống Đa)")
		ask("GET", "/quan-tri/ban-giao/"+ward.ID, nil, http.StatusNotFound)
		who = s.administrator("phuong-dong-da")
		ask("GET", page, nil, http.StatusNotFound)
		ask("POST", page, url.Values{"to": {ward.ID}, "chon": {one.ID}}, http.StatusNotFound)
	})
}
