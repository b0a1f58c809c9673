package initiative

import (
	"context"
	"slices"
	"strings"

	"kheo/internal/business/participant"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
	"kheo/internal/service/auth"
	"kheo/internal/service/search"
)

// Dossier is an initiative with everything that is known of it.
type Dossier struct {
	Initiative
	Progress   []Progress
	Indicators []Indicator
	Evidence   []Evidence
	Ledger     []LedgerLine
	Events     []Event
	Totals     Totals
}

// Dossier shows one initiative to someone who may see it.
func (s *Service) Dossier(ctx context.Context, actor auth.Actor, id string) (d Dossier, err error) {
	err = s.db.View(ctx, func(tx *db.Tx) error {
		if d.Initiative, err = find(ctx, tx, id); err != nil {
			return err
		}
		if !maySee(actor, d.Initiative) {
			return fault.NotFound
		}
		return s.complete(ctx, tx, &d)
	})
	return d, err
}

// PublicDossier finds an initiative by code as everybody may see it: only from
// acceptance on, without contact, note and the evidence that is not public.
func (s *Service) PublicDossier(ctx context.Context, tx *db.Tx, code string) (d Dossier, err error) {
	d.Initiative, err = db.One(ctx, tx, scan, `SELECT `+columns+` FROM initiative_initiative i WHERE i.code = $1`, code)
	if err != nil {
		return d, err
	}
	if !d.State.Public() {
		return Dossier{}, fault.NotFound
	}
	if err := s.complete(ctx, tx, &d); err != nil {
		return d, err
	}
	d.Contact, d.Note, d.ReturnReason = "", "", ""
	public := d.Evidence[:0]
	for _, e := range d.Evidence {
		if e.Public {
			public = append(public, e)
		}
	}
	proven := d.Ledger
	d.Evidence = public
	d.Ledger = Ledger(d.Progress, public)
	for n := range d.Ledger { // a proof that is kept inside is still a proof
		d.Ledger[n].Proof = proven[n].Proof
	}
	return d, nil
}

func (s *Service) complete(ctx context.Context, tx *db.Tx, d *Dossier) (err error) {
	if d.Progress, err = progress(ctx, tx, d.ID); err != nil {
		return err
	}
	if d.Indicators, err = indicators(ctx, tx, d.ID); err != nil {
		return err
	}
	if d.Evidence, err = s.evidence(ctx, tx, d.ID); err != nil {
		return err
	}
	if d.Events, err = events(ctx, tx, d.ID); err != nil {
		return err
	}
	d.Ledger = Ledger(d.Progress, d.Evidence)
	d.Totals = Sum(d.Progress)
	return nil
}

// Filter narrows a list; empty fields mean all.
type Filter struct {
	SeasonID   string
	Paths      []string // subtrees; nil: everywhere
	Under      []string // and of these, see db.Under; nil: everywhere
	IDs        []string // only these; nil: all
	FieldID    string
	Kind       Kind
	By         string // kind of participant
	States     []State
	Registered bool // drafts left out
	Words      string
	DueBy      clock.Date // the next act is due on or before
	Author     string     // account that began it
	Before     string     // id of the last row of the page before (newest first)
	After      string     // id of the first row of the page after
	Limit      int

	reader *auth.Actor // see For
	partly []string    // what lies only partly under the unit that Under is made of
}

// For narrows f to what actor may see, drafts of others left out.
func (f Filter) For(actor auth.Actor) Filter {
	f.reader = &actor
	return f
}

// whole reports whether paths are whole provinces.
func whole(paths []string) bool {
	return len(paths) > 0 && !slices.ContainsFunc(paths, func(p string) bool { return strings.Count(p, "/") > 2 })
}

// seen keeps what the reader may see.
func (f Filter) seen(w *db.Where) {
	if f.reader == nil {
		return
	}
	all, own := f.reader.Paths(), f.reader.Paths(seesDrafts()...)
	column := "i.unit_path"
	if f.Under == nil && whole(all) {
		column += " || ''" // no index serves an expression: nearly every row fits, and a walk by id ends after one page
	}
	w.AnyUnder(column, all)
	if slices.Equal(all, own) {
		return
	}
	or, args := "i.state <> ?", []any{Draft}
	for _, path := range own {
		low, high := db.Under(path)
		or += " OR (i.unit_path >= ? AND i.unit_path < ?)"
		args = append(args, low, high)
	}
	w.And("("+or+")", args...)
}

