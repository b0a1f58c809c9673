// Package clock holds civil dates: days of the calendar in Viet Nam, without
// time or zone.
package clock

import (
	"database/sql/driver"
	"fmt"
	"strings"
	"time"

	"kheo/internal/platform/i18n"
)

// Date is a civil date. The zero Date means "no date" and is NULL in the database.
type Date struct{ t time.Time } // midnight UTC

// On makes a Date.
func On(year int, month time.Month, day int) Date {
	return Date{time.Date(year, month, day, 0, 0, 0, 0, time.UTC)}
}

// DayOf is the day in Viet Nam on which moment t falls.
func DayOf(t time.Time) Date {
	y, m, d := t.In(i18n.Zone()).Date()
	return On(y, m, d)
}

// Parse reads 2022-10-20 or 20/10/2022, of the years 1000 to 9998; an empty text
// is the zero Date.
func Parse(s string) (Date, error) {
	s = strings.TrimSpace(s)
	if s == "" {
		return Date{}, nil
	}
	for _, layout := range []string{"2006-01-02", "2/1/2006", "2-1-2006", "2.1.2006"} {
		if t, err := time.Parse(layout, s); err == nil && t.Year() >= 1000 && t.Year() < 9999 {
			return Date{t}, nil
		}
	}
	return Date{}, fmt.Errorf("clock: %q is not a date", s)
}

// Must is Parse for dates written in code.
func Must(s string) Date {
	d, err := Parse(s)
	if err != nil {
		panic(err)
	}
	return d
}

// IsZero reports whether d is no date.
func (d Date) IsZero() bool { return d.t.IsZero() }

// Time is midnight UTC of d.
func (d Date) Time() time.Time { return d.t }

// Year, Month and Day of d.
func (d Date) Year() int         { return d.t.Year() }
func (d Date) Month() time.Month { return d.t.Month() }
func (d Date) Day() int          { return d.t.Day() }

// Before reports whether d is an earlier day than e.
func (d Date) Before(e Date) bool { return d.t.Before(e.t) }

// After reports whether d is a later day than e.
func (d Date) After(e Date) bool { return d.t.After(e.t) }

// AddDays is the day n days later.
func (d Date) AddDays(n int) Date { return Date{d.t.AddDate(0, 0, n)} }

// DaysUntil counts the days from d to e; negative when e is past.
func (d Date) DaysUntil(e Date) int { return int(e.t.Sub(d.t).Hours() / 24) }

// String is 20/10/2022, as people in Viet Nam write it; empty for no date.
func (d Date) String() string {
	if d.IsZero() {
		return ""
	}
	return d.t.Format("02/01/2006")
}

// ISO is 2022-10-20; empty for no date.
func (d Date) ISO() string {
	if d.IsZero() {
		return ""
	}
	return d.t.Format("2006-01-02")
}

// MarshalText writes ISO, so JSON and forms agree.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.ISO()), nil }

// UnmarshalText reads what Parse reads.
func (d *Date) UnmarshalText(b []byte) (err error) {
	*d, err = Parse(string(b))
	return err
}

// Value stores d as a DATE.
func (d Date) Value() (driver.Value, error) {
	if d.IsZero() {
		return nil, nil
	}
	return d.ISO(), nil
}

// Scan reads a DATE of either engine.
func (d *Date) Scan(v any) (err error) {
	switch v := v.(type) {
	case nil:
		*d = Date{}
	case time.Time:
		*d = On(v.Year(), v.Month(), v.Day())
	case string:
		if len(v) > 10 {
			v = v[:10]
		}
		d.t, err = time.Parse("2006-01-02", v)
	default:
		err = fmt.Errorf("clock: cannot scan %T", v)
	}
	return err
}
