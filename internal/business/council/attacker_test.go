package council_test

import (
	"bytes"
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"

	"kheo/internal/business/council"
	"kheo/internal/platform/db"
	"kheo/internal/platform/db/dbtest"
)

// The attacker has the database as it lies on the disk, the trail with the moment of
// every vote and all the time in the world. What the attacker knows: who voted first,
// second, third… What is looked for: any order among the ballots that goes with it.
type attacker struct {
	h     *house
	file  string // of SQLite; empty on PostgreSQL
	table string
	truth map[string][]secret // by round, in the order of voting
	codes map[string][]string // receipts, likewise: voters may be made to show them
	score map[string]*score   // by attack
}

type secret map[string]council.Choice // by case

// score adds up right guesses and what a guess without knowledge would give.
type score struct{ right, mean, variance float64 }

// sigma is how many standard deviations the guesses were better than chance.
func (s score) sigma() float64 { return (s.right - s.mean) / math.Sqrt(s.variance) }

const (
	voters = 12
	rounds = 24
	caught = 5.0 // by chance in one of 3.5 million runs
)

// TestNobodyCanTellWhoChoseWhat lets twelve members vote again and again and then
// guesses, in every way there is, who chose what.
func TestNobodyCanTellWhoChoseWhat(t *testing.T) {
	t.Parallel()
	engines(t, func(t *testing.T, d *db.DB, file string) {
		a := newAttacker(t, d, file, "council_ballot")
		a.watch(func(r council.Round, login string, in council.PaperInput) {
			if _, err := a.h.Vote(context.Background(), a.h.actors[login], r.ID, in); err != nil {
				t.Fatal(err)
			}
		})
		for name, s := range a.attack() {
			t.Logf("%s: %.0f right, %.0f by chance, %.1f sigma", name, s.right, s.mean, s.sigma())
			if math.Abs(s.sigma()) > caught {
				t.Errorf("%s tells who chose what: %.0f right, %.0f by chance", name, s.right, s.mean)
			}
		}
		a.checkTransactions()
		a.checkRemains()
	})
}

// TestTheAttackerIsGood: boxes that keep an order, or leave earlier states of
// themselves lying about, are found out.
func TestTheAttackerIsGood(t *testing.T) {
	t.Parallel()
	any := func(int) int64 { return rand.Int64N(1<<31-1) + 1 }
	for _, leak := range []struct {
		name  string
		slot  func(n int) int64
		turn  bool // written anew at every vote, after the old rows were removed
		lite  bool // found on SQLite too
		bytes bool // found by what lies about in the file
	}{
		{"rows in order", func(n int) int64 { return int64(n) }, false, true, false},
		{"random slots, never turned over", any, false, false, false},
		{"removed and written anew", any, true, true, true},
	} {
		t.Run(leak.name, func(t *testing.T) {
			t.Parallel()
			engines(t, func(t *testing.T, d *db.DB, file string) {
				if file != "" && !leak.lite || file == "" && leak.bytes {
					return
				}
				a := newAttacker(t, d, file, "leaky_ballot")
				a.leak(leak.slot, leak.turn)
				best := 0.0
				for _, s := range a.attack() {
					best = max(best, math.Abs(s.sigma()))
				}
				if leak.bytes && a.remains("choice", ballotHead, 1) > 0 {
					return
				}
				if best < caught {
					t.Errorf("the attacker sees only %.1f sigma", best)
				}
			})
		})
	}
}

// leak votes into a box that is made badly.
func (a *attacker) leak(slot func(int) int64, turn bool) {
	a.h.update(func(ctx context.Context, tx *db.Tx) error {
		return db.Exec(ctx, tx, `CREATE TABLE leaky_ballot (slot INTEGER PRIMARY KEY, round_id UUID NOT NULL, initiative_id UUID NOT NULL, choice TEXT NOT NULL)`)
	})
	n := 0
	a.watch(func(r council.Round, _ string, in council.PaperInput) {
		a.h.update(func(ctx context.Context, tx *db.Tx) error {
			var all []council.Mark
			if turn {
				if err := db.Each(ctx, tx, func(row db.Row) error {
					var m council.Mark
					err := row.Scan(&m.InitiativeID, &m.Choice)
					all = append(all, m)
					return err
				}, `SELECT initiative_id, choice FROM leaky_ballot WHERE round_id = $1`, r.ID); err != nil {
					return err
				}
				if err := db.Exec(ctx, tx, `DELETE FROM leaky_ballot WHERE round_id = $1`, r.ID); err != nil {
					return err
				}
			}
			for _, id := range a.h.cases {
				all = append(all, council.Mark{InitiativeID: id, Choice: in.Choices[id]})
			}
			for _, m := range all {
				n++
				if err := db.Exec(ctx, tx, `INSERT INTO leaky_ballot (slot, round_id, initiative_id, choice) VALUES ($1, $2, $3, $4)`, slot(n), r.ID, m.InitiativeID, m.Choice); err != nil {
					return err
				}
			}
			return nil
		})
	})
}

