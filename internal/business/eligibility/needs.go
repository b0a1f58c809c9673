package eligibility

import (
	"context"

	"kheo/internal/business/campaign"
	"kheo/internal/business/initiative"
	"kheo/internal/business/org"
	"kheo/internal/business/participant"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
)

// What eligibility needs from other modules; package app supplies it. What takes
// lists of ids asks for all candidates at once, with one query a kind of fact. The
// lists are short enough for one statement: see atOnce.
type (
	// Units is what eligibility asks of org.
	Units interface {
		Unit(ctx context.Context, tx *db.Tx, id string) (org.Unit, error)
	}
	// Campaigns is what eligibility asks of campaign.
	Campaigns interface {
		Seasons(ctx context.Context, tx *db.Tx) ([]campaign.Season, error)
	}
	// Initiatives is what eligibility asks of initiative.
	Initiatives interface {
		Find(ctx context.Context, tx *db.Tx, id string) (initiative.Initiative, error)
		List(ctx context.Context, tx *db.Tx, f initiative.Filter) ([]initiative.Initiative, error)
	}
	// Participants is what eligibility asks of participant.
	Participants interface {
		Participant(ctx context.Context, tx *db.Tx, id string) (participant.Participant, error)
		Search(ctx context.Context, tx *db.Tx, q participant.Query) ([]participant.Hit, error)
	}
	// Groups tells which rows of the book of participants stand for one: for each
	// id all rows of its group, itself too. Without it each row stands alone.
	Groups interface {
		Groups(ctx context.Context, tx *db.Tx, ids []string) (map[string][]string, error)
	}
	// Records tell what was awarded: the lines of issued decisions that name one of
	// the participants or initiatives, revoked ones marked as such. Without it a
	// person is asked wherever a rule looks at the record.
	Records interface {
		Honours(ctx context.Context, tx *db.Tx, participantIDs, initiativeIDs []string) ([]Honour, error)
	}
	// Scores tells how initiatives were scored and voted on; those without a review
	// are left out. Without it a person is asked.
	Scores interface {
		Scores(ctx context.Context, tx *db.Tx, initiativeIDs []string) ([]Score, error)
	}
	// Proofs counts the evidence of initiatives; those without are left out.
	// Without it a person is asked.
	Proofs interface {
		EvidenceCounts(ctx context.Context, tx *db.Tx, initiativeIDs []string) (map[string]int64, error)
	}
	// Bases lists the legal texts in force on a day; a pin keeps them. It may be nil.
	Bases interface {
		InForce(ctx context.Context, tx *db.Tx, day clock.Date) ([]Basis, error)
	}
)

// atOnce is how many ids a need is asked for in one call.
const atOnce = 500
