package org

import (
	"context"
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
	"kheo/internal/platform/db/dbtest"
	"kheo/internal/platform/fault"
	"kheo/internal/service/audit"
	"kheo/internal/service/auth"
)

var reformDay = clock.Must("2025-07-01")

// importing imports a table on the day of the reform.
func importing(t *testing.T, s *Service, table *Table, dry bool) TableResult {
	t.Helper()
	r, err := s.ImportTable(t.Context(), everybody, TableInput{On: reformDay, Basis: "NQ 202/2025/QH15", DryRun: dry}, table)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func view(t *testing.T, d *db.DB, do func(ctx context.Context, tx *db.Tx) error) {
	t.Helper()
	if err := d.View(t.Context(), func(tx *db.Tx) error { return do(t.Context(), tx) }); err != nil {
		t.Fatal(err)
	}
}

func bookOf(t *testing.T, d *db.DB, s *Service) (b *Book) {
	t.Helper()
	view(t, d, func(ctx context.Context, tx *db.Tx) (err error) {
		b, err = s.book(ctx, tx)
		return err
	})
	return b
}

func TestTableIsImportedOnce(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s := New(d)
		if r := importing(t, s, excerpt(t), true); r.Created != 93 || !r.Changed || !r.DryRun || len(bookOf(t, d, s).lives) != 0 {
			t.Errorf("tried: %+v", r)
		}
		r := importing(t, s, excerpt(t), false)
		// 18 + 5 provinces, 20 districts, 27 + 27 communes of which 4 are the same
		if r.Rows != 35 || r.OldUnits != 27 || r.NewUnits != 27 || r.SplitOldUnits != 7 || r.Created != 93 || r.Known != 0 || len(r.Refused)+len(r.EndedBelow) > 0 {
			t.Errorf("%+v", r)
		}
		again := importing(t, s, excerpt(t), false)
		if again.Changed || again.Created != 0 || again.Known != 93 || again.EventID != "" || len(again.Refused) > 0 {
			t.Errorf("again: %+v", again)
		}
		b := bookOf(t, d, s)
		if len(b.lives) != 93 {
			t.Errorf("%d units, want 93", len(b.lives))
		}
		wantSplit(t, b, "Xã Kỳ Lợi", Part, "Phường Sông Trí", "Phường Vũng Áng")
		wantSplit(t, b, "Xã Đặng Xá", Part, "Xã Phù Đổng", "Xã Thuận An")
		wantSplit(t, b, "Huyện Bạch Long Vĩ", Whole, "Đặc khu Bạch Long Vĩ")
		wantSplit(t, b, "Xã Thổ Châu", Whole, "Đặc khu Thổ Châu")
		wantSplit(t, b, "Tỉnh Hải Dương", Whole, "Thành phố Hải Phòng")
		for path, name := range map[string]string{
			"/thanh-pho-ha-noi/phuong-ba-dinh/":                                         "Phường Ba Đình",
			"/thanh-pho-ha-noi/quan-ba-dinh/phuong-truc-bach-ba-dinh/":                  "Phường Trúc Bạch",
			"/tinh-an-giang/xa-tien-hai-ha-tien/":                                       "Xã Tiên Hải",
			"/tinh-dak-lak/xa-krong-na-buon-don/":                                       "Xã Buôn Đôn",
			"/tinh-thanh-hoa/thi-tran-muong-lat-muong-lat/":                             "Xã Mường Lát",
			"/tinh-an-giang-truoc-2025/thanh-pho-long-xuyen/phuong-my-binh-long-xuyen/": "Phường Mỹ Bình",
			"/thanh-pho-hai-phong/dac-khu-bach-long-vi/":                                "Đặc khu Bạch Long Vĩ",
			"/tinh-tay-ninh-truoc-2025/thanh-pho-tay-ninh/phuong-1-tay-ninh/":           "Phường 1",
			"/thanh-pho-ho-chi-minh/quan-tan-binh/phuong-15-tan-binh/":                  "Phường 15",
			"/tinh-gia-lai/xa-ia-puch-chu-prong/":                                       "Xã Ia Púch",
			"/tinh-ninh-binh/xa-kim-dong/":                                              "Xã Kim Đông",
			"/tinh-phu-yen-truoc-2025/huyen-dong-xuan/xa-xuan-quang-3-dong-xuan/":       "Xã Xuân Quang 3",
		} {
			if !slices.ContainsFunc(b.lives, func(l *Life) bool { return l.Path == path && l.Name == name }) {
				t.Errorf("no %s at %s", name, path)
			}
		}
		wantNothingLost(t, d, s, b)
	})
}

