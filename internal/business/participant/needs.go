package participant

import (
	"context"

	"kheo/internal/business/org"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
)

// What participant needs from other modules; package app supplies it.
type (
	// Units is what participant asks of org. Related lists the unit itself, what
	// it replaced and what replaced it, along chains.
	Units interface {
		Unit(ctx context.Context, tx *db.Tx, id string) (org.Unit, error)
		ByCode(ctx context.Context, tx *db.Tx, field, code string) (org.Unit, error)
		Children(ctx context.Context, tx *db.Tx, id string) ([]org.Unit, error)
		Related(ctx context.Context, tx *db.Tx, unitID string) ([]org.Related, error)
	}
	// Chronicle is a module that knows what participants did. It asks nothing
	// about permission: participant shows a reader only what lies under the units
	// that the reader may see.
	Chronicle interface {
		RecordOf(ctx context.Context, tx *db.Tx, participantIDs []string) ([]Deed, error)
	}
)

// Deed is one line of a participant's record.
type Deed struct {
	ParticipantID string // the row that it belongs to
	On            clock.Date
	Year          int    // of the season, or of the decision
	Kind          string // what it is: a source text of i18n
	Title         string
	Href          string // its page for staff
	Unit          string // name of the unit as it is known there
	UnitPath      string
	Detail        string // how it stands: a source text of i18n, or words of a paper
}
