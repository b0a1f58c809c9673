package review_test

import (
	"context"
	"errors"
	"strconv"
	"testing"

	"github.com/google/uuid"

	"kheo/internal/business/initiative"
	"kheo/internal/business/review"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
	"kheo/internal/platform/db/dbtest"
	"kheo/internal/platform/fault"
	"kheo/internal/service/audit"
	"kheo/internal/service/auth"
)

func number(n int64) string { return strconv.FormatInt(n, 10) }

func results(in ...review.ResultLine) review.ResultsInput {
	return review.ResultsInput{MetOn: clock.On(2026, 11, 20), Total: "9", Lines: in}
}

func TestOthersScoresStayHiddenBeforeTheOwn(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		k := newCouncil(t, d)
		id := k.reviewed(t, "Khéo trong giữ chợ sạch", "cat")
		k.handIn(t, "hoa", id, 80)
		half := k.full(60)
		half.HandIn = false
		if _, err := k.Save(t.Context(), k.actors["minh"], id, half); err != nil {
			t.Fatal(err)
		}
		sees := func(login string, others int, mean bool) {
			t.Helper()
			x, err := k.Scoring(t.Context(), k.actors[login], seasonCode, id)
			if err != nil {
				t.Fatal(err)
			}
			r, err := k.Ranking(t.Context(), k.actors[login], seasonCode, review.Query{}, false)
			if err != nil || len(r.Rows) != 1 {
				t.Fatalf("%d rows, %v", len(r.Rows), err)
			}
			if len(x.Others) != others || x.MeanOpen != mean || r.Rows[0].Hidden == mean || (r.Rows[0].Mean == 0) == mean {
				t.Errorf("%s sees %d others (want %d), mean on the page %t and in the table %t (want %t), %d",
					login, len(x.Others), others, x.MeanOpen, !r.Rows[0].Hidden, mean, r.Rows[0].Mean)
			}
		}
		sees("minh", 0, false)
		sees("binh", 0, false)
		sees("lan", 0, false)
		sees("hoi", 1, true)
		sees("ky", 1, true)
		sees("soat", 1, true)
		k.endScoring(t)
		sees("minh", 0, true) // for the council's meeting
		sees("lan", 0, false)
		half.Version, half.HandIn = 1, true
		if _, err := k.Save(t.Context(), k.actors["minh"], id, half); err != nil {
			t.Fatal(err)
		}
		sees("minh", 1, true)
		if err := k.TakeBack(t.Context(), k.actors["minh"], id); err != nil {
			t.Fatal(err)
		}
		sees("minh", 0, true)
		_, err := k.Record(t.Context(), k.actors["ky"], seasonCode, results(review.ResultLine{InitiativeID: id, Version: 1, VotesFor: "8", Verdict: review.For}))
		if err != nil {
			t.Fatal(err)
		}
		sees("lan", 1, true)
	})
}

func TestHiddenMeansDoNotOrderTheTable(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		k := newCouncil(t, d)
		ids := []string{k.reviewed(t, "Một", "cat"), k.reviewed(t, "Hai", "cat"), k.reviewed(t, "Ba", "cat"), k.reviewed(t, "Bốn", "tho")}
		for n, id := range ids {
			k.handIn(t, "hoa", id, 50+int64(n)*10)
		}
		k.handIn(t, "minh", ids[1], 60)
		order := func(login string) (titles string) {
			r, err := k.Ranking(t.Context(), k.actors[login], seasonCode, review.Query{Order: review.ByMean}, false)
			if err != nil {
				t.Fatal(err)
			}
			for _, row := range r.Rows {
				titles += row.Title + " "
			}
			return titles
		}
		if got := order("hoi"); got != "Bốn Ba Hai Một " {
			t.Errorf("the council sees %s", got)
		}
		if got := order("minh"); got != "Hai Một Ba Bốn " {
			t.Errorf("who scored only “Hai” sees %s", got)
		}
		if got := order("lan"); got != "Một Hai Ba " {
			t.Errorf("a registrar sees %s", got)
		}
	})
}

