package audit_test

import (
	"encoding/json"
	"strings"
	"testing"

	"kheo/internal/platform/db"
	"kheo/internal/platform/db/dbtest"
	"kheo/internal/service/audit"
	"kheo/internal/service/auth"
)

var actor = auth.Actor{AccountID: "019a0000-0000-7000-8000-000000000001", Name: "Trần Thị Thử"}

type thing struct {
	Name  string
	Count int
}

func record(t *testing.T, d *db.DB, a audit.Act) {
	t.Helper()
	err := d.Update(t.Context(), func(tx *db.Tx) error { return audit.Record(t.Context(), tx, actor, a) })
	if err != nil {
		t.Fatal(err)
	}
}

func trail(t *testing.T, d *db.DB, f audit.Filter) (entries []audit.Entry) {
	t.Helper()
	err := d.View(t.Context(), func(tx *db.Tx) (err error) {
		entries, err = audit.Trail(t.Context(), tx, f)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return entries
}

func TestRecordKeepsBeforeAndAfter(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		record(t, d, audit.Act{Name: "thing.made", Kind: "thing", ObjectID: "1", Title: "Một", UnitPath: "/a/", After: thing{"Một", 1}})
		record(t, d, audit.Act{Name: "thing.changed", Kind: "thing", ObjectID: "1", Title: "Một", UnitPath: "/a/", Before: thing{"Một", 1}, After: thing{"Một", 2}})
		all := trail(t, d, audit.Filter{Paths: []string{"/a/"}, Limit: 9})
		if len(all) != 2 {
			t.Fatalf("%d entries", len(all))
		}
		e := all[0] // the newest first
		var before, after thing
		if err := json.Unmarshal(e.Before, &before); err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(e.After, &after); err != nil {
			t.Fatal(err)
		}
		if e.Act != "thing.changed" || before.Count != 1 || after.Count != 2 || e.Account != actor.Name || e.AccountID != actor.AccountID || !e.At.Equal(dbtest.Moment) {
			t.Errorf("entry %+v, %+v, %+v", e, before, after)
		}
		if len(all[1].Before) != 0 {
			t.Errorf("a new thing was before: %s", all[1].Before)
		}
	})
}

func TestTrailIsScopedAndPaged(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		for i, path := range []string{"/a/", "/a/b/", "/a-c/", "/a/b/"} {
			record(t, d, audit.Act{Name: "x.y", Kind: []string{"x", "z"}[i%2], ObjectID: string(rune('1' + i)), Title: "t", UnitPath: path})
		}
		first := trail(t, d, audit.Filter{Paths: []string{"/a/"}, Limit: 1})
		for _, test := range []struct {
			f    audit.Filter
			want string // object ids
		}{
			{audit.Filter{Paths: []string{"/a/"}, Limit: 9}, "421"},
			{audit.Filter{Paths: []string{"/a/b/", "/a-c/"}, Limit: 9}, "432"},
			{audit.Filter{Paths: []string{"/a/"}, Kind: "x", Limit: 9}, "1"},
			{audit.Filter{Paths: []string{"/a/"}, ObjectID: "2", Limit: 9}, "2"},
			{audit.Filter{Paths: []string{"/a/"}, Account: "Ai khác", Limit: 9}, ""},
			{audit.Filter{Paths: []string{"/a/"}, Before: first[0].ID, Limit: 9}, "21"},
			{audit.Filter{Limit: 9}, ""},
		} {
			var got strings.Builder
			for _, e := range trail(t, d, test.f) {
				got.WriteString(e.ObjectID)
			}
			if got.String() != test.want {
				t.Errorf("%+v lists %q, want %q", test.f, got.String(), test.want)
			}
		}
	})
}

func TestTrailOnlyGrows(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		ctx := t.Context()
		record(t, d, audit.Act{Name: "x.y", UnitPath: "/a/"})
		if err := d.AppendOnly(ctx, "audit_entry"); err != nil {
			t.Fatal(err)
		}
		for _, q := range []string{`UPDATE audit_entry SET account = 'Ai khác'`, `DELETE FROM audit_entry`} {
			if err := d.Update(ctx, func(tx *db.Tx) error { return db.Exec(ctx, tx, q) }); err == nil {
				t.Errorf("the database did %s", q)
			}
		}
		record(t, d, audit.Act{Name: "x.z", UnitPath: "/a/"})
		if n := len(trail(t, d, audit.Filter{Paths: []string{"/a/"}, Limit: 9})); n != 2 {
			t.Errorf("%d entries, want 2", n)
		}
	})
}
