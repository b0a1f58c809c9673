package numberbook

import (
	"context"
	"errors"
	"unicode/utf8"

	"github.com/google/uuid"

	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
	"kheo/internal/platform/text"
	"kheo/internal/service/audit"
	"kheo/internal/service/auth"
)

// Service is everything that can be done with books of numbers.
type Service struct {
	db    *db.DB
	units Units
}

// New makes the service.
func New(d *db.DB, units Units) *Service { return &Service{db: d, units: units} }

const maxText = 500 // characters of a subject or a reason

// ReserveInput holds back a number for a paper to come.
type ReserveInput struct {
	ID      string `form:"id"` // of the form, so that sending twice holds back one
	Subject string `form:"subject"`
	Reason  string `form:"reason"`
}

func (in *ReserveInput) check() error {
	in.Subject, in.Reason = text.Clean(in.Subject), text.Clean(in.Reason)
	if uuid.Validate(in.ID) != nil {
		in.ID = uuid.Must(uuid.NewV7()).String()
	}
	v := fault.Invalid{}
	v.Check(in.Subject != "", "subject", "Ghi trích yếu của văn bản sẽ dùng số này.")
	v.Check(in.Reason != "", "reason", "Ghi lý do giữ số, ví dụ: chờ lãnh đạo ký khi đi công tác về.")
	for name, s := range map[string]string{"subject": in.Subject, "reason": in.Reason} {
		v.Check(utf8.RuneCountInString(s) <= maxText, name, "Phần này dài quá %d ký tự. Xin viết gọn lại.", maxText)
	}
	return v.Err()
}

// Reserve holds back the next number of a book.
func (s *Service) Reserve(ctx context.Context, actor auth.Actor, bookID string, in ReserveInput) (n Number, err error) {
	err = s.db.Update(ctx, func(tx *db.Tx) error {
		b, err := s.kept(ctx, tx, actor, bookID)
		if err != nil {
			return err
		}
		if err := in.check(); err != nil {
			return err
		}
		if n, err = numberAsked(ctx, tx, in.ID); !errors.Is(err, fault.NotFound) {
			return err // sent twice
		}
		n = Number{BookID: b.ID, State: Reserved, Subject: in.Subject, Reason: in.Reason, RequestID: in.ID, AccountID: actor.AccountID, Account: actor.Name, At: tx.Now}
		if n.Number, err = advance(ctx, tx, b.ID); err != nil {
			return err
		}
		n.Text = Write(b.Pattern, n.Number)
		if err := count(ctx, tx, b.ID, 0, 1, 0); err != nil {
			return err
		}
		if err := insertNumber(ctx, tx, n); err != nil {
			return err
		}
		return record(ctx, tx, actor, "numberbook.reserved", b, n, nil)
	})
	return n, err
}

// Annul voids a number that is held back, with a reason. What was signed keeps
// its number. Voiding twice changes nothing.
func (s *Service) Annul(ctx context.Context, actor auth.Actor, bookID string, number int64, reason string) error {
	return s.db.Update(ctx, func(tx *db.Tx) error {
		b, err := s.kept(ctx, tx, actor, bookID)
		if err != nil {
			return err
		}
		before, err := findNumber(ctx, tx, b.ID, number)
		if err != nil {
			return err
		}
		n := before
		n.State, n.Reason, n.AccountID, n.Account, n.At = Void, text.Clean(reason), actor.AccountID, actor.Name, tx.Now
		switch {
		case before.State == Void && before.Reason == n.Reason:
			return nil
		case before.State != Reserved:
			return fault.Refuse("Số %s ở tình trạng “%s” nên không hủy được. Chỉ hủy số đang giữ; văn bản đã ký thì giữ số mãi.", before.Text, before.State.Label())
		}
		v := fault.Invalid{}
		v.Check(n.Reason != "", "reason", "Ghi lý do hủy số.")
		v.Check(utf8.RuneCountInString(n.Reason) <= maxText, "reason", "Phần này dài quá %d ký tự. Xin viết gọn lại.", maxText)
		if err := v.Err(); err != nil {
			return err
		}
		if err := settle(ctx, tx, n); err != nil {
			return err
		}
		if err := count(ctx, tx, b.ID, 0, -1, 1); err != nil {
			return err
		}
		return record(ctx, tx, actor, "numberbook.voided", b, n, before)
	})
}

// seen finds a book that the actor may see.
func (s *Service) seen(ctx context.Context, tx *db.Tx, actor auth.Actor, id string) (b Book, err error) {
	if uuid.Validate(id) != nil {
		return b, fault.NotFound
	}
	if b, err = findBook(ctx, tx, id); err != nil {
		return b, err
	}
	if !maySee(actor, b.UnitPath) {
		return Book{}, fault.NotFound
	}
	return b, nil
}

// kept finds a book that the actor keeps.
func (s *Service) kept(ctx context.Context, tx *db.Tx, actor auth.Actor, id string) (Book, error) {
	b, err := s.seen(ctx, tx, actor, id)
	if err == nil && !mayKeep(actor, b.UnitPath) {
		return b, fault.Forbidden
	}
	return b, err
}

// record tells the trail what became of a number; before is a Number or nil.
func record(ctx context.Context, tx *db.Tx, actor auth.Actor, act string, b Book, n Number, before any) error {
	if old, ok := before.(Number); ok {
		before = old.trail()
	}
	return audit.Record(ctx, tx, actor, audit.Act{
		Name: act, Kind: "numberbook", ObjectID: b.ID, Title: n.Text + ", " + b.UnitName, UnitPath: b.UnitPath, Before: before, After: n.trail(),
	})
}

func (n Number) trail() map[string]any {
	return map[string]any{"number": n.Number, "text": n.Text, "state": n.State, "subject": n.Subject, "day": n.Day, "reason": n.Reason, "for": n.ForKind, "for_id": n.ForID}
}

func (b Book) trail() map[string]any {
	return map[string]any{"pattern": b.Pattern, "first": b.First, "next": b.Next, "backwards": b.Backwards, "period": b.Label}
}
