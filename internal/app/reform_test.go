package app

import (
	"context"
	"slices"
	"testing"

	"kheo/internal/business/initiative"
	"kheo/internal/business/org"
	"kheo/internal/business/report"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
	"kheo/internal/service/auth"
)

// administrator manages the subtree of the unit of that code.
func (s *site) administrator(code string) auth.Actor {
	s.Helper()
	u := s.unit(code)
	return auth.Actor{AccountID: "01990000-0000-7000-8000-0000000000aa", SessionID: "01990000-0000-7000-8000-0000000000ab", Name: "Quản trị Mẫu",
		Grants: []auth.Grant{{Role: auth.Administrator, UnitID: u.ID, UnitPath: u.Path, UnitName: u.Name}}}
}

func (s *site) view(do func(ctx context.Context, tx *db.Tx) error) {
	s.Helper()
	if err := s.app.DB.View(s.Context(), func(tx *db.Tx) error { return do(s.Context(), tx) }); err != nil {
		s.Fatal(err)
	}
}

func (s *site) unit(code string) (u org.Unit) {
	s.Helper()
	s.view(func(ctx context.Context, tx *db.Tx) (err error) {
		u, err = s.app.Org.ByCode(ctx, tx, "unit", code)
		return err
	})
	return u
}

func (s *site) report(season, unit, on string) (r report.Season) {
	s.Helper()
	day, err := clock.Parse(on)
	if err != nil {
		s.Fatal(err)
	}
	s.view(func(ctx context.Context, tx *db.Tx) (err error) {
		r, err = s.app.Reports.Named(ctx, tx, season, unit, day)
		return err
	})
	return r
}

func sum(shares []report.Share) (n int64) {
	for _, x := range shares {
		n += x.Count
	}
	return n
}

// TestASeasonOnEveryMap: the season of 2022 adds up on the map of its day, between
// the two reforms and today; what cannot be assigned is said, never given away.
func TestASeasonOnEveryMap(t *testing.T) {
	t.Parallel()
	each(t, func(s *site) {
		own := s.report("dvk-2022", "", "")
		for _, on := range []string{"", "2022-10-20", "2025-03-01", "2025-07-01", "2026-11-22"} {
			r := s.report("dvk-2022", "ha-noi", on)
			for name, stage := range map[string][2]report.Stage{
				"registered": {r.Registered, own.Registered}, "recognised": {r.Recognised, own.Recognised}, "commended": {r.Commended, own.Commended},
			} {
				got, want := stage[0], stage[1]
				if got.Initiatives != want.Initiatives || got.Participants != want.Participants {
					s.Errorf("%s on %q: %d initiatives of %d participants, want %d of %d", name, on, got.Initiatives, got.Participants, want.Initiatives, want.Participants)
				}
				if name != "commended" && sum(got.ByUnit)+got.Divided != got.Initiatives {
					s.Errorf("%s on %q: %d by unit and %d divided are not %d", name, on, sum(got.ByUnit), got.Divided, got.Initiatives)
				}
				if on != "2025-03-01" && got.Divided > 0 != (on > "2025-06-30") && name == "registered" {
					s.Errorf("%s on %q: %d divided", name, on, got.Divided)
				}
			}
		}
		today := s.report("dvk-2022", "phuong-dong-da", "2026-11-22")
		thinhQuang := s.report("dvk-2022", "dong-da-thinh-quang", "")
		if today.Registered.Initiatives == 0 || today.Registered.Initiatives < thinhQuang.Registered.Initiatives || today.Registered.Partly == 0 {
			s.Errorf("Phường Đống Đa today: %d registered (Thịnh Quang had %d), %d partly", today.Registered.Initiatives, thinhQuang.Registered.Initiatives, today.Registered.Partly)
		}
		if own := s.report("dvk-2022", "phuong-dong-da", ""); own.Registered.Initiatives != 0 {
			s.Errorf("Phường Đống Đa had %d of 2022 on the maps of their days", own.Registered.Initiatives)
		}
	})
}

