package council

import (
	"context"
	crand "crypto/rand"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"

	"kheo/internal/platform/db"
)

// The box: who voted (council_roll), what was voted (council_ballot) and what voters
// took home (council_receipt). Everything here keeps one promise: nothing that is
// written tells which ballot came with which name. Read docs/ballots.md before
// changing a line.
//
// All rows of a round are made when it opens, empty, in slots drawn at random. A vote
// changes no place and no length: it fills every row of the round anew, with what was
// there before and what is new, shuffled. So every row comes from the last
// transaction, and engines that leave removed bytes where they lay have none to leave.

// boxError keeps values of the box out of messages and logs; what caused it can
// still be asked for.
type boxError struct{ cause error }

func (e boxError) Error() string { return "council: the ballot box could not be read or written" }
func (e boxError) Unwrap() error { return e.cause }

// hush makes err tell nothing.
func hush(err *error) {
	if *err != nil {
		*err = boxError{*err}
	}
}

// What an empty row holds: as long as what will be there.
const (
	noChoice  Choice = "-"
	noReceipt        = "PHIEU-0000-0000"
)

// prepare makes the empty rows of a round: one receipt for each entry of the roll,
// and for each case one ballot for each entry that has a box for it.
func prepare(ctx context.Context, tx *db.Tx, roundID string, roll []Entry, cases []string, recused Recused) (err error) {
	defer hush(&err)
	rnd, err := dice()
	if err != nil {
		return err
	}
	var all []string
	for _, id := range cases {
		for _, e := range roll {
			if !recused.From(e.MemberID, id) {
				all = append(all, id)
			}
		}
	}
	slots, err := drawn(ctx, tx, rnd, "council_ballot", len(all))
	if err != nil {
		return err
	}
	rows := make([][]any, len(all))
	for n, at := range rnd.Perm(len(all)) {
		rows[n] = []any{slots[n], roundID, all[at], noChoice}
	}
	if err := db.InsertMany(ctx, tx, `council_ballot (slot, round_id, initiative_id, choice)`, rows); err != nil {
		return err
	}
	if slots, err = drawn(ctx, tx, rnd, "council_receipt", len(roll)); err != nil {
		return err
	}
	rows = make([][]any, len(roll))
	for n := range rows {
		rows[n] = []any{slots[n], roundID, noReceipt}
	}
	if err := db.InsertMany(ctx, tx, `council_receipt (slot, round_id, receipt)`, rows); err != nil {
		return err
	}
	slices.SortFunc(roll, func(a, b Entry) int { return strings.Compare(a.MemberID, b.MemberID) })
	rows = make([][]any, len(roll))
	for n, e := range roll {
		rows[n] = []any{roundID, e.MemberID, e.Voted, e.OnPaper}
	}
	return db.InsertMany(ctx, tx, `council_roll (round_id, member_id, voted, on_paper)`, rows)
}

// roll lists who may vote in a round, by member.
func roll(ctx context.Context, tx *db.Tx, roundID string) ([]Entry, error) {
	return db.All(ctx, tx, func(r db.Row) (e Entry, err error) {
		err = r.Scan(&e.MemberID, &e.Voted, &e.OnPaper)
		return e, err
	}, `SELECT member_id, voted, on_paper FROM council_roll WHERE round_id = $1 ORDER BY member_id`, roundID)
}

// writeRoll writes every entry of the roll anew, by member.
func writeRoll(ctx context.Context, tx *db.Tx, roundID string, entries []Entry) (err error) {
	defer hush(&err)
	for _, e := range entries {
		if err := db.Exec(ctx, tx, `UPDATE council_roll SET voted = $3, on_paper = $4 WHERE round_id = $1 AND member_id = $2`, roundID, e.MemberID, e.Voted, e.OnPaper); err != nil {
			return err
		}
	}
	return nil
}

// lying is a row of the box: what lies in a slot.
type lying struct {
	slot int64
	Mark
}

// drop puts a paper and its receipt into the box of a round and turns the box over:
// for each case the choices that are there and the new one go to slots of that case
// drawn anew, and so do the receipts.
func drop(ctx context.Context, tx *db.Tx, roundID string, marks []Mark, receipt string) (err error) {
	defer hush(&err)
	rnd, err := dice()
	if err != nil {
		return err
	}
	slots := map[string][]int64{} // of each case
	kept := map[string][]Choice{}
	if err := eachBallot(ctx, tx, roundID, func(x lying) {
		slots[x.InitiativeID] = append(slots[x.InitiativeID], x.slot)
		if x.Choice != noChoice {
			kept[x.InitiativeID] = append(kept[x.InitiativeID], x.Choice)
		}
	}); err != nil {
		return err
	}
	for _, m := range marks {
		kept[m.InitiativeID] = append(kept[m.InitiativeID], m.Choice)
	}
	into := map[Choice][]int64{}
	for id, places := range slots {
		if len(kept[id]) > len(places) {
			return fmt.Errorf("the box is full")
		}
		rnd.Shuffle(len(places), func(i, j int) { places[i], places[j] = places[j], places[i] })
		for n, slot := range places {
			choice := noChoice
			if n < len(kept[id]) {
				choice = kept[id][n]
			}
			into[choice] = append(into[choice], slot)
		}
	}
	for _, choice := range []Choice{noChoice, Blank, Against, For} {
		if err := fill(ctx, tx, choice, into[choice]); err != nil {
			return err
		}
	}
	return dropReceipt(ctx, tx, rnd, roundID, receipt)
}

