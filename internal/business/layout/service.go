package layout

import (
	"context"
	"sync"

	"github.com/google/uuid"

	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
	"kheo/internal/platform/text"
	"kheo/internal/service/audit"
	"kheo/internal/service/auth"
	"kheo/internal/service/docgen"
)

// Service is everything that can be done with layouts.
type Service struct {
	db *db.DB

	mu    sync.Mutex
	known memory
}

// New makes the service.
func New(d *db.DB) *Service { return &Service{db: d} }

// Listing is every edition, by line and then by time, drafts last.
type Listing struct {
	Editions []Edition
	Edits    bool // the reader may copy and publish
	Today    clock.Date
}

// List shows the editions.
func (s *Service) List(ctx context.Context, actor auth.Actor) (l Listing, err error) {
	if !mayRead(actor) {
		return l, fault.NotFound
	}
	err = s.db.View(ctx, func(tx *db.Tx) error {
		l = Listing{Edits: mayEdit(actor), Today: clock.DayOf(tx.Now)}
		l.Editions, err = list(ctx, tx)
		return err
	})
	return l, err
}

// View is one edition with what its page shows.
type View struct {
	Edition
	Edits  bool
	Before *Edition // the edition that it follows, of a draft the one that it was copied from; nil: none
	Plan   plan     // what publishing it would do
	Wrong  error    // why it cannot be published as it is
	Today  clock.Date
}

// See shows one edition.
func (s *Service) See(ctx context.Context, actor auth.Actor, id string) (v View, err error) {
	if !mayRead(actor) || uuid.Validate(id) != nil {
		return v, fault.NotFound
	}
	err = s.db.View(ctx, func(tx *db.Tx) error {
		e, err := find(ctx, tx, id)
		if err != nil {
			return err
		}
		v = View{Edition: e, Edits: mayEdit(actor), Today: clock.DayOf(tx.Now)}
		others, err := published(ctx, tx, e.Line)
		if err != nil {
			return err
		}
		for _, o := range others {
			if o.ID != e.ID && o.From.Before(e.From) {
				v.Before = &o
			}
		}
		if e.State != Draft {
			return nil
		}
		v.Plan, v.Wrong = planFor(e, others)
		if e.BasedOn == "" {
			return nil
		}
		from, err := find(ctx, tx, e.BasedOn)
		v.Before = &from
		return err
	})
	return v, err
}

// Copy begins a draft with the settings of another edition. Sending the same
// new id twice makes one.
func (s *Service) Copy(ctx context.Context, actor auth.Actor, id, newID string) (e Edition, err error) {
	if uuid.Validate(id) != nil || uuid.Validate(newID) != nil {
		return e, fault.NotFound
	}
	err = s.update(ctx, actor, func(tx *db.Tx) error {
		old, err := find(ctx, tx, id)
		if err != nil {
			return err
		}
		e = Edition{Layout: old.Layout, ID: newID, State: Draft, BasedOn: old.ID, DraftedBy: actor.Name, CreatedAt: tx.Now, Version: 1}
		e.Key, e.VerifiedBy, e.From, e.To = "", "", clock.Date{}, clock.Date{}
		added, err := insert(ctx, tx, e)
		if err != nil || !added {
			return err
		}
		return record(ctx, tx, actor, "layout.begun", e, nil)
	})
	return e, err
}

// Change keeps what was typed into a draft.
func (s *Service) Change(ctx context.Context, actor auth.Actor, in Input) (e Edition, err error) {
	err = s.update(ctx, actor, func(tx *db.Tx) error {
		before, err := s.draft(ctx, tx, in.ID)
		if err != nil {
			return err
		}
		if e, err = before.with(in); err != nil {
			return err
		}
		return change(ctx, tx, actor, "layout.changed", before, e)
	})
	return e, err
}

