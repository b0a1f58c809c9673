package certificate

import (
	"strconv"
	"strings"
	"time"

	"kheo/internal/platform/fault"
	"kheo/internal/platform/text"
	"kheo/internal/service/docgen"
)

// Calibration is what one printer of a unit needs to hit pre-printed blanks.
type Calibration struct {
	docgen.Shift
	ID        string
	UnitID    string
	UnitPath  string
	Printer   string
	ChangedBy string
	ChangedAt time.Time
	Version   int64
}

// The bounds of a calibration: three centimetres, and five in a hundred.
const (
	mostShift = 300 // tenths of a millimetre
	mostScale = 50  // thousandths
)

// named finds a printer by id or name. Of several with that name it is the one of a
// unit above or below the unit at path.
func named(all []Calibration, name, path string) (Calibration, error) {
	var found []Calibration
	for _, near := range []bool{false, true} {
		found = nil
		for _, c := range all {
			if c.ID == name || c.Printer == name && (!near || strings.HasPrefix(path, c.UnitPath) || strings.HasPrefix(c.UnitPath, path)) {
				found = append(found, c)
			}
		}
		if len(found) == 1 {
			return found[0], nil
		}
	}
	if len(found) > 1 {
		return Calibration{}, fault.Invalid{"calibration": fault.Say("Có %d máy in tên “%s”. Đặt lại tên cho khác nhau.", len(found), name)}
	}
	return Calibration{}, fault.Invalid{"calibration": fault.Say("Chưa có máy in này. Chọn một máy in khác.")}
}

// CalibrationInput is the form of a calibration. Numbers are text: they have
// signs, and what was typed comes back.
type CalibrationInput struct {
	ID      string `form:"id"`
	UnitID  string `form:"unit"`
	Version int64  `form:"version"`
	Printer string `form:"printer"`
	X       string `form:"x"`
	Y       string `form:"y"`
	Scale   string `form:"scale"`
}

// InputOfCalibration fills the form with what c says.
func InputOfCalibration(c Calibration) CalibrationInput {
	return CalibrationInput{ID: c.ID, UnitID: c.UnitID, Version: c.Version, Printer: c.Printer, X: strconv.Itoa(c.X), Y: strconv.Itoa(c.Y), Scale: strconv.Itoa(c.Shift.Scale)}
}

// with is c as in says, or what is wrong with it.
func (c Calibration) with(in CalibrationInput) (Calibration, error) {
	v := fault.Invalid{}
	c.Printer, c.Version = text.Clean(in.Printer), in.Version
	v.Check(c.Printer != "", "printer", "Ghi tên máy in, ví dụ: Máy in văn phòng, khay tay.")
	v.Check(len([]rune(c.Printer)) <= maxName, "printer", "Phần này dài quá %d ký tự. Xin viết gọn lại.", maxName)
	for _, n := range []struct {
		to           *int
		field, typed string
		most         int
	}{{&c.X, "x", in.X, mostShift}, {&c.Y, "y", in.Y, mostShift}, {&c.Shift.Scale, "scale", in.Scale, mostScale}} {
		typed := strings.Replace(strings.TrimSpace(n.typed), "−", "-", 1)
		got, err := strconv.Atoi(typed)
		if typed == "" {
			got, err = 0, nil
		}
		if err != nil || got < -n.most || got > n.most {
			v.Check(false, n.field, "Ghi số nguyên từ %d đến %d.", -n.most, n.most)
			continue
		}
		*n.to = got
	}
	return c, v.Err()
}
