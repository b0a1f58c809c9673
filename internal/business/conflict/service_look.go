package conflict

import (
	"context"

	"kheo/internal/business/campaign"
	"kheo/internal/business/initiative"
	"kheo/internal/business/org"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
	"kheo/internal/service/auth"
)

// bench is everything that is compared: the dossiers of a season, or one of them,
// and the ground on which people and dossiers stand.
type bench struct {
	season    campaign.Season
	ground    Ground
	dossiers  []Dossier
	posts     map[string][]Post // offices, by account
	interests map[string]Interest
}

// bench gathers what is known of one initiative.
func (s *Service) bench(ctx context.Context, tx *db.Tx, initiativeID string) (b bench, err error) {
	i, err := s.initiatives.Find(ctx, tx, initiativeID)
	if err != nil {
		return b, err
	}
	if b, err = s.grounds(ctx, tx, i.SeasonID); err != nil {
		return b, err
	}
	hands, err := s.initiatives.Hands(ctx, tx, i.SeasonID, i.ID)
	if err != nil {
		return b, err
	}
	unit, err := s.units.Unit(ctx, tx, i.UnitID)
	if err != nil {
		return b, err
	}
	b.dossiers = []Dossier{dossierOf(i, unit.Name, hands[i.ID])}
	b.interests, err = interests(ctx, tx, i.SeasonID, i.ID)
	return b, err
}

// wholeBench gathers what is known of the cases of a season that are under review.
func (s *Service) wholeBench(ctx context.Context, tx *db.Tx, seasonID string, paths []string) (b bench, err error) {
	if b, err = s.grounds(ctx, tx, seasonID); err != nil {
		return b, err
	}
	hands, err := s.initiatives.Hands(ctx, tx, seasonID, "")
	if err != nil {
		return b, err
	}
	var all []initiative.Initiative
	f := initiative.Filter{SeasonID: seasonID, Paths: paths, States: []initiative.State{initiative.UnderReview}}
	err = s.initiatives.Each(ctx, tx, f, func(i initiative.Initiative) error {
		i.Content = initiative.Content{Title: i.Title} // the rest is long
		all = append(all, i)
		return nil
	})
	if err != nil {
		return b, err
	}
	names := map[string]string{}
	for _, i := range all {
		if _, known := names[i.UnitID]; !known {
			unit, err := s.units.Unit(ctx, tx, i.UnitID)
			if err != nil {
				return b, err
			}
			names[i.UnitID] = unit.Name
		}
		b.dossiers = append(b.dossiers, dossierOf(i, names[i.UnitID], hands[i.ID]))
	}
	b.interests, err = interests(ctx, tx, seasonID, "")
	return b, err
}

func dossierOf(i initiative.Initiative, unitName string, hands map[string][]initiative.Hand) Dossier {
	return Dossier{
		ID: i.ID, Code: i.Code, Title: i.Title, SeasonID: i.SeasonID, UnitID: i.UnitID, UnitPath: i.UnitPath, UnitName: unitName,
		ParticipantKind: i.ParticipantKind, ParticipantName: i.ParticipantName, Contact: i.Contact, Hands: hands,
	}
}

// grounds gathers season, trees and offices.
func (s *Service) grounds(ctx context.Context, tx *db.Tx, seasonID string) (b bench, err error) {
	if b.season, err = s.campaigns.Season(ctx, tx, seasonID); err != nil {
		return b, err
	}
	day := clock.DayOf(tx.Now)
	b.ground = Ground{SeasonUnitID: b.season.UnitID, SeasonPath: b.season.UnitPath}
	if b.ground.Lines, err = s.units.Lines(ctx, tx, day); err != nil {
		return b, err
	}
	held, err := s.units.PostsHeld(ctx, tx, day)
	if err != nil {
		return b, err
	}
	b.posts = map[string][]Post{}
	known := map[string]org.Unit{}
	for _, p := range held {
		if _, ok := known[p.UnitID]; !ok {
			if known[p.UnitID], err = s.units.Unit(ctx, tx, p.UnitID); err != nil {
				return b, err
			}
		}
		u := known[p.UnitID]
		b.posts[p.AccountID] = append(b.posts[p.AccountID], Post{UnitID: u.ID, UnitPath: u.Path, UnitName: u.Name, Title: p.Title})
	}
	return b, nil
}

// person is an account with the offices and roles that it holds.
func (b bench) person(a auth.Account) Person {
	p := Person{AccountID: a.ID, Name: a.Name, Posts: append([]Post{}, b.posts[a.ID]...)}
	for _, g := range a.Grants {
		p.Posts = append(p.Posts, Post{UnitID: g.UnitID, UnitPath: g.UnitPath, UnitName: g.UnitName, Role: g.Role})
	}
	return p
}

// look compares a person and a dossier.
func (b bench) look(p Person, d Dossier) Finding {
	f := Finding{Person: p, Dossier: d, Reasons: b.ground.Reasons(p, d), Interest: b.interests[d.ID+"."+p.AccountID]}
	if f.Person.Name == "" {
		f.Person.Name = f.Interest.Account
	}
	return f
}
