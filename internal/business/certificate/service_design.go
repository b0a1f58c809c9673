package certificate

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/google/uuid"

	"kheo/internal/business/org"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
	"kheo/internal/platform/i18n"
	"kheo/internal/service/audit"
	"kheo/internal/service/auth"
)

// Listing is every design that the reader may know, the newest edition of each.
type Listing struct {
	Designs []Design
	Units   map[string]org.Unit // of designs, by id
	Own     []auth.Grant        // units for which the reader may make designs
	Today   clock.Date
}

// Designs shows the designs.
func (s *Service) Designs(ctx context.Context, actor auth.Actor) (l Listing, err error) {
	if len(actor.Grants) == 0 {
		return l, fault.NotFound
	}
	err = s.db.View(ctx, func(tx *db.Tx) error {
		l = Listing{Own: administered(actor), Today: clock.DayOf(tx.Now)}
		all, err := designs(ctx, tx)
		if err != nil {
			return err
		}
		seen := map[string]bool{}
		l.Designs = slices.DeleteFunc(all, func(d Design) bool {
			older := seen[d.Code]
			seen[d.Code] = true
			return older || !mayRead(actor, d)
		})
		slices.SortStableFunc(l.Designs, inOrder)
		l.Units, err = s.unitsOf(ctx, tx, l.Designs)
		return err
	})
	return l, err
}

// inOrder puts a unit's own designs before those of the program, then by line and
// paper.
func inOrder(a, b Design) int {
	line := func(d Design) int { return slices.Index(Lines(), org.Line(d.Line)) }
	return cmp.Or(cmp.Compare(len(b.UnitPath), len(a.UnitPath)), cmp.Compare(line(a), line(b)), strings.Compare(string(b.Paper), string(a.Paper)), strings.Compare(a.Code, b.Code))
}

func (s *Service) unitsOf(ctx context.Context, tx *db.Tx, all []Design) (map[string]org.Unit, error) {
	found := map[string]org.Unit{}
	for _, d := range all {
		if _, known := found[d.UnitID]; known || d.Shipped() {
			continue
		}
		u, err := s.units.Unit(ctx, tx, d.UnitID)
		if err != nil {
			return nil, err
		}
		found[d.UnitID] = u
	}
	return found, nil
}

// administered are the units for which a may make designs, one grant each.
func administered(a auth.Actor) (own []auth.Grant) {
	for _, g := range a.Grants {
		if g.Role == auth.Administrator && mayDesign(a, g.UnitPath) && !slices.ContainsFunc(own, func(o auth.Grant) bool { return o.UnitID == g.UnitID }) {
			own = append(own, g)
		}
	}
	return own
}

// View is one design with what its page shows.
type View struct {
	Design
	Unit   org.Unit     // that keeps it; empty for what came with the program
	Edits  bool         // the reader may change it
	Used   bool         // papers were printed with this edition
	Others []Design     // other editions of it, newest first
	Own    []auth.Grant // units to which the reader may copy it
	Today  clock.Date
}

// See shows one edition of a design.
func (s *Service) See(ctx context.Context, actor auth.Actor, id string) (v View, err error) {
	err = s.db.View(ctx, func(tx *db.Tx) error {
		v, err = s.see(ctx, tx, actor, id)
		return err
	})
	return v, err
}

func (s *Service) see(ctx context.Context, tx *db.Tx, actor auth.Actor, id string) (v View, err error) {
	if uuid.Validate(id) != nil {
		return v, fault.NotFound
	}
	d, err := findDesign(ctx, tx, id)
	if err != nil {
		return v, err
	}
	if !mayRead(actor, d) {
		return v, fault.NotFound
	}
	v = View{Design: d, Own: administered(actor), Today: clock.DayOf(tx.Now)}
	v.Edits = d.To.IsZero() && mayDesign(actor, d.UnitPath)
	if v.Used, err = used(ctx, tx, d.ID); err != nil {
		return v, err
	}
	if !d.Shipped() {
		if v.Unit, err = s.units.Unit(ctx, tx, d.UnitID); err != nil {
			return v, err
		}
	}
	all, err := designs(ctx, tx)
	v.Others = slices.DeleteFunc(all, func(o Design) bool { return o.Code != d.Code || o.ID == d.ID })
	return v, err
}

