package docgen

import (
	"errors"
	"sync"

	"rsc.io/qr/coding"
)

// MostQR is how many bytes a QR code holds while its modules stay wide enough
// to be read from a sheet of A4.
const MostQR = 367

// errLongQR means a QR text whose modules would be too small to be read.
var errLongQR = errors.New("docgen: the text is too long for the QR code of a certificate")

// leastModule is how wide a module must be on A4, mm.
const leastModule = 0.5

// qrCode is a QR code without its border.
type qrCode struct{ *coding.Code }

// newQR encodes text at level M, or at L where M would make the modules
// narrower than leastModule at side mm.
func newQR(text string, side float64) (qrCode, error) {
	data := coding.String(text)
	for _, level := range []coding.Level{coding.M, coding.L} {
		for v := coding.Version(coding.MinVersion); side/float64(17+4*v) >= leastModule && v <= coding.MaxVersion; v++ {
			if data.Bits(v) > 8*v.DataBytes(level) {
				continue
			}
			plan, err := planOf(v, level)
			if err != nil {
				return qrCode{}, err
			}
			c, err := plan.Encode(data)
			return qrCode{c}, err
		}
	}
	return qrCode{}, errLongQR
}

// plans are where the bits of each version and level go; making one takes
// longer than filling it. Mask 0 is used throughout: choosing the best of eight
// takes forty times as long, and the texts are not uniform.
var plans sync.Map

func planOf(v coding.Version, l coding.Level) (*coding.Plan, error) {
	key := [2]int{int(v), int(l)}
	if known, ok := plans.Load(key); ok {
		return known.(*coding.Plan), nil
	}
	p, err := coding.NewPlan(v, l, 0)
	if err == nil {
		plans.Store(key, p)
	}
	return p, err
}

// runs yields every run of dark modules in a row: column, row, length.
func (q qrCode) runs(yield func([3]int) bool) {
	for y := range q.Size {
		for x := 0; x < q.Size; x++ {
			to := x
			for to < q.Size && q.Black(to, y) {
				to++
			}
			if to > x {
				if !yield([3]int{x, y, to - x}) {
					return
				}
				x = to
			}
		}
	}
}
