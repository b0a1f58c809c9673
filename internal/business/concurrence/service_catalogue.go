package concurrence

import (
	"context"
	"errors"

	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
	"kheo/internal/platform/text"
	"kheo/internal/service/audit"
	"kheo/internal/service/auth"
)

// Catalogue is what an administrator keeps.
type Catalogue struct {
	Bodies   []Body
	Settings []Setting
}

// Catalogue lists the bodies and settings in force.
func (s *Service) Catalogue(ctx context.Context, actor auth.Actor) (c Catalogue, err error) {
	if !mayKeep(actor) {
		return c, fault.NotFound
	}
	err = s.db.View(ctx, func(tx *db.Tx) error {
		c = Catalogue{}
		if c.Bodies, err = bodies(ctx, tx); err != nil {
			return err
		}
		by, err := settings(ctx, tx)
		for _, name := range SettingNames() {
			c.Settings = append(c.Settings, by[name])
		}
		return err
	})
	return c, err
}

// BodyInput is the form of a body; Old names the edition that it takes the place of.
type BodyInput struct {
	ID         string `form:"id"`
	Old        string `form:"-"`
	Name       string `form:"name"`
	Asks       string `form:"asks"`
	Position   int64  `form:"position"`
	Source     string `form:"source"`
	VerifiedBy string `form:"verified_by"`
}

func (in *BodyInput) check() error {
	in.Name, in.Asks, in.Source, in.VerifiedBy = text.Clean(in.Name), text.Clean(in.Asks), text.Clean(in.Source), text.Clean(in.VerifiedBy)
	v := fault.Invalid{}
	v.Check(in.Name != "", "name", "Ghi tên cơ quan, ví dụ Cơ quan thuế.")
	v.Check(in.Asks != "", "asks", "Ghi nội dung cần hỏi, ví dụ việc thực hiện nghĩa vụ thuế.")
	v.Check(in.Source != "", "source", "Ghi văn bản và điều khoản, hoặc “thông lệ”.")
	v.Check(in.Position >= 0 && in.Position <= 1000, "position", "Số thứ tự từ 0 đến 1000.")
	for field, value := range map[string]string{"name": in.Name, "asks": in.Asks, "source": in.Source, "verified_by": in.VerifiedBy} {
		short(v, field, value)
	}
	return v.Err()
}

// KeepBody adds a body, or a new edition of one: requests keep the edition under
// which they were made.
func (s *Service) KeepBody(ctx context.Context, actor auth.Actor, in BodyInput) error {
	return s.keep(ctx, actor, func(tx *db.Tx) (string, any, any, error) {
		if err := in.check(); err != nil {
			return "", nil, nil, err
		}
		b := Body{ID: newID(in.ID), Name: in.Name, Asks: in.Asks, Position: in.Position, Source: in.Source, VerifiedBy: in.VerifiedBy, CreatedBy: actor.Name}
		if _, err := findBody(ctx, tx, b.ID); !errors.Is(err, fault.NotFound) {
			return "", nil, nil, err // sent twice
		}
		var before any
		if in.Old != "" {
			old, err := findBody(ctx, tx, in.Old)
			if err != nil {
				return "", nil, nil, err
			}
			if err := supersedeBody(ctx, tx, old.ID, b.ID); err != nil {
				return "", nil, nil, err
			}
			before = old
		}
		return "concurrence.body_kept", before, b, insertBody(ctx, tx, b)
	})
}

// EndBody stops offering a body; what it was asked stays.
func (s *Service) EndBody(ctx context.Context, actor auth.Actor, id string) error {
	return s.keep(ctx, actor, func(tx *db.Tx) (string, any, any, error) {
		b, err := findBody(ctx, tx, id)
		if err != nil {
			return "", nil, nil, err
		}
		return "concurrence.body_ended", b, nil, endBody(ctx, tx, id)
	})
}

// SettingInput is the form of a setting.
type SettingInput struct {
	ID         string `form:"id"`
	Old        string `form:"-"`
	Amount     int64  `form:"amount"`
	Source     string `form:"source"`
	VerifiedBy string `form:"verified_by"`
}

func (in *SettingInput) check() error {
	in.Source, in.VerifiedBy = text.Clean(in.Source), text.Clean(in.VerifiedBy)
	v := fault.Invalid{}
	v.Check(in.Amount >= 1 && in.Amount <= 10_000, "amount", "Cần một số từ 1 đến 10.000.")
	v.Check(in.Source != "", "source", "Ghi văn bản và điều khoản, hoặc “thông lệ”.")
	short(v, "source", in.Source)
	short(v, "verified_by", in.VerifiedBy)
	return v.Err()
}

// KeepSetting makes a new edition of a setting; what was made under the old one
// keeps its days.
func (s *Service) KeepSetting(ctx context.Context, actor auth.Actor, in SettingInput) error {
	return s.keep(ctx, actor, func(tx *db.Tx) (string, any, any, error) {
		old, err := findSetting(ctx, tx, in.Old)
		if err != nil {
			return "", nil, nil, err
		}
		id := newID(in.ID)
		if _, err := findSetting(ctx, tx, id); !errors.Is(err, fault.NotFound) {
			return "", nil, nil, err // sent twice
		}
		if err := in.check(); err != nil {
			return "", nil, nil, err
		}
		x := Setting{ID: id, Name: old.Name, Amount: in.Amount, Source: in.Source, VerifiedBy: in.VerifiedBy, CreatedBy: actor.Name}
		return "concurrence.setting_kept", old, x, replaceSetting(ctx, tx, old.ID, x)
	})
}

// keep does something to the catalogue; an act without a name changed nothing.
func (s *Service) keep(ctx context.Context, actor auth.Actor, do func(*db.Tx) (act string, before, after any, err error)) error {
	if !mayKeep(actor) {
		return fault.NotFound
	}
	return s.db.Update(ctx, func(tx *db.Tx) error {
		act, before, after, err := do(tx)
		if err != nil || act == "" {
			return err
		}
		return audit.Record(ctx, tx, actor, audit.Act{
			Name: act, Kind: "concurrence", ObjectID: "hiep-y", Title: "hiep-y", UnitPath: actor.Paths(auth.Administrator)[0], Before: before, After: after,
		})
	})
}

// FindBody and FindSetting give the forms what is in force.
func (s *Service) FindBody(ctx context.Context, actor auth.Actor, id string) (Body, error) {
	c, err := s.Catalogue(ctx, actor)
	for _, b := range c.Bodies {
		if b.ID == id {
			return b, nil
		}
	}
	return Body{}, errors.Join(err, fault.NotFound)
}

// FindSetting finds a setting in force by its id.
func (s *Service) FindSetting(ctx context.Context, actor auth.Actor, id string) (Setting, error) {
	c, err := s.Catalogue(ctx, actor)
	for _, x := range c.Settings {
		if x.ID == id {
			return x, nil
		}
	}
	return Setting{}, errors.Join(err, fault.NotFound)
}

// usual is the setting of a name that is in force, for forms.
func (s *Service) usual(ctx context.Context, name SettingName) (x Setting, err error) {
	err = s.db.View(ctx, func(tx *db.Tx) error {
		by, err := settings(ctx, tx)
		x = by[name]
		return err
	})
	return x, err
}
