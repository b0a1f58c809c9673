package files

import (
	"image"
	"image/color"
	stddraw "image/draw"

	"golang.org/x/image/draw"
)

const (
	previewSide    = 640 // pixels of the longest side, at most
	previewQuality = 78
)

// smaller makes m at most previewSide long, on white where it is transparent.
func smaller(m image.Image) *image.RGBA {
	size := m.Bounds().Size()
	longest := max(size.X, size.Y)
	to := image.Rect(0, 0, size.X, size.Y)
	if longest > previewSide {
		to = image.Rect(0, 0, max(1, size.X*previewSide/longest), max(1, size.Y*previewSide/longest))
	}
	small := image.NewRGBA(to)
	draw.Draw(small, to, image.NewUniform(color.White), image.Point{}, draw.Src)
	if factor := longest / previewSide; factor > 1 {
		m = average(m, factor)
	}
	draw.CatmullRom.Scale(small, to, m, m.Bounds(), draw.Over, nil)
	return small
}

// average makes one pixel of each block of n by n. It goes strip by strip:
// scaling a whole photo at once would need several times its memory.
func average(m image.Image, n int) *image.RGBA {
	from := m.Bounds()
	w, h := from.Dx(), from.Dy()
	out := image.NewRGBA(image.Rect(0, 0, (w+n-1)/n, (h+n-1)/n))
	strip := image.NewRGBA(image.Rect(0, 0, w, min(n, h)))
	for y := range out.Rect.Dy() {
		rows := min(n, h-y*n)
		stddraw.Draw(strip, image.Rect(0, 0, w, rows), m, from.Min.Add(image.Pt(0, y*n)), stddraw.Src)
		for x := range out.Rect.Dx() {
			mean(out.Pix[out.PixOffset(x, y):][:4], strip, x*n, min(x*n+n, w), rows)
		}
	}
	return out
}

func mean(pixel []byte, strip *image.RGBA, left, right, rows int) {
	var sum [4]int
	for y := range rows {
		line := strip.Pix[strip.PixOffset(left, y):strip.PixOffset(right, y)]
		for i := 0; i+3 < len(line); i += 4 {
			sum[0] += int(line[i])
			sum[1] += int(line[i+1])
			sum[2] += int(line[i+2])
			sum[3] += int(line[i+3])
		}
	}
	count := rows * (right - left)
	for i := range pixel {
		pixel[i] = byte((sum[i] + count/2) / count)
	}
}

// upright turns m as EXIF orientation o asks.
func upright(m *image.RGBA, o int) *image.RGBA {
	if o <= 1 || o > 8 {
		return m
	}
	w, h := m.Rect.Dx(), m.Rect.Dy()
	out := image.NewRGBA(image.Rect(0, 0, w, h))
	if o >= 5 {
		out = image.NewRGBA(image.Rect(0, 0, h, w))
	}
	for y := range out.Rect.Dy() {
		for x := range out.Rect.Dx() {
			p := [...]image.Point{
				2: {w - 1 - x, y}, 3: {w - 1 - x, h - 1 - y}, 4: {x, h - 1 - y},
				5: {y, x}, 6: {y, h - 1 - x}, 7: {w - 1 - y, h - 1 - x}, 8: {w - 1 - y, x},
			}[o]
			copy(out.Pix[out.PixOffset(x, y):][:4], m.Pix[m.PixOffset(p.X, p.Y):])
		}
	}
	return out
}
