package bonus

import "time"

// Fund is money that a unit has for bonuses in one year. Amounts are in đồng.
type Fund struct {
	ID        string
	UnitID    string
	UnitPath  string
	UnitName  string // today
	Year      int64
	Name      string // "Quỹ thi đua, khen thưởng"
	Code      string // budget line, may be empty
	Available int64
	Planned   int64 // due in the sheets that charge the fund
	Paid      int64 // went out and has not come back
	Source    string
	Version   int64
	CreatedBy string
	CreatedAt time.Time
}

// Rest is what is neither planned nor paid, in đồng; below zero the fund is
// over-committed.
func (f Fund) Rest() int64 { return f.Available - f.Planned - f.Paid }
