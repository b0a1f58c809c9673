package recognition

import (
	"context"
	"errors"

	"kheo/internal/business/initiative"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
	"kheo/internal/service/auth"
)

// basics says what a paper lacks in itself: facts, bases, a free number.
func (s *Service) basics(ctx context.Context, tx *db.Tx, d Decision, lines []Line) error {
	catalogue, err := s.Bases(ctx, tx)
	if err != nil {
		return err
	}
	amended, err := amendedBy(ctx, tx, d.ID)
	if err != nil {
		return err
	}
	levels, err := s.units.Levels(ctx, tx)
	if err != nil {
		return err
	}
	if err := d.missing(lines, catalogue, amended, levels, clock.DayOf(tx.Now), s.Numbers != nil); err != nil {
		return err
	}
	if d.Number == "" {
		return s.superseded(ctx, tx, d.ID)
	}
	other, err := taken(ctx, tx, d)
	if errors.Is(err, fault.NotFound) {
		return s.superseded(ctx, tx, d.ID)
	}
	if err != nil {
		return err
	}
	return fault.Invalid{"number": fault.Say("Số này đã dùng cho quyết định “%s” ngày %s.", other.Subject, other.DecidedOn.String())}
}

// superseded refuses an amendment of a line that another one has amended meanwhile.
func (s *Service) superseded(ctx context.Context, tx *db.Tx, decisionID string) error {
	refusal, err := db.One(ctx, tx, func(r db.Row) (error, error) {
		var position int64
		var name, number string
		err := r.Scan(&position, &name, &number)
		return errSuperseded(position, name, number), err
	}, `SELECT l.position, l.name, e.number FROM recognition_line m
		JOIN recognition_line l ON l.id = m.amends_line_id
		JOIN recognition_line x ON x.amends_line_id = l.id
		JOIN recognition_decision e ON e.id = x.decision_id
		WHERE m.decision_id = $1 AND e.state = 'issued' AND e.id <> $1 ORDER BY l.position LIMIT 1`, decisionID)
	if errors.Is(err, fault.NotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	return refusal
}

// Sign records that the approver has signed the paper, which somebody else has
// checked, and gives it its number. Signing what is signed changes nothing.
func (s *Service) Sign(ctx context.Context, actor auth.Actor, id string, version int64) error {
	return s.db.Update(ctx, func(tx *db.Tx) error {
		d, err := s.seen(ctx, tx, actor, id)
		if err != nil {
			return err
		}
		if !signs(actor, d) {
			return fault.Forbidden
		}
		if d.State == Signed && d.Version == version+1 && d.SignedBy == actor.Name {
			return nil
		}
		switch {
		case d.State == Draft:
			return fault.Refuse("Dự thảo chưa có người kiểm tra. Người khác với người soạn xem lại và bấm “Đã kiểm tra” trước khi ký.")
		case d.State != Checked:
			return d.errFixed()
		case d.Version != version:
			return fault.Conflict
		}
		return s.sign(ctx, tx, actor, &d)
	})
}

func (s *Service) sign(ctx context.Context, tx *db.Tx, actor auth.Actor, d *Decision) error {
	lines, err := linesOf(ctx, tx, d.ID)
	if err != nil {
		return err
	}
	if err := s.Missing(ctx, tx, actor, *d, lines); err != nil {
		return err
	}
	before := d.trail()
	if err := d.sign(person(actor), tx.Now); err != nil {
		return err
	}
	if err := s.empowered(ctx, tx, actor, *d); err != nil {
		return err
	}
	if err := s.judged(ctx, tx, actor, *d, lines); err != nil {
		return err
	}
	return s.seal(ctx, tx, actor, d, before)
}

// seal numbers a paper that is being signed and keeps it.
func (s *Service) seal(ctx context.Context, tx *db.Tx, actor auth.Actor, d *Decision, before map[string]any) (err error) {
	if d.Number, err = s.number(ctx, tx, actor, *d); err != nil {
		return err
	}
	if err := storeSigned(ctx, tx, *d); err != nil {
		return err
	}
	d.Version++
	return s.record(ctx, tx, actor, *d, "recognition.signed", before, d.trail())
}

// Issue makes a signed decision public: its initiatives are recognised (or put
// back under review), its lines enter the register. Issuing twice changes nothing.
func (s *Service) Issue(ctx context.Context, actor auth.Actor, id string) error {
	return s.db.Update(ctx, func(tx *db.Tx) error {
		d, err := s.seen(ctx, tx, actor, id)
		if err != nil {
			return err
		}
		if !issues(actor, d) {
			return fault.Forbidden
		}
		switch d.State {
		case Issued:
			return nil
		case Draft, Checked:
			return fault.Refuse("Quyết định chưa ký nên chưa ban hành được.")
		}
		before := d.trail()
		if err := d.issue(person(actor), tx.Now); err != nil {
			return err
		}
		return s.publish(ctx, tx, actor, &d, before)
	})
}

// publish keeps an issued decision and tells everybody whom it concerns.
func (s *Service) publish(ctx context.Context, tx *db.Tx, actor auth.Actor, d *Decision, before map[string]any) error {
	lines, err := linesOf(ctx, tx, d.ID)
	if err != nil {
		return err
	}
	if err := s.superseded(ctx, tx, d.ID); err != nil {
		return err
	}
	if err := storeIssued(ctx, tx, *d); err != nil {
		return err
	}
	d.Version++
	if err := s.takeEffect(ctx, tx, actor, *d, lines); err != nil {
		return err
	}
	if err := s.register.Enter(ctx, tx, actor, *d, lines); err != nil {
		return err
	}
	for _, f := range s.Followers {
		if err := f.Freeze(ctx, tx, actor, *d, lines); err != nil {
			return err
		}
	}
	return s.record(ctx, tx, actor, *d, "recognition.issued", before, d.trail())
}

// takeEffect tells the initiatives what was decided of them.
func (s *Service) takeEffect(ctx context.Context, tx *db.Tx, actor auth.Actor, d Decision, lines []Line) error {
	kind := d.Kind
	if kind == Revocation {
		root, err := s.Decision(ctx, tx, d.AmendsID)
		if err != nil {
			return err
		}
		if root.Kind != Recognition {
			return nil
		}
	}
	for _, l := range lines {
		if l.InitiativeID == "" {
			continue
		}
		var err error
		switch kind {
		case Recognition:
			err = s.recognise(ctx, tx, actor, d, l)
		case Revocation:
			err = s.reopen(ctx, tx, actor, d, l)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (s *Service) recognise(ctx context.Context, tx *db.Tx, actor auth.Actor, d Decision, l Line) error {
	i, err := s.initiatives.Find(ctx, tx, l.InitiativeID)
	if err != nil || i.State == initiative.KeptAlive || i.State == initiative.Ended {
		return err // recognised by another body before, and gone on since
	}
	if err := s.again(ctx, tx, actor, d, i); err != nil {
		return err
	}
	err = s.initiatives.Decide(ctx, tx, actor, l.InitiativeID, true, reasonOf(d))
	var refused fault.Refused
	if errors.As(err, &refused) {
		return fault.Refuse("Dòng %d (%s) chưa công nhận được. %s", l.Position, l.Name, refused.Reason.String())
	}
	return err
}

// reopen puts a revoked initiative back under review, unless another decision
// still recognises it or it has ended.
func (s *Service) reopen(ctx context.Context, tx *db.Tx, actor auth.Actor, d Decision, l Line) error {
	i, err := s.initiatives.Find(ctx, tx, l.InitiativeID)
	if err != nil || i.State != initiative.Recognised {
		return err
	}
	still, err := stillRecognised(ctx, tx, l.InitiativeID)
	if err != nil || still {
		return err
	}
	return s.initiatives.Reopen(ctx, tx, actor, l.InitiativeID, reasonOf(d))
}
