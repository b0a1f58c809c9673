package review_test

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"pgregory.net/rapid"

	"kheo/internal/business/initiative"
	"kheo/internal/business/review"
	"kheo/internal/platform/db"
	"kheo/internal/platform/db/dbtest"
	"kheo/internal/platform/fault"
	"kheo/internal/service/auth"
)

// Whatever appraisers do, the case adds up what stands on the sheets handed in.
func TestCasesAddUp(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		k := newCouncil(t, d)
		logins := []string{"minh", "hoa", "binh"}
		serial := 0
		rapid.Check(t, func(r *rapid.T) {
			serial++
			id := k.reviewed(t, fmt.Sprintf("Mô hình %d", serial), "cat")
			model := map[string]review.Sheet{}
			for range rapid.IntRange(1, 6).Draw(r, "acts") {
				login := rapid.SampledFrom(logins).Draw(r, "login")
				if rapid.IntRange(0, 3).Draw(r, "act") == 0 {
					takeBack(r, k, login, id, model)
				} else {
					saveDrawn(r, k, login, id, model)
				}
			}
			compare(t, r, k, id, model)
		})
	})
}

func takeBack(r *rapid.T, k *council, login, id string, model map[string]review.Sheet) {
	err := k.TakeBack(context.Background(), k.actors[login], id)
	_, known := model[login]
	if known != (err == nil) || !known && !errors.Is(err, fault.NotFound) {
		r.Fatalf("taking back: %v", err)
	}
	if s := model[login]; known && s.HandedIn() {
		s.Version++
		s.HandedInAt = time.Time{}
		model[login] = s
	}
}

func saveDrawn(r *rapid.T, k *council, login, id string, model map[string]review.Sheet) {
	in := review.SheetInput{ID: model[login].ID, Version: model[login].Version, HandIn: rapid.Bool().Draw(r, "hand in")}
	for _, c := range k.set.Criteria {
		line := review.LineInput{CriterionID: c.ID, Note: "Xem minh chứng."}
		if line.Unverified = rapid.IntRange(0, 4).Draw(r, "open") == 0; !line.Unverified {
			line.Points = number(rapid.Int64Range(0, c.Points).Draw(r, "points"))
		}
		in.Lines = append(in.Lines, line)
	}
	saved, err := k.Save(context.Background(), k.actors[login], id, in)
	var refused fault.Refused
	if known := model[login]; known.HandedIn() {
		if err != nil && !errors.As(err, &refused) {
			r.Fatalf("saving what is handed in: %v", err)
		}
		return
	}
	if err != nil {
		r.Fatalf("saving: %v", err)
	}
	model[login] = saved
}

func compare(t *testing.T, r *rapid.T, k *council, id string, model map[string]review.Sheet) {
	var sheets, points, open, unverified, mean int64
	for _, s := range model {
		if s.HandedIn() {
			sheets, points, open, unverified = sheets+1, points+s.Total, open+s.OpenPoints, unverified+s.Unverified
		}
	}
	if sheets > 0 {
		mean = (points*200 + sheets) / (2 * sheets)
	}
	rows, err := k.Ranking(context.Background(), k.actors["hoi"], seasonCode, review.Query{}, true)
	if err != nil {
		r.Fatal(err)
	}
	for _, row := range rows.Rows {
		if row.InitiativeID != id {
			continue
		}
		if row.Sheets != sheets || row.Points != points || row.Mean != mean || row.OpenPoints != open || row.Unverified != unverified {
			r.Fatalf("the case has %d sheets, %d points, mean %d, %d open; the sheets say %d, %d, %d, %d",
				row.Sheets, row.Points, row.Mean, row.OpenPoints, sheets, points, mean, open)
		}
		return
	}
	t.Fatalf("case %s is not in the table", id)
}

