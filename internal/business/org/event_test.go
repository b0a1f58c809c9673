package org

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
	"kheo/internal/platform/db/dbtest"
	"kheo/internal/platform/fault"
	"kheo/internal/service/auth"
)

// county is a city with a district of three wards in 2024.
type county struct {
	*Service
	d     *db.DB
	head  auth.Actor
	units map[string]Unit
}

func eachCounty(t *testing.T, do func(t *testing.T, c *county)) {
	t.Helper()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		c := &county{Service: New(d), d: d, units: map[string]Unit{}}
		err := d.Update(t.Context(), func(tx *db.Tx) error {
			for _, u := range []struct{ code, name, above string }{
				{"thanh-pho", "Thành phố Thử", ""}, {"quan", "Quận Cũ", "thanh-pho"},
				{"hoa", "Phường Hoa", "quan"}, {"la", "Phường Lá", "quan"}, {"qua", "Phường Quả", "quan"}, {"to-1", "Tổ dân phố số 1", "hoa"},
			} {
				kind := map[string]Type{"thanh-pho": "province", "quan": "district", "to-1": "neighborhood"}[u.code]
				if kind == "" {
					kind = "ward"
				}
				made, err := c.Found(t.Context(), tx, Input{Code: u.code, Name: u.name, Type: kind, ParentID: c.units[u.above].ID})
				if err != nil {
					return err
				}
				c.units[u.code] = made
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		city := c.units["thanh-pho"]
		c.head = auth.Actor{AccountID: "01990000-0000-7000-8000-000000000001", Name: "Lê Thị Đầu",
			Grants: []auth.Grant{{Role: auth.Administrator, UnitID: city.ID, UnitPath: city.Path, UnitName: city.Name}}}
		do(t, c)
	})
}

func (c *county) id(code string) string { return c.units[code].ID }

// reform: Hoa and half of Lá become Phường Vườn, the other half of Lá and Quả
// become Phường Rừng, the district is no more.
func (c *county) reform(on string) Draft {
	return Draft{
		On: clock.Must(on), Basis: "Nghị quyết thử 01/NQ",
		New: []NewUnit{
			{Key: "vuon", Code: "vuon", Name: "Phường Vườn", Type: "ward", Parent: c.id("thanh-pho"), Codes: []Coded{{Scheme: GSO, Code: "00001"}}},
			{Key: "rung", Code: "rung", Name: "Phường Rừng", Type: "ward", Parent: c.id("thanh-pho")},
		},
		Changes: []Change{
			{Relation: Whole, Old: c.id("hoa"), New: "vuon"},
			{Relation: Part, Old: c.id("la"), New: "vuon"}, {Relation: Part, Old: c.id("la"), New: "rung"},
			{Relation: Whole, Old: c.id("qua"), New: "rung"},
			{Relation: Abolish, Old: c.id("quan")},
		},
	}
}

func (c *county) enter(t *testing.T, d Draft) Outcome {
	t.Helper()
	o, err := c.Enter(t.Context(), c.head, d)
	if err != nil {
		t.Fatal(err)
	}
	return o
}

func (c *county) now(t *testing.T, code string) (u Unit) {
	t.Helper()
	err := c.d.View(t.Context(), func(tx *db.Tx) (err error) {
		u, err = c.ByCode(t.Context(), tx, "code", code)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return u
}

func (c *county) reach(t *testing.T, code, day string) (r Reach) {
	t.Helper()
	u := c.now(t, code)
	err := c.d.View(t.Context(), func(tx *db.Tx) (err error) {
		r, err = c.Reach(t.Context(), tx, u.ID, clock.Must(day))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func wantPaths(t *testing.T, got []string, want ...string) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("paths %q, want %q", got, want)
	}
}

func TestReformIsSeenOnBothMaps(t *testing.T) {
	t.Parallel()
	eachCounty(t, func(t *testing.T, c *county) {
		c.enter(t, c.reform("2025-07-01"))
		r := c.reach(t, "vuon", "2025-07-01")
		wantPaths(t, r.Wholly, "/thanh-pho/quan/hoa/", "/thanh-pho/vuon/")
		wantPaths(t, r.Partly, "/thanh-pho/quan/la/.")
		r = c.reach(t, "hoa", "2024-01-01")
		wantPaths(t, r.Wholly, "/thanh-pho/quan/hoa/", "/thanh-pho/vuon/to-1/")
		wantPaths(t, r.Partly, "/thanh-pho/vuon/.")
		r = c.reach(t, "quan", "2024-01-01")
		wantPaths(t, r.Wholly, "/thanh-pho/quan/", "/thanh-pho/rung/", "/thanh-pho/vuon/")
		if u := c.now(t, "to-1"); u.Path != "/thanh-pho/vuon/to-1/" || !u.ValidTo.IsZero() {
			t.Errorf("the neighbourhood did not follow its ward: %+v", u)
		}
		if u := c.now(t, "hoa"); u.ValidTo != clock.Must("2025-06-30") {
			t.Errorf("the old ward stands until %s", u.ValidTo)
		}
		wantPaths(t, c.reach(t, "quan", "2025-07-01").Wholly) // no longer on the map
	})
}

func TestChainsAreFollowed(t *testing.T) {
	t.Parallel()
	eachCounty(t, func(t *testing.T, c *county) {
		c.enter(t, Draft{On: clock.Must("2025-01-01"), Basis: "NQ 1",
			New:     []NewUnit{{Key: "x", Code: "hoa-la", Name: "Phường Hoa Lá", Type: "ward", Parent: c.id("quan")}},
			Changes: []Change{{Relation: Whole, Old: c.id("hoa"), New: "x"}, {Relation: Whole, Old: c.id("la"), New: "x"}}})
		both := c.now(t, "hoa-la")
		c.enter(t, Draft{On: clock.Must("2025-07-01"), Basis: "NQ 2",
			New:     []NewUnit{{Key: "x", Code: "vuon", Name: "Phường Vườn", Type: "ward", Parent: c.id("thanh-pho")}},
			Changes: []Change{{Relation: Whole, Old: both.ID, New: "x"}, {Relation: Whole, Old: c.id("qua"), New: "x"}, {Relation: Abolish, Old: c.id("quan")}}})
		r := c.reach(t, "vuon", "2026-01-01")
		wantPaths(t, r.Wholly, "/thanh-pho/quan/hoa-la/", "/thanh-pho/quan/hoa/", "/thanh-pho/quan/la/", "/thanh-pho/quan/qua/", "/thanh-pho/vuon/")
		wantPaths(t, r.Partly)
	})
}

func TestRenameKeepsTheUnit(t *testing.T) {
	t.Parallel()
	eachCounty(t, func(t *testing.T, c *county) {
		c.enter(t, Draft{On: clock.Must("2025-03-01"), Basis: "NQ 3", Changes: []Change{
			{Relation: Rename, Old: c.id("hoa"), Name: "Phường Hoa Mới"}, {Relation: Move, Old: c.id("hoa"), New: c.id("thanh-pho")},
		}})
		u := c.now(t, "hoa")
		if u.Name != "Phường Hoa Mới" || u.Path != "/thanh-pho/hoa/" || u.ID != c.id("hoa") {
			t.Errorf("%+v", u)
		}
		wantPaths(t, c.reach(t, "quan", "2025-02-28").Wholly, "/thanh-pho/hoa/", "/thanh-pho/quan/")
		wantPaths(t, c.reach(t, "hoa", "2025-03-01").Wholly, "/thanh-pho/hoa/", "/thanh-pho/quan/hoa/")
		err := c.d.View(t.Context(), func(tx *db.Tx) error {
			hits, err := c.Search(t.Context(), tx, "phường hoa", clock.Must("2026-01-01"), 5)
			if len(hits) == 0 || hits[0].Unit.ID != c.id("hoa") {
				t.Errorf("%+v", hits)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	})
}

func TestWhatWouldBreakTheMapIsRefused(t *testing.T) {
	t.Parallel()
	eachCounty(t, func(t *testing.T, c *county) {
		c.enter(t, Draft{On: clock.Must("2024-01-01"), Basis: "NQ", Changes: []Change{{Relation: Rename, Old: c.id("qua"), Name: "Phường Quả Ngọt"}}})
		on := clock.Must("2025-07-01")
		vuon := NewUnit{Key: "vuon", Name: "Phường Vườn", Type: "ward", Parent: c.id("thanh-pho")}
		for _, test := range []struct {
			name string
			d    Draft
			want string
		}{
			{"no day", Draft{Basis: "NQ", Changes: c.reform("2025-07-01").Changes}, "Chưa ghi ngày hiệu lực"},
			{"no basis", Draft{On: on, Changes: c.reform("2025-07-01").Changes}, "làm căn cứ"},
			{"gap", Draft{On: on, Basis: "NQ", New: []NewUnit{vuon}, Changes: []Change{{Relation: Part, Old: c.id("la"), New: "vuon"}}}, "Mới có một phần"},
			{"overlap", Draft{On: on, Basis: "NQ", New: []NewUnit{vuon}, Changes: []Change{
				{Relation: Whole, Old: c.id("la"), New: "vuon"}, {Relation: Abolish, Old: c.id("la")}}}, "không còn phần nào"},
			{"circle of units", Draft{On: on, Basis: "NQ", Changes: []Change{{Relation: Whole, Old: c.id("la"), New: c.id("la")}}}, "vòng tròn"},
			{"circle of parents", Draft{On: on, Basis: "NQ", Changes: []Change{{Relation: Move, Old: c.id("quan"), New: c.id("hoa")}}}, "vòng tròn"},
			{"successor of another day", Draft{On: on, Basis: "NQ", Changes: []Change{{Relation: Whole, Old: c.id("la"), New: c.id("hoa")}}}, "phải bắt đầu đúng ngày"},
			{"units below without a place", Draft{On: on, Basis: "NQ", Changes: []Change{{Relation: Abolish, Old: c.id("quan")}}}, "chưa có nơi về"},
			{"before what is written", Draft{On: clock.Must("2023-01-01"), Basis: "NQ", Changes: []Change{{Relation: Rename, Old: c.id("qua"), Name: "Phường X"}}}, "theo thứ tự thời gian"},
			{"a level of another epoch", Draft{On: on, Basis: "NQ", New: []NewUnit{{Key: "q", Name: "Quận Mới", Type: "district", Parent: c.id("thanh-pho")}}}, "không có cấp"},
		} {
			_, err := c.Enter(t.Context(), c.head, test.d)
			if !errors.As(err, &fault.Invalid{}) || !strings.Contains(err.Error(), test.want) {
				t.Errorf("%s: %v, want %q", test.name, err, test.want)
			}
		}
		d := c.reform("2025-07-01")
		d.New[1].Codes = d.New[0].Codes
		if _, err := c.Enter(t.Context(), c.head, d); err == nil || !strings.Contains(err.Error(), "không dùng hai lần") {
			t.Errorf("a code twice: %v", err)
		}
		if _, err := c.Enter(t.Context(), auth.Actor{AccountID: "x", Grants: []auth.Grant{{Role: auth.Registrar, UnitPath: "/thanh-pho/"}}}, c.reform("2025-07-01")); !errors.Is(err, fault.NotFound) {
			t.Errorf("a registrar: %v", err)
		}
		if u := c.now(t, "hoa"); !u.ValidTo.IsZero() {
			t.Error("a refused event left something behind")
		}
	})
}

func TestPlannedEventTakesEffectOnItsDay(t *testing.T) {
	t.Parallel()
	eachCounty(t, func(t *testing.T, c *county) {
		on := clock.DayOf(dbtest.Moment).AddDays(10)
		d := c.reform(on.ISO())
		if o, err := c.Preview(t.Context(), c.head, d); err != nil || o.Event.State != Planned || len(o.Effects) < 4 {
			t.Fatalf("%+v %v", o, err)
		}
		if _, err := c.Preview(t.Context(), c.head, d); err != nil {
			t.Fatalf("a preview left something behind: %v", err)
		}
		c.enter(t, d)
		if u := c.now(t, "to-1"); u.Path != "/thanh-pho/quan/hoa/to-1/" {
			t.Errorf("too early: %+v", u)
		}
		wantPaths(t, c.reach(t, "vuon", on.ISO()).Partly, "/thanh-pho/quan/la/.")
		c.d.Now = func() time.Time { return dbtest.Moment.AddDate(0, 0, 11) }
		if err := c.TakeEffect(t.Context()); err != nil {
			t.Fatal(err)
		}
		if u := c.now(t, "to-1"); u.Path != "/thanh-pho/vuon/to-1/" {
			t.Errorf("not moved on its day: %+v", u)
		}
	})
}

func TestRelatedUnits(t *testing.T) {
	t.Parallel()
	eachCounty(t, func(t *testing.T, c *county) {
		c.enter(t, c.reform("2025-07-01"))
		for code, want := range map[string][]string{
			"vuon": {"self vuon true", "before hoa true", "before la false"},
			"to-1": {"self to-1 true", "before hoa true", "before la false"}, // of its ward
			"la":   {"self la true", "after vuon false", "after rung false"},
		} {
			var got []string
			err := c.d.View(t.Context(), func(tx *db.Tx) error {
				u, err := c.ByCode(t.Context(), tx, "code", code)
				if err != nil {
					return err
				}
				all, err := c.Related(t.Context(), tx, u.ID)
				for _, r := range all {
					got = append(got, fmt.Sprint(r.Relation, " ", r.Unit.Code, " ", r.Whole))
				}
				return err
			})
			if err != nil || !slices.Equal(got, want) {
				t.Errorf("%s: %q, want %q, %v", code, got, want, err)
			}
		}
	})
}
