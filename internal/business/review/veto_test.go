package review_test

import (
	"context"
	"net/http"
	"strings"
	"testing"

	"github.com/google/uuid"

	"kheo/internal/business/campaign"
	"kheo/internal/platform/db"
	"kheo/internal/platform/db/dbtest"
	"kheo/internal/service/auth"
)

// otherSet publishes a set of the same points in which the second criterion may
// not be failed, comments are asked for below 30 percent, and 90 points are needed.
func (k *council) otherSet(t *testing.T) campaign.CriteriaSet {
	t.Helper()
	ctx := context.Background()
	person := func(role auth.Role) auth.Actor {
		return auth.Actor{AccountID: uuid.NewString(), Name: "Người Soạn Mẫu", Grants: []auth.Grant{{Role: role, UnitPath: "/"}}}
	}
	author, checker := person(auth.Publisher), person(auth.Approver)
	set, err := k.campaigns.BeginSet(ctx, author, campaign.SetBegin{ID: uuid.NewString(), Source: setID, Code: "rieng"})
	if err != nil {
		t.Fatal(err)
	}
	in := campaign.SetInput{Version: 1, Name: set.Name, Maximum: "100", Threshold: "90", Low: "30", From: set.From, Source: set.Source}
	for n, c := range set.Criteria {
		line := campaign.CriterionInput{ID: c.ID, Group: c.Group, Name: c.Name, Points: number(c.Points), Evidence: c.Evidence}
		if n == 1 {
			line.VetoAt, line.Levels = "3", "0-3: chưa đúng hạn\n4-7: đúng hạn"
		}
		in.Criteria = append(in.Criteria, line)
	}
	if set, _, err = k.campaigns.SaveSet(ctx, author, set.ID, in); err != nil {
		t.Fatal(err)
	}
	why := campaign.ReasonsInput{Version: set.Version, Propose: true}
	p, err := k.campaigns.SetPage(ctx, author, set.ID)
	for _, c := range p.Changes {
		why.Reasons = append(why.Reasons, campaign.ReasonLine{Subject: c.Subject, Reason: "Theo góp ý."})
	}
	if err == nil {
		set, err = k.campaigns.SaveReasons(ctx, author, set.ID, why)
	}
	if err == nil {
		set, err = k.campaigns.PublishSet(ctx, checker, set.ID, campaign.Decision{Version: set.Version})
	}
	if err == nil {
		err = k.db.View(ctx, func(tx *db.Tx) error {
			set, err = k.campaigns.Criteria(ctx, tx, set.ID)
			return err
		})
	}
	if err != nil {
		t.Fatal(err)
	}
	return set
}

func TestACaseKeepsTheEditionItWasReceivedUnder(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		k := newCouncil(t, d)
		first := k.reviewed(t, "Camera an ninh", "cat")
		other := k.otherSet(t)
		in := seasonInput(k.wards["quan"].ID)
		in.CriteriaSetID, in.Version = other.ID, 1
		boss := auth.Actor{Grants: []auth.Grant{{Role: auth.Administrator, UnitPath: "/"}}}
		if _, err := k.campaigns.Change(t.Context(), boss, seasonCode, in); err != nil {
			t.Fatal(err)
		}
		second := k.reviewed(t, "Ngõ sạch", "cat")
		if a, b := k.find(t, first).SetID, k.find(t, second).SetID; a != setID || b != other.ID {
			t.Fatalf("received under %s and %s", a, b)
		}
		k.handIn(t, "minh", first, 85) // by the criteria of the season as it was
		if _, err := k.Save(t.Context(), k.actors["minh"], second, k.full(85)); err == nil {
			t.Fatal("scores of the other edition are taken for this one")
		}
		k.set = other
		k.handIn(t, "minh", second, 85)
		for login, want := range map[string]string{"hoi": "Đạt ngưỡng"} {
			w := k.get(login, root)
			page := w.Body.String()
			at := strings.Index(page, "Camera an ninh")
			if w.Code != http.StatusOK || at < 0 || !strings.Contains(page, want) || !strings.Contains(page, "Dưới ngưỡng") {
				t.Errorf("85 points stand above 80 and below 90:\n%s", brief(page))
			}
		}
	})
}

func TestVeto(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		k := newCouncil(t, d)
		k.set = k.otherSet(t)
		in := seasonInput(k.wards["quan"].ID)
		in.Version, in.Sets = 1, []campaign.SeasonSet{{FieldID: fieldID, Kind: "model", SetID: k.set.ID}}
		boss := auth.Actor{Grants: []auth.Grant{{Role: auth.Administrator, UnitPath: "/"}}}
		if _, err := k.campaigns.Change(t.Context(), boss, seasonCode, in); err != nil {
			t.Fatal(err)
		}
		id := k.reviewed(t, "Camera an ninh", "cat")
		bad := k.full(90)
		bad.Lines[1].Points = "3"
		sheet, err := k.Save(t.Context(), k.actors["minh"], id, bad)
		if err != nil || sheet.Vetoes != 1 {
			t.Fatalf("%+v: %v", sheet, err)
		}
		good := k.handIn(t, "hoa", id, 90)
		c := k.find(t, id)
		if good.Vetoes != 0 || c.Vetoes != 1 || c.Sheets != 2 || c.Mean != (sheet.Total+good.Total)*50 {
			t.Errorf("the mean is the raw one, one sheet is marked: %+v of %d and %d", c, sheet.Total, good.Total)
		}
		name := k.set.Criteria[1].Name
		for login, says := range map[string]string{"minh": "Điểm liệt: " + name, "hoi": "Điểm liệt: 1 phiếu"} {
			if page := k.get(login, root+"/"+id).Body.String(); !strings.Contains(page, says) {
				t.Errorf("%s does not read %q", login, says)
			}
		}
		if page := k.get("hoi", root).Body.String(); !strings.Contains(page, "Điểm liệt: 1 phiếu") {
			t.Error("the ranking is not marked")
		}
		if page := k.get("binh", root).Body.String(); strings.Contains(page, "Điểm liệt") {
			t.Error("an appraiser who has not scored yet learns of the veto")
		}
		if page := k.get("binh", root+"/"+id).Body.String(); !strings.Contains(page, "4-7: đúng hạn") || !strings.Contains(page, "từ 3 điểm trở xuống") || !strings.Contains(page, "dưới 30%") {
			t.Error("the form does not say what the points mean")
		}
		if err := k.TakeBack(t.Context(), k.actors["minh"], id); err != nil || k.find(t, id).Vetoes != 0 {
			t.Errorf("after the sheet was taken back: %+v, %v", k.find(t, id), err)
		}
		low := k.full(90)
		low.Lines[0].Points, low.Lines[0].Note = "2", ""
		if _, err := k.Save(t.Context(), k.actors["binh"], id, low); err == nil {
			t.Error("2 of 8 points need no comment though the band is 30 percent")
		}
		low.Lines[0].Points = "3"
		if _, err := k.Save(t.Context(), k.actors["binh"], id, low); err != nil {
			t.Errorf("3 of 8 points need a comment though the band is 30 percent: %v", err)
		}
	})
}