// slotsAtOnce is how many slots one statement names.
const slotsAtOnce = 50

// fill writes a choice into slots, the lowest first, with few statements.
func fill(ctx context.Context, tx *db.Tx, choice Choice, slots []int64) error {
	slices.Sort(slots)
	for len(slots) > 0 {
		n := slotsAtOnce
		if len(slots) < n {
			n = 1 // the last few: two statements in all, both prepared
		}
		q := &db.Where{}
		set := q.Arg(choice)
		list := among(q, slots[:n])
		if err := db.Exec(ctx, tx, `UPDATE council_ballot SET choice = `+set+` WHERE slot IN (`+list+`)`, q.Args()...); err != nil {
			return err
		}
		slots = slots[n:]
	}
	return nil
}

func among(q *db.Where, slots []int64) string {
	marks := make([]string, len(slots))
	for n, s := range slots {
		marks[n] = q.Arg(s)
	}
	return strings.Join(marks, ", ")
}

func dropReceipt(ctx context.Context, tx *db.Tx, rnd *rand.Rand, roundID, receipt string) error {
	var slots []int64
	codes := []string{receipt}
	err := db.Each(ctx, tx, func(r db.Row) error {
		var slot int64
		var code string
		err := r.Scan(&slot, &code)
		if slots = append(slots, slot); code != noReceipt {
			codes = append(codes, code)
		}
		return err
	}, `SELECT slot, receipt FROM council_receipt WHERE round_id = $1 ORDER BY slot`, roundID)
	if err != nil {
		return err
	}
	if len(codes) > len(slots) {
		return fmt.Errorf("the box is full")
	}
	for len(codes) < len(slots) {
		codes = append(codes, noReceipt)
	}
	for n, at := range rnd.Perm(len(codes)) {
		if err := db.Exec(ctx, tx, `UPDATE council_receipt SET receipt = $2 WHERE slot = $1`, slots[n], codes[at]); err != nil {
			return err
		}
	}
	return nil
}

// sweep takes the rows that stayed empty out of a closed round.
func sweep(ctx context.Context, tx *db.Tx, roundID string) (err error) {
	defer hush(&err)
	if err := db.Exec(ctx, tx, `DELETE FROM council_ballot WHERE round_id = $1 AND choice = $2`, roundID, noChoice); err != nil {
		return err
	}
	return db.Exec(ctx, tx, `DELETE FROM council_receipt WHERE round_id = $1 AND receipt = $2`, roundID, noReceipt)
}

func eachBallot(ctx context.Context, tx *db.Tx, roundID string, do func(lying)) error {
	return db.Each(ctx, tx, func(r db.Row) error {
		var x lying
		err := r.Scan(&x.slot, &x.InitiativeID, &x.Choice)
		do(x)
		return err
	}, `SELECT slot, initiative_id, choice FROM council_ballot WHERE round_id = $1 ORDER BY slot`, roundID)
}

// ballots reads the marks that lie in the box of a round, in no order that means
// anything. Only closing a round may ask for them.
func ballots(ctx context.Context, tx *db.Tx, roundID string) (marks []Mark, err error) {
	defer hush(&err)
	err = eachBallot(ctx, tx, roundID, func(x lying) {
		if x.Choice != noChoice {
			marks = append(marks, x.Mark)
		}
	})
	return marks, err
}

// receipts lists the codes in the box of a round, sorted.
func receipts(ctx context.Context, tx *db.Tx, roundID string) ([]string, error) {
	return db.All(ctx, tx, db.Value[string], `SELECT receipt FROM council_receipt WHERE round_id = $1 AND receipt <> $2 ORDER BY receipt`, roundID, noReceipt)
}

// lowestSlot makes every key as long as any other where an engine packs numbers.
const lowestSlot = 1 << 28

// drawn are n random slots of table that nothing lies in, sorted.
func drawn(ctx context.Context, tx *db.Tx, rnd *rand.Rand, table string, n int) ([]int64, error) {
	var slots []int64
	seen := map[int64]bool{}
	for len(slots) < n {
		try := make([]int64, 0, slotsAtOnce)
		for len(try) < slotsAtOnce {
			if s := lowestSlot + rnd.Int64N(1<<31-lowestSlot); !seen[s] {
				seen[s] = true
				try = append(try, s)
			}
		}
		q := &db.Where{}
		used, err := db.All(ctx, tx, db.Value[int64], `SELECT slot FROM `+table+` WHERE slot IN (`+among(q, try)+`)`, q.Args()...)
		if err != nil {
			return nil, err
		}
		try = slices.DeleteFunc(try, func(s int64) bool { return slices.Contains(used, s) })
		slots = append(slots, try[:min(len(try), n-len(slots))]...)
	}
	slices.Sort(slots)
	return slots, nil
}

// dice are random numbers that nobody can foresee.
func dice() (*rand.Rand, error) {
	var seed [32]byte
	if _, err := crand.Read(seed[:]); err != nil {
		return nil, err
	}
	return rand.New(rand.NewChaCha8(seed)), nil // #nosec G404 -- ChaCha8 with a random seed is no weak generator
}
