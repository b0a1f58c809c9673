package recognition

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/google/uuid"

	"kheo/internal/business/campaign"
	"kheo/internal/business/org"
	"kheo/internal/business/signing"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
	"kheo/internal/service/audit"
	"kheo/internal/service/auth"
	"kheo/internal/service/files"
	"kheo/internal/service/pdfsign"
	"kheo/internal/service/search"
)

// Service is everything that can be done with decisions.
type Service struct {
	// What papers are given and checked with; set before the first use. What is nil is
	// not asked.
	Awards     Awards
	Numbers    Numbers
	Powers     Powers
	Conditions Conditions
	Gate       Gate
	Layouts    Layouts
	Followers  []Follower
	Signatures Signatures
	Files      *files.Store   // serves signed copies
	Signer     pdfsign.Signer // the key of this server; nil: none
	// Catalogue has the legal texts that decisions cite, or nil where they are only typed.
	Catalogue Bases
	// Rejections tells what a council did not choose; set before the first use, or nil.
	Rejections Rejections

	db           *db.DB
	units        Units
	campaigns    Campaigns
	participants Participants
	initiatives  Initiatives
	results      Results
	register     Register
}

// New makes the service.
func New(d *db.DB, units Units, campaigns Campaigns, participants Participants, initiatives Initiatives, results Results, register Register) *Service {
	return &Service{
		db: d, units: units, campaigns: campaigns, participants: participants, initiatives: initiatives, results: results, register: register,
	}
}

// Draft begins a decision that recognises or commends; sending the same input
// twice makes one. Amend begins the other kinds.
func (s *Service) Draft(ctx context.Context, actor auth.Actor, in Input) (d Decision, err error) {
	err = s.db.Update(ctx, func(tx *db.Tx) error {
		if d, err = s.existing(ctx, tx, actor, in.ID); !errors.Is(err, fault.NotFound) {
			return err
		}
		season, unit, err := s.place(ctx, tx, in)
		if err != nil {
			return err
		}
		if !mayDraft(actor, unit.Path) {
			return fault.Invalid{"unit": fault.Say("Chọn cơ quan mà bạn được giao soạn quyết định.")}
		}
		d, err = s.draft(ctx, tx, actor, in, season, unit)
		return err
	})
	return d, err
}

// existing finds what an input sent for the second time has already made.
func (s *Service) existing(ctx context.Context, tx *db.Tx, actor auth.Actor, id string) (Decision, error) {
	if uuid.Validate(id) != nil {
		return Decision{}, fault.NotFound
	}
	d, err := s.Decision(ctx, tx, id)
	if err == nil && !mayDraft(actor, d.UnitPath) {
		return Decision{}, fault.Forbidden
	}
	return d, err
}

func (s *Service) place(ctx context.Context, tx *db.Tx, in Input) (season campaign.Season, unit org.Unit, err error) {
	if in.Kind.Amends() {
		return season, unit, fault.Invalid{"kind": fault.Say("Quyết định đính chính hoặc thu hồi bắt đầu từ trang của quyết định gốc.")}
	}
	if season, err = s.campaigns.NamedSeason(ctx, tx, "season", in.Season); err != nil {
		return season, unit, err
	}
	if uuid.Validate(in.UnitID) != nil {
		return season, unit, fault.Invalid{"unit": fault.Say("Chọn cơ quan ra quyết định.")}
	}
	unit, err = s.units.Unit(ctx, tx, in.UnitID)
	if errors.Is(err, fault.NotFound) {
		err = fault.Invalid{"unit": fault.Say("Chọn cơ quan ra quyết định.")}
	}
	return season, unit, err
}

// draft makes and keeps a draft; the caller has asked for permission.
func (s *Service) draft(ctx context.Context, tx *db.Tx, actor auth.Actor, in Input, season campaign.Season, unit org.Unit) (Decision, error) {
	catalogue, err := s.Bases(ctx, tx)
	if err != nil {
		return Decision{}, err
	}
	if in, err = s.named(ctx, tx, in, unit.ID); err != nil {
		return Decision{}, err
	}
	d, err := newDraft(in, season, unit, catalogue, person(actor), tx.Now)
	if err != nil {
		return d, err
	}
	if d.Code, err = s.freeCode(ctx, tx, d.Code, in.Code != ""); err != nil {
		return d, err
	}
	if err := insert(ctx, tx, d); err != nil {
		return d, err
	}
	return d, s.record(ctx, tx, actor, d, "recognition.drafted", nil, d.trail())
}

// person is actor as the steps of a paper name people.
func person(actor auth.Actor) signing.Person {
	return signing.Person{AccountID: actor.AccountID, Name: actor.Name}
}

// named takes the words of what in chooses: the award of the catalogue and, of the
// powers of the body, who signs.
func (s *Service) named(ctx context.Context, tx *db.Tx, in Input, unitID string) (Input, error) {
	if s.Powers != nil && in.PowerID != "" {
		day := in.DecidedOn
		if day.IsZero() {
			day = clock.DayOf(tx.Now)
		}
		powers, err := s.Powers.Powers(ctx, tx, unitID, in.Line, day)
		if err != nil {
			return in, err
		}
		for _, p := range powers {
			if p.ID == in.PowerID {
				in.Signer, in.SignAs = p.Name, strings.Join(p.Form, "\n")
			}
		}
	}
	if s.Awards == nil || in.AwardID == "" {
		in.AwardID = ""
		return in, nil
	}
	if uuid.Validate(in.AwardID) != nil {
		return in, fault.Invalid{"award_id": fault.Say("Chọn hình thức trong danh mục khen thưởng.")}
	}
	a, err := s.Awards.Award(ctx, tx, in.AwardID)
	if errors.Is(err, fault.NotFound) {
		return in, fault.Invalid{"award_id": fault.Say("Chọn hình thức trong danh mục khen thưởng.")}
	}
	in.Award, in.Level = strings.ToLower(a.Name), a.Level
	return in, err
}

