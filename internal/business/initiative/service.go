package initiative

import (
	"context"
	"crypto/rand"
	"errors"

	"github.com/google/uuid"

	"kheo/internal/business/participant"
	"kheo/internal/platform/code"
	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
	"kheo/internal/service/audit"
	"kheo/internal/service/auth"
	"kheo/internal/service/files"
	"kheo/internal/service/search"
)

// Service is everything that can be done with initiatives.
type Service struct {
	// Sources are other modules that have work for people; set before the first use.
	Sources []TaskSource
	// Followers are told of every move in the transaction that makes it; set
	// before the first use.
	Followers []Follower
	// Visits tells what was seen on the spot; set before the first use, or nil.
	Visits Visitors
	// Chapters tell more of an initiative's way; set before the first use.
	Chapters []Chapter
	// Reasons tells where a result is explained; set before the first use, or nil.
	Reasons Reasons

	db           *db.DB
	units        Units
	campaigns    Campaigns
	participants Participants
	files        *files.Store
}

// New makes the service.
func New(d *db.DB, units Units, campaigns Campaigns, participants Participants, store *files.Store) *Service {
	return &Service{db: d, units: units, campaigns: campaigns, participants: participants, files: store}
}

const codePrefix = "MH"

// Save keeps a draft or a returned registration as it is typed, complete or not.
// A new id makes a new draft; sending the same input twice makes one.
func (s *Service) Save(ctx context.Context, actor auth.Actor, in Registration) (i Initiative, err error) {
	err = s.db.Update(ctx, func(tx *db.Tx) error {
		i, err = s.save(ctx, tx, actor, in)
		return err
	})
	return i, err
}

// Submit saves in and sends it to the appraisers. Sending what is already sent
// changes nothing.
func (s *Service) Submit(ctx context.Context, actor auth.Actor, in Registration) (i Initiative, err error) {
	err = s.db.Update(ctx, func(tx *db.Tx) error {
		if sent, err := find(ctx, tx, in.ID); err == nil && sent.State == Submitted && mayRegister(actor, sent.UnitPath) {
			i = sent
			return nil
		}
		if i, err = s.save(ctx, tx, actor, in); err != nil {
			return err
		}
		if err := i.complete(); err != nil {
			return err
		}
		season, err := s.campaigns.Season(ctx, tx, i.SeasonID)
		if err != nil {
			return err
		}
		p, made, err := s.participants.Ensure(ctx, tx, i.ParticipantKind, i.ParticipantName, participant.Unit{ID: i.UnitID, Path: i.UnitPath})
		if err != nil {
			return err
		}
		if made {
			if err := s.participants.Resolve(ctx, tx, actor, p, in.SameAs); err != nil {
				return err
			}
		}
		i.ParticipantID = p.ID
		return s.moveTo(ctx, tx, actor, &i, "", func(i *Initiative) error {
			if err := i.move(Submitted, tx.Now); err != nil {
				return err
			}
			i.DueOn = season.ScoreBy
			return nil
		})
	})
	return i, err
}

func (s *Service) save(ctx context.Context, tx *db.Tx, actor auth.Actor, in Registration) (Initiative, error) {
	before, err := find(ctx, tx, in.ID)
	if errors.Is(err, fault.NotFound) {
		return s.begin(ctx, tx, actor, in)
	}
	if err != nil {
		return before, err
	}
	if !maySee(actor, before) {
		return before, fault.NotFound
	}
	if !mayRegister(actor, before.UnitPath) {
		return before, fault.Forbidden
	}
	if !mayWrite(actor, before) {
		return before, errSent
	}
	if err := s.takeUp(ctx, tx, actor, before, in.Version); err != nil {
		return before, err
	}
	if err := s.open(ctx, tx, before.SeasonID); err != nil {
		return before, err
	}
	after, err := before.with(in)
	if err != nil {
		return after, err
	}
	if in.UnitID != "" && in.UnitID != before.UnitID {
		if err := s.place(ctx, tx, actor, &after, in.UnitID); err != nil {
			return after, err
		}
	}
	if before.State.Registered() {
		after = after.keepPlace(before)
		if err := errors.Join(count(ctx, tx, before, -1), count(ctx, tx, after, 1)); err != nil {
			return after, err
		}
	}
	if err := update(ctx, tx, after); err != nil {
		return after, err
	}
	after.Version++
	if before.State == Draft {
		return after, nil // a draft is saved with every pause in typing; its life in the trail begins when it is sent
	}
	return after, audit.Record(ctx, tx, actor, audit.Act{
		Name: "initiative.edited", Kind: "initiative", ObjectID: after.ID, Title: after.Title, UnitPath: after.UnitPath,
		Before: before.Content, After: after.Content,
	})
}

// takeUp lets actor write on what was version when it was opened. Saving by itself
// raises the version without the page knowing, so who wrote last may go on; anybody
// else must have seen the newest version, and the history says who took over.
func (s *Service) takeUp(ctx context.Context, tx *db.Tx, actor auth.Actor, i Initiative, version int64) error {
	last, err := lastAccount(ctx, tx, i.ID)
	if err != nil || last == actor.Name {
		return err
	}
	if version != i.Version {
		return fault.Conflict
	}
	return insertEvent(ctx, tx, uuid.Must(uuid.NewV7()).String(), i.ID,
		Event{At: tx.Now, Account: actor.Name, From: i.State, To: i.State, DueOn: i.DueOn})
}

