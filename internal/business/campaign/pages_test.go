package campaign_test

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"kheo/internal/business/campaign"
	"kheo/internal/platform/db"
	"kheo/internal/platform/db/dbtest"
	"kheo/internal/platform/fault"
)

func TestSeasonPages(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		y := newYear(t, d)
		shows(t, y.get("", "/viec/mua"), http.StatusSeeOther)
		shows(t, y.get("bo", "/viec/mua"), 200, "Mùa thi đua 2026", "Quận Mẫu", "Đang diễn ra", "30/04/2026", `href="/viec/mua/dvk-2026/sua"`, `href="/viec/mua/moi"`)
		for _, login := range []string{"lan", "xa"} {
			if w := y.get(login, "/viec/mua"); strings.Contains(w.Body.String(), "/viec/mua/dvk-2026/sua") {
				t.Errorf("%s is offered to change the season", login)
			}
		}
		if w := y.get("xa", "/viec/mua"); strings.Contains(w.Body.String(), `href="/viec/mua/dvk-2026"`) {
			t.Error("a stranger is led to the numbers")
		}
		shows(t, y.get("bo", "/viec/mua/moi"), 200, "Phát động mùa mới", "Quận Mẫu", "Bộ tiêu chí mẫu")
		if w := y.get("bo", "/viec/mua/moi"); strings.Contains(w.Body.String(), y.beyond.ID) {
			t.Error("a unit outside the subtree can be chosen")
		}
		shows(t, y.get("lan", "/viec/mua/moi"), 403)
		shows(t, y.get("quan", "/viec/mua/dvk-2026/sua"), 200, "Kế hoạch 12-KH/QU", "2026-09-15")
		shows(t, y.get("xa", "/viec/mua/dvk-2026/sua"), 403)
		shows(t, y.get("bo", "/viec/mua/dvk-1999/sua"), 404)
	})
}

func TestEmptyListSaysWhatToDo(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		y := newYear(t, d)
		if err := d.Update(t.Context(), func(tx *db.Tx) error { return db.Exec(t.Context(), tx, `DELETE FROM campaign_season`) }); err != nil {
			t.Fatal(err)
		}
		shows(t, y.get("bo", "/viec/mua"), 200, "Chưa có mùa thi đua nào", "Phát động mùa đầu tiên")
	})
}

func TestLaunch(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		y := newYear(t, d)
		in := y.input("dvk-2027")
		form := typed(in, "0")
		form.Set("name", "")
		form.Set("code", "Mã Sai")
		form.Set("launch_document", "Kế hoạch số 99")
		form.Set("report_by", "31/02/2026")
		w := y.post("bo", "/viec/mua/moi", form)
		shows(t, w, 422, "Mã Sai", "Kế hoạch số 99", "Còn chỗ cần xem lại", "Ngày chưa đúng", in.ID, "2026-12-20")
		form.Set("report_by", "15/09/2026")
		w = y.post("bo", "/viec/mua/moi", form)
		shows(t, w, 422, "Mã Sai", "Chưa nhập tên mùa thi đua.", "Mã gồm chữ thường", `#f-code">Mã</a>`)
		shows(t, y.post("xa", "/viec/mua/moi", typed(in, "0")), 403)
		shows(t, y.post("lan", "/viec/mua/moi", typed(in, "0")), 403)
		for range 2 { // sent twice, made once
			w = y.post("bo", "/viec/mua/moi", typed(in, "0"))
			if w.Code != 303 || w.Header().Get("Location") != "/viec/mua" {
				t.Fatalf("%d %s", w.Code, w.Body)
			}
		}
		if s := y.found(t, "dvk-2027"); s.ID != in.ID || s.State != campaign.Open || s.RegisterBy != in.RegisterBy || s.LaunchDocument != in.LaunchDocument {
			t.Errorf("launched %+v", s)
		}
		y.view(t, func(ctx context.Context, tx *db.Tx) error {
			n, err := db.One(ctx, tx, db.Value[int64], `SELECT COUNT(*) FROM audit_entry WHERE act = 'campaign.season_launched' AND object_id = $1`, in.ID)
			if n != 1 {
				t.Errorf("%d entries in the trail", n)
			}
			return err
		})
	})
}

