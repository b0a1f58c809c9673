package scoresheet

import (
	"io"

	"kheo/internal/business/campaign"
	"kheo/internal/service/docgen"
)

// Bundle is the empty sheets of some cases.
type Bundle struct {
	Season campaign.Season
	leaves []leaf
}

// WritePDF writes the sheets on A4, each case on pages of its own.
func (b Bundle) WritePDF(w io.Writer) error {
	d := docgen.Document{Layout: docgen.PartyLayout(), Title: "Phiếu chấm điểm: " + b.Season.Name}
	for n, l := range b.leaves {
		if n > 0 {
			d.Blocks = append(d.Blocks, docgen.PageBreak{})
		}
		d.Date = l.set.CreatedAt
		d.Blocks = append(d.Blocks, l.set.ScoreLeaf(l.of)...)
	}
	return docgen.WritePDF(w, d)
}
