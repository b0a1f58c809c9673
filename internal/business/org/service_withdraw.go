package org

import (
	"context"
	"maps"
	"slices"

	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
	"kheo/internal/service/audit"
	"kheo/internal/service/auth"
)

// Withdraw undoes a planned event before its day: every span is again what it was,
// units that never began go.
func (s *Service) Withdraw(ctx context.Context, actor auth.Actor, id string) error {
	return s.db.Update(ctx, func(tx *db.Tx) error {
		if err := s.mayChange(ctx, tx, actor, id); err != nil {
			return err
		}
		e, err := s.event(ctx, tx, id)
		if err != nil {
			return err
		}
		today := clock.DayOf(tx.Now)
		if e.State != Planned || !e.On.After(today) {
			return fault.Refuse("Chỉ rút được sự kiện chưa đến ngày hiệu lực.")
		}
		path, err := s.eventPath(ctx, tx, id)
		if err != nil {
			return err
		}
		if err := s.undo(ctx, tx, e, today); err != nil {
			return err
		}
		if err := setState(ctx, tx, id, Planned, Withdrawn); err != nil {
			return err
		}
		return audit.Record(ctx, tx, actor, audit.Act{
			Name: "org.event_withdrawn", Kind: "unit_event", ObjectID: id, Title: e.Basis, UnitPath: path, Before: e,
		})
	})
}

func (s *Service) undo(ctx context.Context, tx *db.Tx, e Event, today clock.Date) error {
	b, err := s.book(ctx, tx)
	if err != nil {
		return err
	}
	had, err := seamsOf(ctx, tx, e.ID)
	if err != nil {
		return err
	}
	u := &undoing{Book: b, event: e, last: dayBefore(e.On), had: had, touched: map[string]*Life{}, gone: map[string]*Life{}}
	if err := u.keepWords(ctx, tx); err != nil {
		return err
	}
	above := u.remove()
	for _, l := range u.gone {
		if err := s.mayRemove(ctx, tx, e, l.Unit); err != nil {
			return err
		}
	}
	u.reopen()
	if err := u.refuseBelow(); err != nil {
		return err
	}
	a := applying{Book: b}
	for _, l := range u.touched {
		l.changed = true
		a.settleBelow(l, today, 0)
	}
	if err := b.write(ctx, tx); err != nil {
		return err
	}
	for _, id := range slices.Sorted(maps.Keys(u.gone)) {
		if err := auth.Inherit(ctx, tx, []string{id}, nil); err != nil {
			return err
		}
	}
	if err := removeUnits(ctx, tx, u.gone); err != nil {
		return err
	}
	return b.writeReach(ctx, tx, above, today)
}

// mayRemove refuses to remove a unit that somebody already counts on.
func (s *Service) mayRemove(ctx context.Context, tx *db.Tx, e Event, u Unit) error {
	if other, err := otherEvent(ctx, tx, e.ID, u.ID); err != nil {
		return err
	} else if other.ID != "" {
		return fault.Refuse("%s còn có trong sự kiện ngày %s (%s). Xin rút sự kiện ấy trước.", u.Name, other.On.String(), other.Basis)
	}
	accounts, err := auth.Accounts(ctx, tx, auth.AccountFilter{Paths: []string{u.Path}, Limit: 1})
	if err != nil {
		return err
	}
	if len(accounts) > 0 {
		return fault.Refuse("%s đã có tài khoản được giao vai trò. Xin thôi giao vai trò trước khi rút sự kiện.", u.Name)
	}
	for _, h := range s.Holders {
		held, err := h.Holdings(ctx, tx)
		if err != nil {
			return err
		}
		if n := held.All[u.ID]; n > 0 {
			return fault.Refuse("%s đã có dữ liệu (%s: %d), nên không rút sự kiện được nữa.", u.Name, held.Label, n)
		}
	}
	posts, err := postsOf(ctx, tx, u.ID)
	if err == nil && len(posts) > 0 {
		err = fault.Refuse("%s đã ghi chức danh %s. Xin chuyển chức danh sang đơn vị khác trước khi rút sự kiện.", u.Name, posts[0].Title)
	}
	return err
}

// keepWords writes beside each line what would have been, because the spans that
// say it go.
func (u *undoing) keepWords(ctx context.Context, tx *db.Tx) error {
	for _, line := range u.event.Successions {
		l := u.byID[line.NewID]
		if l == nil || line.Detail != "" {
			continue
		}
		words := ""
		switch line.Relation {
		case Rename:
			words = l.nameOn(u.event.On)
		case Retype:
			t, _ := on(l.Types, u.event.On)
			info, _ := t.Type.Info()
			words = info.Label
		case Move:
			for _, p := range l.Placings {
				if above := u.byID[p.ParentID]; above != nil && p.From == u.event.On {
					words = above.Name
				}
			}
		}
		if err := setDetail(ctx, tx, u.event.ID, line.Position, words); err != nil {
			return err
		}
	}
	return nil
}