func TestSheetsConflictAndRepeat(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		k := newCouncil(t, d)
		ctx, minh := t.Context(), k.actors["minh"]
		id := k.reviewed(t, "Khéo", "cat")
		in := k.full(60)
		in.HandIn = false
		save := func(want error, version int64, comment string) {
			t.Helper()
			in.Version, in.Comment = version, comment
			if _, err := k.Save(ctx, minh, id, in); !errors.Is(err, want) {
				t.Errorf("version %d, %q: %v, want %v", version, comment, err, want)
			}
		}
		save(fault.Conflict, 3, "") // a sheet that is not there
		save(nil, 0, "")
		save(nil, 0, "") // the same, sent twice
		save(fault.Conflict, 0, "cửa sổ khác")
		save(nil, 1, "bản hai")
		save(fault.Conflict, 1, "bản ba")
		in.HandIn = true
		save(nil, 2, "bản hai")
		save(nil, 2, "bản hai")
		var refused fault.Refused
		in.Version, in.Comment = 3, "sửa phiếu đã nộp"
		if _, err := k.Save(ctx, minh, id, in); !errors.As(err, &refused) {
			t.Errorf("writing on a sheet that is handed in: %v", err)
		}
		if c := k.find(t, id); c.Sheets != 1 {
			t.Errorf("%d sheets", c.Sheets)
		}
	})
}

func TestPermissions(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		k := newCouncil(t, d)
		ctx := t.Context()
		near, far := k.reviewed(t, "Gần", "cat"), k.reviewed(t, "Xa", "tho")
		k.handIn(t, "binh", near, 60)
		program := k.actors["minh"]
		program.Scopes = []string{auth.ReadScope}
		k.actors["program"] = program
		for _, c := range []struct {
			login, id string
			want      error
		}{{"binh", far, fault.NotFound}, {"lan", near, fault.Forbidden}, {"hoi", near, fault.Forbidden}, {"ky", near, fault.Forbidden},
			{"soat", near, fault.Forbidden}, {"program", near, fault.Forbidden}, {"lan", far, fault.NotFound}, {"minh", uuid.NewString(), fault.NotFound}} {
			if _, err := k.Save(ctx, k.actors[c.login], c.id, k.full(60)); !errors.Is(err, c.want) {
				t.Errorf("%s scores: %v, want %v", c.login, err, c.want)
			}
			if err := k.TakeBack(ctx, k.actors[c.login], c.id); !errors.Is(err, c.want) {
				t.Errorf("%s takes back: %v, want %v", c.login, err, c.want)
			}
		}
		for login, want := range map[string]error{"binh": fault.Forbidden, "lan": fault.Forbidden, "hoi": fault.Forbidden, "soat": fault.Forbidden, "program": fault.Forbidden, "minh": nil} {
			_, err := k.Record(ctx, k.actors[login], seasonCode, results(review.ResultLine{InitiativeID: near, Version: 1, VotesFor: "8", Verdict: review.For}))
			if !errors.Is(err, want) {
				t.Errorf("%s records: %v, want %v", login, err, want)
			}
		}
		if _, err := k.Scoring(ctx, k.actors["lan"], seasonCode, far); !errors.Is(err, fault.NotFound) {
			t.Errorf("a registrar sees a case of another ward: %v", err)
		}
		stranger := auth.Actor{AccountID: uuid.NewString(), Grants: []auth.Grant{{Role: auth.Auditor, UnitPath: "/noi-khac/"}}}
		if _, err := k.Ranking(ctx, stranger, seasonCode, review.Query{}, false); !errors.Is(err, fault.NotFound) {
			t.Errorf("a stranger sees the season: %v", err)
		}
	})
}

