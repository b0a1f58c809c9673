package docgen

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	qrcode "github.com/skip2/go-qrcode"
	"rsc.io/qr/coding"
)

const longQR = "https://danvankheo.anbinh.example.vn/kiem-tra/DVK-9F2K-7QX4#"

func TestQRCodeSaysItsText(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"https://kheo.vn/kiem-tra/DVK-9F2K-7QX4", longQR + strings.Repeat("aB3_x-", 25), strings.Repeat("k", 260), strings.Repeat("k", 300), strings.Repeat("k", MostQR), "Khéo ở đây"} {
		q, err := newQR(text, qrSide)
		if err != nil {
			t.Fatalf("%d bytes: %v", len(text), err)
		}
		if module := qrSide / float64(q.Size); module < leastModule {
			t.Errorf("%d bytes: modules of %.2f mm", len(text), module)
		}
		if got := readQR(t, q); got != text {
			t.Errorf("%q is read as %q", text, got)
		}
	}
	if _, err := newQR(strings.Repeat("k", MostQR+1), qrSide); !errors.Is(err, errLongQR) {
		t.Errorf("a text too long for a QR code: %v", err)
	}
	long := personal()
	long.QR = strings.Repeat("x", 5000)
	if WriteCertificate(&bytes.Buffer{}, LacquerDesign(), day, long) == nil {
		t.Error("printed a certificate whose QR code cannot be read")
	}
}

// The patterns by which a reader finds its way are those of another encoder.
func TestQRCodeHasItsPatterns(t *testing.T) {
	t.Parallel()
	text := longQR + strings.Repeat("aB3_x", 30)
	ours, err := newQR(text, qrSide)
	if err != nil {
		t.Fatal(err)
	}
	q, err := qrcode.New(text, qrcode.Medium)
	if err != nil {
		t.Fatal(err)
	}
	q.DisableBorder = true
	theirs := q.Bitmap()
	if len(theirs) != ours.Size {
		t.Fatalf("%d modules, the other encoder has %d", ours.Size, len(theirs))
	}
	plan, err := planOf(coding.Version((ours.Size-17)/4), coding.M)
	if err != nil {
		t.Fatal(err)
	}
	seen := 0
	for y, row := range plan.Pixel {
		for x, p := range row {
			if role := p.Role(); role == coding.Position || role == coding.Alignment || role == coding.Timing || role == coding.PVersion {
				if seen++; ours.Black(x, y) != theirs[y][x] {
					t.Fatalf("module %d,%d of a pattern differs", x, y)
				}
			}
		}
	}
	if seen < 300 {
		t.Errorf("%d modules compared", seen)
	}
}

// readQR reads a code as a scanner does after it has found the modules: mask
// and level from the format, the words along the zigzag, the blocks put together
// again. Nothing is damaged, so check words are left out.
func readQR(t *testing.T, q qrCode) string {
	t.Helper()
	version := (q.Size - 17) / 4
	format := 0
	for i, at := range [][2]int{{8, 0}, {8, 1}, {8, 2}, {8, 3}, {8, 4}, {8, 5}, {8, 7}, {8, 8}, {7, 8}, {5, 8}, {4, 8}, {3, 8}, {2, 8}, {1, 8}, {0, 8}} {
		if q.Black(at[0], at[1]) {
			format |= 1 << i
		}
	}
	format = (format ^ 0x5412) >> 10
	level, mask := map[int]coding.Level{1: coding.L, 0: coding.M}[format>>3], coding.Mask(format&7)
	plan, err := planOf(coding.Version(version), level)
	if err != nil {
		t.Fatal(err)
	}
	var words []byte
	bits, n := byte(0), 0
	up := true
	for right := q.Size - 1; right > 0; right -= 2 {
		if right == 6 {
			right--
		}
		for i := range q.Size {
			y := i
			if up {
				y = q.Size - 1 - i
			}
			for x := right; x > right-2; x-- {
				if role := plan.Pixel[y][x].Role(); role != coding.Data && role != coding.Check && role != coding.Extra {
					continue
				}
				bits = bits<<1 | map[bool]byte{true: 1}[q.Black(x, y) != mask.Invert(y, x)]
				if n++; n%8 == 0 {
					words = append(words, bits)
				}
			}
		}
		up = !up
	}
	return segment(unlaced(words, plan.DataBytes, plan.Blocks), version)
}

// unlaced undoes the interleaving of blocks; the later ones are one word longer.
func unlaced(words []byte, data, blocks int) []byte {
	short, longer := data/blocks, data%blocks
	each := make([][]byte, blocks)
	at := 0
	for i := range short + 1 {
		for b := range blocks {
			if i < short || b >= blocks-longer {
				each[b] = append(each[b], words[at])
				at++
			}
		}
	}
	return bytes.Join(each, nil)
}

// segment reads the one segment of bytes.
func segment(data []byte, version int) string {
	at := 0
	take := func(n int) (v int) {
		for range n {
			v = v<<1 | int(data[at/8]>>(7-at%8)&1)
			at++
		}
		return v
	}
	if mode := take(4); mode != 4 {
		return "no bytes"
	}
	length := 8
	if version > 9 {
		length = 16
	}
	out := make([]byte, take(length))
	for i := range out {
		out[i] = byte(take(8))
	}
	return string(out)
}
