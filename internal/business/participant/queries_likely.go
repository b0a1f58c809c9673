package participant

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"kheo/internal/business/org"
	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
	"kheo/internal/platform/text"
)

// Likely is a row that may be the participant that was asked for, and why.
type Likely struct {
	Participant
	UnitName string
	Reasons  []fault.Message // the strongest first; caveats last
}

// maxNear bounds how many rows of related units are looked at for slips of the pen.
const maxNear = 3000

// Likely finds rows under paths that may be one with a participant of that kind,
// name and unit, which need not be there yet. The row that is exactly it is left
// out. Nothing is decided: every row comes with its reasons.
func (s *Service) Likely(ctx context.Context, tx *db.Tx, paths []string, kind Kind, name, unitID string, limit int) ([]Likely, error) {
	return s.newSearcher(paths).likely(ctx, tx, Participant{Kind: kind, Name: name, UnitID: unitID}, nil, limit)
}

// searcher looks for likely rows of many participants; it asks for each unit once.
type searcher struct {
	*Service
	paths      []string
	everywhere bool // for the system itself, which has no paths
	kin        map[string]kin
	near       map[string][]keyed
}

// kin is a unit with those that it replaced and that replaced it.
type kin struct {
	places []spot
	ids    []string
	names  map[string]string
}

type keyed struct{ id, key string }

func (s *Service) newSearcher(paths []string) *searcher {
	return &searcher{Service: s, paths: paths, kin: map[string]kin{}, near: map[string][]keyed{}}
}

// kinOf finds the units that follow a unit or that it follows.
func (s *searcher) kinOf(ctx context.Context, tx *db.Tx, unitID string) (kin, error) {
	if k, known := s.kin[unitID]; known || s.Units == nil {
		return k, nil
	}
	related, err := s.Units.Related(ctx, tx, unitID)
	if err != nil {
		return kin{}, err
	}
	if !slices.ContainsFunc(related, func(r org.Related) bool { return r.Unit.ID == unitID }) {
		own, err := s.Units.Unit(ctx, tx, unitID)
		if err != nil {
			return kin{}, err
		}
		related = append(related, org.Related{Unit: own})
	}
	k := kin{names: map[string]string{}}
	for _, r := range related {
		names := []string{r.Unit.Name}
		for _, name := range r.Names {
			if !slices.Contains(names, name) {
				names = append(names, name)
			}
		}
		k.places = append(k.places, spots([]Place{{ID: r.Unit.ID, Names: names, Partly: !r.Whole}})...)
		k.ids = append(k.ids, r.Unit.ID)
		k.names[r.Unit.ID] = r.Unit.Name
	}
	s.kin[unitID] = k
	return k, nil
}

// likely finds rows that may be one with p; p.ID is empty when it is not there yet.
func (s *searcher) likely(ctx context.Context, tx *db.Tx, p Participant, aliases []string, limit int) ([]Likely, error) {
	k, err := s.kinOf(ctx, tx, p.UnitID)
	if err != nil || len(k.ids) == 0 {
		return nil, err
	}
	rows, err := s.candidates(ctx, tx, p, aliases, k)
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	ids := make([]string, len(rows))
	for n, r := range rows {
		ids[n] = r.ID
	}
	known, err := aliasesOf(ctx, tx, ids)
	if err != nil {
		return nil, err
	}
	var found []Likely
	for _, r := range rows {
		if r.UnitID == p.UnitID && text.Key(r.Name) == text.Key(p.Name) {
			continue // it is the row itself
		}
		reasons := like(p.side(aliases), r.side(names(known[r.ID])), k.places)
		if len(reasons) == 0 {
			continue
		}
		found = append(found, Likely{r, k.names[r.UnitID], reasons})
	}
	slices.SortStableFunc(found, func(a, b Likely) int { return cmp.Compare(a.ID, b.ID) })
	found = found[:min(len(found), limit)]
	return found, s.warn(ctx, tx, p, found)
}

// warn adds to likely rows that many people have the name.
func (s *searcher) warn(ctx context.Context, tx *db.Tx, p Participant, found []Likely) error {
	if s.everywhere || len(found) == 0 {
		return nil
	}
	n, err := namesakes(ctx, tx, s.paths, p)
	if caveat, ok := Namesakes(p.Kind, n); ok {
		for i := range found {
			found[i].Reasons = append(found[i].Reasons, caveat)
		}
	}
	return err
}

func (p Participant) side(aliases []string) Side { return Side{p.Kind, p.Name, aliases, p.UnitID} }

