package certificate

import (
	"slices"
	"time"

	"kheo/internal/business/register"
	"kheo/internal/platform/fault"
	"kheo/internal/platform/text"
)

// Printing is one time that a line of the register was printed.
type Printing struct {
	Code     string
	At       time.Time
	Account  string
	DesignID string
	Over     bool
	RunID    string
	Reason   string // why again; empty the first time
}

// Line is a line that stands, with how it was printed so far.
type Line struct {
	register.Entry
	Times   int // that it was printed
	Last    Printing
	PhotoID string // the file of its photograph; empty for none
}

// Choice is what is to be printed, and how.
type Choice struct {
	Design      string   `form:"design"`      // id or code; empty: the one that is meant
	Over        bool     `form:"over"`        // on pre-printed blanks
	Calibration string   `form:"calibration"` // id or printer's name; empty: none
	Codes       []string `form:"code"`        // of the lines; none: all
	Reason      string   `form:"reason"`      // why lines are printed again
	Separate    bool     `form:"separate"`    // one file each
}

const maxReason = 300

// chosen are the lines that c names, in the order of the list.
func (c Choice) chosen(all []Line) ([]Line, error) {
	if len(c.Codes) == 0 {
		return all, nil
	}
	mine := slices.DeleteFunc(slices.Clone(all), func(l Line) bool { return !slices.Contains(c.Codes, l.Code) })
	for _, code := range c.Codes {
		if !slices.ContainsFunc(mine, func(l Line) bool { return l.Code == code }) {
			return mine, fault.Invalid{"code": fault.Say("Có dòng không còn trong danh sách. Chọn lại các dòng cần in.")}
		}
	}
	return mine, nil
}

// again counts the lines that were printed before.
func again(lines []Line) (n int) {
	for _, l := range lines {
		if l.Times > 0 {
			n++
		}
	}
	return n
}

// reason checks why lines are printed again; it is empty when none is.
func (c Choice) reason(lines []Line) (string, error) {
	n, why, v := again(lines), text.Clean(c.Reason), fault.Invalid{}
	if n == 0 {
		return "", nil
	}
	v.Check(why != "", "reason", "Có %d giấy đã in rồi. Ghi lý do in lại, ví dụ: giấy bị rách.", n)
	v.Check(len([]rune(why)) <= maxReason, "reason", "Phần này dài quá %d ký tự. Xin viết gọn lại.", maxReason)
	return why, v.Err()
}
