package recognition

import (
	"context"
	"errors"
	"slices"

	"github.com/google/uuid"

	"kheo/internal/business/award"
	"kheo/internal/business/campaign"
	"kheo/internal/business/numberbook"
	"kheo/internal/business/org"
	"kheo/internal/business/signing"
	"kheo/internal/platform/clock"
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
	NextNumber string        // what the book would give a paper signed now; empty: not asked, or not known
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
		v, err = s.view(ctx, tx, actor, d)
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
		v, err = s.view(ctx, tx, auth.Actor{}, d)
		return err
	})
	return v, err
}

func (s *Service) view(ctx context.Context, tx *db.Tx, reader auth.Actor, d Decision) (v View, err error) {
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
	return v, s.viewMissing(ctx, tx, reader, &v)
}

func (s *Service) viewStanding(ctx context.Context, tx *db.Tx, v *View) (err error) {
	if v.States, err = s.LineStates(ctx, tx, v.ID); err != nil {
		return err
	}
	v.Amendments, err = s.Amendments(ctx, tx, v.ID)
	return err
}

func (s *Service) viewMissing(ctx context.Context, tx *db.Tx, reader auth.Actor, v *View) error {
	if v.State != Draft && v.State != Checked {
		return nil
	}
	if s.Numbers != nil && v.Number == "" && !v.DecidedOn.IsZero() {
		next, err := s.Numbers.Preview(ctx, tx, v.want())
		var refused fault.Refused
		if err != nil && !errors.As(err, &refused) {
			return err
		}
		v.NextNumber = next
	}
	err := s.Missing(ctx, tx, reader, v.Decision, v.Lines)
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
	Bases   []award.Basis
	Awards  []award.Award       // that may be given on the day; none: they are typed
	Powers  []signing.Power     // that may sign for the body on the day
	Held    []numberbook.Number // held back in the book of the body
	Books   bool                // numbers come from books
}

// Form lists what a drafter may choose from, for d when it is there already.
func (s *Service) Form(ctx context.Context, actor auth.Actor, d Decision) (f Form, err error) {
	err = s.db.View(ctx, func(tx *db.Tx) error {
		f = Form{Books: s.Numbers != nil}
		if err := s.offered(ctx, tx, d, &f); err != nil {
			return err
		}
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

// offered fills in what may be given, who may sign and which numbers are held back on
// the day of d, today when it has none.
func (s *Service) offered(ctx context.Context, tx *db.Tx, d Decision, f *Form) (err error) {
	if d.DecidedOn.IsZero() {
		d.DecidedOn = clock.DayOf(tx.Now)
	}
	if s.Awards != nil && !d.Kind.Amends() {
		if f.Awards, err = s.Awards.Awards(ctx, tx, d.DecidedOn, award.Act(d.Kind)); err != nil {
			return err
		}
	}
	if d.ID == "" {
		return nil
	}
	if s.Powers != nil {
		if f.Powers, err = s.Powers.Powers(ctx, tx, d.UnitID, d.Line, d.DecidedOn); err != nil {
			return err
		}
	}
	if s.Numbers != nil {
		f.Held, err = s.Numbers.Held(ctx, tx, d.want())
		var refused fault.Refused
		if errors.As(err, &refused) {
			err = nil // no book yet: signing will say what is missing
		}
	}
	return err
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
