package publication

import (
	"context"

	"kheo/internal/business/campaign"
	"kheo/internal/business/initiative"
	"kheo/internal/business/org"
	"kheo/internal/business/report"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
)

// What publication needs from other modules; package app supplies it.
type (
	// Campaigns is what publication asks of campaign.
	Campaigns interface {
		Seasons(ctx context.Context, tx *db.Tx) ([]campaign.Season, error)
		Fields(ctx context.Context, tx *db.Tx) ([]campaign.Field, error)
	}
	// Units is what publication asks of org.
	Units interface {
		All(ctx context.Context, tx *db.Tx) ([]org.Unit, error)
		OnMap(ctx context.Context, tx *db.Tx, u org.Unit, day clock.Date) (org.Reach, error)
	}
	// Initiatives is what publication asks of initiative.
	Initiatives interface {
		Cards(ctx context.Context, tx *db.Tx, f initiative.CardFilter) ([]initiative.Card, error)
		CardsOf(ctx context.Context, tx *db.Tx, ids []string) ([]initiative.Card, error)
		CardIDs(ctx context.Context, tx *db.Tx, f initiative.CardFilter) ([]string, error)
		CardTally(ctx context.Context, tx *db.Tx, f initiative.CardFilter) (map[initiative.State]int64, error)
		Proofs(ctx context.Context, tx *db.Tx, ids []string) (map[string][6]initiative.Proof, error)
		Beneficiaries(ctx context.Context, tx *db.Tx, seasonID string) (int64, error)
		PublicDossier(ctx context.Context, tx *db.Tx, code string) (initiative.Dossier, error)
	}
	// Awards is what publication asks of those who decide and who keep the register.
	// A line stands when its decision is issued, is no revocation, and no issued
	// decision has put another line in its place or revoked it. The kind of a
	// corrected line is that of the decision it corrects.
	Awards interface {
		// Of lists the standing lines that name each of the initiatives, the
		// oldest decision first.
		Of(ctx context.Context, tx *db.Tx, initiativeIDs []string) (map[string][]Award, error)
		// Narrow keeps in w the rows whose column is an initiative that a standing
		// line names; an empty season means any.
		Narrow(w *db.Where, column string, kind AwardKind, seasonID string)
		// Latest lists the initiatives that standing lines of recognition name, the
		// latest decision first and in the order of its list, at most limit.
		Latest(ctx context.Context, tx *db.Tx, limit int) ([]string, error)
	}
	// Reports is what publication asks of report.
	Reports interface {
		Season(ctx context.Context, tx *db.Tx, season campaign.Season, unit org.Unit) (report.Season, error)
	}
)

// AwardKind is what a decision did for an initiative.
type AwardKind string

// The kinds of award.
const (
	Recognised AwardKind = "recognition"
	Commended  AwardKind = "commendation"
)

// Award is a standing line of an issued decision, as everybody may see it.
type Award struct {
	Kind         AwardKind
	Name         string // of the participant, as on the paper
	Award        string // "giấy khen"; empty for recognition
	Decision     string // code
	Number       string
	DecidedOn    clock.Date
	DecidedBy    string // name of the unit
	RegisterCode string // empty while the line is not in the register
	Serial       int64  // line of the register
}