func (f Filter) where(tx *db.Tx) *db.Where {
	w := &db.Where{}
	f.seen(w)
	w.If(f.SeasonID != "", "i.season_id = ?", f.SeasonID)
	if f.Paths != nil {
		w.AnyUnder("i.unit_path", f.Paths)
	}
	if f.Under != nil {
		w.AnyUnder("i.unit_path", f.Under)
	}
	if f.IDs != nil {
		marks := make([]string, len(f.IDs))
		for n, id := range f.IDs {
			marks[n] = w.Arg(id)
		}
		w.And("i.id IN (" + strings.Join(marks, ", ") + ")")
	}
	w.If(f.FieldID != "", "i.field_id = ?", f.FieldID)
	w.If(f.Kind != "", "i.kind = ?", f.Kind)
	w.If(f.By != "", "i.participant_kind = ?", f.By)
	if len(f.States) > 0 {
		in := ""
		for n, s := range f.States {
			if n > 0 {
				in += ", "
			}
			in += w.Arg(s)
		}
		w.And("i.state IN (" + in + ")")
	}
	w.If(f.Registered, "i.state <> ?", Draft)
	w.If(!f.DueBy.IsZero(), "i.due_on <= ?", f.DueBy)
	w.If(f.Author != "", "i.created_by = ?", f.Author)
	search.Match(tx, w, "i.id", f.Words)
	return w
}

// List finds initiatives, the newest first, at most f.Limit of them. The caller
// says in f.Paths or f.States what its reader may see.
func (s *Service) List(ctx context.Context, tx *db.Tx, f Filter) ([]Initiative, error) {
	w := f.where(tx)
	w.If(f.Before != "", "i.id < ?", f.Before)
	w.If(f.After != "", "i.id > ?", f.After)
	order := " ORDER BY i.id DESC"
	if f.After != "" {
		order = " ORDER BY i.id"
	}
	all, err := db.All(ctx, tx, scan, `SELECT `+columns+` FROM initiative_initiative i`+w.SQL()+order+` LIMIT `+w.Arg(f.Limit), w.Args()...)
	if f.After != "" {
		for a, b := 0, len(all)-1; a < b; a, b = a+1, b-1 {
			all[a], all[b] = all[b], all[a]
		}
	}
	return all, err
}

// Each hands every initiative of f to do, in the order of registration, without
// holding them all in memory.
func (s *Service) Each(ctx context.Context, tx *db.Tx, f Filter, do func(Initiative) error) error {
	w := f.where(tx)
	return db.Each(ctx, tx, func(r db.Row) error {
		i, err := scan(r)
		if err != nil {
			return err
		}
		return do(i)
	}, `SELECT `+columns+` FROM initiative_initiative i`+w.SQL()+` ORDER BY i.id`, w.Args()...)
}

// Count counts the initiatives of f by reading them: for filters that the tally
// does not know. It stops at most, and then says so by returning most.
func (s *Service) Count(ctx context.Context, tx *db.Tx, f Filter, most int) (int, error) {
	w := f.where(tx)
	return db.One(ctx, tx, db.Value[int], `SELECT COUNT(*) FROM (SELECT 1 FROM initiative_initiative i`+w.SQL()+` LIMIT `+w.Arg(most)+`) AS found`, w.Args()...)
}

// Identity is what no two registrations of one season share.
type Identity struct {
	UnitID          string
	ParticipantKind participant.Kind
	ParticipantName string // as registered
	TitleKey        string // see TitleKey
}

// Known lists what is registered in a season in the subtree of path; drafts are not.
func (s *Service) Known(ctx context.Context, tx *db.Tx, seasonID, path string) ([]Identity, error) {
	low, high := db.Under(path)
	return db.All(ctx, tx, func(r db.Row) (i Identity, err error) {
		err = r.Scan(&i.UnitID, &i.ParticipantKind, &i.ParticipantName, &i.TitleKey)
		return i, err
	}, `SELECT unit_id, participant_kind, participant_name, title_key FROM initiative_initiative
		WHERE season_id = $1 AND unit_path >= $2 AND unit_path < $3 AND title_key <> ''`, seasonID, low, high)
}

// Find returns an initiative for another module, which has asked for permission.
func (s *Service) Find(ctx context.Context, tx *db.Tx, id string) (Initiative, error) {
	return find(ctx, tx, id)
}
