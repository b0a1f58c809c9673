package review_test

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"kheo/internal/business/conflict"
	"kheo/internal/business/initiative"
	"kheo/internal/business/review"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
	"kheo/internal/platform/db/dbtest"
	"kheo/internal/platform/fault"
)

// share is what the reader's table of seasons says: waiting, mine, done.
func (k *council) share(t *testing.T, login string) (got [3]int64) {
	t.Helper()
	all, err := k.Seasons(t.Context(), k.actors[login])
	if err != nil || len(all) != 1 {
		t.Fatalf("%d seasons, %v", len(all), err)
	}
	return [3]int64{all[0].Waiting, all[0].Mine, all[0].Done}
}

// undone are the titles that login has still to score.
func (k *council) undone(t *testing.T, login string) string {
	t.Helper()
	r, err := k.Ranking(t.Context(), k.actors[login], seasonCode, review.Query{Order: review.ByTitle, Undone: true}, false)
	if err != nil {
		t.Fatal(err)
	}
	var titles []string
	for _, row := range r.Rows {
		titles = append(titles, row.Title)
	}
	return strings.Join(titles, ", ")
}

func TestAbstaining(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		k := newCouncil(t, d)
		one, two := k.reviewed(t, "Khéo một", "cat"), k.reviewed(t, "Khéo hai", "tho")
		at := root + "/" + one
		w := k.post("minh", at+"/khong-cham", url.Values{"reason": {" "}})
		if w.Code != http.StatusUnprocessableEntity || !strings.Contains(w.Body.String(), "Ghi một câu vì sao bạn xin không chấm") {
			t.Errorf("abstaining without a word: %d", w.Code)
		}
		for range 2 {
			if w := k.post("minh", at+"/khong-cham", url.Values{"reason": {"Tôi vừa giúp tổ này viết báo cáo."}}); w.Code != http.StatusSeeOther {
				t.Fatalf("abstaining: %d", w.Code)
			}
		}
		if got := k.share(t, "minh"); got != [3]int64{2, 1, 0} {
			t.Errorf("after abstaining: %v", got)
		}
		if got := k.undone(t, "minh"); got != "Khéo hai" {
			t.Errorf("still to score: %q", got)
		}
		var refused fault.Refused
		if _, err := k.Save(t.Context(), k.actors["minh"], one, k.full(60)); !errors.As(err, &refused) {
			t.Errorf("scoring after abstaining: %v", err)
		}
		if w := k.get("minh", at); !strings.Contains(w.Body.String(), "Bạn không chấm hồ sơ này") || !strings.Contains(w.Body.String(), "Tôi vừa giúp tổ này") {
			t.Errorf("the page does not say so\n%s", brief(w.Body.String()))
		}
		if w := k.get("minh", root); !strings.Contains(w.Body.String(), "Bạn xin không chấm") {
			t.Error("the table does not say so")
		}
		if got := k.undone(t, "hoa"); got != "Khéo hai, Khéo một" {
			t.Errorf("somebody else has to score: %q", got)
		}
		if w := k.post("minh", at+"/cham-lai", nil); w.Code != http.StatusSeeOther {
			t.Fatalf("resuming: %d", w.Code)
		}
		k.handIn(t, "minh", one, 60)
		if w := k.post("minh", at+"/khong-cham", url.Values{"reason": {"Thôi."}}); w.Code != http.StatusConflict {
			t.Errorf("abstaining with a sheet handed in: %d", w.Code)
		}
		if got := k.share(t, "minh"); got != [3]int64{2, 2, 1} {
			t.Errorf("in the end: %v", got)
		}
		if w := k.post("lan", at+"/khong-cham", url.Values{"reason": {"Thôi."}}); w.Code != http.StatusForbidden {
			t.Errorf("a registrar abstains: %d", w.Code)
		}
		if w := k.post("binh", root+"/"+two+"/khong-cham", url.Values{"reason": {"Thôi."}}); w.Code != http.StatusNotFound {
			t.Errorf("outside the subtree: %d", w.Code)
		}
	})
}

func TestConfirmedConflictsBar(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		k := newCouncil(t, d)
		one := k.reviewed(t, "Khéo một", "cat")
		k.handIn(t, "minh", one, 100)
		k.handIn(t, "hoa", one, 50)
		settle := func(login string, state conflict.State) {
			k.update(t, func(ctx context.Context, tx *db.Tx) error {
				return k.Settled(ctx, tx, conflict.Interest{InitiativeID: one, SeasonID: k.season.ID, AccountID: k.actors[login].AccountID, Account: login, State: state})
			})
		}
		both := k.find(t, one)
		settle("minh", conflict.Confirmed)
		alone := k.find(t, one)
		if both.Sheets != 2 || alone.Sheets != 1 || alone.Mean >= both.Mean {
			t.Errorf("with both %d sheets and %d, without %d and %d", both.Sheets, both.Mean, alone.Sheets, alone.Mean)
		}
		var refused fault.Refused
		if err := k.TakeBack(t.Context(), k.actors["minh"], one); err != nil {
			t.Errorf("taking back is always open: %v", err)
		}
		if _, err := k.Save(t.Context(), k.actors["minh"], one, k.full(60)); !errors.As(err, &refused) {
			t.Errorf("scoring with a conflict: %v", err)
		}
		if w := k.get("minh", root+"/"+one); !strings.Contains(w.Body.String(), "Có xung đột lợi ích đã xác nhận") {
			t.Errorf("the page does not say so\n%s", brief(w.Body.String()))
		}
		if got := k.share(t, "minh"); got != [3]int64{1, 0, 0} {
			t.Errorf("with a conflict: %v", got)
		}
		settle("minh", conflict.Dismissed)
		in := k.full(100)
		in.Version = 2
		if _, err := k.Save(t.Context(), k.actors["minh"], one, in); err != nil {
			t.Fatal(err)
		}
		if again := k.find(t, one); again.Sheets != 2 || again.Mean != both.Mean {
			t.Errorf("after dismissing: %d sheets, %d", again.Sheets, again.Mean)
		}
	})
}

