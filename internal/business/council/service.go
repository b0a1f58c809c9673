package council

import (
	"context"
	"strings"
	"sync"

	"github.com/google/uuid"

	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
	"kheo/internal/platform/text"
	"kheo/internal/service/audit"
	"kheo/internal/service/auth"
)

// Service is everything that can be done with councils.
type Service struct {
	// Conflicts names who may not vote on what; nil: only what is noted by hand.
	// Set it before the first use.
	Conflicts  Conflicts
	Conditions Conditions // set before the first use, or nil

	db        *db.DB
	units     Units
	campaigns Campaigns
	reviews   Reviews
	box       chan struct{} // voters of this process drop their papers one after the other
	papers    sync.Map      // round id → *blankPaper
}

// New makes the service.
func New(d *db.DB, units Units, campaigns Campaigns, reviews Reviews) *Service {
	return &Service{db: d, units: units, campaigns: campaigns, reviews: reviews, box: make(chan struct{}, 1)}
}

// Councils lists the councils that the actor sees, by name after the given one.
func (s *Service) Councils(ctx context.Context, actor auth.Actor, words, after string, limit int) (all []Council, err error) {
	err = s.db.View(ctx, func(tx *db.Tx) error {
		all, err = listCouncils(ctx, tx, actor, words, after, limit)
		return err
	})
	return all, err
}

func listCouncils(ctx context.Context, tx *db.Tx, actor auth.Actor, words, after string, limit int) ([]Council, error) {
	q := &db.Where{}
	seen := []string{"id IN (SELECT council_id FROM council_member WHERE account_id = " + q.Arg(db.OrNull(actor.AccountID)) + ")"}
	for _, path := range actor.Paths() {
		low, high := db.Under(path)
		seen = append(seen, "unit_path >= "+q.Arg(low)+" AND unit_path < "+q.Arg(high))
	}
	q.And("(" + strings.Join(seen, " OR ") + ")")
	for word := range strings.FieldsSeq(text.Fold(words)) {
		q.And(`words LIKE ? ESCAPE '\'`, db.LikeContains(word))
	}
	if uuid.Validate(after) == nil {
		q.And("(name_sort, id) > (SELECT name_sort, id FROM council_council WHERE id = ?)", after)
	}
	return db.All(ctx, tx, scanCouncil, `SELECT `+councilColumns+` FROM council_council`+q.SQL()+` ORDER BY name_sort, id LIMIT `+q.Arg(limit), q.Args()...)
}

// Found makes a council of a unit. The same id twice makes one.
func (s *Service) Found(ctx context.Context, actor auth.Actor, in Input) (c Council, err error) {
	if c, err = in.read(); err != nil {
		return c, err
	}
	err = s.db.Update(ctx, func(tx *db.Tx) error {
		if old, err := findCouncil(ctx, tx, c.ID); err == nil && maySee(actor, old, nil) {
			c = old
			return nil
		}
		unit, err := s.units.Unit(ctx, tx, c.UnitID)
		if err != nil || !mayKeep(actor, unit.Path) {
			return fault.Invalid{"unit": fault.Say("Chọn đơn vị của hội đồng.")}
		}
		c.UnitPath, c.UnitName, c.Version = unit.Path, unit.Name, 1
		if err := insertCouncil(ctx, tx, c); err != nil {
			return err
		}
		return s.record(ctx, tx, actor, c, "council.founded", c.ID, c.Name, c)
	})
	return c, err
}

// Change corrects what a council is called and who founded it.
func (s *Service) Change(ctx context.Context, actor auth.Actor, in Input) (c Council, err error) {
	if c, err = in.read(); err != nil {
		return c, err
	}
	err = s.db.Update(ctx, func(tx *db.Tx) error {
		old, _, err := s.keepable(ctx, tx, actor, c.ID)
		if err != nil {
			return err
		}
		c.UnitID, c.UnitPath, c.UnitName = old.UnitID, old.UnitPath, old.UnitName
		if err := updateCouncil(ctx, tx, c); err != nil {
			return err
		}
		a := audit.Act{Name: "council.changed", Kind: "council", ObjectID: c.ID, Title: c.Name, UnitPath: c.UnitPath, Before: old, After: c}
		return audit.Record(ctx, tx, actor, a)
	})
	return c, err
}

// seen finds a council that the actor sees, with everybody who sits or sat in it.
func (s *Service) seen(ctx context.Context, tx *db.Tx, actor auth.Actor, id string) (c Council, all []Member, err error) {
	if c, err = findCouncil(ctx, tx, id); err != nil {
		return c, nil, err
	}
	if all, err = members(ctx, tx, id); err == nil && !maySee(actor, c, all) {
		err = fault.NotFound
	}
	return c, all, err
}

// keepable finds a council that the actor may change: by office or by leading it.
func (s *Service) keepable(ctx context.Context, tx *db.Tx, actor auth.Actor, id string) (c Council, all []Member, err error) {
	if c, all, err = s.seen(ctx, tx, actor, id); err != nil {
		return c, all, err
	}
	if !mayKeep(actor, c.UnitPath) && !mayLead(actor, all, clock.DayOf(tx.Now)) {
		err = fault.Forbidden
	}
	return c, all, err
}

func (s *Service) record(ctx context.Context, tx *db.Tx, actor auth.Actor, c Council, act, id, title string, after any) error {
	return audit.Record(ctx, tx, actor, audit.Act{Name: act, Kind: "council", ObjectID: id, Title: title, UnitPath: c.UnitPath, After: after})
}