func TestResultEndsTheScoring(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		k := newCouncil(t, d)
		ctx := t.Context()
		id, other := k.reviewed(t, "Một", "cat"), k.reviewed(t, "Hai", "tho")
		k.handIn(t, "minh", id, 90)
		line := review.ResultLine{InitiativeID: id, Version: 1, VotesFor: "8", Verdict: review.For}
		for range 2 { // sent twice
			if _, err := k.Record(ctx, k.actors["ky"], seasonCode, results(line)); err != nil {
				t.Fatal(err)
			}
		}
		line.VotesFor = "3"
		if _, err := k.Record(ctx, k.actors["ky"], seasonCode, results(line)); !errors.Is(err, fault.Conflict) {
			t.Errorf("an old form: %v", err)
		}
		var refused fault.Refused
		if err := k.TakeBack(ctx, k.actors["minh"], id); !errors.As(err, &refused) {
			t.Errorf("taking back after the result: %v", err)
		}
		if _, err := k.Save(ctx, k.actors["hoa"], id, k.full(60)); !errors.As(err, &refused) {
			t.Errorf("scoring after the result: %v", err)
		}
		k.advance(t, id, initiative.Recognised)
		line.Version = 2
		_, err := k.Record(ctx, k.actors["ky"], seasonCode, results(review.ResultLine{InitiativeID: other, Version: 1, VotesFor: "2", Verdict: review.Against}, line))
		var invalid fault.Invalid
		if !errors.As(err, &invalid) || invalid["lines[1].verdict"].Sentence == "" {
			t.Errorf("a result of what is decided: %v", err)
		}
		r, err := k.Ranking(ctx, k.actors["ky"], seasonCode, review.Query{Order: review.ByTitle}, false)
		if err != nil || len(r.Rows) != 2 || r.Rows[0].InitiativeID != other || r.Rows[0].Result.Recorded() {
			t.Errorf("half a meeting was kept: %+v, %v", r.Rows, err)
		}
		passed(t, k, id)
	})
}

func passed(t *testing.T, k *council, ids ...string) {
	t.Helper()
	var all []review.Case
	err := k.db.View(t.Context(), func(tx *db.Tx) (err error) {
		all, err = k.Passed(t.Context(), tx, k.season.ID)
		return err
	})
	if err != nil || len(all) != len(ids) {
		t.Fatalf("%d passed, %v", len(all), err)
	}
	for n, c := range all {
		if c.InitiativeID != ids[n] || c.Rank != n+1 {
			t.Errorf("passed %d: %s, rank %d", n, c.Title, c.Rank)
		}
	}
}

func TestEnterForExamples(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		k := newCouncil(t, d)
		first, second := k.reviewed(t, "Một", "cat"), k.reviewed(t, "Hai", "tho")
		k.advance(t, first, initiative.Recognised)
		k.update(t, func(ctx context.Context, tx *db.Tx) error {
			for n, id := range []string{first, second} {
				var scores []review.Score
				for _, c := range k.set.Criteria {
					points := c.Points - int64(n) - 1
					scores = append(scores, review.Score{CriterionID: c.ID, Points: &points, Note: "Đủ minh chứng."})
				}
				_, err := k.Enter(ctx, tx, review.SheetEntry{InitiativeID: id, AppraiserID: k.actors["minh"].AccountID, Appraiser: "Lê Minh Mẫu", Scores: scores})
				if err != nil {
					return err
				}
				_, err = k.EnterResult(ctx, tx, audit.System, review.ResultEntry{InitiativeID: id, Verdict: review.For, VotesFor: 8, VotesTotal: 9, MetOn: clock.On(2026, 11, 1)})
				if err != nil {
					return err
				}
			}
			if _, err := k.Result(ctx, tx, uuid.NewString()); !errors.Is(err, fault.NotFound) {
				t.Errorf("result of nothing: %v", err)
			}
			r, err := k.Result(ctx, tx, first)
			if err != nil || r.VotesFor != 8 || r.MetOn != clock.On(2026, 11, 1) {
				t.Errorf("%+v, %v", r, err)
			}
			return nil
		})
		passed(t, k, first, second)
		if k.find(t, first).UnderReview || !k.find(t, second).UnderReview {
			t.Error("what is decided is not set aside")
		}
	})
}
