package initiative

import (
	"context"

	"kheo/internal/business/campaign"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
	"kheo/internal/platform/i18n"
	"kheo/internal/service/auth"
)

// TaskSource is another module that has work for people.
type TaskSource interface {
	// Tasks lists at most limit tasks that wait for actor, the most urgent first.
	Tasks(ctx context.Context, actor auth.Actor, limit int) ([]Task, error)
}

// TaskCounter is a TaskSource that can tell cheaply how many tasks it has.
type TaskCounter interface {
	Waiting(ctx context.Context, actor auth.Actor) (int, error)
}

const (
	perSection = 20
	maxWaiting = 99
)

var (
	registrarStates = []State{Returned, Accepted, InProgress} // the registrar has to act
	appraiserStates = []State{Submitted, Reported}            // the appraiser has to act
)

// Waiting counts what waits for actor and is urgent for registrars (returned, or
// the report due within a week) or not yet received or reviewed for appraisers;
// at most 99.
func (s *Service) Waiting(ctx context.Context, actor auth.Actor) (n int, err error) {
	err = s.db.View(ctx, func(tx *db.Tx) error {
		n, err = s.waiting(ctx, tx, actor)
		return err
	})
	for _, source := range s.Sources {
		counter, ok := source.(TaskCounter)
		if !ok || err != nil || n >= maxWaiting {
			continue
		}
		var more int
		more, err = counter.Waiting(ctx, actor)
		n += more
	}
	return min(n, maxWaiting), err
}

func (s *Service) waiting(ctx context.Context, tx *db.Tx, actor auth.Actor) (int, error) {
	w := &db.Where{}
	parts := ""
	for _, of := range []struct {
		role   auth.Role
		states []State
		urgent bool
	}{{auth.Registrar, registrarStates, true}, {auth.Appraiser, appraiserStates, false}} {
		paths := actor.Paths(of.role)
		if len(paths) == 0 {
			continue
		}
		// Only what is under way has a day: the index over it is far smaller than the table.
		where := " WHERE state IN (" + list(w, of.states) + ") AND due_on IS NOT NULL AND " + under(w, paths)
		if of.urgent {
			where += " AND due_on <= " + w.Arg(clock.DayOf(tx.Now).AddDays(soon))
		}
		if parts != "" {
			parts += " UNION ALL "
		}
		parts += "SELECT 1 FROM (SELECT 1 FROM initiative_initiative" + where + " LIMIT " + w.Arg(maxWaiting) + ") AS part"
	}
	if parts == "" {
		return 0, nil
	}
	return db.One(ctx, tx, db.Value[int], "SELECT COUNT(*) FROM ("+parts+") AS waiting", w.Args()...)
}

func list(w *db.Where, states []State) (in string) {
	for n, s := range states {
		if n > 0 {
			in += ", "
		}
		in += w.Arg(s)
	}
	return in
}

func under(w *db.Where, paths []string) (or string) {
	for n, p := range paths {
		if n > 0 {
			or += " OR "
		}
		low, high := db.Under(p)
		or += "(unit_path >= " + w.Arg(low) + " AND unit_path < " + w.Arg(high) + ")"
	}
	return "(" + or + ")"
}

// Inbox lists what waits for actor, from this module and the sources.
func (s *Service) Inbox(ctx context.Context, actor auth.Actor) (b Inbox, season campaign.Season, err error) {
	var today clock.Date
	err = s.db.View(ctx, func(tx *db.Tx) error {
		b, today = Inbox{}, clock.DayOf(tx.Now)
		if season, err = s.openSeason(ctx, tx, actor.Paths()); err != nil {
			return err
		}
		return s.ownTasks(ctx, tx, actor, &b, today)
	})
	for _, source := range s.Sources {
		if err != nil {
			return b, season, err
		}
		var more []Task
		more, err = source.Tasks(ctx, actor, perSection)
		b.add(today, more...)
	}
	b.sort(perSection)
	return b, season, err
}

func (s *Service) ownTasks(ctx context.Context, tx *db.Tx, actor auth.Actor, b *Inbox, today clock.Date) error {
	for _, part := range []struct {
		role   auth.Role
		states []State
		order  string
		task   func(context.Context, auth.Actor, Initiative) Task
	}{
		{auth.Registrar, registrarStates, "i.due_on, i.id", registrarTask},
		{auth.Appraiser, appraiserStates, "i.due_on, i.id", appraiserTask},
		{auth.Registrar, []State{Submitted, Reported, UnderReview}, "i.due_on, i.id", othersTask},
		{auth.Registrar, []State{Draft}, "i.id DESC", draftTask},
	} {
		paths := actor.Paths(part.role)
		if len(paths) == 0 {
			continue
		}
		w := Filter{Paths: paths, States: part.states}.where(tx)
		w.And("i.due_on IS NOT NULL") // see waiting
		all, err := db.All(ctx, tx, scan, `SELECT `+columns+` FROM initiative_initiative i`+w.SQL()+
			` ORDER BY `+part.order+` LIMIT `+w.Arg(perSection+1), w.Args()...)
		if err != nil {
			return err
		}
		for _, i := range all {
			if t := part.task(ctx, actor, i); t.Title != "" {
				b.add(today, t)
			}
		}
	}
	return nil
}

// openSeason finds the season that is open for one of the units, or the zero Season.
func (s *Service) openSeason(ctx context.Context, tx *db.Tx, paths []string) (campaign.Season, error) {
	open, err := s.openSeasons(ctx, tx, paths)
	if err != nil || len(open) == 0 {
		return campaign.Season{}, err
	}
	return open[0], nil
}

func page(i Initiative) string { return "/viec/mo-hinh/" + i.ID }

// called is what an initiative is called where it may have no title yet.
func called(ctx context.Context, i Initiative) string {
	if i.Title == "" {
		return i18n.T(ctx, "Bản đăng ký chưa đặt tên")
	}
	return i.Title
}
