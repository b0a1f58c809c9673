// Package app knows everybody: it opens the database, makes the modules in the
// order of the flow, gives each what it needs, and lists their routes and jobs.
//
// Reading order: app.go (wiring), routes.go, command.go (the command line),
// demo/ (the living example).
package app

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"kheo/internal/business/account"
	"kheo/internal/business/assignment"
	"kheo/internal/business/award"
	"kheo/internal/business/bonus"
	"kheo/internal/business/campaign"
	"kheo/internal/business/certificate"
	"kheo/internal/business/concurrence"
	"kheo/internal/business/conflict"
	"kheo/internal/business/council"
	"kheo/internal/business/dossier"
	"kheo/internal/business/eligibility"
	"kheo/internal/business/handover"
	"kheo/internal/business/initiative"
	"kheo/internal/business/inspection"
	"kheo/internal/business/intake"
	"kheo/internal/business/layout"
	"kheo/internal/business/numberbook"
	"kheo/internal/business/org"
	"kheo/internal/business/participant"
	"kheo/internal/business/publication"
	"kheo/internal/business/recognition"
	"kheo/internal/business/register"
	"kheo/internal/business/report"
	"kheo/internal/business/review"
	"kheo/internal/business/scoresheet"
	"kheo/internal/business/signing"
	"kheo/internal/platform/db"
	"kheo/internal/platform/jobs"
	"kheo/internal/schema"
	"kheo/internal/service/auth"
	"kheo/internal/service/files"
	"kheo/internal/service/search"
	"kheo/internal/service/translog"
)

// App is Khéo, put together.
type App struct {
	Config Config
	DB     *db.DB
	Files  *files.Store
	Jobs   *jobs.Queue
	Auth   *auth.Service
	Log    *translog.Log

	Org          *org.Service
	Accounts     *account.Service
	Participants *participant.Service
	Layouts      *layout.Service
	Awards       *award.Service
	Numbers      *numberbook.Service
	Signing      *signing.Service
	Campaigns    *campaign.Service
	Initiatives  *initiative.Service
	Handovers    *handover.Service
	Intake       *intake.Service
	Conflicts    *conflict.Service
	Inspections  *inspection.Service
	Review       *review.Service
	Assignments  *assignment.Service
	ScoreSheets  *scoresheet.Service
	Councils     *council.Service
	Eligibility  *eligibility.Service
	Recognition  *recognition.Service
	Concurrence  *concurrence.Service
	Bonuses      *bonus.Service
	Dossiers     *dossier.Service
	Register     *register.Service
	Certificates *certificate.Service
	Publication  *publication.Service
	Reports      *report.Service
}

// Open puts Khéo together over the database that c names and brings its schema
// up to date. Close it afterwards.
func Open(ctx context.Context, c Config) (*App, error) {
	if err := c.prepare(); err != nil {
		return nil, err
	}
	d, err := db.Open(c.database())
	if err != nil {
		return nil, err
	}
	a := &App{Config: c, DB: d}
	if err := a.assemble(ctx); err != nil {
		return nil, errors.Join(err, d.Close())
	}
	return a, nil
}