func TestPagesOfTheRankingMeet(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		k := newCouncil(t, d)
		const n = 115
		for i := range n {
			ward := []string{"cat", "tho"}[i%2]
			id := k.reviewed(t, fmt.Sprintf("Mô hình %d", i), ward)
			if i%3 != 0 {
				k.handIn(t, "hoa", id, int64(50+i%7))
			}
		}
		for _, login := range []string{"hoi", "minh", "hoa"} {
			for _, order := range []review.Order{review.ByMean, review.ByUnit, review.ByTitle} {
				whole, err := k.Ranking(t.Context(), k.actors[login], seasonCode, review.Query{Order: order}, true)
				if err != nil || len(whole.Rows) != n || whole.Total != n {
					t.Fatalf("%d rows, %v", len(whole.Rows), err)
				}
				walk(t, k, k.actors[login], order, whole.Rows)
			}
		}
		undone, err := k.Ranking(t.Context(), k.actors["hoa"], seasonCode, review.Query{Undone: true}, true)
		if err != nil || undone.Total != 39 || undone.Mine != n || undone.Done != n-39 {
			t.Errorf("%d undone; %d of %d done, %v", undone.Total, undone.Done, undone.Mine, err)
		}
	})
}

// walk goes through the pages forth and back and meets the rows of whole.
func walk(t *testing.T, k *council, actor auth.Actor, order review.Order, whole []review.Row) {
	t.Helper()
	q := review.Query{Order: order}
	var pages [][]review.Row
	at := 0
	for {
		r, err := k.Ranking(t.Context(), actor, seasonCode, q, false)
		if err != nil {
			t.Fatal(err)
		}
		pages = append(pages, r.Rows)
		for _, row := range r.Rows {
			if row.InitiativeID != whole[at].InitiativeID {
				t.Fatalf("%s by %s: row %d is %s, want %s", actor.Name, order, at, row.Title, whole[at].Title)
			}
			at++
		}
		if !r.More {
			break
		}
		q.Before = r.Rows[len(r.Rows)-1].InitiativeID
	}
	if at != len(whole) || len(pages) != 3 {
		t.Fatalf("%d rows on %d pages", at, len(pages))
	}
	back, err := k.Ranking(t.Context(), actor, seasonCode, review.Query{Order: order, After: pages[2][0].InitiativeID}, false)
	if err != nil || len(back.Rows) != len(pages[1]) || back.Rows[0].InitiativeID != pages[1][0].InitiativeID || !back.More {
		t.Errorf("%s by %s: the page before begins otherwise, %v", actor.Name, order, err)
	}
}

func TestCasesFollowInitiatives(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		k := newCouncil(t, d)
		k.initiatives.Followers = nil // nobody tells
		ctx := t.Context()
		one, two := k.reviewed(t, "Một", "cat"), k.reviewed(t, "Hai", "cat")
		waiting := func(want int) {
			t.Helper()
			tasks, err := k.Tasks(ctx, k.actors["minh"], 10)
			n, e := k.Waiting(ctx, k.actors["minh"])
			if err != nil || e != nil || len(tasks) != want || n != want {
				t.Errorf("%d tasks, %d counted, want %d; %v %v", len(tasks), n, want, err, e)
			}
		}
		waiting(2)
		k.handIn(t, "minh", one, 60)
		waiting(1)
		k.advance(t, two, initiative.NotRecognised)
		waiting(0)
		k.advance(t, two, initiative.UnderReview)
		waiting(1)
		k.update(t, func(ctx context.Context, tx *db.Tx) error {
			i, err := k.initiatives.Find(ctx, tx, two)
			if err != nil {
				return err
			}
			i.State = initiative.Ended
			return k.Follow(ctx, tx, i)
		})
		if k.find(t, two).UnderReview {
			t.Error("a case does not follow its initiative")
		}
		if tasks, err := k.Tasks(ctx, k.actors["ky"], 10); err != nil || len(tasks) != 0 {
			t.Errorf("an approver has %d cases to score, %v", len(tasks), err)
		}
	})
}
