package org

import (
	"context"
	"os"
	"slices"
	"strings"
	"testing"

	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
	"kheo/internal/platform/db/dbtest"
)

func ship(t *testing.T, d *db.DB, s *Service) (made int, err error) {
	t.Helper()
	err = d.Update(t.Context(), func(tx *db.Tx) error {
		made, err = s.Ship(t.Context(), tx)
		return err
	})
	return made, err
}

func TestShippedUnits(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s := New(d)
		if made, err := ship(t, d, s); err != nil || made != 159 {
			t.Fatalf("%d units, %v", made, err)
		}
		if made, err := ship(t, d, s); err != nil || made != 0 {
			t.Fatalf("again: %d units, %v", made, err)
		}
		b := bookOf(t, d, s)
		if len(b.lives) != 159 {
			t.Errorf("%d units", len(b.lives))
		}
		standing := func(kind Type, code, day string) (n int) {
			for _, l := range b.lives {
				if l.Type == kind && l.Stands().Has(clock.Must(day)) && (code == "" || l.Above(Administrative, clock.Must(day)) == b.handle(code).ID) {
					n++
				}
			}
			return n
		}
		for _, test := range []struct {
			kind      Type
			code, day string
			want      int
		}{
			{"province", "", "2025-06-30", 63}, {"province", "", "2025-07-01", 34}, {"province", "", "2026-11-22", 34},
			{"ward", "quan-dong-da", "2022-10-26", 21}, {"ward", "quan-dong-da", "2025-01-01", 17}, {"ward", "quan-dong-da", "2025-07-01", 0},
			{"ward", "quan-hoan-kiem", "2025-06-30", 18}, {"ward", "quan-1", "2025-06-30", 10}, {"ward", "ha-noi", "2025-07-01", 11}, {"ward", "ho-chi-minh", "2025-07-01", 4},
			{"district", "", "2025-06-30", 3}, {"district", "", "2025-07-01", 0},
		} {
			if got := standing(test.kind, test.code, test.day); got != test.want {
				t.Errorf("%d of type %s below %q on %s, want %d", got, test.kind, test.code, test.day, test.want)
			}
		}
		names := map[string]string{"2026-04-29": "Tỉnh Đồng Nai", "2026-04-30": "Thành phố Đồng Nai"}
		for day, want := range names {
			if got := b.handle("dong-nai").nameOn(clock.Must(day)); got != want {
				t.Errorf("Đồng Nai is called %s on %s", got, day)
			}
		}
		wantNothingLost(t, d, s, b)
	})
}

// handle finds a unit by its short code.
func (b *Book) handle(code string) *Life {
	return b.lives[slices.IndexFunc(b.lives, func(l *Life) bool { return l.Code == code })]
}

// TestFiveNewWards: the five wards of today that Đống Đa went over into hold all
// of its 17 and 21 wards, and Thịnh Quang of 2022 lies wholly in today's Đống Đa.
func TestFiveNewWards(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s := New(d)
		if _, err := ship(t, d, s); err != nil {
			t.Fatal(err)
		}
		b := bookOf(t, d, s)
		into := map[string]bool{}
		for _, l := range b.below(Administrative, b.handle("quan-dong-da").ID, clock.Must("2025-06-30")) {
			for _, id := range b.after[l.ID] {
				into[b.byID[id].Code] = true
			}
		}
		for _, code := range []string{"phuong-dong-da", "phuong-o-cho-dua", "phuong-lang", "phuong-van-mieu-quoc-tu-giam", "phuong-kim-lien"} {
			if !into[code] {
				t.Errorf("nothing of Đống Đa went over into %s", code)
			}
			delete(into, code)
		}
		if len(into) != 2 || !into["phuong-giang-vo"] || !into["phuong-bach-mai"] {
			t.Errorf("slivers went to %v", into)
		}
		view(t, d, func(ctx context.Context, tx *db.Tx) error {
			r, err := s.Reach(ctx, tx, b.handle("phuong-dong-da").ID, clock.Must("2026-11-22"))
			if err != nil {
				return err
			}
			for path, want := range map[string]bool{"thinh-quang": true, "thinh-quang-2025": true, "nga-tu-so": false, "cat-linh": false} {
				if got := slices.Contains(r.Wholly, "/ha-noi/quan-dong-da/dong-da-"+path+"/"); got != want {
					t.Errorf("%s lies wholly in today's ward: %v", path, got)
				}
			}
			if !slices.Contains(r.Partly, "/ha-noi/quan-dong-da/dong-da-nga-tu-so/.") || slices.ContainsFunc(r.Partly, func(p string) bool { return strings.Contains(p, "cat-linh") }) {
				t.Errorf("partly: %v", r.Partly)
			}
			heirs, err := db.All(ctx, tx, db.Value[string], `SELECT path FROM auth_heritage WHERE unit_id = $1 ORDER BY path`, b.handle("phuong-dong-da").ID)
			if !slices.Equal(heirs, []string{"/ha-noi/quan-dong-da/dong-da-thinh-quang-2025/", "/ha-noi/quan-dong-da/dong-da-thinh-quang/"}) {
				t.Errorf("staff of today's ward read %v", heirs)
			}
			return err
		})
	})
}

