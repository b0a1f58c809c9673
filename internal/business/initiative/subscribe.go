package initiative

import (
	"context"
	"crypto/rand"
	"errors"
	"iter"

	"github.com/google/uuid"

	"kheo/internal/business/campaign"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/code"
	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
	"kheo/internal/service/auth"
	"kheo/internal/service/files"
)

// Decide records what was decided of an initiative, in the transaction of the
// decision that says so. The module that decides has asked for permission.
func (s *Service) Decide(ctx context.Context, tx *db.Tx, actor auth.Actor, id string, recognised bool, reason string) error {
	i, err := find(ctx, tx, id)
	if err != nil {
		return err
	}
	to := NotRecognised
	if recognised {
		to = Recognised
	}
	if i.State == to {
		return nil
	}
	return s.moveTo(ctx, tx, actor, &i, reason, func(i *Initiative) error { return i.move(to, tx.Now) })
}

// Reopen puts a recognised initiative back under review when its decision is revoked.
func (s *Service) Reopen(ctx context.Context, tx *db.Tx, actor auth.Actor, id, reason string) error {
	i, err := find(ctx, tx, id)
	if err != nil {
		return err
	}
	return s.moveTo(ctx, tx, actor, &i, reason, func(i *Initiative) error { return i.move(UnderReview, tx.Now) })
}

// SendBackFromReview returns the report of an initiative under review with what is
// missing and until when; the registrant hands it in again. The review has asked for
// permission.
func (s *Service) SendBackFromReview(ctx context.Context, tx *db.Tx, actor auth.Actor, id string, in Return) error {
	i, err := find(ctx, tx, id)
	if err != nil {
		return err
	}
	if i.State != UnderReview {
		return fault.Refuse("Hồ sơ đang ở bước “%s” nên chưa làm được việc này.", i.State.Label())
	}
	return s.moveTo(ctx, tx, actor, &i, in.Reason, func(i *Initiative) error {
		return i.sendBack(in.Reason, in.DueOn, clock.DayOf(tx.Now), tx.Now)
	})
}

// Advance takes an initiative through states without asking people: for examples
// and for lists of seasons that are long over.
func (s *Service) Advance(ctx context.Context, tx *db.Tx, actor auth.Actor, id string, states ...State) error {
	i, err := find(ctx, tx, id)
	if err != nil {
		return err
	}
	for _, to := range states {
		if err := s.moveTo(ctx, tx, actor, &i, "", func(i *Initiative) error { return i.move(to, tx.Now) }); err != nil {
			return err
		}
	}
	return nil
}

// EnterProgress writes a note without asking people, like Advance.
func (s *Service) EnterProgress(ctx context.Context, tx *db.Tx, actor auth.Actor, id string, in ProgressInput) error {
	i, err := find(ctx, tx, id)
	if err != nil {
		return err
	}
	p, err := newProgress(in, i, actor.Name, tx.Now)
	if err != nil {
		return err
	}
	return insertProgress(ctx, tx, p, actor.AccountID)
}

// EnterEvidence attaches a received file without asking people, like Advance.
func (s *Service) EnterEvidence(ctx context.Context, tx *db.Tx, actor auth.Actor, id string, in EvidenceInput, received files.Received) error {
	f, err := s.files.Save(ctx, tx, received, tx.Now)
	if err != nil {
		return err
	}
	e := Evidence{
		ID: uuid.Must(uuid.NewV7()).String(), InitiativeID: id, Step: in.Step, Caption: in.Caption, Public: in.Public, At: tx.Now, FileID: f.ID,
	}
	return insertEvidence(ctx, tx, e, actor.AccountID)
}

// EnterIndicators sets the table of indicators without asking people.
func (s *Service) EnterIndicators(ctx context.Context, tx *db.Tx, id string, in []IndicatorInput) error {
	all, err := newIndicators(in)
	if err != nil {
		return err
	}
	for _, x := range all {
		if err := insertIndicator(ctx, tx, id, x); err != nil {
			return err
		}
	}
	return nil
}

// Registered saves what was registered on a list and is understood already: each
// as submitted, with the first event of its life and its words for searching, and
// all of them in the tally. Of an initiative of the list only unit, participant,
// kind, field, content, start, contact and note are read; the first error of the
// list ends it. What the season already has is an error that IsTaken knows. The
// module that reads lists has asked for permission and keeps the trail.
func (s *Service) Registered(ctx context.Context, tx *db.Tx, actor auth.Actor, season campaign.Season, list iter.Seq2[Initiative, error]) error {
	groups := map[string]*group{}
	for i, err := range list {
		if err != nil {
			return err
		}
		i.ID, i.Code, i.Version = uuid.Must(uuid.NewV7()).String(), code.New(codePrefix, rand.Reader), 1
		i.SeasonID, i.State, i.DueOn = season.ID, Submitted, season.ScoreBy
		i.CreatedBy, i.CreatedAt, i.ChangedAt, i.SubmittedAt = actor.AccountID, tx.Now, tx.Now, tx.Now
		if err := insert(ctx, tx, i); err != nil {
			return err
		}
		begun := Event{At: tx.Now, Account: actor.Name, To: Submitted, DueOn: i.DueOn}
		if err := insertEvent(ctx, tx, uuid.Must(uuid.NewV7()).String(), i.ID, begun); err != nil {
			return err
		}
		addTo(groups, i)
	}
	for _, g := range groups {
		if err := count(ctx, tx, g.like, g.n); err != nil {
			return err
		}
	}
	return nil
}

// group counts initiatives that stand at the same place of the tally.
type group struct {
	like Initiative
	n    int
}

func addTo(groups map[string]*group, i Initiative) {
	key := i.UnitID + i.FieldID + string(i.ParticipantKind)
	if groups[key] == nil {
		groups[key] = &group{like: i}
	}
	groups[key].n++
}

// IsTaken reports whether err says that the participant already has an initiative
// of this title in the season.
func IsTaken(err error) bool {
	var v fault.Invalid
	return errors.As(err, &v) && v["title"].Sentence == errTaken["title"].Sentence
}
