package conflict

import (
	"context"
	"errors"

	"github.com/google/uuid"

	"kheo/internal/business/campaign"
	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
	"kheo/internal/service/audit"
	"kheo/internal/service/auth"
)

// Service is everything that can be done with conflicts of interest.
type Service struct {
	// Followers are told of everything that is settled in the transaction that does
	// it; set before the first use.
	Followers []Follower

	db          *db.DB
	units       Units
	campaigns   Campaigns
	initiatives Initiatives
}

// New makes the service.
func New(d *db.DB, units Units, campaigns Campaigns, initiatives Initiatives) *Service {
	return &Service{db: d, units: units, campaigns: campaigns, initiatives: initiatives}
}

// Settle confirms or dismisses what is between an account and an initiative.
// Sending the same input twice changes nothing more; settling again with the
// newest version changes the word. fault.NotFound where there is nothing between
// the two.
func (s *Service) Settle(ctx context.Context, actor auth.Actor, initiativeID, accountID string, in SettleInput) (f Finding, err error) {
	err = s.db.Update(ctx, func(tx *db.Tx) error {
		var season campaign.Season
		if f, season, err = s.finding(ctx, tx, initiativeID, accountID); err != nil {
			return err
		}
		switch {
		case !actor.Reads(f.Dossier.UnitPath) || !seesAll(actor, season) && accountID != actor.AccountID:
			return fault.NotFound
		case !maySettle(actor, season):
			return fault.Forbidden
		case !f.Any():
			return fault.NotFound
		}
		if err := in.check(); err != nil {
			return err
		}
		if in.State == Dismissed && !mayDismiss(actor, accountID) {
			return fault.Refuse("Không ai tự bỏ qua xung đột lợi ích của chính mình. Xin nhờ người khác xem xét.")
		}
		if f.Interest.State == in.State && f.Interest.Note == in.Note {
			return nil
		}
		if f.Interest.Version != in.Version {
			return fault.Conflict
		}
		act := "conflict.dismissed"
		if in.State == Confirmed {
			act = "conflict.confirmed"
		}
		return s.keep(ctx, tx, actor, &f, Interest{State: in.State, Note: in.Note, Declared: f.Interest.Declared}, act)
	})
	return f, err
}

// Declare says that the actor will not judge an initiative; it counts at once.
func (s *Service) Declare(ctx context.Context, actor auth.Actor, initiativeID string, in DeclareInput) (f Finding, err error) {
	err = s.db.Update(ctx, func(tx *db.Tx) error {
		if f, _, err = s.finding(ctx, tx, initiativeID, actor.AccountID); err != nil {
			return err
		}
		switch {
		case !actor.Reads(f.Dossier.UnitPath):
			return fault.NotFound
		case !mayDeclare(actor, f.Dossier):
			return fault.Forbidden
		}
		if err := in.check(); err != nil {
			return err
		}
		if f.Interest.State == Confirmed {
			return nil
		}
		return s.keep(ctx, tx, actor, &f, Interest{State: Confirmed, Note: in.Note, Declared: true}, "conflict.declared")
	})
	return f, err
}

// keep stores what was settled of f in the place of what is there.
func (s *Service) keep(ctx context.Context, tx *db.Tx, actor auth.Actor, f *Finding, x Interest, act string) error {
	before := f.Interest
	x.ID, x.InitiativeID, x.SeasonID = before.ID, f.Dossier.ID, f.Dossier.SeasonID
	x.AccountID, x.Account, x.Reasons = f.Person.AccountID, f.Person.Name, f.sentences()
	x.SettledByID, x.SettledBy, x.SettledAt, x.Version = actor.AccountID, actor.Name, tx.Now, before.Version
	var err error
	if before.ID == "" {
		x.ID = uuid.Must(uuid.NewV7()).String()
		err = insertInterest(ctx, tx, x)
	} else {
		err = updateInterest(ctx, tx, x)
	}
	if err != nil {
		return err
	}
	x.Version++
	f.Interest = x
	for _, follower := range s.Followers {
		if err := follower.Settled(ctx, tx, x); err != nil {
			return err
		}
	}
	a := audit.Act{Name: act, Kind: "initiative", ObjectID: f.Dossier.ID, Title: f.Dossier.Title, UnitPath: f.Dossier.UnitPath, After: x.trail()}
	if before.ID != "" {
		a.Before = before.trail()
	}
	return audit.Record(ctx, tx, actor, a)
}

// trail is what the audit trail keeps of x.
func (x Interest) trail() map[string]any {
	return map[string]any{"person": x.Account, "conflict": x.State, "declared": x.Declared, "grounds": x.Reasons, "note": x.Note}
}

// finding looks at one account and one initiative.
func (s *Service) finding(ctx context.Context, tx *db.Tx, initiativeID, accountID string) (f Finding, season campaign.Season, err error) {
	if uuid.Validate(initiativeID) != nil || uuid.Validate(accountID) != nil {
		return f, season, fault.NotFound
	}
	b, err := s.bench(ctx, tx, initiativeID)
	if err != nil {
		return f, b.season, err
	}
	a, err := auth.Find(ctx, tx, accountID)
	if err != nil && !errors.Is(err, fault.NotFound) {
		return f, b.season, err
	}
	if errors.Is(err, fault.NotFound) {
		a.ID = accountID
	}
	f = b.look(b.person(a), b.dossiers[0])
	return f, b.season, nil
}
