package recognition

import (
	"context"

	"kheo/internal/business/award"
	"kheo/internal/business/campaign"
	"kheo/internal/business/eligibility"
	"kheo/internal/business/initiative"
	"kheo/internal/business/numberbook"
	"kheo/internal/business/org"
	"kheo/internal/business/participant"
	"kheo/internal/business/signing"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
	"kheo/internal/service/auth"
	"kheo/internal/service/docgen"
	"kheo/internal/service/files"
)

// What recognition needs from other modules; package app supplies it.
type (
	// Units is what recognition asks of org.
	Units interface {
		Unit(ctx context.Context, tx *db.Tx, id string) (org.Unit, error)
		Under(ctx context.Context, tx *db.Tx, path string) ([]org.Unit, error)
		Children(ctx context.Context, tx *db.Tx, id string) ([]org.Unit, error)
		Levels(ctx context.Context, tx *db.Tx) ([]org.Level, error)
	}
	// Campaigns is what recognition asks of campaign.
	Campaigns interface {
		Season(ctx context.Context, tx *db.Tx, id string) (campaign.Season, error)
		NamedSeason(ctx context.Context, tx *db.Tx, field, code string) (campaign.Season, error)
		Seasons(ctx context.Context, tx *db.Tx) ([]campaign.Season, error)
		Fields(ctx context.Context, tx *db.Tx) ([]campaign.Field, error)
	}
	// Participants is what recognition asks of participant.
	Participants interface {
		Participant(ctx context.Context, tx *db.Tx, id string) (participant.Participant, error)
	}
	// Initiatives is what recognition asks of initiative, and tells it.
	Initiatives interface {
		Find(ctx context.Context, tx *db.Tx, id string) (initiative.Initiative, error)
		List(ctx context.Context, tx *db.Tx, f initiative.Filter) ([]initiative.Initiative, error)
		Decide(ctx context.Context, tx *db.Tx, actor auth.Actor, id string, recognised bool, reason string) error
		Reopen(ctx context.Context, tx *db.Tx, actor auth.Actor, id, reason string) error
	}
	// Results is what recognition asks of review: the ids of the initiatives of a
	// season that the council has voted for.
	Results interface {
		Passed(ctx context.Context, tx *db.Tx, seasonID string) ([]string, error)
	}
	// Rejections tells which initiatives a council spoke against. It may be nil.
	Rejections interface {
		Rejected(ctx context.Context, tx *db.Tx, initiativeIDs []string) (map[string]bool, error)
	}
	// Bases lists the catalogue of legal bases.
	Bases interface {
		Bases(ctx context.Context, tx *db.Tx) ([]award.Basis, error)
	}
	// Awards is the catalogue of what may be given. Without it awards are typed.
	Awards interface {
		Award(ctx context.Context, tx *db.Tx, id string) (award.Award, error)
		Awards(ctx context.Context, tx *db.Tx, day clock.Date, act award.Act) ([]award.Award, error)
	}
	// Numbers gives papers their numbers from the book of their body. Without it they
	// are typed.
	Numbers interface {
		Take(ctx context.Context, tx *db.Tx, actor auth.Actor, w numberbook.Want) (numberbook.Number, error)
		Record(ctx context.Context, tx *db.Tx, actor auth.Actor, w numberbook.Want, text string) (numberbook.Number, error)
		Held(ctx context.Context, tx *db.Tx, w numberbook.Want) ([]numberbook.Number, error)
		Preview(ctx context.Context, tx *db.Tx, w numberbook.Want) (string, error)
	}
	// Powers tells who may sign what on which day. Without it everybody may.
	Powers interface {
		May(ctx context.Context, tx *db.Tx, ask signing.Ask) (signing.Power, error)
		Powers(ctx context.Context, tx *db.Tx, unitID string, line org.Line, day clock.Date) ([]signing.Power, error)
		Use(ctx context.Context, tx *db.Tx, powerID string, subject signing.Subject, day clock.Date) error
	}
	// Signatures keeps signed copies of papers. Without it there are none.
	Signatures interface {
		Offer(ctx context.Context, actor auth.Actor, subject signing.Subject, original []byte, up signing.Upload) ([]signing.Signature, error)
		Signatures(ctx context.Context, tx *db.Tx, subject signing.Subject) ([]signing.Signature, error)
		Copy(ctx context.Context, tx *db.Tx, subject signing.Subject, id string) (files.File, error)
	}
	// Conditions judges who may be given what, and keeps what it said. Without it
	// nobody is judged.
	Conditions interface {
		Judge(ctx context.Context, tx *db.Tx, p eligibility.Proposal) ([]eligibility.Verdict, error)
		Keep(ctx context.Context, tx *db.Tx, actor auth.Actor, all []eligibility.Verdict) error
		LatestOf(ctx context.Context, tx *db.Tx, stage eligibility.Stage, participantIDs []string) (map[string][]eligibility.Verdict, error)
	}
	// Gate refuses a decision to which others have yet to agree, and is told of a draft
	// that is thrown away.
	Gate interface {
		Ready(ctx context.Context, tx *db.Tx, decisionID string, lineIDs []string) error
		Discarding(ctx context.Context, tx *db.Tx, decisionID string) error
	}
	// Follower is told of what is issued and of drafts that are thrown away, in the same
	// transaction.
	Follower interface {
		Freeze(ctx context.Context, tx *db.Tx, actor auth.Actor, d Decision, lines []Line) error
		Forget(ctx context.Context, tx *db.Tx, actor auth.Actor, d Decision) error
	}
	// Layouts knows the form of papers by line and day. Without it today's samples do.
	Layouts interface {
		On(ctx context.Context, tx *db.Tx, line org.Line, day clock.Date) (docgen.Layout, error)
	}
	// Register keeps every line of a decision in the transaction that issues it.
	Register interface {
		Enter(ctx context.Context, tx *db.Tx, actor auth.Actor, d Decision, lines []Line) error
	}
)