// engines is dbtest.Each for tests that read the file of SQLite too.
func engines(t *testing.T, do func(t *testing.T, d *db.DB, file string)) {
	t.Run("sqlite", func(t *testing.T) {
		file := dbtest.SQLiteFile(t)
		d, err := db.Open(file)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = d.Close() })
		do(t, d, file)
	})
	if dbtest.HasPostgres() {
		t.Run("postgres", func(t *testing.T) { do(t, dbtest.Postgres(t), "") })
	}
}

func newAttacker(t *testing.T, d *db.DB, file, table string) *attacker {
	t.Helper()
	return &attacker{h: newHouse(t, d, voters, 2, ninety), file: file, table: table, truth: map[string][]secret{}, codes: map[string][]string{}, score: map[string]*score{}}
}

// watch lets everybody vote in many rounds, each time in another order, and closes
// each round. vote is how a paper is kept.
func (a *attacker) watch(vote func(r council.Round, login string, in council.PaperInput)) {
	before := council.Round{}
	for range rounds {
		in := council.RoundInput{ID: uuid.Must(uuid.NewV7()).String(), Rule: ninety, Cases: a.h.cases}
		if before.ID != "" {
			in.Repeats, in.Reason = before.ID, "Bỏ phiếu lại"
		}
		r, err := a.h.Open(context.Background(), a.h.actors["tv01"], a.h.meeting.ID, in)
		a.h.must(err)
		for _, i := range rand.Perm(voters) {
			in := council.PaperInput{Receipt: council.NewReceipt(randomBytes{}), Choices: map[string]council.Choice{}}
			for _, id := range a.h.cases {
				in.Choices[id] = []council.Choice{council.For, council.Against}[rand.IntN(2)]
			}
			vote(r, fmt.Sprintf("tv%02d", i+1), in)
			a.truth[r.ID], a.codes[r.ID] = append(a.truth[r.ID], in.Choices), append(a.codes[r.ID], in.Receipt)
		}
		a.h.close(r)
		before = r
	}
}

// attack tries every order there is.
func (a *attacker) attack() map[string]*score {
	orders := map[string]func(roundID, caseID string) []council.Choice{
		"slot": func(r, c string) []council.Choice { return a.read(r, c, "slot") },
	}
	orders["receipt"] = func(r, c string) []council.Choice { return a.beside(r, a.read(r, c, "slot")) }
	if a.file == "" {
		orders["ctid"] = func(r, c string) []council.Choice { return a.read(r, c, "ctid") }
		orders["xmin"] = func(r, c string) []council.Choice {
			return a.read(r, c, "xmin::text::bigint, cmin::text::bigint, ctid")
		}
	} else {
		a.checkpoint()
		raw, err := os.ReadFile(a.file)
		a.h.must(err)
		orders["bytes"] = func(r, c string) []council.Choice { return carve(raw, r, c) }
	}
	for name, order := range orders {
		s := &score{}
		for round, truth := range a.truth {
			for _, id := range a.h.cases {
				s.compare(order(round, id), truth, id)
			}
		}
		a.score[name] = s
	}
	return a.score
}

// compare takes the n-th ballot for the paper of who voted n-th.
func (s *score) compare(found []council.Choice, truth []secret, id string) {
	n := float64(len(truth))
	if len(found) != len(truth) {
		return // nothing lies there as a whole
	}
	yes := 0.0
	for i, c := range found {
		if truth[i][id] == c {
			s.right++
		}
		if c == council.For {
			yes++
		}
	}
	no := n - yes
	s.mean += (yes*yes + no*no) / n
	s.variance += 4 * yes * yes * no * no / (n * n * (n - 1))
}

// read lists the ballots of a case in an order of the engine.
func (a *attacker) read(roundID, caseID, order string) (found []council.Choice) {
	a.h.update(func(ctx context.Context, tx *db.Tx) (err error) {
		found, err = db.All(ctx, tx, db.Value[council.Choice], `SELECT choice FROM `+a.table+` WHERE round_id = $1 AND initiative_id = $2 ORDER BY `+order, roundID, caseID)
		return err
	})
	return found
}