// TestAccessFollowsTheUnit: a new ward's staff reads what its unit wholly replaced,
// of split units what was handed over, and changes neither.
func TestAccessFollowsTheUnit(t *testing.T) {
	t.Parallel()
	each(t, func(s *site) {
		clerk, err := s.account("dangky")
		if err != nil {
			s.Fatal(err)
		}
		ward := s.unit("phuong-dong-da")
		i := slices.IndexFunc(clerk.Grants, func(g auth.Grant) bool { return g.UnitID == ward.ID })
		if i < 0 {
			s.Fatal("the example has no account in the ward")
		}
		clerk.Grants = clerk.Grants[i : i+1]
		whole, split := s.unit("dong-da-thinh-quang"), s.unit("dong-da-trung-liet")
		if !clerk.Reads(whole.Path) || clerk.Is(whole.Path, auth.Roles()...) {
			s.Errorf("Thịnh Quang: reads %v, works %v", clerk.Reads(whole.Path), clerk.Is(whole.Path, auth.Roles()...))
		}
		if clerk.Reads(split.Path) {
			s.Error("Trung Liệt was split, and its records may be read")
		}
		city := s.administrator("ha-noi")
		mine := s.initiatives(initiative.Filter{Under: []string{split.Path}, Registered: true, Limit: 3})
		if len(mine) < 3 {
			s.Fatalf("%d initiatives in Trung Liệt", len(mine))
		}
		before := s.report("dvk-2022", "phuong-dong-da", "2026-11-22")
		if n, err := s.app.Handovers.Share(s.Context(), city, split.ID, ward.ID, []string{mine[0].ID, mine[1].ID}); err != nil || n != 2 {
			s.Fatalf("%d %v", n, err)
		}
		after := s.report("dvk-2022", "phuong-dong-da", "2026-11-22")
		if after.Registered.Initiatives != before.Registered.Initiatives+2 || after.Registered.Partly != before.Registered.Partly-2 {
			s.Errorf("registered %d → %d, partly %d → %d", before.Registered.Initiatives, after.Registered.Initiatives, before.Registered.Partly, after.Registered.Partly)
		}
		if again := s.report("dvk-2022", "dong-da-trung-liet", ""); again.Registered.Initiatives == 0 {
			s.Error("the records left the map of their day")
		}
		clerk = s.reload(clerk)
		for n, want := range []bool{true, true, false} {
			if got := clerk.Reads(s.initiatives(initiative.Filter{IDs: []string{mine[n].ID}, Limit: 1})[0].UnitPath); got != want {
				s.Errorf("record %d: reads %v", n, got)
			}
		}
		if _, err := s.app.Handovers.Share(s.Context(), clerk, split.ID, ward.ID, []string{mine[2].ID}); err == nil {
			s.Error("a ward took records by itself")
		}
		if _, err := s.app.Handovers.Share(s.Context(), city, split.ID, split.ID, []string{mine[0].ID, mine[1].ID}); err != nil {
			s.Fatal(err)
		}
		if back := s.report("dvk-2022", "phuong-dong-da", "2026-11-22"); back.Registered.Partly != before.Registered.Partly {
			s.Errorf("taken back: %d partly, want %d", back.Registered.Partly, before.Registered.Partly)
		}
		s.view(func(ctx context.Context, tx *db.Tx) error {
			wrong, err := s.app.Initiatives.CheckTally(ctx, tx)
			if wrong > 0 {
				s.Errorf("%d wrong numbers in the tally", wrong)
			}
			return err
		})
	})
}

func (s *site) initiatives(f initiative.Filter) (all []initiative.Initiative) {
	s.Helper()
	s.view(func(ctx context.Context, tx *db.Tx) (err error) {
		all, err = s.app.Initiatives.List(ctx, tx, f)
		return err
	})
	return all
}

// account is the person who signs in with login, with all roles.
func (s *site) account(login string) (actor auth.Actor, err error) {
	err = s.app.DB.View(s.Context(), func(tx *db.Tx) error {
		a, err := auth.FindLogin(s.Context(), tx, login)
		actor = auth.Actor{AccountID: a.ID, Name: a.Name, Grants: a.Grants}
		return err
	})
	return actor, err
}

// reload reads the first role of actor anew.
func (s *site) reload(actor auth.Actor) auth.Actor {
	s.Helper()
	s.view(func(ctx context.Context, tx *db.Tx) error {
		a, err := auth.Find(ctx, tx, actor.AccountID)
		for _, g := range a.Grants {
			if g.ID == actor.Grants[0].ID {
				actor.Grants = []auth.Grant{g}
			}
		}
		return err
	})
	return actor
}
