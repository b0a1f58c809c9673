package account

import (
	"context"
	"fmt"
	"strings"

	"github.com/skip2/go-qrcode"

	"kheo/internal/platform/i18n"
	"kheo/internal/service/web/ui"
)

// qr is a QR code as the path of an SVG, one unit a square.
type qr struct {
	Path string
	Box  string // viewBox
	Side string
}

func drawQR(content string) (qr, error) {
	code, err := qrcode.New(content, qrcode.Medium)
	if err != nil {
		return qr{}, err
	}
	rows := code.Bitmap()
	var b strings.Builder
	for y, row := range rows {
		for x, dark := range row {
			if dark {
				fmt.Fprintf(&b, "M%d %dh1v1h-1z", x, y)
			}
		}
	}
	side := fmt.Sprint(len(rows))
	return qr{b.String(), "0 0 " + side + " " + side, side}, nil
}

func profileCrumbs(ctx context.Context) []ui.Link {
	return []ui.Link{{Text: i18n.T(ctx, "Hồ sơ của tôi"), Href: profilePath}}
}

// inFours writes a secret in groups that are easy to copy by hand.
func inFours(s string) string {
	var b strings.Builder
	for i, c := range s {
		if i > 0 && i%4 == 0 {
			b.WriteByte(' ')
		}
		b.WriteRune(c)
	}
	return b.String()
}
