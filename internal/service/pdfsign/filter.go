package pdfsign

import (
	"bytes"
	"compress/zlib"
	"encoding/hex"
	"errors"
	"io"
)

// Bounds of what a file may ask for.
const (
	maxFile     = 64 << 20 // bytes
	maxInflated = 32 << 20 // bytes of all its packed tables together
	maxParsed   = 4 * maxFile
	maxObjects  = 500_000
	maxLines    = 4 * maxObjects
	maxSections = 100
	maxPages    = 20_000
)

var errTooLarge = errors.New("pdfsign: asks for too much memory")

func unhex(digits []byte) (text, error) {
	out := make(text, hex.DecodedLen(len(digits)))
	if _, err := hex.Decode(out, digits); err != nil {
		return nil, errSyntax
	}
	return out, nil
}

// unpack undoes the filter of a stream: none, or Flate with a PNG predictor.
func (f *file) unpack(s stream) ([]byte, error) {
	raw, err := f.bytes(s)
	if err != nil {
		return nil, err
	}
	filter, parms := f.value(s.dict["Filter"]), f.value(s.dict["DecodeParms"])
	if list, ok := filter.(array); ok && len(list) == 1 {
		filter = f.value(list[0])
		if of, ok := parms.(array); ok && len(of) == 1 {
			parms = f.value(of[0])
		}
	}
	switch filter {
	case nil:
		return raw, nil
	case name("FlateDecode"):
	default:
		return nil, errSyntax
	}
	z, err := zlib.NewReader(bytes.NewReader(raw))
	if err != nil {
		return nil, errSyntax
	}
	out, err := io.ReadAll(io.LimitReader(z, int64(maxInflated-f.inflated)+1))
	if f.inflated += len(out); f.inflated > maxInflated {
		return nil, errTooLarge
	}
	if err != nil {
		return nil, errSyntax
	}
	p, _ := parms.(dict)
	if kind, _ := p["Predictor"].(int64); kind >= 10 {
		return unpredict(out, p)
	}
	return out, nil
}

// unpredict undoes the PNG filters of tables whose samples are bytes.
func unpredict(in []byte, p dict) ([]byte, error) {
	columns, ok := p["Columns"].(int64)
	if !ok {
		columns = 1
	}
	if columns < 1 || columns > 64 || p["Colors"] != nil && p["Colors"] != int64(1) || p["BitsPerComponent"] != nil && p["BitsPerComponent"] != int64(8) {
		return nil, errSyntax
	}
	n := int(columns)
	out := make([]byte, 0, len(in))
	above := make([]byte, n)
	for len(in) >= n+1 {
		row := append([]byte(nil), in[1:n+1]...)
		for i := range row {
			var left, corner byte
			if i > 0 {
				left, corner = row[i-1], above[i-1]
			}
			switch in[0] {
			case 0:
			case 1:
				row[i] += left
			case 2:
				row[i] += above[i]
			case 3:
				row[i] += byte((int(left) + int(above[i])) / 2)
			case 4:
				row[i] += paeth(left, above[i], corner)
			default:
				return nil, errSyntax
			}
		}
		out, above, in = append(out, row...), row, in[n+1:]
	}
	return out, nil
}

func paeth(a, b, c byte) byte {
	p := int(a) + int(b) - int(c)
	pa, pb, pc := abs(p-int(a)), abs(p-int(b)), abs(p-int(c))
	switch {
	case pa <= pb && pa <= pc:
		return a
	case pb <= pc:
		return b
	}
	return c
}

func abs(n int) int { return max(n, -n) }
