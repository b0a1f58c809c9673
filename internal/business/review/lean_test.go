package review_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/uuid"

	"kheo/internal/business/review"
	"kheo/internal/platform/db"
	"kheo/internal/platform/db/dbtest"
	"kheo/internal/service/auth"
)

// leaned computes the corrected means of sheets the slow way, from their totals by
// case and appraiser.
func leaned(totals map[string]map[string]int64) map[string]int64 {
	mean, off, shared := map[string]int64{}, map[string]int64{}, map[string]int64{}
	for id, by := range totals {
		var sum int64
		for _, x := range by {
			sum += x
		}
		n := int64(len(by))
		mean[id] = (sum*100 + n/2) / n
		for who, x := range by {
			if n > 1 {
				off[who] += x*100 - mean[id]
				shared[who]++
			}
		}
	}
	out := map[string]int64{}
	for id, by := range totals {
		var sum int64
		for who := range by {
			if shared[who] >= 5 {
				sum += off[who] / shared[who]
			}
		}
		out[id] = mean[id] - sum/int64(len(by))
	}
	return out
}

// wantLeaned compares the corrected means with those of totals in both orders, and tells
// whether any differs from its mean.
func (k *council) wantLeaned(t *testing.T, totals map[string]map[string]int64) (differs bool) {
	t.Helper()
	want := leaned(totals)
	for _, order := range []review.Order{review.ByMean, review.ByCorrected} {
		got, err := k.Ranking(t.Context(), k.actors["hoi"], seasonCode, review.Query{Order: order}, false)
		if err != nil || len(got.Rows) != len(totals) {
			t.Fatalf("%d rows, %v", len(got.Rows), err)
		}
		for n, row := range got.Rows {
			if row.Corrected != want[row.InitiativeID] {
				t.Errorf("%s: corrected %d, want %d (mean %d)", row.Title, row.Corrected, want[row.InitiativeID], row.Mean)
			}
			differs = differs || row.Corrected != row.Mean
			if order == review.ByCorrected && n > 0 && row.Corrected > got.Rows[n-1].Corrected {
				t.Errorf("row %d stands below a lower one", n)
			}
			if order == review.ByMean && n > 0 && row.Mean > got.Rows[n-1].Mean {
				t.Errorf("row %d stands below a lower one", n)
			}
		}
	}
	return differs
}

func TestCorrectedMeans(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		k := newCouncil(t, d)
		for n := range 4 {
			k.appoint(fmt.Sprintf("nguoi%d", n), "Người Chấm Mẫu", auth.Appraiser, k.wards["quan"])
		}
		r := rand.New(rand.NewPCG(3, 7))
		totals := map[string]map[string]int64{}
		for c := range 8 {
			id := k.reviewed(t, fmt.Sprintf("Khéo số %d", c), "cat")
			totals[id] = map[string]int64{}
			for n := range 4 {
				if c == 7 && n > 0 || n == 3 && c > 2 { // one sheet alone; one appraiser with too few
					continue
				}
				login := fmt.Sprintf("nguoi%d", n)
				totals[id][login] = k.handIn(t, login, id, int64(60+r.IntN(20)-10*n)).Total
			}
		}
		if !k.wantLeaned(t, totals) {
			t.Error("nothing was corrected: the test shows nothing")
		}
		for id := range totals { // one sheet is taken back and given anew: everything moves once more
			if err := k.TakeBack(t.Context(), k.actors["nguoi0"], id); err != nil {
				t.Fatal(err)
			}
			again := k.full(95)
			again.Version = 2
			sheet, err := k.Save(t.Context(), k.actors["nguoi0"], id, again)
			if err != nil {
				t.Fatal(err)
			}
			totals[id]["nguoi0"] = sheet.Total
		}
		k.wantLeaned(t, totals)
		next, err := k.Ranking(t.Context(), k.actors["hoi"], seasonCode, review.Query{Order: review.ByCorrected, Before: uuid.NewString()}, false)
		if err == nil {
			t.Errorf("a cursor that is not there gives %d rows", len(next.Rows))
		}
		if w := k.get("hoi", root+"?xep=hieu-chinh"); !strings.Contains(w.Body.String(), "Xếp hạng vẫn theo điểm trung bình") {
			t.Errorf("the page does not explain itself: %d", w.Code)
		}
	})
}
