package demo

import (
	"bytes"
	"context"
	"image"
	"image/color"
	"image/jpeg"
	"math/rand/v2"

	"kheo/internal/service/files"
)

// dice falls the same way each time, so that every example is alike.
type dice struct{ *rand.Rand }

func newDice(seed uint64) *dice { return &dice{rand.New(rand.NewPCG(seed, seed))} } //nolint:gosec // an example needs no secrets

func pick[T any](d *dice, from []T) T { return from[d.IntN(len(from))] }

// between is a number from low to high, both included.
func (d *dice) between(low, high int) int { return low + d.IntN(high-low+1) }

// palette of the drawn pictures: paper, lacquer, teal, gold.
var palette = []color.RGBA{{0xE8, 0xDC, 0xC2, 255}, {0x8F, 0x1D, 0x18, 255}, {0x1C, 0x65, 0x58, 255}, {0xB0, 0x8D, 0x47, 255}, {0x5C, 0x50, 0x46, 255}}

// picture draws an abstract street, in place of a photograph of real people.
func (x *maker) picture(ctx context.Context, name string) (files.Received, error) {
	const width, height = 800, 600
	img := image.NewRGBA(image.Rect(0, 0, width, height))
	fill(img, img.Bounds(), palette[0])
	fill(img, image.Rect(0, height-90, width, height), palette[4])
	for left := -20; left < width; {
		w, h := x.rnd.between(60, 120), x.rnd.between(160, 420)
		wall := palette[1+x.rnd.IntN(3)]
		fill(img, image.Rect(left, height-90-h, left+w, height-90), wall)
		for row := height - 90 - h + 24; row < height-130; row += 56 {
			for column := left + 14; column < left+w-24; column += 34 {
				fill(img, image.Rect(column, row, column+18, row+28), palette[0])
			}
		}
		left += w + x.rnd.between(4, 22)
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, &jpeg.Options{Quality: 70}); err != nil {
		return files.Received{}, err
	}
	return x.Files.Receive(ctx, name, x.actors["dangky"].AccountID, &b, files.Limits{})
}

func fill(img *image.RGBA, r image.Rectangle, c color.RGBA) {
	r = r.Intersect(img.Bounds())
	for y := r.Min.Y; y < r.Max.Y; y++ {
		for x := r.Min.X; x < r.Max.X; x++ {
			img.SetRGBA(x, y, c)
		}
	}
}
