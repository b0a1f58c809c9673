package initiative_test

import (
	"testing"

	"kheo/internal/business/campaign"
	"kheo/internal/business/initiative"
	"kheo/internal/platform/db"
	"kheo/internal/platform/db/dbtest"
)

// TestCampaignKnowsEveryKind: a season chooses criteria by kind before this
// module is there to ask.
func TestCampaignKnowsEveryKind(t *testing.T) {
	t.Parallel()
	names, kinds := campaign.KindNames(), initiative.Kinds()
	if len(names) != len(kinds) {
		t.Fatalf("%v and %v", names, kinds)
	}
	for n, k := range kinds {
		if names[n].Kind != string(k) || names[n].Name != k.Label() {
			t.Errorf("%v is %s, %q", names[n], k, k.Label())
		}
	}
}

func TestCriteriaComeWithAcceptance(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newHouse(t, d)
		i := h.submitted(t, "Camera an ninh ngõ 12")
		if got := h.find(t, i.ID).CriteriaSetID; got != "" {
			t.Errorf("a registration that nobody received has the criteria %s", got)
		}
		if err := h.Accept(t.Context(), h.actors["minh"], i.ID); err != nil {
			t.Fatal(err)
		}
		if got := h.find(t, i.ID).CriteriaSetID; got != h.season.CriteriaSetID {
			t.Errorf("received under %q, want %q", got, h.season.CriteriaSetID)
		}
	})
}