// Publish puts a draft into force from its first day: the edition before it ends
// the day before.
func (s *Service) Publish(ctx context.Context, actor auth.Actor, id string, version int64) (e Edition, err error) {
	err = s.update(ctx, actor, func(tx *db.Tx) error {
		before, err := find(ctx, tx, id)
		if err != nil {
			return err
		}
		if e = before; e.State == Published { // pressed twice
			return nil
		}
		if e, err = s.draft(ctx, tx, id); err != nil {
			return err
		}
		others, err := published(ctx, tx, e.Line)
		if err != nil {
			return err
		}
		p, err := planFor(e, others)
		if err != nil {
			return err
		}
		if err := s.makeRoom(ctx, tx, actor, e, p); err != nil {
			return err
		}
		e.State, e.Version, e.PublishedBy, e.PublishedAt = Published, version, actor.Name, tx.Now
		return change(ctx, tx, actor, "layout.published", before, e)
	})
	return e, err
}

// makeRoom ends or replaces the editions that e follows.
func (s *Service) makeRoom(ctx context.Context, tx *db.Tx, actor auth.Actor, e Edition, p plan) error {
	for _, old := range p.Ends {
		after := old
		after.To = e.From.AddDays(-1)
		if err := change(ctx, tx, actor, "layout.ended", old, after); err != nil {
			return err
		}
	}
	for _, old := range p.Leaves {
		after := old
		after.State, after.SupersededBy = Superseded, e.ID
		if err := change(ctx, tx, actor, "layout.superseded", old, after); err != nil {
			return err
		}
	}
	return nil
}

const maxVerifier = 200

// Verify writes down who compared an edition with its source.
func (s *Service) Verify(ctx context.Context, actor auth.Actor, id string, version int64, by string) error {
	return s.update(ctx, actor, func(tx *db.Tx) error {
		before, err := find(ctx, tx, id)
		if err != nil {
			return err
		}
		e := before
		e.Version, e.VerifiedBy = version, text.Clean(by)
		v := fault.Invalid{}
		v.Check(e.VerifiedBy != "" && e.VerifiedBy != docgen.Unverified, "verified_by", "Ghi ai đã đối chiếu và đối chiếu với bản nào.")
		v.Check(len([]rune(e.VerifiedBy)) <= maxVerifier, "verified_by", "Phần này dài quá %d ký tự. Xin viết gọn lại.", maxVerifier)
		if err := v.Err(); err != nil {
			return err
		}
		if e.VerifiedBy == before.VerifiedBy { // pressed twice
			return nil
		}
		return change(ctx, tx, actor, "layout.verified", before, e)
	})
}

// Discard takes a draft away for good.
func (s *Service) Discard(ctx context.Context, actor auth.Actor, id string, version int64) error {
	return s.update(ctx, actor, func(tx *db.Tx) error {
		e, err := s.draft(ctx, tx, id)
		if err != nil {
			return err
		}
		before := e
		e.Version = version
		if err := remove(ctx, tx, e); err != nil {
			return err
		}
		return record(ctx, tx, actor, "layout.discarded", e, &before)
	})
}

// update runs do for who may edit.
func (s *Service) update(ctx context.Context, actor auth.Actor, do func(*db.Tx) error) error {
	switch {
	case !mayRead(actor):
		return fault.NotFound
	case !mayEdit(actor):
		return fault.Forbidden
	}
	return s.db.Update(ctx, do)
}

// draft finds an edition that may still change.
func (s *Service) draft(ctx context.Context, tx *db.Tx, id string) (Edition, error) {
	if uuid.Validate(id) != nil {
		return Edition{}, fault.NotFound
	}
	e, err := find(ctx, tx, id)
	if err == nil && e.State != Draft {
		err = fault.Refuse("Ấn bản này đã ban hành nên không sửa được. Sao thành ấn bản mới rồi sửa.")
	}
	return e, err
}

// change keeps after in place of before and records the act.
func change(ctx context.Context, tx *db.Tx, actor auth.Actor, act string, before, after Edition) error {
	if err := update(ctx, tx, after); err != nil {
		return err
	}
	return record(ctx, tx, actor, act, after, &before)
}

// record keeps an act for the trail; editions belong to no unit.
func record(ctx context.Context, tx *db.Tx, actor auth.Actor, act string, e Edition, before *Edition) error {
	a := audit.Act{Name: act, Kind: "layout", ObjectID: e.ID, Title: e.Name, After: e}
	if before != nil {
		a.Before = *before
	}
	return audit.Record(ctx, tx, actor, a)
}