// Copy begins a design of a unit with the looks of another. Sending the same new
// id twice makes one.
func (s *Service) Copy(ctx context.Context, actor auth.Actor, id, newID, unitID string) (d Design, err error) {
	if uuid.Validate(newID) != nil || uuid.Validate(unitID) != nil {
		return d, fault.NotFound
	}
	err = s.db.Update(ctx, func(tx *db.Tx) error {
		v, err := s.see(ctx, tx, actor, id)
		if err != nil {
			return err
		}
		u, err := s.units.Unit(ctx, tx, unitID)
		if err != nil {
			return err
		}
		if !mayDesign(actor, u.Path) {
			return fault.Forbidden
		}
		d = v.Design
		d.ID, d.Edition, d.UnitID, d.UnitPath, d.BasedOn = newID, 1, u.ID, u.Path, v.ID
		d.Code, d.Name = ownCode(d, newID), i18n.T(ctx, "%s (bản sao)", v.Name)
		d.VerifiedBy, d.From, d.To, d.ChangedBy, d.ChangedAt, d.Version = "", clock.DayOf(tx.Now), clock.Date{}, actor.Name, tx.Now, 1
		added, err := insertDesign(ctx, tx, d)
		if err != nil || !added {
			return err
		}
		return record(ctx, tx, actor, "certificate.design_copied", d, nil)
	})
	return d, err
}

// ownCode is a code for a copy: what it is, and four letters of its id.
func ownCode(d Design, id string) string {
	code := d.Line + "-" + strings.ToLower(string(d.Paper))
	if d.Photo {
		code += "-photo"
	}
	return code + "-" + id[len(id)-4:]
}

// Change keeps what was typed. A design that papers were printed with stays as it
// is and is followed by a new edition, which is returned.
func (s *Service) Change(ctx context.Context, actor auth.Actor, in Input) (d Design, err error) {
	err = s.db.Update(ctx, func(tx *db.Tx) error {
		v, err := s.editable(ctx, tx, actor, in.ID)
		if err != nil {
			return err
		}
		if d, err = v.with(in); err != nil {
			return err
		}
		d.ChangedBy, d.ChangedAt = actor.Name, tx.Now
		if !v.Used {
			if err := updateDesign(ctx, tx, d); err != nil {
				return err
			}
			return record(ctx, tx, actor, "certificate.design_changed", d, &v.Design)
		}
		return s.follow(ctx, tx, actor, v.Design, &d, in.NewID)
	})
	return d, err
}

// follow puts d, as a new edition, after old.
func (s *Service) follow(ctx context.Context, tx *db.Tx, actor auth.Actor, old Design, d *Design, newID string) error {
	if uuid.Validate(newID) != nil {
		newID = uuid.Must(uuid.NewV7()).String()
	}
	ended := old
	ended.To, ended.Version = clock.DayOf(tx.Now), d.Version
	if err := updateDesign(ctx, tx, ended); err != nil {
		return err
	}
	d.ID, d.BasedOn, d.Edition, d.Version = newID, old.ID, old.Edition+1, 1
	added, err := insertDesign(ctx, tx, *d)
	if err != nil {
		return err
	}
	if !added {
		return fault.Conflict
	}
	return record(ctx, tx, actor, "certificate.design_followed", *d, &old)
}

// End gives a design up; what was printed with it still names it.
func (s *Service) End(ctx context.Context, actor auth.Actor, id string, version int64) error {
	return s.db.Update(ctx, func(tx *db.Tx) error {
		v, err := s.editable(ctx, tx, actor, id)
		if err != nil {
			return err
		}
		d := v.Design
		d.To, d.Version, d.ChangedBy, d.ChangedAt = clock.DayOf(tx.Now), version, actor.Name, tx.Now
		if err := updateDesign(ctx, tx, d); err != nil {
			return err
		}
		return record(ctx, tx, actor, "certificate.design_ended", d, &v.Design)
	})
}

// editable finds a design that the actor may change.
func (s *Service) editable(ctx context.Context, tx *db.Tx, actor auth.Actor, id string) (View, error) {
	v, err := s.see(ctx, tx, actor, id)
	switch {
	case err != nil:
		return v, err
	case !mayDesign(actor, v.UnitPath):
		return v, fault.Forbidden
	case !v.To.IsZero():
		return v, fault.Refuse("Bản này đã có bản sau hoặc đã thôi dùng nên không sửa được.")
	}
	return v, nil
}

func record(ctx context.Context, tx *db.Tx, actor auth.Actor, act string, d Design, before *Design) error {
	a := audit.Act{Name: act, Kind: "certificate_design", ObjectID: d.ID, Title: d.Name, UnitPath: d.UnitPath, After: d}
	if before != nil {
		a.Before = *before
	}
	return audit.Record(ctx, tx, actor, a)
}
