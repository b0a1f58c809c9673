package eligibility_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"kheo/internal/business/eligibility"
	"kheo/internal/business/initiative"
	"kheo/internal/business/participant"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
	"kheo/internal/platform/db/dbtest"
	"kheo/internal/service/audit"
)

const (
	recordRows = 153_250 // what a city has awarded since 2007
	manyAtOnce = 1_000   // candidates of one proposal
)

// table is a record of honours in a table of this test alone.
type table struct{}

func (table) Honours(ctx context.Context, tx *db.Tx, people, works []string) ([]eligibility.Honour, error) {
	column, ids := "participant_id", people
	if len(works) > 0 {
		column, ids = "initiative_id", works
	}
	w := &db.Where{}
	marks := make([]string, len(ids))
	for n, id := range ids {
		marks[n] = w.Arg(id)
	}
	w.And(column + " IN (" + strings.Join(marks, ", ") + ")")
	return db.All(ctx, tx, func(row db.Row) (h eligibility.Honour, err error) {
		err = row.Scan(&h.LineID, &h.ParticipantID, db.Text(&h.InitiativeID), &h.Act, &h.Award, &h.Form, &h.Line, &h.Level, &h.SeasonID, &h.Year, &h.Number, &h.DecidedOn, &h.Revoked)
		return h, err
	}, `SELECT id, participant_id, initiative_id, act, award, form, line, level, season_id, year, number, decided_on, revoked FROM test_honour`+w.SQL(), w.Args()...)
}

// fill makes the table: every fifth row names one of people.
func fill(ctx context.Context, tx *db.Tx, people []string) error {
	for _, statement := range []string{
		`CREATE TABLE test_honour (id TEXT PRIMARY KEY, participant_id TEXT, initiative_id TEXT, act TEXT, award TEXT, form TEXT, line TEXT, level TEXT, season_id TEXT, year BIGINT, number TEXT, decided_on DATE, revoked BOOLEAN)`,
		`CREATE INDEX test_honour_participant ON test_honour (participant_id)`, `CREATE INDEX test_honour_initiative ON test_honour (initiative_id)`,
	} {
		if err := db.Exec(ctx, tx, statement); err != nil {
			return err
		}
	}
	rows := make([][]any, 0, recordRows)
	for n := range recordRows {
		whose, year := fmt.Sprintf("other-%d", n), 2007+n%19
		if n%5 == 0 {
			whose = people[n/5%len(people)]
		}
		act, award := eligibility.Recognition, ""
		if n%3 == 0 {
			act, award = eligibility.Commendation, "Giấy khen"
		}
		rows = append(rows, []any{fmt.Sprintf("line-%d", n), whose, nil, act, award, award, "party", "cấp phường", "", year, fmt.Sprintf("%d-QĐ/ĐU", n), clock.On(year, 10, 12), n%97 == 0})
	}
	return db.InsertMany(ctx, tx, "test_honour (id, participant_id, initiative_id, act, award, form, line, level, season_id, year, number, decided_on, revoked)", rows)
}

// candidates makes initiatives that were received, and asks for all of them at once.
func candidates(b *testing.B, h *house) eligibility.Proposal {
	p := h.proposal(eligibility.Signing)
	var people []string
	var all []initiative.Initiative
	h.update(b, func(ctx context.Context, tx *db.Tx) error {
		people, all = nil, nil
		for n := range manyAtOnce {
			unit := h.unit[[]string{"cat", "tho"}[n%2]]
			who, _, err := h.participants.Ensure(ctx, tx, participant.Collective, fmt.Sprint("Tổ dân phố mẫu ", n), participant.Unit{ID: unit.ID, Path: unit.Path})
			if err != nil {
				return err
			}
			people = append(people, who.ID)
			all = append(all, initiative.Initiative{
				UnitID: unit.ID, UnitPath: unit.Path, ParticipantID: who.ID, ParticipantKind: who.Kind, ParticipantName: who.Name, Kind: initiative.Model, FieldID: fieldID,
				Content: initiative.Content{Title: fmt.Sprint("Khéo mẫu ", n)}, StartsOn: clock.On(2025, 1, 1),
			})
		}
		yield := func(do func(initiative.Initiative, error) bool) {
			for _, i := range all {
				if !do(i, nil) {
					return
				}
			}
		}
		if err := h.initiatives.Registered(ctx, tx, audit.System, h.season, yield); err != nil {
			return err
		}
		return fill(ctx, tx, people)
	})
	h.update(b, func(ctx context.Context, tx *db.Tx) error {
		return h.initiatives.Each(ctx, tx, initiative.Filter{SeasonID: h.season.ID}, func(i initiative.Initiative) error {
			h.scores[i.ID] = eligibility.Score{InitiativeID: i.ID, Known: true, Mean: 8000, ResultKnown: true, Passed: true}
			p.Candidates = append(p.Candidates, eligibility.Candidate{InitiativeID: i.ID, ParticipantID: i.ParticipantID, Kind: string(i.ParticipantKind), Name: i.ParticipantName, UnitID: i.UnitID})
			return nil
		})
	})
	for n, i := range p.Candidates { // in parts: one transaction may wait for one reader at a time
		h.update(b, func(ctx context.Context, tx *db.Tx) error {
			return h.initiatives.Advance(ctx, tx, audit.System, i.InitiativeID, initiative.Accepted)
		})
		if n%250 == 249 {
			b.Log(n+1, "received")
		}
	}
	return p
}

// BenchmarkJudge judges a thousand candidates over the whole record of a city, by
// the rules that are shipped and two that look far back.
func BenchmarkJudge(b *testing.B) {
	h := newHouse(b, dbtest.SQLite(b))
	for n, params := range []string{`{"n":3,"act":"recognition"}`, `{"n":5,"act":"commendation"}`} {
		in := eligibility.RuleInput{Code: fmt.Sprint("nhieu-mua-", n), Stage: eligibility.Council, Type: eligibility.SeasonsInARow, Params: params, Severity: eligibility.Asks, Text: "Câu mẫu.", Source: "Mẫu"}
		if _, err := h.AddRule(b.Context(), h.actors["tri"], in); err != nil {
			b.Fatal(err)
		}
	}
	p := candidates(b, h)
	h.Record = table{}
	ctx := b.Context()
	b.Run("judge", func(b *testing.B) {
		for b.Loop() {
			if err := h.db.View(ctx, func(tx *db.Tx) error { _, err := h.Judge(ctx, tx, p); return err }); err != nil {
				b.Fatal(err)
			}
		}
		b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N)/manyAtOnce, "µs/candidate")
	})
	b.Run("judge and keep", func(b *testing.B) {
		for b.Loop() {
			h.judge(b, p)
		}
		b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N)/manyAtOnce, "µs/candidate")
	})
}
