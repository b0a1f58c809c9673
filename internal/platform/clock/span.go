package clock

import "database/sql/driver"

// Span is a run of days, both ends in it. A zero From means since ever, a zero
// To means still.
type Span struct{ From, To Date }

// Since is the span that begins on day and has no end.
func Since(day Date) Span { return Span{From: day} }

// Has reports whether day lies in s.
func (s Span) Has(day Date) bool {
	return !day.Before(s.From) && (s.To.IsZero() || !day.After(s.To))
}

// Meets reports whether s and other have a day in common.
func (s Span) Meets(other Span) bool {
	return (s.To.IsZero() || !other.From.After(s.To)) && (other.To.IsZero() || !s.From.After(other.To))
}

// Holds reports whether every day of other lies in s.
func (s Span) Holds(other Span) bool {
	return !other.From.Before(s.From) && (s.To.IsZero() || !other.To.IsZero() && !other.To.After(s.To))
}

// Clip is the part of s that lies in other; ok is false when there is none.
func (s Span) Clip(other Span) (clipped Span, ok bool) {
	if !s.Meets(other) {
		return Span{}, false
	}
	if other.From.After(s.From) {
		s.From = other.From
	}
	if s.To.IsZero() || !other.To.IsZero() && other.To.Before(s.To) {
		s.To = other.To
	}
	return s, true
}

// Columns keep a span in two DATE columns that are never NULL, so that one
// comparison finds a day in either engine: the first and the last day of the
// calendar stand for since ever and still.
const (
	firstDay = "0001-01-01"
	lastDay  = "9999-12-31"
)

// First and Last are the values of the two columns.
func (s Span) First() driver.Valuer { return column{s.From, firstDay} }

// Last is the value of the second column.
func (s Span) Last() driver.Valuer { return column{s.To, lastDay} }

type column struct {
	day  Date
	zero string
}

// Value stores the day, or what stands for none.
func (c column) Value() (driver.Value, error) {
	if c.day.IsZero() {
		return c.zero, nil
	}
	return c.day.ISO(), nil
}

// Scan reads the two columns: row.Scan(span.Scan()...).
func (s *Span) Scan() []any { return []any{&s.From, (*end)(&s.To)} }

type end Date

// Scan reads the last day of a span.
func (e *end) Scan(v any) error {
	var d Date
	if err := d.Scan(v); err != nil {
		return err
	}
	if d.Year() == 9999 {
		d = Date{}
	}
	*e = end(d)
	return nil
}