// beside takes the n-th ballot for the paper with the n-th receipt of the box, and
// gives the ballots in the order of voting.
func (a *attacker) beside(roundID string, ballots []council.Choice) []council.Choice {
	var codes []string
	a.h.update(func(ctx context.Context, tx *db.Tx) (err error) {
		codes, err = db.All(ctx, tx, db.Value[string], `SELECT receipt FROM council_receipt WHERE round_id = $1 ORDER BY slot`, roundID)
		return err
	})
	if len(codes) != len(ballots) {
		return nil
	}
	found := make([]council.Choice, len(ballots))
	for n, code := range codes {
		found[slices.Index(a.codes[roundID], code)] = ballots[n]
	}
	return found
}

// checkpoint brings everything from the log of SQLite into its file.
func (a *attacker) checkpoint() {
	a.h.tb.Helper()
	d, err := db.Open(a.file)
	a.h.must(err)
	_, err = d.Pool().ExecContext(context.Background(), `PRAGMA wal_checkpoint(TRUNCATE)`)
	a.h.must(err)
	a.h.must(d.Close())
}

// carve finds the ballots of a case in the bytes of the file, wherever they lie,
// removed ones too.
func carve(raw []byte, roundID, caseID string) (found []council.Choice) {
	seen := map[cell]bool{} // the engine may have left a copy
	for _, c := range cells(raw, ballotHead, roundID) {
		if choice, of := strings.CutPrefix(c.text, caseID); of && !seen[c] {
			seen[c] = true
			found = append(found, council.Choice(choice))
		}
	}
	return found
}

// checkTransactions: on PostgreSQL all rows of a round come from one transaction.
func (a *attacker) checkTransactions() {
	if a.file != "" {
		return
	}
	for round := range a.truth {
		for _, table := range []string{"council_ballot", "council_receipt", "council_roll"} {
			a.h.update(func(ctx context.Context, tx *db.Tx) error {
				n, err := db.One(ctx, tx, db.Value[int64], `SELECT COUNT(DISTINCT xmin::text) FROM `+table+` WHERE round_id = $1`, round)
				if n != 1 {
					a.h.tb.Errorf("%s of a round comes from %d transactions", table, n)
				}
				return err
			})
		}
	}
}

// checkRemains: every ballot and receipt that lies anywhere in the file of SQLite,
// copies that the engine left behind too, lies in the slot where the table has it.
// So nothing is left of any earlier state of the box.
func (a *attacker) checkRemains() {
	if a.file == "" {
		return
	}
	if n := a.remains("choice", ballotHead, 1); n != 0 {
		a.h.tb.Errorf("%d ballots of earlier states lie in the file", n)
	}
	a.table = "council_receipt"
	if n := a.remains("receipt", receiptHead, 15); n != 0 {
		a.h.tb.Errorf("%d receipts of earlier states lie in the file", n)
	}
}

// remains counts the rows that lie in the file and not in the table.
func (a *attacker) remains(column, head string, width int) (n int) {
	a.checkpoint()
	raw, err := os.ReadFile(a.file)
	a.h.must(err)
	type row struct {
		slot int64
		what string
	}
	for round := range a.truth {
		known := map[row]bool{}
		a.h.update(func(ctx context.Context, tx *db.Tx) error {
			return db.Each(ctx, tx, func(r db.Row) error {
				var x row
				err := r.Scan(&x.slot, &x.what)
				known[row{x.slot & 0x3fff, x.what}] = true
				return err
			}, `SELECT slot, `+column+` FROM `+a.table+` WHERE round_id = $1`, round)
		})
		for _, c := range cells(raw, head, round) {
			if !known[row{c.key, c.text[len(c.text)-width:]}] {
				n++
			}
		}
	}
	return n
}

// cell is a row as it lies in the file: the last fourteen bits of its key (the engine
// writes over the others in a row that it frees) and its texts.
type cell struct {
	key  int64
	text string
}

// The heads of rows: the lengths of the key, which is elsewhere, and of the texts.
const (
	ballotHead  = "\x05\x00UU\x0f"
	receiptHead = "\x04\x00U+"
)

var whole = regexp.MustCompile(`^([0-9a-f-]{36}[fab]|PHIEU-[0-9A-Z]{4}-[0-9A-Z]{4})$`)

// cells finds the rows with a head and, right behind it, the id of a round; empty
// ones and those that are half written over are left out.
func cells(raw []byte, head, round string) (found []cell) {
	length := map[string]int{ballotHead: 36 + 1, receiptHead: 15}[head]
	for at := 0; ; {
		next := bytes.Index(raw[at:], []byte(head+round))
		if next < 0 {
			return found
		}
		at += next
		text := at + len(head) + len(round)
		c := cell{int64(raw[at-2]&0x7f)<<7 | int64(raw[at-1]), string(raw[text : text+length])}
		if at = text; whole.MatchString(c.text) && c.text != "PHIEU-0000-0000" {
			found = append(found, c)
		}
	}
}