// candidates finds what has one of the keys of p, by index, and what has nearly its
// key among the collectives of its units.
func (s *searcher) candidates(ctx context.Context, tx *db.Tx, p Participant, aliases []string, k kin) ([]Participant, error) {
	var keys []string
	for _, name := range append([]string{p.Name}, aliases...) {
		keys = append(keys, probes(p.Kind, name, k.places)...)
	}
	slices.Sort(keys)
	keys = slices.Compact(keys)
	w := &db.Where{}
	w.And("kind = ?", p.Kind)
	w.And("like_key IN (" + anyOf(w, keys) + ")")
	w.And("unit_id IN (" + anyOf(w, k.ids) + ")")
	ids, err := db.All(ctx, tx, db.Value[string], `SELECT id FROM participant_participant`+w.SQL()+` LIMIT 100`, w.Args()...)
	if err != nil {
		return nil, err
	}
	w = &db.Where{}
	w.And("like_key IN (" + anyOf(w, keys) + ")")
	named, err := db.All(ctx, tx, db.Value[string], `SELECT participant_id FROM participant_alias`+w.SQL()+` LIMIT 100`, w.Args()...)
	if err != nil {
		return nil, err
	}
	slips, err := s.slips(ctx, tx, p, k)
	ids = slices.DeleteFunc(append(append(ids, named...), slips...), func(id string) bool { return id == p.ID })
	if err != nil || len(ids) == 0 {
		return nil, err
	}
	w = s.among(p.Kind, k)
	w.And("p.id IN (" + anyOf(w, ids) + ")")
	return db.All(ctx, tx, scan, `SELECT `+columns+` FROM participant_participant p`+w.SQL(), w.Args()...)
}

// among keeps the rows with which one of that kind may be compared.
func (s *searcher) among(kind Kind, k kin) *db.Where {
	w := &db.Where{}
	w.And("p.kind = ?", kind)
	w.And("p.unit_id IN (" + anyOf(w, k.ids) + ")")
	if !s.everywhere {
		w.AnyUnder("p.unit_path", s.paths)
	}
	return w
}

// slips finds the rows whose key is that of p but for a slip of the pen.
func (s *searcher) slips(ctx context.Context, tx *db.Tx, p Participant, k kin) (ids []string, err error) {
	if p.Kind != Collective {
		return nil, nil
	}
	all, known := s.near[p.UnitID]
	if !known {
		w := s.among(Collective, k)
		all, err = db.All(ctx, tx, func(r db.Row) (x keyed, err error) {
			err = r.Scan(&x.id, db.Text(&x.key))
			return x, err
		}, `SELECT p.id, p.like_key FROM participant_participant p`+w.SQL()+` LIMIT `+w.Arg(maxNear), w.Args()...)
		if err != nil {
			return nil, err
		}
		s.near[p.UnitID] = all
	}
	long := spelledOut(p.Name)
	rest, _, _ := comparison{Collective, k.places, p.UnitID, ""}.placeless(long, p.UnitID)
	for _, x := range all {
		if x.id != p.ID && (oneSlip(rest, x.key) || oneSlip(long, x.key)) && len(ids) < 50 {
			ids = append(ids, x.id)
		}
	}
	return ids, nil
}

// anyOf makes placeholders for values, to stand in IN (…). The last value is
// repeated so that there are few lengths, and so few statements to keep prepared.
func anyOf(w *db.Where, values []string) string {
	if len(values) == 0 {
		return "NULL"
	}
	length := 1
	for length < len(values) {
		length *= 2
	}
	var list strings.Builder
	for n := range length {
		if n > 0 {
			list.WriteString(", ")
		}
		list.WriteString(w.Arg(values[min(n, len(values)-1)]))
	}
	return list.String()
}

// Alias is another name of a row.
type Alias struct {
	ID            string
	ParticipantID string
	Name          string
}

func names(aliases []Alias) (all []string) {
	for _, a := range aliases {
		all = append(all, a.Name)
	}
	return all
}

// aliasesOf lists the aliases of rows, by the id of the row.
func aliasesOf(ctx context.Context, tx *db.Tx, ids []string) (map[string][]Alias, error) {
	all := map[string][]Alias{}
	w := &db.Where{}
	w.And("participant_id IN (" + anyOf(w, ids) + ")")
	err := db.Each(ctx, tx, func(r db.Row) error {
		var a Alias
		err := r.Scan(&a.ID, &a.ParticipantID, &a.Name)
		all[a.ParticipantID] = append(all[a.ParticipantID], a)
		return err
	}, `SELECT id, participant_id, name FROM participant_alias`+w.SQL()+` ORDER BY participant_id, name_key`, w.Args()...)
	return all, err
}

// namesakes counts the rows under paths that have the name of p, at most to 100.
func namesakes(ctx context.Context, tx *db.Tx, paths []string, p Participant) (int, error) {
	if p.Kind == Collective {
		return 0, nil
	}
	w := &db.Where{}
	w.And("p.kind = ?", p.Kind)
	w.And("p.like_key = ?", likeKey(p.Kind, p.Name, ""))
	w.AnyUnder("p.unit_path", paths)
	return db.One(ctx, tx, db.Value[int], `SELECT COUNT(*) FROM (SELECT 1 FROM participant_participant p`+w.SQL()+` LIMIT 100) n`, w.Args()...)
}