// freeCode refuses a code that is in use, or counts on when the code was made.
func (s *Service) freeCode(ctx context.Context, tx *db.Tx, wanted string, given bool) (string, error) {
	for n := 1; ; n++ {
		code := wanted
		if n > 1 {
			code = fmt.Sprintf("%s-%d", wanted, n)
		}
		_, err := db.One(ctx, tx, db.Value[string], `SELECT code FROM recognition_decision WHERE code = $1`, code)
		if errors.Is(err, fault.NotFound) {
			return code, nil
		}
		if err != nil {
			return "", err
		}
		if given {
			return "", fault.Invalid{"code": fault.Say("Mã “%s” đã có quyết định khác dùng.", code)}
		}
	}
}

// Save keeps a draft as it is typed, complete or not.
func (s *Service) Save(ctx context.Context, actor auth.Actor, in Input) (d Decision, err error) {
	err = s.db.Update(ctx, func(tx *db.Tx) error {
		before, err := s.editable(ctx, tx, actor, in.ID, in.Version)
		if err != nil {
			return err
		}
		catalogue, err := s.Bases(ctx, tx)
		if err != nil {
			return err
		}
		if in, err = s.named(ctx, tx, in, before.UnitID); err != nil {
			return err
		}
		if d, err = before.with(in, catalogue, fault.Invalid{}); err != nil {
			return err
		}
		d.Drafted = person(actor)
		if err := update(ctx, tx, d); err != nil {
			return err
		}
		d.Version++
		return s.record(ctx, tx, actor, d, "recognition.edited", before.trail(), d.trail())
	})
	return d, err
}

// editable finds a draft that actor may write, at the version that was shown.
func (s *Service) editable(ctx context.Context, tx *db.Tx, actor auth.Actor, id string, version int64) (Decision, error) {
	d, err := s.seen(ctx, tx, actor, id)
	if err != nil {
		return d, err
	}
	if !mayDraft(actor, d.UnitPath) {
		return d, fault.Forbidden
	}
	if err := d.errFixed(); err != nil {
		return d, err
	}
	if version != d.Version {
		return d, fault.Conflict
	}
	return d, nil
}

// seen finds a decision that actor may see.
func (s *Service) seen(ctx context.Context, tx *db.Tx, actor auth.Actor, id string) (Decision, error) {
	if uuid.Validate(id) != nil {
		return Decision{}, fault.NotFound
	}
	d, err := s.Decision(ctx, tx, id)
	if err == nil && !maySee(actor, d) {
		return Decision{}, fault.NotFound
	}
	return d, err
}

// Discard throws a draft away.
func (s *Service) Discard(ctx context.Context, actor auth.Actor, id string, version int64) error {
	return s.db.Update(ctx, func(tx *db.Tx) error {
		d, err := s.editable(ctx, tx, actor, id, version)
		if err != nil {
			return err
		}
		if err := touch(ctx, tx, actor, id, version); err != nil {
			return err
		}
		if err := writeLines(ctx, tx, id, nil); err != nil {
			return err
		}
		if err := release(ctx, tx, id); err != nil {
			return err
		}
		if err := s.forget(ctx, tx, actor, d); err != nil {
			return err
		}
		for _, q := range []string{
			`DELETE FROM recognition_decision_basis WHERE decision_id = $1`,
			`DELETE FROM recognition_decision WHERE id = $1 AND state = 'draft'`,
		} {
			if err := db.Exec(ctx, tx, q, id); err != nil {
				return err
			}
		}
		if err := search.Drop(ctx, tx, id); err != nil {
			return err
		}
		return s.record(ctx, tx, actor, d, "recognition.discarded", d.trail(), nil)
	})
}

// forget tells everybody who keeps something of a draft that it is thrown away.
func (s *Service) forget(ctx context.Context, tx *db.Tx, actor auth.Actor, d Decision) error {
	if s.Gate != nil {
		if err := s.Gate.Discarding(ctx, tx, d.ID); err != nil {
			return err
		}
	}
	for _, f := range s.Followers {
		if err := f.Forget(ctx, tx, actor, d); err != nil {
			return err
		}
	}
	return nil
}

func (s *Service) record(ctx context.Context, tx *db.Tx, actor auth.Actor, d Decision, act string, before, after any) error {
	return audit.Record(ctx, tx, actor, audit.Act{
		Name: act, Kind: "decision", ObjectID: d.ID, Title: d.Subject, UnitPath: d.UnitPath, Before: before, After: after,
	})
}

// trail is what the audit trail keeps of d.
func (d Decision) trail() map[string]any {
	return map[string]any{
		"code": d.Code, "kind": d.Kind, "state": d.State, "number": d.Number, "decided_on": d.DecidedOn, "subject": d.Subject,
		"checked_by": d.CheckedBy.Name, "held": d.Held, "level": d.Level, "award": d.Award, "signer": d.Signer, "sign_as": d.SignAs, "bases": d.Bases, "reason": d.Reason, "version": d.Version,
	}
}
