package publication_test

import (
	"context"
	"net/url"
	"slices"
	"strings"
	"testing"

	"kheo/internal/business/initiative"
	"kheo/internal/business/publication"
	"kheo/internal/platform/db"
	"kheo/internal/platform/db/dbtest"
)

// FuzzParseFilter: what an address asks for is what the address of that says.
func FuzzParseFilter(f *testing.F) {
	f.Add("tu=rác&mua=dvk-2026&linh-vuc=kinh-te&don-vi=a&loai=household&chang=khen")
	f.Add("sau=0190b000-0000-7000-8000-000000000001&dong=51")
	f.Add("truoc=0190B000-0000-7000-8000-000000000001&dong=-1&tu=%ff")
	f.Fuzz(func(t *testing.T, query string) {
		v, err := url.ParseQuery(query)
		if err != nil {
			return
		}
		want := publication.ParseFilter(v)
		u, err := url.Parse(want.Href("/mo-hinh"))
		if err != nil {
			t.Fatal(err)
		}
		if got := publication.ParseFilter(u.Query()); got != want {
			t.Errorf("%q: %+v became %+v", query, want, got)
		}
		if first := want.First(); first.Row != 1 || strings.Contains(first.Href("/"), "sau=") {
			t.Errorf("%q: the first page is %+v", query, first)
		}
	})
}

// TestBothWaysOfListing: gathering and walking find the same rows in the same order.
func TestBothWaysOfListing(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		var all []initiative.Initiative
		for n := range 12 {
			i := initiative.Initiative{State: initiative.PublicStates()[n%4], Content: titled("Ngõ văn minh")}
			if n%3 == 0 {
				i.UnitID, i.UnitPath = other, "/quan-dong-da/phuong-kim-lien/"
			}
			all = append(all, w.plant(i))
		}
		s := initiative.New(d, nil, nil, nil, nil)
		for name, f := range map[string]initiative.CardFilter{
			"all":    {},
			"unit":   {Under: []string{"/quan-dong-da/phuong-kim-lien/"}, SeasonID: running},
			"states": {States: []initiative.State{initiative.Accepted, initiative.Reported}},
			"before": {Under: []string{"/quan-dong-da/phuong-lang-ha/"}, Before: all[8].ID},
			"after":  {Under: []string{"/quan-dong-da/phuong-lang-ha/"}, After: all[2].ID},
			"words":  {Words: "van minh", States: []initiative.State{initiative.Accepted}},
		} {
			f.Limit = 3
			err := d.View(t.Context(), func(tx *db.Tx) error {
				f.Few = true
				gathered, err := s.Cards(t.Context(), tx, f)
				if err != nil {
					return err
				}
				f.Few = false
				walked, err := s.Cards(t.Context(), tx, f)
				if err == nil && (!slices.Equal(gathered, walked) || len(walked) != 3) {
					t.Errorf("%s: gathered %v, walked %v", name, gathered, walked)
				}
				return err
			})
			if err != nil {
				t.Fatal(err)
			}
		}
	})
}

// TestProofs: the steps of a list are those of the ledger.
func TestProofs(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		i := w.plant(initiative.Initiative{State: initiative.InProgress, Content: titled("Ngõ văn minh")})
		w.note(i, "2026-05-01", initiative.Informed, "Niêm yết", 0, 0, 0)
		w.note(i, "2026-05-02", initiative.Benefited, "Xong", 0, 0, 0)
		w.prove(i, initiative.Informed, "Ảnh", oneFile, false)
		w.prove(i, initiative.Checked, "Biên bản", oneFile, true)
		err := d.View(context.Background(), func(tx *db.Tx) error {
			proofs, err := initiative.New(d, nil, nil, nil, nil).Proofs(t.Context(), tx, []string{i.ID})
			want := [6]initiative.Proof{initiative.Proven, initiative.Unproven, initiative.Unproven, initiative.Proven, initiative.Unproven, initiative.Partly}
			if proofs[i.ID] != want {
				t.Errorf("proofs %v, want %v", proofs[i.ID], want)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	})
}
