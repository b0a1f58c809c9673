package recognition

import (
	"context"
	"errors"
	"slices"

	"github.com/google/uuid"

	"kheo/internal/business/campaign"
	"kheo/internal/business/org"
	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
	"kheo/internal/service/auth"
	"kheo/internal/service/docgen"
)

// View is a decision with everything that its page shows.
type View struct {
	Decision
	Lines      []Line
	States     map[string]Standing // of the lines, once issued
	Season     campaign.Season
	Unit       org.Unit
	Root       Decision   // that an amendment changes; zero otherwise
	Amendments []Decision // issued ones that change this decision
	Fields     map[string]string
	Paper      docgen.Document
	Missing    fault.Invalid // what keeps a draft from being signed
	Refused    string        // why a draft cannot be signed at all
}

// View shows a decision to somebody who may see it.
func (s *Service) View(ctx context.Context, actor auth.Actor, id string) (v View, err error) {
	err = s.db.View(ctx, func(tx *db.Tx) error {
		d, err := s.seen(ctx, tx, actor, id)
		if err != nil {
			return err
		}
		v, err = s.view(ctx, tx, d)
		return err
	})
	return v, err
}

// PublicView shows an issued decision to everybody.
func (s *Service) PublicView(ctx context.Context, code string) (v View, err error) {
	err = s.db.View(ctx, func(tx *db.Tx) error {
		d, err := s.ByCode(ctx, tx, code)
		if err != nil {
			return err
		}
		v, err = s.view(ctx, tx, d)
		return err
	})
	return v, err
}

func (s *Service) view(ctx context.Context, tx *db.Tx, d Decision) (v View, err error) {
	v.Decision = d
	if v.Lines, err = linesOf(ctx, tx, d.ID); err != nil {
		return v, err
	}
	if v.Season, err = s.campaigns.Season(ctx, tx, d.SeasonID); err != nil {
		return v, err
	}
	if v.Unit, err = s.units.Unit(ctx, tx, d.UnitID); err != nil {
		return v, err
	}
	if d.Kind.Amends() {
		if v.Root, err = s.Decision(ctx, tx, d.AmendsID); err != nil {
			return v, err
		}
	}
	fields, err := s.campaigns.Fields(ctx, tx)
	if err != nil {
		return v, err
	}
	v.Fields = map[string]string{}
	for _, f := range fields {
		v.Fields[f.ID] = f.Name
	}
	if v.Paper, err = s.Document(ctx, tx, d, v.Lines); err != nil {
		return v, err
	}
	if d.State == Issued {
		return v, s.viewStanding(ctx, tx, &v)
	}
	return v, s.viewMissing(ctx, tx, &v)
}

func (s *Service) viewStanding(ctx context.Context, tx *db.Tx, v *View) (err error) {
	if v.States, err = s.LineStates(ctx, tx, v.ID); err != nil {
		return err
	}
	v.Amendments, err = s.Amendments(ctx, tx, v.ID)
	return err
}

func (s *Service) viewMissing(ctx context.Context, tx *db.Tx, v *View) error {
	if v.State != Draft {
		return nil
	}
	err := s.Missing(ctx, tx, v.Decision, v.Lines)
	var refused fault.Refused
	if errors.As(err, &refused) {
		v.Refused = refused.Reason.String()
		return nil
	}
	if errors.As(err, &v.Missing) {
		return nil
	}
	return err
}

// Listing is a page of a list of decisions, of the season of that code when one is
// given, with the seasons to choose from. An unknown code finds nothing.
func (s *Service) Listing(ctx context.Context, season string, f Filter) (rows []Decision, seasons []campaign.Season, err error) {
	err = s.db.View(ctx, func(tx *db.Tx) error {
		rows = nil
		if seasons, err = s.campaigns.Seasons(ctx, tx); err != nil {
			return err
		}
		if season != "" {
			i := slices.IndexFunc(seasons, func(c campaign.Season) bool { return c.Code == season })
			if i < 0 {
				return nil
			}
			f.SeasonID = seasons[i].ID
		}
		rows, err = s.List(ctx, tx, f)
		return err
	})
	return rows, seasons, err
}

// Form is what the form of a new decision offers.
type Form struct {
	Seasons []campaign.Season
	Bodies  []org.Unit // that may decide and for which the drafter writes
	Bases   []Basis
}

// Form lists what a drafter may choose from.
func (s *Service) Form(ctx context.Context, actor auth.Actor) (f Form, err error) {
	err = s.db.View(ctx, func(tx *db.Tx) error {
		f = Form{}
		if f.Seasons, err = s.campaigns.Seasons(ctx, tx); err != nil {
			return err
		}
		if f.Bases, err = s.Bases(ctx, tx); err != nil {
			return err
		}
		for _, path := range actor.Paths(auth.Appraiser, auth.Publisher) {
			units, err := s.units.Under(ctx, tx, path)
			if err != nil {
				return err
			}
			for _, u := range units {
				if u.Path == path || decides(u.Type) {
					f.Bodies = append(f.Bodies, u)
				}
			}
		}
		return nil
	})
	return f, err
}

// decides reports whether units of type t take decisions of their own.
func decides(t org.Type) bool {
	switch t {
	case "party_committee", "peoples_committee", "front_committee":
		return true
	}
	return false
}

// like gives a new draft the letterhead and signers of the body's last decision.
func (s *Service) like(ctx context.Context, in Input) (Input, error) {
	if uuid.Validate(in.UnitID) != nil {
		return in, nil // Draft says so
	}
	err := s.db.View(ctx, func(tx *db.Tx) error {
		d, err := s.last(ctx, tx, in.UnitID)
		if err != nil || d.ID == "" {
			return err
		}
		old := d.input("")
		in.Letterhead, in.SignAs, in.Signer, in.Place, in.Line = old.Letterhead, old.SignAs, old.Signer, old.Place, old.Line
		if in.Level == "" {
			in.Level = old.Level
		}
		return nil
	})
	return in, err
}
