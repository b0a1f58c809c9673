package numberbook

import (
	"context"
	"errors"

	"github.com/google/uuid"

	"kheo/internal/business/org"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
	"kheo/internal/service/audit"
	"kheo/internal/service/auth"
)

// Take gives the paper that w describes its number in the caller's transaction:
// the next one of its book, or one that was held back. Asked again for the same
// paper it answers the same number. It is a fault.Refused when the body has no
// abbreviation or no term on the day, when the day runs backwards, or when the
// held number is held no more.
func (s *Service) Take(ctx context.Context, tx *db.Tx, actor auth.Actor, w Want) (Number, error) {
	if err := w.check(); err != nil {
		return Number{}, err
	}
	if n, done, err := s.has(ctx, tx, w); done || err != nil {
		return n, err
	}
	b, err := s.open(ctx, tx, actor, w)
	if err != nil {
		return Number{}, err
	}
	n := Number{BookID: b.ID, State: Used, Subject: w.Subject, ForKind: w.ForKind, ForID: w.ForID, Day: w.Day, AccountID: actor.AccountID, Account: actor.Name, At: tx.Now}
	if w.Reserved != nil {
		return s.takeReserved(ctx, tx, actor, b, n, *w.Reserved)
	}
	if n.Number, err = advance(ctx, tx, b.ID); err != nil {
		return n, err
	}
	if err := s.dated(ctx, tx, b, n); err != nil {
		return n, err
	}
	n.Text = Write(b.Pattern, n.Number)
	if err := insertNumber(ctx, tx, n); err != nil {
		return n, err
	}
	return n, record(ctx, tx, actor, "numberbook.taken", b, n, nil)
}

// has finds the number that the paper of w has already.
func (s *Service) has(ctx context.Context, tx *db.Tx, w Want) (n Number, done bool, err error) {
	if w.ForID == "" {
		return n, false, nil
	}
	n, err = numberOf(ctx, tx, w.ForKind, w.ForID)
	if errors.Is(err, fault.NotFound) {
		return n, false, nil
	}
	if err != nil {
		return n, false, err
	}
	b, err := findBook(ctx, tx, n.BookID)
	if err != nil {
		return n, false, err
	}
	if b.UnitID != w.UnitID || b.Line != w.Line || b.DocType != w.DocType || n.Day != w.Day {
		return n, false, fault.Refuse("Văn bản này đã lấy số %s ngày %s, không lấy số khác được nữa.", n.Text, n.Day.String())
	}
	return n, true, nil
}

func (s *Service) takeReserved(ctx context.Context, tx *db.Tx, actor auth.Actor, b Book, n Number, number int64) (Number, error) {
	held, err := findNumber(ctx, tx, b.ID, number)
	if errors.Is(err, fault.NotFound) || err == nil && held.State != Reserved {
		return n, fault.Refuse("Số %d của sổ %s không còn được giữ. Chọn số khác hoặc lấy số tiếp theo.", number, b.Name())
	}
	if err != nil {
		return n, err
	}
	n.Number, n.Text, n.Reason, n.RequestID = number, held.Text, held.Reason, held.RequestID
	if err := s.dated(ctx, tx, b, n); err != nil {
		return n, err
	}
	if err := settle(ctx, tx, n); err != nil {
		return n, err
	}
	if err := count(ctx, tx, b.ID, 0, -1, 0); err != nil {
		return n, err
	}
	return n, record(ctx, tx, actor, "numberbook.taken", b, n, held)
}

// dated refuses a day that runs backwards.
func (s *Service) dated(ctx context.Context, tx *db.Tx, b Book, n Number) error {
	near, err := around(ctx, tx, b, n.Number)
	if err != nil {
		return err
	}
	return b.inOrder(n.Day, near)
}

// Record notes a number that was given on paper, before Khéo or beside it; text is
// what the paper says. It must be new in its book, and before the first number
// that Khéo gives or the very next one.
func (s *Service) Record(ctx context.Context, tx *db.Tx, actor auth.Actor, w Want, text string) (Number, error) {
	if err := w.check(); err != nil {
		return Number{}, err
	}
	number, clean, err := Read(text)
	if err != nil {
		return Number{}, err
	}
	if n, done, err := s.has(ctx, tx, w); done || err != nil {
		return n, err
	}
	b, err := s.open(ctx, tx, actor, w)
	if err != nil {
		return Number{}, err
	}
	n := Number{BookID: b.ID, Number: number, State: Recorded, Text: clean, Subject: w.Subject, ForKind: w.ForKind, ForID: w.ForID, Day: w.Day,
		AccountID: actor.AccountID, Account: actor.Name, At: tx.Now}
	if other, err := findNumber(ctx, tx, b.ID, number); err == nil {
		return n, fault.Refuse("Số %s của sổ %s đã có: “%s”.", other.Text, b.Name(), other.Subject)
	} else if !errors.Is(err, fault.NotFound) {
		return n, err
	}
	if err := s.place(ctx, tx, &b, n); err != nil {
		return n, err
	}
	if err := insertNumber(ctx, tx, n); err != nil {
		return n, err
	}
	return n, record(ctx, tx, actor, "numberbook.recorded", b, n, nil)
}

// place makes room for a recorded number: before the run, or at its end. In a
// period that is over and of which Khéo gave nothing, the run begins behind the
// highest number that was recorded.
func (s *Service) place(ctx context.Context, tx *db.Tx, b *Book, n Number) error {
	over := b.Days.To.Before(clock.DayOf(tx.Now)) && !b.Days.To.IsZero()
	if over && b.Untouched() && n.Number >= b.First {
		b.First, b.Next = n.Number+1, n.Number+1
		if err := setBook(ctx, tx, *b); err != nil {
			return err
		}
	}
	if err := b.errRecord(n.Number); err != nil {
		return err
	}
	if n.Number < b.First {
		return count(ctx, tx, b.ID, 1, 0, 0)
	}
	if _, err := advance(ctx, tx, b.ID); err != nil {
		return err
	}
	return s.dated(ctx, tx, *b, n)
}

