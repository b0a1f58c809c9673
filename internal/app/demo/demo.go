// Package demo makes a living example: the season of 2022 of Đống Đa with the
// totals that its article published, an empty one of 2023, and one of 2026 in
// the middle of its life. Names of people are made up.
package demo

import (
	"context"
	"errors"
	"time"

	"kheo/internal/business/assignment"
	"kheo/internal/business/bonus"
	"kheo/internal/business/campaign"
	"kheo/internal/business/certificate"
	"kheo/internal/business/council"
	"kheo/internal/business/dossier"
	"kheo/internal/business/initiative"
	"kheo/internal/business/inspection"
	"kheo/internal/business/intake"
	"kheo/internal/business/numberbook"
	"kheo/internal/business/org"
	"kheo/internal/business/recognition"
	"kheo/internal/business/review"
	"kheo/internal/business/scoresheet"
	"kheo/internal/business/signing"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
	"kheo/internal/service/auth"
	"kheo/internal/service/files"
)

// Modules are what the example is made with.
type Modules struct {
	DB           *db.DB
	Org          *org.Service
	Numbers      *numberbook.Service
	Signing      *signing.Service
	Campaigns    *campaign.Service
	Initiatives  *initiative.Service
	Intake       *intake.Service
	Inspections  *inspection.Service
	Review       *review.Service
	Assignments  *assignment.Service
	ScoreSheets  *scoresheet.Service
	Councils     *council.Service
	Recognition  *recognition.Service
	Bonuses      *bonus.Service
	Dossiers     *dossier.Service
	Certificates *certificate.Service
	Files        *files.Store
}

// criteriaSet is the sample set of the catalogue.
const criteriaSet = "0190a000-0000-7000-8000-000000000041"

// maker makes the example at the dates on which things happened.
type maker struct {
	Modules
	units  map[string]org.Unit
	actors map[string]auth.Actor
	rnd    *dice
}

// Fill makes the example, unless it is there already: what was done in it stays.
func Fill(ctx context.Context, m Modules) error {
	there := false
	err := m.DB.View(ctx, func(tx *db.Tx) error {
		_, err := m.Campaigns.SeasonByCode(ctx, tx, "dvk-2026")
		there = err == nil
		if errors.Is(err, fault.NotFound) {
			return nil
		}
		return err
	})
	if err != nil || there {
		return err
	}
	now := m.DB.Now
	defer func() { m.DB.Now = now }()
	x := &maker{Modules: m, units: map[string]org.Unit{}, actors: map[string]auth.Actor{}, rnd: newDice(2022)}
	for _, step := range []func(context.Context) error{x.found, x.people, x.office, x.season2022, x.papers2022, x.season2023, x.season2026, x.review2026} {
		if err := step(ctx); err != nil {
			return err
		}
	}
	return nil
}

// at sets the clock to a quarter past nine of a day in Viet Nam.
func (x *maker) at(day string) {
	t := clock.Must(day).Time().Add(2*time.Hour + 15*time.Minute)
	x.DB.Now = func() time.Time { return t }
}

// people makes accounts.
func (x *maker) people(ctx context.Context) error {
	x.at("2022-01-10")
	hash, err := auth.Hash(Password)
	if err != nil {
		return err
	}
	return x.DB.Update(ctx, func(tx *db.Tx) error {
		for _, a := range people {
			if err := x.account(ctx, tx, a, hash); err != nil {
				return err
			}
		}
		return nil
	})
}

func (x *maker) account(ctx context.Context, tx *db.Tx, p person, hash string) error {
	account, err := auth.Create(ctx, tx, auth.NewAccount{Login: p.login, Name: p.name}, hash)
	if err != nil {
		return err
	}
	actor := auth.Actor{AccountID: account.ID, Name: account.Name}
	units := p.units
	if p.writesFor != "" {
		units = append(units, p.writesFor)
	}
	for _, code := range units {
		u := x.units[code]
		g := auth.Grant{Role: p.role, UnitID: u.ID, UnitPath: u.Path, UnitName: u.Name}
		if code == p.writesFor {
			g.Role = auth.Registrar
		}
		if err := auth.Give(ctx, tx, account.ID, g); err != nil {
			return err
		}
		actor.Grants = append(actor.Grants, g)
	}
	x.actors[p.login] = actor
	return nil
}

// season makes a season; later dates are kept with it.
func (x *maker) season(ctx context.Context, in campaign.SeasonInput, unit string) error {
	in.UnitID, in.CriteriaSetID = x.units[unit].ID, criteriaSet
	return x.DB.Update(ctx, func(tx *db.Tx) error {
		_, err := x.Campaigns.Found(ctx, tx, x.actors["congbo"], in)
		return err
	})
}

// change gives a season another state.
func (x *maker) close(ctx context.Context, code string) error {
	var s campaign.Season
	err := x.DB.View(ctx, func(tx *db.Tx) (err error) {
		s, err = x.Campaigns.SeasonByCode(ctx, tx, code)
		return err
	})
	if err != nil {
		return err
	}
	_, err = x.Campaigns.Change(ctx, x.actors["congbo"], code, campaign.SeasonInput{
		Name: s.Name, Year: s.Year, CriteriaSetID: s.CriteriaSetID, State: campaign.Closed, LaunchedOn: s.LaunchedOn, LaunchDocument: s.LaunchDocument,
		RegisterBy: s.RegisterBy, ReportBy: s.ReportBy, ScoreBy: s.ScoreBy, DecideBy: s.DecideBy, Version: s.Version,
	})
	return err
}

func (x *maker) season2023(ctx context.Context) error {
	x.at("2023-02-20")
	return x.season(ctx, campaign.SeasonInput{
		Code: "dvk-2023", Name: "Mùa 2023, quận Đống Đa", Year: 2023, State: campaign.Open,
		LaunchedOn: clock.Must("2023-02-20"), LaunchDocument: "Công văn triển khai phong trào năm 2023 (ví dụ)",
		RegisterBy: clock.Must("2023-04-30"), ReportBy: clock.Must("2023-09-15"), ScoreBy: clock.Must("2023-09-30"), DecideBy: clock.Must("2023-10-12"),
	}, "quan-dong-da")
}
