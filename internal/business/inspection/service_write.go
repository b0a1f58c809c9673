package inspection

import (
	"context"
	"slices"

	"github.com/google/uuid"

	"kheo/internal/business/campaign"
	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
	"kheo/internal/service/audit"
	"kheo/internal/service/auth"
)

// View is a visit as one reader sees it.
type View struct {
	Visit
	Season   campaign.Season
	Writes   bool // the reader may change it and write what was seen
	Findings bool // what was seen is for the reader
}

// See shows a visit to who sees one of its initiatives; the others are left out.
func (s *Service) See(ctx context.Context, actor auth.Actor, id string) (v View, err error) {
	err = s.db.View(ctx, func(tx *db.Tx) error {
		v = View{}
		if v.Visit, err = s.seen(ctx, tx, actor, id); err != nil {
			return err
		}
		whole, err := find(ctx, tx, id)
		if err != nil {
			return err
		}
		v.Writes = visits(actor, whole)
		v.Findings = true
		for n := range v.Cases {
			c := &v.Cases[n]
			if !seesFindings(actor, c.UnitPath, v.State) {
				v.Findings = false
				c.Findings, c.WrittenBy, c.Answers, c.Photos = "", "", nil, nil
			}
		}
		if v.Season, err = s.campaigns.Season(ctx, tx, v.SeasonID); err != nil {
			return err
		}
		return s.fillPhotos(ctx, tx, v.Cases)
	})
	return v, err
}

// seen finds a visit with the initiatives that the actor sees and their names;
// fault.NotFound where there are none.
func (s *Service) seen(ctx context.Context, tx *db.Tx, actor auth.Actor, id string) (v Visit, err error) {
	if uuid.Validate(id) != nil {
		return v, fault.NotFound
	}
	if v, err = find(ctx, tx, id); err != nil {
		return v, err
	}
	v.Cases = slices.DeleteFunc(v.Cases, func(c Case) bool { return !maySee(actor, c.UnitPath) })
	if len(v.Cases) == 0 {
		return v, fault.NotFound
	}
	return v, s.name(ctx, tx, v.Cases)
}

// own finds the whole of a visit that the actor may change: fault.NotFound for who
// sees nothing of it, fault.Forbidden for who sees it.
func (s *Service) own(ctx context.Context, tx *db.Tx, actor auth.Actor, id string) (v Visit, err error) {
	if _, err = s.seen(ctx, tx, actor, id); err != nil {
		return v, err
	}
	if v, err = find(ctx, tx, id); err != nil {
		return v, err
	}
	if !visits(actor, v) {
		return v, fault.Forbidden
	}
	return v, s.name(ctx, tx, v.Cases)
}

// name gives cases the names of their initiatives.
func (s *Service) name(ctx context.Context, tx *db.Tx, cases []Case) error {
	for n := range cases {
		c := &cases[n]
		i, err := s.initiatives.Find(ctx, tx, c.InitiativeID)
		if err != nil {
			return err
		}
		unit, err := s.units.Unit(ctx, tx, i.UnitID)
		if err != nil {
			return err
		}
		c.Title, c.Code, c.Participant, c.UnitName = i.Title, i.Code, i.ParticipantName, unit.Name
	}
	return nil
}

// Write keeps what was seen of one initiative of a visit. It may be corrected
// until the visit is closed.
func (s *Service) Write(ctx context.Context, actor auth.Actor, visitID, initiativeID string, in SeenInput) error {
	return s.db.Update(ctx, func(tx *db.Tx) error {
		v, c, err := s.writable(ctx, tx, actor, visitID, initiativeID)
		if err != nil {
			return err
		}
		findings, said, err := in.read(len(v.Questions))
		if err != nil {
			return err
		}
		if c.Findings == findings && slices.Equal(c.Answers, said) {
			return nil
		}
		c.Findings, c.Answers, c.WrittenBy, c.Version = findings, said, actor.Name, in.Version
		if err := updateCase(ctx, tx, c); err != nil {
			return err
		}
		return audit.Record(ctx, tx, actor, audit.Act{
			Name: "inspection.written", Kind: "initiative", ObjectID: c.InitiativeID, Title: c.Title, UnitPath: c.UnitPath,
			After: map[string]any{"visit": v.ID, "findings": findings, "answers": said},
		})
	})
}

// writable finds an initiative of a visit of which the actor may write now.
func (s *Service) writable(ctx context.Context, tx *db.Tx, actor auth.Actor, visitID, initiativeID string) (v Visit, c Case, err error) {
	if v, err = s.seen(ctx, tx, actor, visitID); err != nil {
		return v, c, err
	}
	n := slices.IndexFunc(v.Cases, func(c Case) bool { return c.InitiativeID == initiativeID })
	if n < 0 {
		return v, c, fault.NotFound
	}
	c = v.Cases[n]
	switch {
	case !mayVisit(actor, c.UnitPath):
		return v, c, fault.Forbidden
	case v.State != Planned:
		return v, c, fault.Refuse("Chuyến kiểm tra đã khép lại nên không ghi thêm được.")
	}
	return v, c, nil
}