func (a *App) assemble(ctx context.Context) (err error) {
	a.Auth = auth.New(a.DB, a.Config.secure())
	if a.Files, err = files.New(a.Config.filesDir(), a.DB); err != nil {
		return err
	}
	a.Jobs = jobs.New(a.DB)
	if err := a.migrate(ctx); err != nil {
		return err
	}
	a.Org = org.New(a.DB)
	a.Accounts = account.New(a.DB, a.Auth, a.Org)
	a.Participants = participant.New(a.DB)
	a.Layouts = layout.New(a.DB)
	a.Awards = award.New(a.DB)
	a.Numbers = numberbook.New(a.DB, a.Org)
	roots, err := a.Config.roots()
	if err != nil {
		return err
	}
	a.Signing = signing.New(a.DB, a.Org, a.Files, roots)
	a.Campaigns = campaign.New(a.DB, a.Org)
	a.Initiatives = initiative.New(a.DB, a.Org, a.Campaigns, a.Participants, a.Files)
	a.Handovers = handover.New(a.DB, a.Org, a.Initiatives)
	a.Intake = intake.New(a.DB, a.Org, a.Campaigns, a.Participants, a.Initiatives, a.Files, a.Jobs)
	a.Conflicts = conflict.New(a.DB, a.Org, a.Campaigns, a.Initiatives)
	a.Inspections = inspection.New(a.DB, a.Org, a.Campaigns, a.Initiatives, a.Files)
	a.Initiatives.Visits = a.Inspections
	a.Review = review.New(a.DB, a.Org, a.Campaigns, a.Initiatives)
	a.Review.Conflicts, a.Review.Visits = a.Conflicts, a.Inspections
	a.Conflicts.Followers = []conflict.Follower{a.Review}
	a.Assignments = assignment.New(a.DB, a.Org, a.Campaigns, a.Initiatives, a.Review, a.Conflicts)
	a.ScoreSheets = scoresheet.New(a.DB, a.Campaigns, a.Initiatives, a.Review)
	a.Councils = council.New(a.DB, a.Org, a.Campaigns, a.Review)
	a.Councils.Conflicts = a.Conflicts
	a.Eligibility = eligibility.New(a.DB, a.Org, a.Campaigns, a.Initiatives, a.Participants)
	a.Eligibility.Scores, a.Eligibility.Proofs, a.Eligibility.Groups, a.Eligibility.Bases = scores{a.Review}, a.Initiatives, a.Participants, legal{a.Awards}
	a.Log = translog.New(a.DB, a.Config.keysDir())
	a.Register = register.New(a.DB, a.Campaigns, a.Org, a.Log, a.Config.BaseURL)
	a.Recognition = recognition.New(a.DB, a.Org, a.Campaigns, a.Participants, a.Initiatives, passed{a.Review}, a.Register)
	a.Register.Decisions = a.Recognition
	a.Recognition.Catalogue, a.Recognition.Rejections = a.Awards, a.Review
	a.Recognition.Awards, a.Recognition.Numbers, a.Recognition.Powers = a.Awards, a.Numbers, a.Signing
	a.Recognition.Conditions, a.Recognition.Layouts = a.Eligibility, a.Layouts
	a.Concurrence = concurrence.New(a.DB, a.Recognition, a.Files)
	a.Recognition.Gate = a.Concurrence
	a.Bonuses = bonus.New(a.DB, a.Org, a.Awards)
	a.Bonuses.Decisions, a.Bonuses.Editions = a.Recognition, a.Recognition
	a.Recognition.Followers = []recognition.Follower{a.Bonuses}
	a.Dossiers = dossier.New(a.DB, a.Recognition, a.Campaigns, a.Org, a.Initiatives)
	a.Dossiers.Measures, a.Dossiers.Histories, a.Dossiers.Meetings, a.Dossiers.Conditions = a.Initiatives, a.Recognition, a.Councils, a.Eligibility
	a.Dossiers.Bonuses, a.Dossiers.Consents, a.Dossiers.Layouts = money{a.Bonuses, a.Awards}, consents{a.Concurrence}, a.Layouts
	a.Councils.Conditions = doubts{a.Eligibility}
	a.Recognition.Signatures, a.Recognition.Files = a.Signing, a.Files
	if a.Recognition.Signer, err = a.Config.signer(); err != nil {
		return err
	}
	a.Certificates = certificate.New(a.DB, a.Org, a.Recognition, a.Register, a.Files, a.Jobs, a.Config.BaseURL)
	a.Eligibility.Record = a.Recognition
	a.Reports = report.New(a.DB, a.Campaigns, a.Org)
	a.Publication = publication.New(a.DB, a.Campaigns, a.Org, a.Initiatives, awards{a.Reports}, a.Reports)
	a.Publication.Grounds = publication.Grounds{
		Scoring: a.Review, Ballots: a.Councils, Decisions: a.Recognition, Visits: a.Inspections, Dossiers: a.Initiatives,
	}
	a.Initiatives.Chapters, a.Initiatives.Reasons = []initiative.Chapter{a.Councils, a.Recognition}, a.Publication
	a.Participants.Units = a.Org
	a.Participants.Chronicles = []participant.Chronicle{a.Initiatives, a.Recognition}
	a.Org.Holders = []org.Holder{a.Participants, a.Campaigns, a.Initiatives, a.Recognition}
	a.Initiatives.Sources = []initiative.TaskSource{a.Review, a.Councils, a.Recognition, a.Concurrence}
	a.Initiatives.Followers = []initiative.Follower{a.Review, a.Assignments, a.Eligibility}
	a.Intake.Handle(a.Jobs)
	a.Certificates.Handle(a.Jobs)
	if err := a.settle(ctx); err != nil {
		return err
	}
	return a.Jobs.Open()
}