func TestShippedUnitsComeFirst(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s := New(d)
		importing(t, s, excerpt(t), false)
		if _, err := ship(t, d, s); err == nil || !strings.Contains(err.Error(), "phải nạp trước bảng chính thức") {
			t.Errorf("after the table: %v", err)
		}
	})
}

func TestShippedUnitsMistakeNobody(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s := New(d)
		err := d.Update(t.Context(), func(tx *db.Tx) error {
			_, err := s.Found(t.Context(), tx, Input{Code: "phuong-dong-da", Name: "Phường Đống Đa", Type: "ward"})
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := ship(t, d, s); err == nil || !strings.Contains(err.Error(), "Mã “phuong-dong-da” đã dùng") {
			t.Errorf("after a unit of the same code: %v", err)
		}
		if n := len(bookOf(t, d, s).lives); n != 1 {
			t.Errorf("%d units after a refusal", n)
		}
	})
}

func TestTableAboveTheShippedUnits(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s := New(d)
		if _, err := ship(t, d, s); err != nil {
			t.Fatal(err)
		}
		r := importing(t, s, read(t,
			"Thành phố Hà Nội (01),Phường Giảng Võ,00025,Phường Cát Linh,00178,Nhập một phần,Quận Đống Đa (006),Thành phố Hà Nội (01)",
			"Thành phố Hà Nội (01),Phường Ô Chợ Dừa,00190,Phường Cát Linh,00178,Nhập một phần,Quận Đống Đa (006),Thành phố Hà Nội (01)",
			"Thành phố Hà Nội (01),Phường Ô Chợ Dừa,00190,Phường Thành Công,00034,Nhập một phần,Quận Ba Đình (001),Thành phố Hà Nội (01)",
			"Thành phố Hà Nội (01),Phường Giảng Võ,00025,Phường Thành Công,00034,Nhập một phần,Quận Ba Đình (001),Thành phố Hà Nội (01)",
			"Thành phố Hồ Chí Minh (79),Phường Dĩ An,25942,Phường Dĩ An,25942,Nhập toàn bộ,Thành phố Dĩ An (724),Tỉnh Bình Dương (74)",
		), false)
		// known: Hà Nội, old and new TP.HCM, Bình Dương … are not all in these rows
		if len(r.Refused) > 0 || r.Known != 7 || r.Created != 5 {
			t.Errorf("%+v", r)
		}
		b := bookOf(t, d, s)
		wantSplit(t, b, "Phường Thành Công", Part, "Phường Giảng Võ", "Phường Ô Chợ Dừa")
		if p := b.handle("phuong-di-an").Path; p != "/ho-chi-minh/phuong-di-an/" {
			t.Errorf("the new ward stands at %s", p)
		}
		wantNothingLost(t, d, s, b)
	})
}

// TestWholeTable imports the published table where KHEO_UNIT_TABLE names it.
func TestWholeTable(t *testing.T) {
	t.Parallel()
	name := os.Getenv("KHEO_UNIT_TABLE")
	if name == "" {
		t.Skip("KHEO_UNIT_TABLE names no table")
	}
	d := dbtest.SQLite(t)
	s := New(d)
	if _, err := ship(t, d, s); err != nil {
		t.Fatal(err)
	}
	for round := range 2 {
		f, err := os.Open(name) //nolint:gosec // named by who runs the test
		if err != nil {
			t.Fatal(err)
		}
		table, err := ReadTable(f)
		if err != nil {
			t.Fatal(err)
		}
		_ = f.Close()
		r := importing(t, s, table, false)
		if r.Rows != 10570 || len(r.Skipped) != 37 || r.OldUnits != 10035 || r.NewUnits != 3321 || r.SplitOldUnits != 440 || r.Changed != (round == 0) || len(r.Refused) > 0 {
			t.Errorf("%d rows, %d skipped, %d old and %d new units, %d split, changed %v, refused %v",
				r.Rows, len(r.Skipped), r.OldUnits, r.NewUnits, r.SplitOldUnits, r.Changed, r.Refused)
		}
	}
	wantNothingLost(t, d, s, bookOf(t, d, s))
}
