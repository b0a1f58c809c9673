package eligibility

import (
	"context"
	"slices"
	"strings"

	"kheo/internal/business/initiative"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
)

// world reads everything about the candidates of p, with one query a kind of fact.
func (s *Service) world(ctx context.Context, tx *db.Tx, p Proposal, day clock.Date) (*world, map[string]initiative.Initiative, error) {
	var people, works []string
	for _, c := range p.Candidates {
		if c.ParticipantID != "" {
			people = append(people, c.ParticipantID)
		}
		if c.InitiativeID != "" {
			works = append(works, c.InitiativeID)
		}
	}
	w := &world{people: map[string]string{}, works: map[string]Work{}, paths: map[string]string{}, seasons: map[string]Season{}}
	rows, err := s.groups(ctx, tx, w, people)
	if err != nil {
		return nil, nil, err
	}
	found, err := s.readWorks(ctx, tx, w, works)
	if err != nil {
		return nil, nil, err
	}
	for _, read := range []func() error{
		func() error { return s.readSeasons(ctx, tx, w) },
		func() error { return s.readHonours(ctx, tx, w, rows, works) },
		func() error { return s.readScores(ctx, tx, w, works) },
		func() error { return s.readHolds(ctx, tx, w, rows, day) },
		func() (err error) { w.rulings, err = rulings(ctx, tx, people); return err },
	} {
		if err := read(); err != nil {
			return nil, nil, err
		}
	}
	return w, found, nil
}

// groups finds every row of the people and lists them all; the person is named by
// the first id of the group.
func (s *Service) groups(ctx context.Context, tx *db.Tx, w *world, people []string) ([]string, error) {
	if s.Groups == nil {
		return people, nil
	}
	all := slices.Clone(people)
	err := chunks(people, func(ids []string) error {
		groups, err := s.Groups.Groups(ctx, tx, ids)
		for id, rows := range groups {
			person := slices.Min(append([]string{id}, rows...))
			for _, row := range append([]string{id}, rows...) {
				w.people[row] = person
				all = append(all, row)
			}
		}
		return err
	})
	return all, err
}

func (s *Service) readWorks(ctx context.Context, tx *db.Tx, w *world, ids []string) (map[string]initiative.Initiative, error) {
	found := map[string]initiative.Initiative{}
	err := chunks(ids, func(ids []string) error {
		all, err := s.initiatives.List(ctx, tx, initiative.Filter{IDs: ids, Limit: len(ids)})
		for _, i := range all {
			found[i.ID] = i
			work := Work{ID: i.ID, SeasonID: i.SeasonID, StartsOn: i.StartsOn}
			if !i.SubmittedAt.IsZero() {
				work.SubmittedOn = clock.DayOf(i.SubmittedAt)
			}
			w.works[i.ID], w.paths[i.ID] = work, i.UnitPath
		}
		return err
	})
	return found, err
}

func (s *Service) readSeasons(ctx context.Context, tx *db.Tx, w *world) error {
	all, err := s.campaigns.Seasons(ctx, tx)
	for _, season := range all {
		w.seasons[season.ID] = Season{ID: season.ID, Name: season.Name, Year: season.Year, RegisterBy: season.RegisterBy}
	}
	return err
}

// readHonours asks for the record of rows and works together, some of each at a time.
func (s *Service) readHonours(ctx context.Context, tx *db.Tx, w *world, rows, works []string) error {
	if s.Record == nil {
		w.unrecorded = true
		return nil
	}
	var all []Honour
	add := func(found []Honour, err error) error {
		all = append(all, found...)
		return err
	}
	if err := chunks(rows, func(ids []string) error { return add(s.Record.Honours(ctx, tx, ids, nil)) }); err != nil {
		return err
	}
	if err := chunks(works, func(ids []string) error { return add(s.Record.Honours(ctx, tx, nil, ids)) }); err != nil {
		return err
	}
	slices.SortFunc(all, func(a, b Honour) int { return strings.Compare(a.LineID, b.LineID) })
	w.remember(slices.CompactFunc(all, func(a, b Honour) bool { return a.LineID == b.LineID }))
	return nil
}

func (s *Service) readScores(ctx context.Context, tx *db.Tx, w *world, works []string) error {
	w.scores, w.evidence, w.counted = map[string]Score{}, map[string]int64{}, s.Proofs != nil
	return chunks(works, func(ids []string) error {
		if s.Scores != nil {
			found, err := s.Scores.Scores(ctx, tx, ids)
			if err != nil {
				return err
			}
			for _, score := range found {
				w.scores[score.InitiativeID] = score
			}
		}
		if s.Proofs == nil {
			return nil
		}
		counts, err := s.Proofs.EvidenceCounts(ctx, tx, ids)
		for id, n := range counts {
			w.evidence[id] = n
		}
		return err
	})
}

