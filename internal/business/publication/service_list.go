package publication

import (
	"context"
	"slices"

	"kheo/internal/business/campaign"
	"kheo/internal/business/initiative"
	"kheo/internal/business/org"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
)

// query is a Filter with its codes found.
type query struct {
	initiative.CardFilter
	Unit     org.Unit
	Season   campaign.Season
	Field    campaign.Field
	Unknown  bool     // a code or a word of the address that means nothing
	partly   []string // split units: what lies only partly under Unit on the map of the filter
	byAward  bool     // the tally cannot count it
	counting []initiative.State
}

// resolve finds what f names.
func (s *Service) resolve(ctx context.Context, tx *db.Tx, p *places, f Filter) (q query, err error) {
	q.By, q.Words, q.Before, q.After = f.Kind, notable(f.Words), f.Before, f.After
	found := true
	look := func(ok bool) { found = found && ok }
	if f.Season != "" {
		season, ok := p.seasonCode(f.Season)
		q.Season, q.SeasonID = season, season.ID
		look(ok)
	}
	if f.Field != "" {
		field, ok := p.fieldCode(f.Field)
		q.Field, q.FieldID = field, field.ID
		look(ok)
	}
	if f.Unit != "" {
		unit, ok := p.unitCode[f.Unit]
		q.Unit = unit
		look(ok)
		if ok && (f.Map != "" || !p.everywhere(unit)) {
			if err := s.onMap(ctx, tx, &q, f); err != nil {
				return q, err
			}
		}
	}
	look(f.Kind == "" || f.Kind.Label() != "")
	look(s.stage(&q, f.Stage))
	q.Unknown = !found
	return q, nil
}

// onMap narrows q to what lies under its unit on the map that f asks for.
func (s *Service) onMap(ctx context.Context, tx *db.Tx, q *query, f Filter) error {
	day, err := clock.Parse(f.Map)
	if err != nil {
		return err
	}
	reach, err := s.units.OnMap(ctx, tx, q.Unit, day)
	q.Under, q.partly = append([]string{}, reach.Wholly...), reach.Partly
	if f.Partly {
		q.Under, q.partly = append([]string{}, reach.Partly...), nil
	}
	return err
}

// stage narrows q to a stage; it is false for a word that is none.
func (s *Service) stage(q *query, stage Stage) bool {
	q.counting = initiative.PublicStates()
	award := func(kind AwardKind) {
		q.byAward = true
		season := q.SeasonID
		q.Narrow = func(w *db.Where) { s.awards.Narrow(w, "i.id", kind, season) }
	}
	switch stage {
	case AnyStage, Registered:
	case CarriedOut:
		q.States = []initiative.State{initiative.Accepted, initiative.InProgress}
		q.counting = q.States
	case Appraised:
		q.States = []initiative.State{initiative.Reported, initiative.UnderReview}
		q.counting = q.States
	case Honoured:
		award(Recognised)
	case Praised:
		award(Commended)
	default:
		return false
	}
	return true
}

const (
	pageRows = 50
	// fewRows is up to how many rows are gathered and sorted. Walking by id to a
	// page of 50 reads about 50 × all / fitting rows, sorting reads those that fit.
	fewRows = 1500
	most    = 1001 // how far lists are counted that no tally counts
)

// list is a page of the catalogue.
type list struct {
	query
	Rows    []Row
	Total   int   // most means: at least that many
	Waiting int64 // registered, not accepted yet, therefore not listed
	InParts int   // of split units: they belong to the unit only partly, and are not listed
	Older   string
	Newer   string
	places  *places
	all     int64 // how many initiatives the list is narrowed from by stage, decision and words
}

// catalogue lists a page of initiatives.
func (s *Service) catalogue(ctx context.Context, f Filter, instead string) (list, error) {
	crowded := func(l list) bool { return l.all >= crowd }
	return s.lists.get(listKey{f, instead}, crowded, func() (l list, err error) {
		err = s.read(ctx, func(tx *db.Tx, p *places) (complete bool, err error) {
			l = list{places: p}
			if l.query, err = s.resolve(ctx, tx, p, f); err != nil || l.Unknown {
				return false, err
			}
			cards, err := s.page(ctx, tx, &l)
			if err != nil {
				return false, err
			}
			l.Rows, err = s.rows(ctx, tx, p, cards, instead)
			return p.knows(cards), err
		})
		return l, err
	})
}

// page finds the cards of the page that l asks for, and how many there are in all.
func (s *Service) page(ctx context.Context, tx *db.Tx, l *list) ([]initiative.Card, error) {
	tally, err := s.tally(ctx, tx, l.CardFilter)
	if err != nil {
		return nil, err
	}
	for _, n := range tally {
		l.all += n
	}
	for _, state := range l.counting {
		l.Total += int(tally[state])
	}
	if len(l.partly) > 0 {
		parts := l.CardFilter
		parts.Under = l.partly
		tally, err := s.tally(ctx, tx, parts)
		if err != nil {
			return nil, err
		}
		for _, state := range l.counting {
			l.InParts += int(tally[state])
		}
	}
	l.Few = l.Total <= fewRows
	if l.Total == 0 {
		return nil, nil
	}
	if l.byAward || l.Words != "" {
		return s.pageOfFound(ctx, tx, l)
	}
	if l.States == nil {
		l.Waiting = tally[initiative.Submitted] + tally[initiative.Returned]
	}
	return s.pageByKey(ctx, tx, l)
}

// pageByKey reads one page and the row after it.
func (s *Service) pageByKey(ctx context.Context, tx *db.Tx, l *list) ([]initiative.Card, error) {
	q := l.CardFilter
	q.Limit = pageRows + 1
	cards, err := s.initiatives.Cards(ctx, tx, q)
	if err != nil || len(cards) == 0 {
		return nil, err
	}
	more := len(cards) > pageRows
	switch {
	case more && q.After != "":
		cards = cards[1:]
	case more:
		cards = cards[:pageRows]
	}
	if q.Before != "" || q.After != "" && more {
		l.Newer = cards[0].ID
	}
	if q.After != "" || more {
		l.Older = cards[len(cards)-1].ID
	}
	return cards, nil
}

// pageOfFound serves lists that no tally counts: it finds the ids of all, up to
// most, and reads the rest of one page only. Pages beyond are read by key.
func (s *Service) pageOfFound(ctx context.Context, tx *db.Tx, l *list) ([]initiative.Card, error) {
	q := l.CardFilter
	q.Before, q.After, q.Limit = "", "", most
	ids, err := s.initiatives.CardIDs(ctx, tx, q)
	if err != nil {
		return nil, err
	}
	l.Total = len(ids)
	from, to := 0, min(pageRows, len(ids))
	switch {
	case l.Before != "":
		from = slices.Index(ids, l.Before) + 1
		to = min(from+pageRows, len(ids))
	case l.After != "":
		to = slices.Index(ids, l.After)
		from = max(0, to-pageRows)
	}
	if lost := l.Before != "" && from == 0 || to < 0; lost || to == most {
		return s.pageByKey(ctx, tx, l)
	}
	if from > 0 && from < len(ids) {
		l.Newer = ids[from]
	}
	if to < len(ids) {
		l.Older = ids[to-1]
	}
	return s.initiatives.CardsOf(ctx, tx, ids[from:to])
}
