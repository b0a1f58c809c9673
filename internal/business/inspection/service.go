package inspection

import (
	"context"
	"errors"
	"slices"

	"kheo/internal/business/initiative"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
	"kheo/internal/platform/text"
	"kheo/internal/service/audit"
	"kheo/internal/service/auth"
	"kheo/internal/service/files"
)

// Service is everything that can be done with visits.
type Service struct {
	db          *db.DB
	units       Units
	campaigns   Campaigns
	initiatives Initiatives
	files       *files.Store
}

// New makes the service.
func New(d *db.DB, units Units, campaigns Campaigns, initiatives Initiatives, store *files.Store) *Service {
	return &Service{db: d, units: units, campaigns: campaigns, initiatives: initiatives, files: store}
}

// visitable are the states in which there is something to see.
var visitable = []initiative.State{initiative.Accepted, initiative.InProgress, initiative.Reported, initiative.UnderReview, initiative.Recognised, initiative.KeptAlive}

// Plan makes a visit, or changes one that is still to be. Sending the same new
// visit twice makes one.
func (s *Service) Plan(ctx context.Context, actor auth.Actor, in PlanInput) (v Visit, err error) {
	err = s.db.Update(ctx, func(tx *db.Tx) error {
		season, err := s.campaigns.SeasonByCode(ctx, tx, in.Season)
		if err != nil {
			return err
		}
		if v, err = in.visit(); err != nil {
			return err
		}
		v.SeasonID, v.CreatedBy = season.ID, actor.Name
		if err := s.fillCases(ctx, tx, actor, &v); err != nil {
			return err
		}
		before, err := find(ctx, tx, v.ID)
		switch {
		case errors.Is(err, fault.NotFound) && in.Version == 0:
			v.Version = 1
			if err := insertVisit(ctx, tx, v); err != nil {
				return err
			}
			return record(ctx, tx, actor, "inspection.planned", v, nil)
		case err != nil:
			return err
		case in.Version == 0: // sent twice
			return s.keepSame(actor, before, &v)
		}
		return s.replan(ctx, tx, actor, before, v)
	})
	return v, err
}

// keepSame answers a form that was sent twice.
func (s *Service) keepSame(actor auth.Actor, before Visit, v *Visit) error {
	if !visits(actor, before) {
		return fault.NotFound
	}
	*v = before
	return nil
}

// replan changes a visit that is still to be; what was written of an initiative
// that stays is kept.
func (s *Service) replan(ctx context.Context, tx *db.Tx, actor auth.Actor, before, v Visit) error {
	switch {
	case !visits(actor, before):
		return fault.NotFound
	case before.State != Planned:
		return fault.Refuse("Chuyến này không còn ở bước “%s” nên không sửa kế hoạch được.", Planned.Label())
	case before.SeasonID != v.SeasonID:
		return fault.NotFound
	}
	written := slices.ContainsFunc(before.Cases, func(c Case) bool { return c.WrittenBy != "" })
	if written && !slices.Equal(before.Questions, v.Questions) {
		return fault.Invalid{"questions": fault.Say("Đã có câu trả lời theo danh mục này nên không đổi câu hỏi được nữa.")}
	}
	for _, c := range before.Cases {
		if (c.WrittenBy != "" || len(c.Photos) > 0) && !slices.ContainsFunc(v.Cases, func(x Case) bool { return x.InitiativeID == c.InitiativeID }) {
			return fault.Invalid{"ho_so": fault.Say("“%s” đã có ghi chép nên không bỏ khỏi chuyến được.", c.Title)}
		}
	}
	if err := updateVisit(ctx, tx, before, v); err != nil {
		return err
	}
	return record(ctx, tx, actor, "inspection.replanned", v, before.trail())
}

