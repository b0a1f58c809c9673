package layout

import (
	"context"
	"time"

	"github.com/google/uuid"

	"kheo/internal/platform/db"
	"kheo/internal/service/audit"
	"kheo/internal/service/docgen"
)

// space makes the ids of shipped editions the same on every machine.
var space = uuid.MustParse("0190a000-0000-7000-8000-0000000000f0")

// Settle brings the layouts that come with the program. One that is there is
// left alone, whatever an administrator did with it; one that would meet an
// administrator's edition comes as a draft. Calling it again changes nothing.
func (s *Service) Settle(ctx context.Context) error {
	return s.db.Update(ctx, func(tx *db.Tx) error {
		have, err := db.All(ctx, tx, db.Value[string], `SELECT origin FROM layout_edition WHERE origin <> ''`)
		if err != nil {
			return err
		}
		there := map[string]bool{}
		for _, origin := range have {
			there[origin] = true
		}
		for _, l := range docgen.Shipped() {
			if there[l.Key] {
				continue
			}
			if err := s.ship(ctx, tx, l); err != nil {
				return err
			}
		}
		return nil
	})
}

func (s *Service) ship(ctx context.Context, tx *db.Tx, l docgen.Layout) error {
	e := Edition{
		Layout: l, ID: uuid.NewSHA1(space, []byte(l.Key)).String(), State: Published, Origin: l.Key, DraftedBy: audit.System.Name,
		PublishedBy: audit.System.Name, PublishedAt: tx.Now, CreatedAt: tx.Now, Version: 1,
	}
	others, err := published(ctx, tx, l.Line)
	if err != nil {
		return err
	}
	for _, o := range others {
		if o.Days().Meets(e.Days()) {
			e.State, e.PublishedBy, e.PublishedAt = Draft, "", time.Time{}
		}
	}
	added, err := insert(ctx, tx, e)
	if err != nil || !added {
		return err
	}
	return record(ctx, tx, audit.System, "layout.shipped", e, nil)
}