func TestChange(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		y := newYear(t, d)
		const page = "/viec/mua/dvk-2026/sua"
		form := func(name, version string) url.Values {
			f := typed(y.input("dvk-2026"), version)
			f.Set("name", name)
			return f
		}
		moved := form("Mùa 2026, sửa lần một", "1")
		moved.Set("code", "ma-khac")
		moved.Set("unit", y.beyond.ID)
		if w := y.post("bo", page, moved); w.Code != 303 || w.Header().Get("Location") != "/viec/mua/dvk-2026" {
			t.Fatalf("%d %s", w.Code, w.Header().Get("Location"))
		}
		s := y.found(t, "dvk-2026")
		if s.Name != "Mùa 2026, sửa lần một" || s.Version != 2 || s.UnitID != y.district.ID || s.ID != y.season.ID {
			t.Errorf("after the change %+v", s)
		}
		shows(t, y.post("bo", page, form("Mùa 2026, sửa lần hai", "1")), http.StatusConflict, "Có người vừa sửa", "Mùa 2026, sửa lần hai", `name="version" value="2"`)
		if s := y.found(t, "dvk-2026"); s.Name != "Mùa 2026, sửa lần một" {
			t.Errorf("the older version won: %q", s.Name)
		}
		wrong := form("Mùa 2026, sửa lần ba", "2")
		wrong.Set("decide_by", "01/01/2026")
		shows(t, y.post("bo", page, wrong), 422, "Mùa 2026, sửa lần ba", "Ngày này phải từ 01/10/2026 trở đi.", `name="version" value="2"`)
		shows(t, y.post("xa", page, form("Mùa của người khác", "2")), 403)
		shows(t, y.post("lan", page, form("Mùa của người khác", "1")), 403)
		shows(t, y.post("bo", "/viec/mua/dvk-1999/sua", form("Không có", "1")), 404)
		shows(t, y.post("quan", page, form("Mùa 2026, cấp trên sửa", "2")), http.StatusSeeOther)
	})
}

func TestCataloguePages(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		y := newYear(t, d)
		shows(t, y.get("lan", "/viec/danh-muc"), 200, "Kinh tế", "Nội dung “5 không”", "Không xả rác", `href="/viec/tieu-chi"`, "Bản tin công khai")
		shows(t, y.get("lan", "/viec/tieu-chi/"+sample), 200, "không phải văn bản chính thức", "Tổng 100 điểm. Từ 80 điểm", "Cách làm và sự tham gia (25 điểm)")
		for _, id := range []string{"abc", "0190a000-0000-7000-8000-00000000ffff"} {
			shows(t, y.get("lan", "/viec/tieu-chi/"+id), 404)
		}
	})
}

func TestShippedCatalogue(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		y := newYear(t, d)
		y.view(t, func(ctx context.Context, tx *db.Tx) error {
			for _, table := range []string{"campaign_movement", "campaign_field", "campaign_framework", "campaign_criteria_set"} {
				n, err := db.One(ctx, tx, db.Value[int64], `SELECT COUNT(*) FROM `+table)
				bare, err2 := db.One(ctx, tx, db.Value[int64], `SELECT COUNT(*) FROM `+table+` WHERE TRIM(source) = '' OR TRIM(name) = ''`)
				if err := errors.Join(err, err2); err != nil {
					return err
				}
				if n == 0 || bare != 0 {
					t.Errorf("%s: %d of %d rows without a source", table, bare, n)
				}
			}
			sets, err := y.campaigns.CriteriaSets(ctx, tx)
			for _, s := range sets {
				full, err := y.campaigns.Criteria(ctx, tx, s.ID)
				if err != nil {
					return err
				}
				if !full.Sums() || full.Maximum != 100 || full.Threshold <= 0 || full.Threshold > full.Maximum {
					t.Errorf("%s: maximum %d, threshold %d", full.Name, full.Maximum, full.Threshold)
				}
				for _, c := range full.Criteria {
					if c.Points <= 0 || c.Evidence == "" || c.Group == "" {
						t.Errorf("criterion %+v", c)
					}
				}
			}
			frames, err2 := y.campaigns.Frameworks(ctx, tx)
			if len(frames) != 1 || len(frames[0].Themes) != 5 {
				t.Errorf("frameworks %+v", frames)
			}
			return errors.Join(err, err2)
		})
	})
}

func TestNamedSeason(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		y := newYear(t, d)
		if _, err := y.campaigns.Launch(t.Context(), y.actors["bo"], y.input("phu-nu-2026")); err != nil {
			t.Fatal(err)
		}
		y.view(t, func(ctx context.Context, tx *db.Tx) error {
			for typed, near := range map[string][2]string{"dvk-2025": {"dvk-2026", "phu-nu"}, "phu-nu-206": {"phu-nu-2026", "dvk"}, "zzzzzz": {"dvk-2026, phu-nu-2026", "zzzz, "}} {
				_, err := y.campaigns.NamedSeason(ctx, tx, "season", typed)
				var invalid fault.Invalid
				if !errors.As(err, &invalid) {
					t.Errorf("%q: %v", typed, err)
					continue
				}
				if says := invalid["season"].String(); !strings.Contains(says, typed) || !strings.Contains(says, near[0]) || strings.Contains(says, near[1]) {
					t.Errorf("%q: %s", typed, says)
				}
			}
			s, err := y.campaigns.NamedSeason(ctx, tx, "season", "dvk-2026")
			if s.ID != y.season.ID {
				t.Errorf("found %+v", s)
			}
			return err
		})
	})
}