// begin makes a new draft.
func (s *Service) begin(ctx context.Context, tx *db.Tx, actor auth.Actor, in Registration) (i Initiative, err error) {
	season, err := s.campaigns.NamedSeason(ctx, tx, "season", in.Season)
	if err != nil {
		return i, err
	}
	if i, err = newDraft(in, season.ID, "", "", code.New(codePrefix, rand.Reader), actor.AccountID, tx.Now); err != nil {
		return i, err
	}
	if err := s.place(ctx, tx, actor, &i, in.UnitID); err != nil {
		return i, err
	}
	if err := season.Accepts(); err != nil {
		return i, err
	}
	i.DueOn = season.RegisterBy
	if err := insert(ctx, tx, i); err != nil {
		return i, err
	}
	return i, s.record(ctx, tx, actor, Initiative{}, i, "initiative.begun", "")
}

var errSent = fault.Refuse("Hồ sơ này đã gửi đi, không sửa được nữa. Nếu cần sửa, xin báo thẩm định viên trả lại.")

var errUnit = fault.Invalid{"unit": fault.Say("Chọn một đơn vị mà bạn được giao đăng ký.")}

// place puts i into a unit where the actor may register.
func (s *Service) place(ctx context.Context, tx *db.Tx, actor auth.Actor, i *Initiative, unitID string) error {
	if uuid.Validate(unitID) != nil {
		return errUnit
	}
	unit, err := s.units.Unit(ctx, tx, unitID)
	if errors.Is(err, fault.NotFound) || err == nil && !mayRegister(actor, unit.Path) {
		return errUnit
	}
	i.UnitID, i.UnitPath = unit.ID, unit.Path
	return err
}

func (s *Service) open(ctx context.Context, tx *db.Tx, seasonID string) error {
	season, err := s.campaigns.Season(ctx, tx, seasonID)
	if err != nil {
		return err
	}
	return season.Accepts()
}

// Discard throws a draft away.
func (s *Service) Discard(ctx context.Context, actor auth.Actor, id string) error {
	return s.db.Update(ctx, func(tx *db.Tx) error {
		i, err := find(ctx, tx, id)
		if err != nil {
			return err
		}
		if !maySee(actor, i) {
			return fault.NotFound
		}
		if !mayRegister(actor, i.UnitPath) {
			return fault.Forbidden
		}
		if !mayDiscard(actor, i) {
			return fault.Refuse("Chỉ bỏ được bản nháp chưa gửi.")
		}
		err = errors.Join(
			db.Exec(ctx, tx, `DELETE FROM initiative_theme WHERE initiative_id = $1`, id),
			db.Exec(ctx, tx, `DELETE FROM initiative_event WHERE initiative_id = $1`, id),
			db.Exec(ctx, tx, `DELETE FROM initiative_indicator WHERE initiative_id = $1`, id),
			db.Exec(ctx, tx, `DELETE FROM initiative_initiative WHERE id = $1`, id),
			search.Drop(ctx, tx, id))
		if err != nil {
			return err
		}
		return s.record(ctx, tx, actor, i, Initiative{ID: i.ID, UnitPath: i.UnitPath, Content: i.Content}, "initiative.discarded", "")
	})
}

// moveTo changes i and keeps the change, the tally, the event and the trail.
func (s *Service) moveTo(ctx context.Context, tx *db.Tx, actor auth.Actor, i *Initiative, reason string, do func(*Initiative) error) error {
	before := *i
	if err := do(i); err != nil {
		return err
	}
	if err := s.receive(ctx, tx, i); err != nil {
		return err
	}
	if err := update(ctx, tx, *i); err != nil {
		return err
	}
	i.Version++
	if err := count(ctx, tx, before, -1); err != nil {
		return err
	}
	if err := count(ctx, tx, *i, 1); err != nil {
		return err
	}
	for _, f := range s.Followers {
		if err := f.Follow(ctx, tx, *i); err != nil {
			return err
		}
	}
	return s.record(ctx, tx, actor, before, *i, "initiative."+string(i.State), reason)
}

// receive gives an initiative that is taken in the criteria that its season asks
// of it on that day; it keeps them whatever the season does later.
func (s *Service) receive(ctx context.Context, tx *db.Tx, i *Initiative) error {
	if !i.State.Public() || i.CriteriaSetID != "" {
		return nil
	}
	season, err := s.campaigns.Season(ctx, tx, i.SeasonID)
	if err != nil {
		return err
	}
	i.CriteriaSetID, err = s.campaigns.SetFor(ctx, tx, season, i.FieldID, string(i.Kind))
	return err
}

// record keeps the event for those who follow the initiative and the act for the trail.
func (s *Service) record(ctx context.Context, tx *db.Tx, actor auth.Actor, before, after Initiative, act, reason string) error {
	if after.State != "" {
		err := insertEvent(ctx, tx, uuid.Must(uuid.NewV7()).String(), after.ID,
			Event{At: tx.Now, Account: actor.Name, From: before.State, To: after.State, Reason: reason, DueOn: after.DueOn})
		if err != nil {
			return err
		}
	}
	a := audit.Act{Name: act, Kind: "initiative", ObjectID: after.ID, Title: after.Title, UnitPath: after.UnitPath}
	if before.ID != "" {
		a.Before = before.trail()
	}
	if after.State != "" {
		a.After = after.trail()
	}
	return audit.Record(ctx, tx, actor, a)
}

// trail is what the audit trail keeps of i: not the contact.
func (i Initiative) trail() map[string]any {
	return map[string]any{
		"code": i.Code, "state": i.State, "title": i.Title, "participant": i.ParticipantName, "kind": i.Kind,
		"due_on": i.DueOn, "reason": i.ReturnReason, "version": i.Version,
	}
}
