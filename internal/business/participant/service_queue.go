package participant

import (
	"context"
	"slices"
	"strings"

	"github.com/google/uuid"

	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
	"kheo/internal/service/auth"
)

// QueueQuery narrows the pairs that look like one to rows that were made together:
// those with ids from From to To.
type QueueQuery struct {
	From  string `form:"tu"`
	To    string `form:"den"`
	After string `form:"sau"` // id of the last pair of the page before
}

// Queue is a page of pairs that look like one.
type Queue struct {
	Query QueueQuery
	Pairs []Pair
	Left  int // pairs in all, at most to MaxPairs+1
	Next  bool
}

// Pair is two rows that look like one, and why.
type Pair struct {
	ID      string
	A, B    Compared
	Reasons []fault.Message
	MergeID string // for the merge, should they be one
}

// Compared is one row of a pair with what helps to decide.
type Compared struct {
	Participant
	UnitName string
	Aliases  []Alias
	Deeds    []Deed // that the reader may see, the latest first
}

const (
	pairsAPage = 10
	lookAtOnce = 300 // rows that are compared when somebody opens the queue
	// MaxPairs is how far pairs are counted; beyond, it says "more than".
	MaxPairs = 1000
)

// Queue shows the pairs that look like one and that actor may join or tell apart.
// Rows that were not compared yet are compared first.
func (s *Service) Queue(ctx context.Context, actor auth.Actor, q QueueQuery) (v Queue, err error) {
	if !mayKeep(actor) {
		return v, fault.Forbidden
	}
	if err := s.lookFirst(ctx, actor); err != nil {
		return v, err
	}
	err = s.db.View(ctx, func(tx *db.Tx) error {
		v = Queue{Query: q}
		if v.Left, err = countPairs(ctx, tx, actor, QueueQuery{From: q.From, To: q.To}); err != nil {
			return err
		}
		found, err := openPairs(ctx, tx, actor, q, pairsAPage+1)
		if err != nil {
			return err
		}
		if v.Next = len(found) > pairsAPage; v.Next {
			found = found[:pairsAPage]
		}
		v.Pairs, err = s.compared(ctx, tx, actor, found)
		return err
	})
	return v, err
}

// lookFirst compares what was not compared yet, where there is any.
func (s *Service) lookFirst(ctx context.Context, actor auth.Actor) error {
	waiting := 0
	err := s.db.View(ctx, func(tx *db.Tx) (err error) {
		w := &db.Where{}
		w.And("looked_at IS NULL AND like_key IS NOT NULL")
		w.AnyUnder("unit_path", actor.Paths())
		waiting, err = db.One(ctx, tx, db.Value[int], `SELECT COUNT(*) FROM (SELECT 1 FROM participant_participant`+w.SQL()+` LIMIT 1) n`, w.Args()...)
		return err
	})
	if err != nil || waiting == 0 {
		return err
	}
	_, err = s.Look(ctx, actor.Paths(), lookAtOnce)
	return err
}

// pairIDs are a pair as it is stored.
type pairIDs struct{ id, a, b string }

// whereOpen keeps the pairs that wait for a decision that actor may make: both rows
// open to actor, one of them in actor's book, and nobody has decided on their groups.
func whereOpen(actor auth.Actor, q QueueQuery) *db.Where {
	w := &db.Where{}
	w.And("a.root_id <> b.root_id")
	w.AnyUnder("l.a_path", actor.Paths())
	w.AnyUnder("l.b_path", actor.Paths())
	own := actor.Paths(keepers()...)
	w.And("(" + under(w, "l.a_path", own) + " OR " + under(w, "l.b_path", own) + ")")
	w.And(`NOT EXISTS (SELECT 1 FROM participant_participant x JOIN participant_distinct d ON d.a_id = x.id JOIN participant_participant y ON y.id = d.b_id
		WHERE x.root_id = a.root_id AND y.root_id = b.root_id)`)
	w.And(`NOT EXISTS (SELECT 1 FROM participant_participant x JOIN participant_distinct d ON d.a_id = x.id JOIN participant_participant y ON y.id = d.b_id
		WHERE x.root_id = b.root_id AND y.root_id = a.root_id)`)
	if uuid.Validate(q.From) == nil && uuid.Validate(q.To) == nil {
		w.And("(l.a_id >= ? AND l.a_id <= ? OR l.b_id >= ? AND l.b_id <= ?)", q.From, q.To, q.From, q.To)
	}
	w.If(uuid.Validate(q.After) == nil, "l.id > ?", q.After)
	return w
}

