package files

import "encoding/binary"

const (
	exifHead       = "Exif\x00\x00"
	tagOrientation = 0x0112
	typeShort      = 3
)

// orientation reads the one thing that is needed from EXIF (a small TIFF): how
// the picture is to be turned, 1 to 8. Whatever cannot be read is 1.
func orientation(tiff []byte) int {
	if len(tiff) < 8 {
		return 1
	}
	var order binary.ByteOrder = binary.BigEndian
	switch string(tiff[:4]) {
	case "MM\x00*":
	case "II*\x00":
		order = binary.LittleEndian
	default:
		return 1
	}
	at := uint64(order.Uint32(tiff[4:]))
	if at+2 > uint64(len(tiff)) {
		return 1
	}
	entries := tiff[at+2:]
	for range order.Uint16(tiff[at:]) {
		if len(entries) < 12 {
			return 1
		}
		if order.Uint16(entries) == tagOrientation && order.Uint16(entries[2:]) == typeShort {
			if v := order.Uint16(entries[8:]); v >= 1 && v <= 8 {
				return int(v)
			}
			return 1
		}
		entries = entries[12:]
	}
	return 1
}

// onlyOrientation is the smallest EXIF that turns a picture.
func onlyOrientation(v int) []byte {
	b := []byte(exifHead + "MM\x00*\x00\x00\x00\x08\x00\x01")
	for _, word := range []uint16{tagOrientation, typeShort, 0, 1, uint16(v), 0, 0, 0} { //nolint:gosec // 1 to 8
		b = binary.BigEndian.AppendUint16(b, word)
	}
	return b
}
