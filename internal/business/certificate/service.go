package certificate

import (
	"context"
	"slices"

	"github.com/google/uuid"

	"kheo/internal/business/recognition"
	"kheo/internal/business/register"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
	"kheo/internal/platform/jobs"
	"kheo/internal/service/auth"
	"kheo/internal/service/files"
)

// Service prints certificates.
type Service struct {
	db        *db.DB
	units     Units
	decisions Decisions
	entries   Entries
	files     *files.Store
	jobs      *jobs.Queue
	baseURL   string // where codes are checked: printed on certificates
}

// New makes the service; baseURL is where anybody checks a code.
func New(d *db.DB, units Units, decisions Decisions, entries Entries, store *files.Store, queue *jobs.Queue, baseURL string) *Service {
	return &Service{db: d, units: units, decisions: decisions, entries: entries, files: store, jobs: queue, baseURL: baseURL}
}

// Desk is everything that printing the papers of a decision needs: what can be
// chosen, and what Choice made of it.
type Desk struct {
	Certificates
	Lines        []Line // all that stand
	Designs      []Design
	Calibrations []Calibration
	Prints       bool // the actor may
}

// carry finds what the chosen papers carry so that they can be checked alone.
func (s *Service) carry(ctx context.Context, tx *db.Tx, c *Certificates) error {
	entries := make([]register.Entry, len(c.Chosen))
	for n, l := range c.Chosen {
		entries[n] = l.Entry
	}
	papers, err := s.entries.Papers(ctx, tx, entries)
	c.carries = map[string]register.Paper{}
	for n, p := range papers {
		c.carries[entries[n].Code] = p
	}
	return err
}

// Desk finds the papers of an issued decision, for someone of its unit. What is
// wrong with the choice is a fault.Invalid; the desk then shows what is meant.
func (s *Service) Desk(ctx context.Context, actor auth.Actor, decisionID string, c Choice) (k Desk, err error) {
	if uuid.Validate(decisionID) != nil {
		return k, fault.NotFound
	}
	var wrong error
	err = s.db.View(ctx, func(tx *db.Tx) error {
		d, err := s.decisions.Decision(ctx, tx, decisionID)
		if err != nil {
			return err
		}
		if !maySee(actor, d) {
			return fault.NotFound
		}
		if k, wrong, err = s.desk(ctx, tx, actor, d, c); err == nil && wrong != nil {
			k, _, err = s.desk(ctx, tx, actor, d, Choice{})
		}
		return err
	})
	if err != nil {
		return k, err
	}
	return k, wrong
}

// desk lays out what is needed; wrong is what is not right with c.
func (s *Service) desk(ctx context.Context, tx *db.Tx, actor auth.Actor, d recognition.Decision, c Choice) (k Desk, wrong, err error) {
	k.Prints = mayPrint(actor, d)
	if k.Certificates, err = s.certificates(ctx, tx, d); err != nil {
		return k, nil, err
	}
	if k.Lines, err = s.lines(ctx, tx, d); err != nil {
		return k, nil, err
	}
	all, err := designs(ctx, tx)
	if err != nil {
		return k, nil, err
	}
	k.Designs = fitting(all, d, clock.DayOf(tx.Now))
	printers, err := calibrations(ctx, tx)
	if err != nil {
		return k, nil, err
	}
	k.Calibrations = slices.DeleteFunc(printers, func(p Calibration) bool { return !actor.Reads(p.UnitPath) })
	wrong = k.choose(c)
	if k.photos, err = s.files.Many(ctx, tx, k.photoIDs()); err != nil {
		return k, nil, err
	}
	return k, wrong, nil
}

// choose makes of the certificates what c asks for.
func (k *Desk) choose(c Choice) (err error) {
	if k.Design, err = choose(k.Designs, c.Design); err != nil {
		return err
	}
	k.Over = c.Over
	if c.Over && c.Calibration != "" {
		p, err := named(k.Calibrations, c.Calibration, k.Decision.UnitPath)
		if err != nil {
			return err
		}
		k.Shift = p.Shift
	}
	lines, err := c.chosen(k.Lines)
	k.Chosen = lines
	return err
}

// lines are the entries that still stand, with how they were printed. What a later
// decision took back or put another in the place of is not printed again.
func (s *Service) lines(ctx context.Context, tx *db.Tx, d recognition.Decision) (all []Line, err error) {
	entries, err := s.entries.Entries(ctx, tx, d.ID)
	if err != nil {
		return nil, err
	}
	at := map[string]int{}
	for _, e := range entries {
		if e.State == register.Valid && !e.Redacted {
			at[e.Code] = len(all)
			all = append(all, Line{Entry: e})
		}
	}
	printed, err := printings(ctx, tx, d.ID)
	if err != nil {
		return nil, err
	}
	for _, p := range printed {
		if n, stands := at[p.Code]; stands {
			all[n].Times, all[n].Last = all[n].Times+1, p
		}
	}
	pictures, err := photos(ctx, tx, d.ID)
	for code, file := range pictures {
		if n, stands := at[code]; stands {
			all[n].PhotoID = file
		}
	}
	return all, err
}