func (s *Service) readHolds(ctx context.Context, tx *db.Tx, w *world, rows []string, day clock.Date) error {
	w.holds = map[string][]Held{}
	all, err := holdsOn(ctx, tx, rows, day)
	for _, h := range all {
		person := w.person(h.ParticipantID)
		w.holds[person] = append(w.holds[person], h.held())
	}
	return err
}

// rulebook is by which editions each initiative is judged.
type rulebook struct {
	pinned map[string]pinned
	today  pinned // for candidates without an initiative
	rules  map[string][]judged
}

type pinned struct {
	set ruleSet
	pin *pin // to be kept; nil when it is
}

func (b rulebook) of(initiativeID string) pinned {
	if p, ok := b.pinned[initiativeID]; ok {
		return p
	}
	return b.today
}

// rulebook finds the pins of works, and what to pin of those that have none.
func (s *Service) rulebook(ctx context.Context, tx *db.Tx, works map[string]initiative.Initiative, day clock.Date) (b rulebook, err error) {
	b = rulebook{pinned: map[string]pinned{}, rules: map[string][]judged{}}
	ids := make([]string, 0, len(works))
	for id := range works {
		ids = append(ids, id)
	}
	known, err := pins(ctx, tx, ids)
	if err != nil {
		return b, err
	}
	digests := map[string]bool{}
	for _, p := range known {
		digests[p.Digest] = true
	}
	kept, err := ruleSets(ctx, tx, keys(digests))
	if err != nil {
		return b, err
	}
	days := map[clock.Date]ruleSet{}
	of := func(day clock.Date) (ruleSet, error) {
		set, seen := days[day]
		if !seen {
			if set, err = s.setOn(ctx, tx, day); err != nil {
				return set, err
			}
			days[day] = set
		}
		return set, nil
	}
	if b.today.set, err = of(day); err != nil {
		return b, err
	}
	for id, i := range works {
		if p, ok := known[id]; ok {
			b.pinned[id] = pinned{set: kept[p.Digest]}
			continue
		}
		received := receivedOn(i, day)
		set, err := of(received)
		if err != nil {
			return b, err
		}
		b.pinned[id] = pinned{set: set}
		if i.State.Public() { // what is not received yet is pinned when it is
			b.pinned[id] = pinned{set, &pin{InitiativeID: id, ReceivedOn: received, Digest: set.Digest}}
		}
	}
	return b, b.read(ctx, tx)
}

// receivedOn is the day on which i was received, as far as it is known.
func receivedOn(i initiative.Initiative, today clock.Date) clock.Date {
	switch {
	case !i.AcceptedAt.IsZero():
		return clock.DayOf(i.AcceptedAt)
	case i.State.Public() && !i.SubmittedAt.IsZero():
		return clock.DayOf(i.SubmittedAt)
	}
	return today
}

// setOn is what is in force on day.
func (s *Service) setOn(ctx context.Context, tx *db.Tx, day clock.Date) (ruleSet, error) {
	ids, err := inForce(ctx, tx, day)
	if err != nil {
		return ruleSet{}, err
	}
	var bases []Basis
	if s.Bases != nil {
		if bases, err = s.Bases.InForce(ctx, tx, day); err != nil {
			return ruleSet{}, err
		}
	}
	return newRuleSet(ids, bases), nil
}

// read makes the editions of all sets ready to judge by.
func (b rulebook) read(ctx context.Context, tx *db.Tx) error {
	sets := map[string]ruleSet{b.today.set.Digest: b.today.set}
	ids := map[string]bool{}
	for _, p := range b.pinned {
		sets[p.set.Digest] = p.set
	}
	for _, set := range sets {
		for _, id := range set.Rules {
			ids[id] = true
		}
	}
	all, err := rulesByID(ctx, tx, keys(ids))
	if err != nil {
		return err
	}
	for _, r := range all {
		c, err := parse(r.Type, r.Params)
		if err != nil {
			return err
		}
		for digest, set := range sets {
			if slices.Contains(set.Rules, r.ID) {
				b.rules[digest] = append(b.rules[digest], judged{r, c})
			}
		}
	}
	return nil
}

func keys(set map[string]bool) []string {
	all := make([]string, 0, len(set))
	for k := range set {
		all = append(all, k)
	}
	return all
}
