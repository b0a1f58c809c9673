package org

import (
	"testing"

	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
	"kheo/internal/platform/db/dbtest"
	"kheo/internal/service/auth"
)

// BenchmarkAdministration opens the pages of administration among 14,000 units, for
// who administers the whole country and for who administers one province.
func BenchmarkAdministration(b *testing.B) {
	s, d := aCountry(b)
	ctx, today := b.Context(), clock.DayOf(dbtest.Moment)
	var units []Unit
	err := d.View(ctx, func(tx *db.Tx) (err error) {
		units, err = s.All(ctx, tx)
		return err
	})
	if err != nil {
		b.Fatal(err)
	}
	country := auth.Actor{AccountID: "019a0000-0000-7000-8000-0000000000aa", Name: "Lê Thị Đầu"}
	var province, ward Unit
	for _, u := range units {
		if u.ParentID == "" {
			country.Grants = append(country.Grants, auth.Grant{Role: auth.Administrator, UnitID: u.ID, UnitPath: u.Path, UnitName: u.Name})
		}
		if u.ParentID == "" && u.StandsOn(today) {
			province = u
		} else if u.ParentID == province.ID && province.ID != "" {
			ward = u
		}
	}
	one := country
	one.Grants = []auth.Grant{{Role: auth.Administrator, UnitID: province.ID, UnitPath: province.Path, UnitName: province.Name}}
	rename := Draft{On: today, Basis: "Nghị quyết thử", Changes: []Change{{Relation: Rename, Old: ward.ID, Name: "Phường Khác"}}}
	for name, who := range map[string]auth.Actor{"country": country, "province": one} {
		run := func(what string, do func() error) { b.Run(what+"/"+name, func(b *testing.B) { measure(b, do) }) }
		run("top", func() error {
			_, err := s.Level(ctx, who, TreeFilter{Day: today, Tree: Administrative, Limit: 51})
			return err
		})
		run("below", func() error {
			_, err := s.Level(ctx, who, TreeFilter{Day: today, Tree: Administrative, Above: province.ID, Limit: 51})
			return err
		})
		run("party", func() error {
			_, err := s.Level(ctx, who, TreeFilter{Day: today, Tree: PartyTree, Limit: 51})
			return err
		})
		run("find", func() error {
			_, err := s.Find(ctx, who, "kim lien", today, 50)
			return err
		})
		run("story", func() error {
			_, err := s.Story(ctx, who, province.ID, 20)
			return err
		})
		run("events", func() error {
			_, err := s.Events(ctx, who, EventFilter{Limit: 51})
			return err
		})
		run("preview", func() error {
			_, err := s.Preview(ctx, who, rename)
			return err
		})
	}
}