func TestDeclaredConflictBars(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		k := newCouncil(t, d)
		one := k.reviewed(t, "Khéo một", "cat")
		if _, err := k.conflicts.Declare(t.Context(), k.actors["hoa"], one, conflict.DeclareInput{Note: "Em gái tôi là tổ trưởng."}); err != nil {
			t.Fatal(err)
		}
		var refused fault.Refused
		if _, err := k.Save(t.Context(), k.actors["hoa"], one, k.full(60)); !errors.As(err, &refused) {
			t.Errorf("scoring after declaring: %v", err)
		}
	})
}

func TestSendingBackFromReview(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		k := newCouncil(t, d)
		one := k.reviewed(t, "Khéo một", "cat")
		k.handIn(t, "minh", one, 80)
		at := root + "/" + one + "/tra-lai"
		if w := k.get("minh", at); w.Code != http.StatusOK {
			t.Fatalf("the form: %d", w.Code)
		}
		w := k.post("minh", at, url.Values{"reason": {""}, "due_on": {"2026-01-01"}})
		for _, say := range []string{"Ghi rõ còn thiếu gì", "Hạn bổ sung phải từ hôm nay trở đi"} {
			if w.Code != http.StatusUnprocessableEntity || !strings.Contains(w.Body.String(), say) {
				t.Errorf("%d, want 422 and %q", w.Code, say)
			}
		}
		form := url.Values{"reason": {"Thiếu sổ thu chi."}, "due_on": {"2026-12-01"}}
		for login, want := range map[string]int{"lan": 403, "hoi": 403, "binh": 303} {
			if w := k.post(login, at, form); w.Code != want {
				t.Errorf("%s sends back: %d, want %d", login, w.Code, want)
			}
		}
		i, err := k.initiatives.See(t.Context(), k.actors["lan"], one)
		if err != nil || i.State != initiative.InProgress || i.ReturnReason != "Thiếu sổ thu chi." || i.DueOn != clock.On(2026, 12, 1) || !i.State.Public() {
			t.Errorf("sent back: %+v, %v", i.State, err)
		}
		if c := k.find(t, one); c.UnderReview || c.Sheets != 1 {
			t.Errorf("its case: %v, %d sheets", c.UnderReview, c.Sheets)
		}
		if w := k.post("minh", at, form); w.Code == http.StatusSeeOther {
			t.Error("sent back twice")
		}
		k.advance(t, one, initiative.Reported, initiative.UnderReview)
		if c := k.find(t, one); !c.UnderReview || c.Sheets != 1 || c.Mean == 0 {
			t.Errorf("back again: %v, %d sheets", c.UnderReview, c.Sheets)
		}
		if i, _ := k.initiatives.See(t.Context(), k.actors["lan"], one); i.ReturnReason != "" {
			t.Error("the reason stays after it was handed in again")
		}
	})
}

func TestOnlyAssignedScore(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		k := newCouncil(t, d)
		one, two := k.reviewed(t, "Khéo một", "cat"), k.reviewed(t, "Khéo hai", "tho")
		k.handIn(t, "minh", two, 60)
		k.update(t, func(ctx context.Context, tx *db.Tx) error {
			if err := db.Exec(ctx, tx, `INSERT INTO review_setting (season_id, only_assigned) VALUES ($1, TRUE)`, k.season.ID); err != nil {
				return err
			}
			return db.Exec(ctx, tx, `INSERT INTO review_duty (initiative_id, account_id, season_id, account, assigned) VALUES ($1, $2, $3, 'Lê Minh Mẫu', TRUE)`,
				one, k.actors["minh"].AccountID, k.season.ID)
		})
		if got := k.share(t, "minh"); got != [3]int64{2, 2, 1} {
			t.Errorf("who is assigned one and has scored another: %v", got)
		}
		if got := k.undone(t, "minh"); got != "Khéo một" {
			t.Errorf("who is assigned has to score %q", got)
		}
		if got := k.share(t, "hoa"); got != [3]int64{2, 0, 0} {
			t.Errorf("who is not assigned: %v", got)
		}
		if got := k.undone(t, "hoa"); got != "" {
			t.Errorf("who is not assigned has to score %q", got)
		}
		var refused fault.Refused
		if _, err := k.Save(t.Context(), k.actors["hoa"], one, k.full(60)); !errors.As(err, &refused) {
			t.Errorf("who is not assigned scores: %v", err)
		}
		k.handIn(t, "minh", one, 60)
	})
}