// Of finds the number of a paper; fault.NotFound when it has none.
func (s *Service) Of(ctx context.Context, tx *db.Tx, forKind, forID string) (Number, error) {
	return numberOf(ctx, tx, forKind, forID)
}

// Held lists the numbers that are held back for papers like w, the lowest first.
func (s *Service) Held(ctx context.Context, tx *db.Tx, w Want) ([]Number, error) {
	b, err := s.plan(ctx, tx, w)
	if err != nil {
		return nil, err
	}
	b, err = bookOf(ctx, tx, w.UnitID, w.Line, w.DocType, b.Period)
	if errors.Is(err, fault.NotFound) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return numbers(ctx, tx, b.ID, Reserved, 0, 200)
}

// Preview tells what Take would give a paper like w now, for pages that show a
// draft; the number may be another when the paper is signed.
func (s *Service) Preview(ctx context.Context, tx *db.Tx, w Want) (string, error) {
	b, err := s.plan(ctx, tx, w)
	if err != nil {
		return "", err
	}
	there, err := bookOf(ctx, tx, w.UnitID, w.Line, w.DocType, b.Period)
	if err == nil {
		b = there
	} else if !errors.Is(err, fault.NotFound) {
		return "", err
	}
	return Write(b.Pattern, b.Next), nil
}

// Kinds lists the kinds of paper that have numbers.
func (s *Service) Kinds(ctx context.Context, tx *db.Tx) ([]Kind, error) { return allKinds(ctx, tx) }

// open finds the book of w; the first paper of a period opens it.
func (s *Service) open(ctx context.Context, tx *db.Tx, actor auth.Actor, w Want) (Book, error) {
	b, err := s.plan(ctx, tx, w)
	if err != nil {
		return b, err
	}
	there, err := bookOf(ctx, tx, w.UnitID, w.Line, w.DocType, b.Period)
	if !errors.Is(err, fault.NotFound) {
		return there, err
	}
	if err := insertBook(ctx, tx, b, actor.Name); err != nil {
		return b, err
	}
	if there, err = bookOf(ctx, tx, w.UnitID, w.Line, w.DocType, b.Period); err != nil {
		return there, err
	}
	if there.ID != b.ID {
		return there, nil
	}
	return there, audit.Record(ctx, tx, actor, audit.Act{
		Name: "numberbook.opened", Kind: "numberbook", ObjectID: b.ID, Title: b.Name(), UnitPath: b.UnitPath, After: there.trail(),
	})
}

// plan is the book of w as it would be opened: with its period, its pattern and 1
// as the first number.
func (s *Service) plan(ctx context.Context, tx *db.Tx, w Want) (b Book, err error) {
	if err := w.check(); err != nil {
		return b, err
	}
	unit, err := s.units.Unit(ctx, tx, w.UnitID)
	if err != nil {
		return b, err
	}
	b = Book{ID: uuid.Must(uuid.NewV7()).String(), UnitID: unit.ID, UnitPath: unit.Path, UnitName: unit.Name, Line: w.Line, DocType: w.DocType, First: 1, Next: 1, Version: 1}
	kinds, err := allKinds(ctx, tx)
	if err != nil {
		return b, err
	}
	if !known(kinds, w.DocType) {
		return b, fault.Invalid{"doc_type": fault.Say("Chọn loại văn bản.")}
	}
	form, err := formOn(ctx, tx, w.Line, w.DocType, w.Day)
	if errors.Is(err, fault.NotFound) {
		return b, fault.Refuse("Chưa có mẫu số văn bản cho hệ thống %s ngày %s. Nhờ quản trị viên thêm ở trang Mẫu số văn bản.", w.Line.Label(), w.Day.String())
	}
	if err != nil {
		return b, err
	}
	symbol, err := symbolOn(ctx, tx, unit.ID, w.Line, w.Day)
	if errors.Is(err, fault.NotFound) {
		return b, fault.Refuse("%s chưa có chữ viết tắt (%s) dùng trong số văn bản ngày %s. Nhờ quản trị viên thêm ở trang Quản trị, Số văn bản.", unit.Name, w.Line.Label(), w.Day.String())
	}
	if err != nil {
		return b, err
	}
	b.Pattern = fill(form.Pattern, w.DocType, symbol.Abbreviation)
	return b, s.period(ctx, tx, &b, unit, form.Period, w.Day)
}

// period sets the days of b: the year of day, or the term that it lies in.
func (s *Service) period(ctx context.Context, tx *db.Tx, b *Book, unit org.Unit, p Period, day clock.Date) error {
	if p == Yearly {
		b.Period, b.Label = yearKey(day), yearKey(day)
		b.Days = clock.Span{From: clock.On(day.Year(), 1, 1), To: clock.On(day.Year(), 12, 31)}
		return nil
	}
	term, err := termOn(ctx, tx, unit.ID, day)
	if errors.Is(err, fault.NotFound) {
		return fault.Refuse("%s chưa có nhiệm kỳ nào gồm ngày %s. Nhờ quản trị viên thêm nhiệm kỳ trước ở trang Quản trị, Số văn bản.", unit.Name, day.String())
	}
	b.Period, b.Label, b.Days = term.ID, term.Name, term.Days
	return err
}