// wantSplit looks at what the ended unit named old went over into.
func wantSplit(t *testing.T, b *Book, old string, how Relation, into ...string) {
	t.Helper()
	for _, l := range b.lives {
		if l.Name != old || l.ValidTo != dayBefore(reformDay) {
			continue
		}
		a := applying{Book: b}
		got := strings.Split(a.names(b.after[l.ID]), ", ")
		slices.Sort(got)
		if !slices.Equal(got, into) || (how == Whole) != (len(got) == 1) {
			t.Errorf("%s went over into %v, want %v", old, got, into)
		}
		return
	}
	t.Errorf("no %s ended", old)
}

// wantNothingLost: on today's map the records of every unit that ever stood lie
// under one province wholly, or under several in parts.
func wantNothingLost(t *testing.T, d *db.DB, s *Service, b *Book) {
	t.Helper()
	today := clock.DayOf(dbtest.Moment)
	var roots []Reach
	view(t, d, func(ctx context.Context, tx *db.Tx) error {
		for _, l := range b.lives {
			if l.ParentID != "" || !l.StandsOn(today) {
				continue
			}
			r, err := s.Reach(ctx, tx, l.ID, today)
			if err != nil {
				return err
			}
			roots = append(roots, r)
		}
		return nil
	})
	for _, l := range b.lives {
		whole, part := 0, 0
		for _, r := range roots {
			if slices.ContainsFunc(r.Wholly, func(p string) bool { return covers(p, l.Path) }) {
				whole++
			}
			if slices.ContainsFunc(r.Partly, func(p string) bool { return covers(p, l.Path) }) {
				part++
			}
		}
		if whole > 1 || whole == 1 && part > 0 || whole == 0 && part < 2 {
			t.Errorf("%s lies wholly under %d provinces and in parts under %d", l.Path, whole, part)
		}
	}
}

func covers(reach, path string) bool {
	if alone, ok := strings.CutSuffix(reach, "."); ok {
		return alone == path
	}
	return strings.HasPrefix(path, reach)
}

func TestUnitsThatAreKnownStayWhatTheyAre(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s := New(d)
		var ward, cell Unit
		err := d.Update(t.Context(), func(tx *db.Tx) error {
			above := ""
			for _, u := range []Input{{Code: "ha-noi", Name: "Thành phố Hà Nội", Type: "province"}, {Code: "gia-lam", Name: "Huyện Gia Lâm", Type: "district"},
				{Code: "co-bi", Name: "Xã Cổ Bi", Type: "ward"}, {Code: "thon-1", Name: "Thôn Một", Type: "neighborhood"}} {
				u.ParentID = above
				made, err := s.Found(t.Context(), tx, u)
				if err != nil {
					return err
				}
				if above, cell = made.ID, made; made.Type == "ward" {
					ward = made
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		r := importing(t, s, excerpt(t), false)
		if r.Known != 3 || r.Created != 90 || len(r.EndedBelow) != 1 || r.EndedBelow[0].Code != "thon-1" {
			t.Errorf("%+v", r)
		}
		b := bookOf(t, d, s)
		if l := b.byID[ward.ID]; l.ValidTo != dayBefore(reformDay) || l.codeOn(GSO, dayBefore(reformDay)) != "00553" || len(b.after[ward.ID]) != 3-1 {
			t.Errorf("%+v", l)
		}
		if l := b.byID[cell.ID]; l.ValidTo != dayBefore(reformDay) {
			t.Errorf("what stood below a split commune: %+v", l.Unit)
		}
		if again := importing(t, s, excerpt(t), false); again.Changed || again.Known != 93 {
			t.Errorf("again: %+v", again)
		}
	})
}

// busy is a module in which one unit has open work.
type busy struct{ unitID string }

func (b busy) Holdings(context.Context, *db.Tx) (Holdings, error) {
	return Holdings{Label: "Mô hình", All: map[string]int{b.unitID: 3}, Open: map[string]int{b.unitID: 2}}, nil
}

func (busy) Carry(context.Context, *db.Tx, Unit, Unit) error { return nil }

func TestOpenWorkInASplitUnitRefusesTheTable(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s := New(d)
		var city, district, ward Unit
		err := d.Update(t.Context(), func(tx *db.Tx) (err error) {
			if city, err = s.Found(t.Context(), tx, Input{Name: "Thành phố Hà Nội", Type: "province"}); err != nil {
				return err
			}
			if district, err = s.Found(t.Context(), tx, Input{Name: "Huyện Gia Lâm", Type: "district", ParentID: city.ID}); err != nil {
				return err
			}
			ward, err = s.Found(t.Context(), tx, Input{Name: "Xã Cổ Bi", Type: "ward", ParentID: district.ID})
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		s.Holders = []Holder{busy{ward.ID}, busy{district.ID}, busy{city.ID}}
		r := importing(t, s, excerpt(t), false)
		if len(r.Refused) != 2 {
			t.Errorf("refused: %v", r.Refused)
		}
		wantRemark(t, r.Refused, 6, "Xã Cổ Bi còn 2 việc đang mở")
		wantRemark(t, r.Refused, 6, "Huyện Gia Lâm còn 2 việc đang mở")
		if n := len(bookOf(t, d, s).lives); n != 3 {
			t.Errorf("%d units after a refusal", n)
		}
		s.Holders = []Holder{busy{city.ID}}
		if r := importing(t, s, excerpt(t), false); len(r.Refused) > 0 || r.Created != 90 {
			t.Errorf("%+v", r)
		}
	})
}

func TestWhatTheTableContradictsIsRefused(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s := New(d)
		importing(t, s, excerpt(t), false)
		r := importing(t, s, read(t,
			"Thành phố Hà Nội (01),Phường Ba Đình,00004,Phường Trúc Bạch,00004,Nhập một phần,Quận Ba Đình (001),Thành phố Hà Nội (01)",
			"Thành phố Hà Nội (01),Phường Phúc Lợi,00136,Phường Trúc Bạch,00004,Nhập một phần,Quận Ba Đình (001),Thành phố Hà Nội (01)",
			"Thành phố Hà Nội (01),Phường Phúc Lợi,00136,Phường Tên Lạ,00013,Nhập toàn bộ,Quận Ba Đình (001),Thành phố Hà Nội (01)",
		), false)
		wantRemark(t, r.Refused, 2, "Phường Trúc Bạch đã ghi kết thúc ngày 30/06/2025 và kế tiếp là Phường Ba Đình")
		wantRemark(t, r.Refused, 4, "Mã 00013 đang là mã của Phường Quán Thánh, không phải của Phường Tên Lạ")
		if r.EventID != "" || len(bookOf(t, d, s).lives) != 93 {
			t.Errorf("%+v", r)
		}
	})
}