// fillCases finds the initiatives of v, which the actor must be allowed to visit.
func (s *Service) fillCases(ctx context.Context, tx *db.Tx, actor auth.Actor, v *Visit) error {
	for n := range v.Cases {
		c := &v.Cases[n]
		i, err := s.initiatives.Find(ctx, tx, c.InitiativeID)
		if err != nil {
			return err
		}
		switch {
		case !maySee(actor, i.UnitPath) || i.SeasonID != v.SeasonID:
			return fault.NotFound
		case !mayVisit(actor, i.UnitPath):
			return fault.Forbidden
		case !slices.Contains(visitable, i.State):
			return fault.Invalid{"ho_so": fault.Say("“%s” đang ở bước “%s” nên chưa có gì để đến xem.", i.Title, i.State.Label())}
		}
		c.UnitPath, c.Title, c.Code, c.Participant = i.UnitPath, i.Title, i.Code, i.ParticipantName
	}
	return nil
}

// visits reports whether a may change all of v.
func visits(a auth.Actor, v Visit) bool {
	return len(v.Cases) > 0 && !slices.ContainsFunc(v.Cases, func(c Case) bool { return !mayVisit(a, c.UnitPath) })
}

// EndInput closes a visit: the day when it was, or why it will not be.
type EndInput struct {
	DoneOn  clock.Date `form:"done_on"`
	Note    string     `form:"note"`
	Version int64      `form:"version"`
}

// Finish says that the visit was; the units may then read what was found.
func (s *Service) Finish(ctx context.Context, actor auth.Actor, id string, in EndInput) error {
	return s.end(ctx, actor, id, in.Version, "inspection.done", func(tx *db.Tx, v *Visit) error {
		wrong := fault.Invalid{}
		wrong.Check(!in.DoneOn.IsZero(), "done_on", "Chọn ngày đã đi.")
		wrong.Check(!in.DoneOn.After(clock.DayOf(tx.Now)), "done_on", "Ngày đi chưa tới. Đi rồi mới ghi là đã đi.")
		missing := slices.DeleteFunc(slices.Clone(v.Cases), func(c Case) bool { return c.WrittenBy != "" })
		wrong.Check(len(missing) == 0, "done_on", "Còn %d hồ sơ chưa ghi điều đã thấy.", len(missing))
		v.State, v.DoneOn = Done, in.DoneOn
		return wrong.Err()
	})
}

// Cancel says that the visit will not be, and why.
func (s *Service) Cancel(ctx context.Context, actor auth.Actor, id string, in EndInput) error {
	return s.end(ctx, actor, id, in.Version, "inspection.cancelled", func(_ *db.Tx, v *Visit) error {
		wrong := fault.Invalid{}
		v.State, v.Note = Cancelled, text.CleanLines(in.Note)
		wrong.Check(v.Note != "", "note", "Ghi một câu vì sao hủy chuyến.")
		wrong.Check(len([]rune(v.Note)) <= maxText, "note", "Phần này dài quá %d ký tự. Xin viết gọn lại.", maxText)
		return wrong.Err()
	})
}

func (s *Service) end(ctx context.Context, actor auth.Actor, id string, version int64, act string, do func(*db.Tx, *Visit) error) error {
	return s.db.Update(ctx, func(tx *db.Tx) error {
		v, err := s.own(ctx, tx, actor, id)
		if err != nil {
			return err
		}
		before := v
		if err := do(tx, &v); err != nil {
			return err
		}
		if before.State == v.State { // pressed twice
			return nil
		}
		if before.State != Planned {
			return fault.Refuse("Chuyến này không còn ở bước “%s” nên không sửa kế hoạch được.", Planned.Label())
		}
		v.Version = version
		if err := endVisit(ctx, tx, v); err != nil {
			return err
		}
		return record(ctx, tx, actor, act, v, before.trail())
	})
}

// record keeps an act with a visit for the trail of each of its initiatives.
func record(ctx context.Context, tx *db.Tx, actor auth.Actor, act string, v Visit, before map[string]any) error {
	for _, c := range v.Cases {
		a := audit.Act{Name: act, Kind: "initiative", ObjectID: c.InitiativeID, Title: c.Title, UnitPath: c.UnitPath, After: v.trail()}
		if before != nil {
			a.Before = before
		}
		if err := audit.Record(ctx, tx, actor, a); err != nil {
			return err
		}
	}
	return nil
}

func (v Visit) trail() map[string]any {
	return map[string]any{"visit": v.ID, "state": v.State, "planned_on": v.PlannedOn, "done_on": v.DoneOn, "team": v.Team, "note": v.Note, "cases": len(v.Cases)}
}
