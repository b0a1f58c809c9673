package dossier

import (
	"context"

	"kheo/internal/business/campaign"
	"kheo/internal/business/council"
	"kheo/internal/business/eligibility"
	"kheo/internal/business/initiative"
	"kheo/internal/business/org"
	"kheo/internal/business/participant"
	"kheo/internal/business/recognition"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
	"kheo/internal/service/docgen"
)

// What dossier needs from other modules; package app supplies it. Each is asked once
// for all lines of a decision.
type (
	// Decisions is what dossier asks of recognition.
	Decisions interface {
		Decision(ctx context.Context, tx *db.Tx, id string) (recognition.Decision, error)
		ByCode(ctx context.Context, tx *db.Tx, code string) (recognition.Decision, error)
		Lines(ctx context.Context, tx *db.Tx, decisionID string) ([]recognition.Line, error)
		Document(ctx context.Context, tx *db.Tx, d recognition.Decision, lines []recognition.Line) (docgen.Document, error)
	}
	// Campaigns is what dossier asks of campaign.
	Campaigns interface {
		Season(ctx context.Context, tx *db.Tx, id string) (campaign.Season, error)
		Fields(ctx context.Context, tx *db.Tx) ([]campaign.Field, error)
	}
	// Units is what dossier asks of org.
	Units interface {
		Unit(ctx context.Context, tx *db.Tx, id string) (org.Unit, error)
	}
	// Initiatives is what dossier asks of initiative.
	Initiatives interface {
		List(ctx context.Context, tx *db.Tx, f initiative.Filter) ([]initiative.Initiative, error)
	}
	// Measures adds up the notes of progress of initiatives and lists their
	// indicators, by initiative. It may be nil.
	Measures interface {
		TotalsAmong(ctx context.Context, tx *db.Tx, initiativeIDs []string) (map[string]initiative.Totals, error)
		IndicatorsAmong(ctx context.Context, tx *db.Tx, initiativeIDs []string) (map[string][]initiative.Indicator, error)
	}
	// Histories lists the honours of participants so far. It may be nil.
	Histories interface {
		RecordOf(ctx context.Context, tx *db.Tx, participantIDs []string) ([]participant.Deed, error)
	}
	// Meetings finds the minutes of the closed meetings that voted on any of some
	// initiatives, the earliest first. It may be nil.
	Meetings interface {
		MinutesOf(ctx context.Context, tx *db.Tx, initiativeIDs []string) ([]council.Record, error)
	}
	// Conditions lists what the conditions of awards said last, by initiative. It may be nil.
	Conditions interface {
		Latest(ctx context.Context, tx *db.Tx, stage eligibility.Stage, initiativeIDs []string) (map[string][]eligibility.Verdict, error)
	}
	// Bonuses finds the money that goes with a decision; a sheet without items where
	// none was reckoned. It may be nil.
	Bonuses interface {
		Of(ctx context.Context, tx *db.Tx, decisionID string) (BonusSheet, error)
	}
	// Consents sums up what other bodies and the public said. It may be nil.
	Consents interface {
		Of(ctx context.Context, tx *db.Tx, decisionID string) (Consent, error)
	}
	// Layouts knows the form of papers by line and day. Without it the shipped ones hold.
	Layouts interface {
		On(ctx context.Context, tx *db.Tx, line org.Line, day clock.Date) (docgen.Layout, error)
	}
)