// under is db.Where.AnyUnder as a part of a condition.
func under(w *db.Where, column string, paths []string) string {
	parts := []string{"1 = 0"}
	for _, p := range paths {
		low, high := db.Under(p)
		parts = append(parts, column+" >= "+w.Arg(low)+" AND "+column+" < "+w.Arg(high))
	}
	return "(" + strings.Join(parts, " OR ") + ")"
}

const fromPairs = ` FROM participant_likely l JOIN participant_participant a ON a.id = l.a_id JOIN participant_participant b ON b.id = l.b_id`

func countPairs(ctx context.Context, tx *db.Tx, actor auth.Actor, q QueueQuery) (int, error) {
	w := whereOpen(actor, q)
	return db.One(ctx, tx, db.Value[int], `SELECT COUNT(*) FROM (SELECT 1`+fromPairs+w.SQL()+` LIMIT `+w.Arg(MaxPairs+1)+`) n`, w.Args()...)
}

func openPairs(ctx context.Context, tx *db.Tx, actor auth.Actor, q QueueQuery, limit int) ([]pairIDs, error) {
	w := whereOpen(actor, q)
	return db.All(ctx, tx, func(r db.Row) (p pairIDs, err error) {
		err = r.Scan(&p.id, &p.a, &p.b)
		return p, err
	}, `SELECT l.id, l.a_id, l.b_id`+fromPairs+w.SQL()+` ORDER BY l.id LIMIT `+w.Arg(limit), w.Args()...)
}

// compared adds to pairs what helps to decide.
func (s *Service) compared(ctx context.Context, tx *db.Tx, actor auth.Actor, found []pairIDs) ([]Pair, error) {
	var ids []string
	for _, p := range found {
		ids = append(ids, p.a, p.b)
	}
	sides, err := s.sides(ctx, tx, actor, ids)
	if err != nil {
		return nil, err
	}
	all := make([]Pair, len(found))
	near := s.newSearcher(actor.Paths())
	for n, p := range found {
		all[n] = Pair{ID: p.id, A: sides[p.a], B: sides[p.b], MergeID: uuid.Must(uuid.NewV7()).String()}
		if all[n].Reasons, err = near.why(ctx, tx, all[n].A, all[n].B); err != nil {
			return nil, err
		}
	}
	return all, nil
}

func (s *Service) sides(ctx context.Context, tx *db.Tx, actor auth.Actor, ids []string) (map[string]Compared, error) {
	all := map[string]Compared{}
	if len(ids) == 0 {
		return all, nil
	}
	rows, err := byIDs(ctx, tx, ids, nil)
	if err != nil {
		return nil, err
	}
	aliases, err := aliasesOf(ctx, tx, ids)
	if err != nil {
		return nil, err
	}
	list := make([]Participant, 0, len(rows))
	for _, p := range rows {
		list = append(list, p)
	}
	units, err := s.unitNames(ctx, tx, list)
	if err != nil {
		return nil, err
	}
	years, err := s.record(ctx, tx, actor, ids)
	for id, p := range rows {
		c := Compared{Participant: p, UnitName: units[p.UnitID], Aliases: aliases[id]}
		for _, y := range years {
			c.Deeds = append(c.Deeds, slices.DeleteFunc(slices.Clone(y.Deeds), func(d Deed) bool { return d.ParticipantID != id })...)
		}
		all[id] = c
	}
	return all, err
}

// why says for which reasons two rows look like one today.
func (s *searcher) why(ctx context.Context, tx *db.Tx, a, b Compared) ([]fault.Message, error) {
	var reasons []fault.Message
	for _, p := range [][2]Compared{{a, b}, {b, a}} {
		k, err := s.kinOf(ctx, tx, p[0].UnitID)
		if err != nil {
			return nil, err
		}
		if reasons = like(p[0].side(names(p[0].Aliases)), p[1].side(names(p[1].Aliases)), k.places); len(reasons) > 0 {
			break
		}
	}
	if len(reasons) == 0 {
		reasons = []fault.Message{fault.Say("Khi so lần trước, hai tên giống nhau.")}
	}
	n, err := namesakes(ctx, tx, s.paths, a.Participant)
	if caveat, ok := Namesakes(a.Kind, n); ok {
		reasons = append(reasons, caveat)
	}
	return reasons, err
}