// settleLog makes the register's log where there is none, unless that can wait, and seals
// what older programs entered.
func (a *App) settleLog(ctx context.Context) error {
	old, err := a.Register.Unsealed(ctx)
	if err != nil || a.Config.NameLater && !old {
		return err
	}
	if err := a.Log.Settle(ctx, a.Config.origin()); err != nil {
		return err
	}
	return a.Register.Settle(ctx)
}

// settle lets modules bring what older programs wrote up to date, then closes the tables
// that only grow.
func (a *App) settle(ctx context.Context) error {
	err := errors.Join(a.Org.Settle(ctx), a.Participants.Settle(ctx), a.Layouts.Settle(ctx), a.Certificates.Settle(ctx))
	if err != nil {
		return err
	}
	if err := a.settleLog(ctx); err != nil {
		return err
	}
	if err := a.DB.AppendOnly(ctx, "audit_entry", "register_entry", "translog_checkpoint", "certificate_printing"); err != nil {
		return err
	}
	return a.DB.AppendOnlyBut(ctx, "register_leaf", register.Redacts)
}

func (a *App) migrate(ctx context.Context) error {
	if err := a.DB.Migrate(ctx, schema.FS); err != nil {
		return err
	}
	if err := search.Prepare(ctx, a.DB); err != nil {
		return err
	}
	return a.Jobs.Migrate(ctx)
}

// Close lets go of the database. Stop the queue before.
func (a *App) Close() error { return errors.Join(a.Files.Close(), a.DB.Close()) }

// StartJobs begins the background work; call stop before Close.
func (a *App) StartJobs(ctx context.Context) (stop func(), err error) {
	if err := a.Jobs.Start(ctx); err != nil {
		return nil, err
	}
	f, err := a.Register.CheckLatest(ctx)
	sayFindings(f, err)
	day, endOfDays := context.WithCancel(ctx)
	go a.followDays(day)
	return func() {
		endOfDays()
		ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
		defer cancel()
		if err := a.Jobs.Stop(ctx); err != nil {
			slog.Error("stopping the jobs", "err", err)
		}
	}, nil
}

// followDays lets what was planned for a day happen when the day comes.
func (a *App) followDays(ctx context.Context) {
	swept := time.Now()
	for {
		select {
		case <-ctx.Done():
			return
		case <-time.After(15 * time.Minute):
			if err := a.Org.TakeEffect(ctx); err != nil {
				slog.Error("events of units whose day has come", "err", err)
			}
			if _, err := a.Eligibility.Sweep(ctx); err != nil {
				slog.Error("holds that ended long ago", "err", err)
			}
			if _, err := a.Concurrence.Sweep(ctx); err != nil {
				slog.Error("contacts that are kept no longer", "err", err)
			}
			sayFindings(a.Register.CheckNightly(ctx))
			if time.Since(swept) > 24*time.Hour {
				swept = time.Now()
				if _, err := a.Files.Sweep(ctx, 24*time.Hour); err != nil {
					slog.Error("bytes that no file names any more", "err", err)
				}
			}
		}
	}
}

// sayFindings tells the operator what the register found when it checked itself.
func sayFindings(f register.Findings, err error) {
	if err != nil {
		slog.Error("checking the register", "err", err)
	}
	for _, p := range f.Problems {
		slog.Error("the register does not fit what was signed", "where", p.String())
	}
}