func TestTableNeedsADayAReasonAndPermission(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s := New(d)
		_, err := s.ImportTable(t.Context(), everybody, TableInput{}, excerpt(t))
		wantInvalid(t, "nothing said", err, "on", "basis")
		local := auth.Actor{Grants: []auth.Grant{{Role: auth.Administrator, UnitPath: "/ha-noi/"}}}
		if _, err = s.ImportTable(t.Context(), local, TableInput{On: reformDay, Basis: "NQ"}, excerpt(t)); !errors.Is(err, fault.NotFound) {
			t.Errorf("an administrator of one city: %v", err)
		}
		importing(t, s, excerpt(t), false)
		view(t, d, func(ctx context.Context, tx *db.Tx) error {
			all, err := audit.Trail(ctx, tx, audit.Filter{Paths: []string{"/tinh-gia-lai/"}, Limit: 9})
			if len(all) != 1 || all[0].Account != "Dòng lệnh" || all[0].Act != "org.table_imported" {
				t.Fatalf("the trail is %+v", all)
			}
			var after TableResult
			if err := json.Unmarshal(all[0].After, &after); err != nil || after.Created != 93 {
				t.Errorf("%+v, %v", after, err)
			}
			return err
		})
	})
}

func TestTableOfAComingDayWaits(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s := New(d)
		d.Now = func() time.Time { return time.Date(2025, 6, 1, 3, 0, 0, 0, time.UTC) }
		importing(t, s, excerpt(t), false)
		at := func(id string) string { return bookOf(t, d, s).byID[id].Path }
		b := bookOf(t, d, s)
		id := b.lives[slices.IndexFunc(b.lives, func(l *Life) bool { return l.Name == "Xã Tiên Hải" })].ID
		if got := at(id); got != "/tinh-kien-giang-truoc-2025/thanh-pho-ha-tien/xa-tien-hai-ha-tien/" {
			t.Errorf("too early: %s", got)
		}
		d.Now = func() time.Time { return time.Date(2025, 7, 1, 3, 0, 0, 0, time.UTC) }
		if err := s.TakeEffect(t.Context()); err != nil {
			t.Fatal(err)
		}
		if got := at(id); got != "/tinh-an-giang/xa-tien-hai-ha-tien/" {
			t.Errorf("on its day: %s", got)
		}
	})
}
