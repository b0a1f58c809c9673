package org

import (
	"errors"
	"reflect"
	"strings"
	"testing"

	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
	"kheo/internal/platform/db/dbtest"
	"kheo/internal/platform/fault"
)

// lives reads everything that is written of every unit but its version.
func (c *county) lives(t *testing.T) map[string]Life {
	t.Helper()
	all := map[string]Life{}
	err := c.d.View(t.Context(), func(tx *db.Tx) error {
		b, err := c.book(t.Context(), tx)
		if err != nil {
			return err
		}
		for _, l := range b.lives {
			copied := *l
			copied.Version = 0
			all[l.Code] = copied
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func (c *county) save(t *testing.T, d Draft) Outcome {
	t.Helper()
	o, err := c.Enter(t.Context(), c.head, d)
	if err != nil {
		t.Fatal(err)
	}
	return o
}

func wantSame(t *testing.T, before, after map[string]Life) {
	t.Helper()
	for code, was := range before {
		if is := after[code]; !reflect.DeepEqual(was, is) {
			t.Errorf("%s was\n%+v\nand is\n%+v", code, was, is)
		}
	}
	for code := range after {
		if _, was := before[code]; !was {
			t.Errorf("%s was left behind", code)
		}
	}
}

func (c *county) place(t *testing.T, unit, parent string, tree Tree, from, to string) {
	t.Helper()
	in := PlaceInput{Tree: tree, Parent: parent, From: clock.Must(from), To: clock.Must(to)}
	if err := c.PutInTree(t.Context(), c.head, c.id(unit), in); err != nil {
		t.Fatal(err)
	}
}

func TestWithdrawRestoresEverySpan(t *testing.T) {
	t.Parallel()
	eachCounty(t, func(t *testing.T, c *county) {
		on := clock.DayOf(dbtest.Moment).AddDays(40)
		last := on.AddDays(-1)
		c.place(t, "la", "thanh-pho", FrontTree, "2024-01-01", "2030-12-31") // cut by the event
		c.place(t, "qua", "thanh-pho", FrontTree, "2024-01-01", last.ISO())  // ends that day anyhow
		c.place(t, "to-1", "la", PartyTree, "2024-01-01", "")                // below a split unit
		c.place(t, "to-1", "hoa", FrontTree, "2024-01-01", "")               // moves with its ward
		err := c.AddCode(t.Context(), c.head, c.id("la"), CodeInput{Scheme: GSO, Code: "00777", To: last})
		wantErr(t, "a code", err, nil)
		before := c.lives(t)
		reach := c.reach(t, "thanh-pho", "2030-01-01")
		d := c.reform(on.ISO())
		d.Changes = append(d.Changes, Change{Relation: Rename, Old: c.id("thanh-pho"), Name: "Thành phố Khác"}, Change{Relation: Retype, Old: c.id("thanh-pho"), Type: "country"})
		o := c.save(t, d)
		if after := c.lives(t); reflect.DeepEqual(before, after) {
			t.Fatal("the event did nothing")
		}
		wantErr(t, "withdrawing", c.Withdraw(t.Context(), c.head, o.Event.ID), nil)
		wantSame(t, before, c.lives(t))
		if now := c.reach(t, "thanh-pho", "2030-01-01"); !reflect.DeepEqual(now, reach) {
			t.Errorf("the city reaches %+v, before %+v", now, reach)
		}
		v, err := c.Event(t.Context(), c.head, o.Event.ID, 0, 50)
		var words []string
		for _, l := range v.Lines {
			words = append(words, l.Detail)
		}
		said := strings.Join(words, "; ")
		for _, want := range []string{"Phường Vườn", "Thành phố Khác", "Cả nước"} {
			if err != nil || v.State != Withdrawn || !strings.Contains(said, want) {
				t.Errorf("%s: %s, %v", v.State, said, err)
			}
		}
		err = c.Withdraw(t.Context(), c.head, o.Event.ID)
		if !errors.As(err, &fault.Refused{}) {
			t.Errorf("withdrawing twice: %v", err)
		}
		c.save(t, c.reform(on.ISO())) // the same may be entered again
	})
}

func TestWithdrawKeepsWhatCameAfter(t *testing.T) {
	t.Parallel()
	eachCounty(t, func(t *testing.T, c *county) {
		on := clock.DayOf(dbtest.Moment).AddDays(40)
		first := c.save(t, Draft{On: on, Basis: "NQ 1", Changes: []Change{{Relation: Rename, Old: c.id("hoa"), Name: "Phường Hoa Mới"}}})
		c.save(t, Draft{On: on.AddDays(10), Basis: "NQ 2", Changes: []Change{{Relation: Rename, Old: c.id("hoa"), Name: "Phường Hoa Nữa"}}})
		wantErr(t, "withdrawing", c.Withdraw(t.Context(), c.head, first.Event.ID), nil)
		names := c.lives(t)["hoa"].Names
		want := []Named{{clock.Span{To: on.AddDays(9)}, "Phường Hoa"}, {clock.Since(on.AddDays(10)), "Phường Hoa Nữa"}}
		if !reflect.DeepEqual(names, want) {
			t.Errorf("names %+v, want %+v", names, want)
		}
	})
}

func TestWithdrawIsRefusedForUnitsInUse(t *testing.T) {
	t.Parallel()
	eachCounty(t, func(t *testing.T, c *county) {
		things := &shelf{all: map[string]int{}}
		c.Holders = []Holder{things}
		on := clock.DayOf(dbtest.Moment).AddDays(40)
		o := c.save(t, c.reform(on.ISO()))
		next := c.now(t, "vuon")
		refused := func(what, words string) {
			t.Helper()
			if err := c.Withdraw(t.Context(), c.head, o.Event.ID); !errors.As(err, &fault.Refused{}) || !strings.Contains(err.Error(), words) {
				t.Errorf("%s: %v, want %q", what, err, words)
			}
		}
		things.all[next.ID] = 3
		refused("initiatives", "đã có dữ liệu (Mô hình: 3)")
		things.all = nil
		h := &house{Service: c.Service, d: c.d}
		a := h.account(t, "moi", next)
		refused("an account", "đã có tài khoản")
		err := c.d.Update(t.Context(), func(tx *db.Tx) error {
			return db.Exec(t.Context(), tx, `DELETE FROM auth_grant WHERE account_id = $1`, a.ID)
		})
		wantErr(t, "taking the role", err, nil)
		later := c.save(t, Draft{On: on.AddDays(5), Basis: "NQ 5", Changes: []Change{{Relation: Rename, Old: next.ID, Name: "Phường Vườn Hoa"}}})
		refused("a later event", "NQ 5")
		wantErr(t, "withdrawing the later one", c.Withdraw(t.Context(), c.head, later.Event.ID), nil)
		if _, err := c.Add(t.Context(), c.head, Input{Code: "to-2", Name: "Tổ dân phố số 2", Type: "neighborhood", ParentID: next.ID, ValidFrom: on}); err != nil {
			t.Fatal(err)
		}
		refused("a unit below", "đã có đơn vị trực thuộc Tổ dân phố số 2")
		err = c.Withdraw(t.Context(), c.head, "019a0000-0000-7000-8000-00000000dead")
		wantErr(t, "no such event", err, fault.NotFound)
	})
}
