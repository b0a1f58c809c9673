package campaign_test

import (
	"context"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"kheo/internal/business/campaign"
	"kheo/internal/platform/db"
	"kheo/internal/platform/db/dbtest"
)

const (
	economy = "0190a000-0000-7000-8000-000000000011" // fields of the shipped catalogue
	defence = "0190a000-0000-7000-8000-000000000013"
)

func same(*campaign.SetInput) {}

func TestSetsOfASeason(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		y, ctx := newYear(t, d), t.Context()
		field, both := y.published(t, "kinh-te", same), y.published(t, "cong-trinh", same)
		small := y.published(t, "nho", func(in *campaign.SetInput) {
			in.Maximum, in.Threshold, in.Criteria = "8", "6", in.Criteria[:1]
		})
		draft := y.begun(t, "nhap")
		in := y.input(y.season.Code)
		in.Version = 1
		for name, c := range map[string]struct {
			lines       []campaign.SeasonSet
			field, says string
		}{
			"other maximum": {[]campaign.SeasonSet{{}, {FieldID: economy, SetID: small.ID}}, "sets[1].set", "tổng 8 điểm"},
			"a draft":       {[]campaign.SeasonSet{{FieldID: economy, SetID: draft.ID}}, "sets[0].set", "đã ban hành"},
			"no set":        {[]campaign.SeasonSet{{FieldID: economy}}, "sets[0].set", "đã ban hành"},
			"for all":       {[]campaign.SeasonSet{{SetID: field.ID}}, "sets[0].field", "Chọn lĩnh vực, loại hình"},
			"strange field": {[]campaign.SeasonSet{{FieldID: newID(), SetID: field.ID}}, "sets[0].field", "Chọn lĩnh vực."},
			"strange kind":  {[]campaign.SeasonSet{{Kind: "song", SetID: field.ID}}, "sets[0].kind", "Chọn mô hình"},
			"twice":         {[]campaign.SeasonSet{{Kind: "model", SetID: field.ID}, {Kind: "model", SetID: both.ID}}, "sets[1].field", "dòng trên"},
		} {
			in.Sets = c.lines
			if _, err := y.campaigns.Change(ctx, y.actors["bo"], y.season.Code, in); !invalid(err, c.field, c.says) {
				t.Errorf("%s: %v", name, err)
			}
		}
		in.Sets = nil
		in.CriteriaSetID = draft.ID
		if _, err := y.campaigns.Change(ctx, y.actors["bo"], y.season.Code, in); !invalid(err, "criteria_set", "Chọn bộ tiêu chí") {
			t.Errorf("a season uses a draft: %v", err)
		}
		in.CriteriaSetID, in.Sets = sample, []campaign.SeasonSet{{FieldID: economy, SetID: field.ID}, {}, {FieldID: economy, Kind: "project", SetID: both.ID}}
		after, err := y.campaigns.Change(ctx, y.actors["bo"], y.season.Code, in)
		if err != nil {
			t.Fatal(err)
		}
		want := map[[2]string]string{{economy, "model"}: field.ID, {economy, "project"}: both.ID, {defence, "project"}: sample, {"", "model"}: sample}
		y.usesSets(t, after, want)
		in.Version, in.Sets = after.Version, nil // a change that does not speak of the sets
		if after, err = y.campaigns.Change(ctx, y.actors["bo"], y.season.Code, in); err != nil {
			t.Fatal(err)
		}
		y.usesSets(t, after, want)
		next := y.input("dvk-2027")
		next.Year = 2027
		made, err := y.campaigns.Launch(ctx, y.actors["bo"], next)
		if err != nil {
			t.Fatal(err)
		}
		y.usesSets(t, made, want) // as the unit's last season had them
		next = y.input("dvk-2028")
		next.Year, next.CriteriaSetID = 2028, small.ID
		if made, err = y.campaigns.Launch(ctx, y.actors["bo"], next); err != nil {
			t.Fatal(err)
		}
		y.usesSets(t, made, map[[2]string]string{{economy, "model"}: small.ID}) // those of another maximum are not taken over
	})
}

func (y *year) usesSets(t *testing.T, season campaign.Season, want map[[2]string]string) {
	t.Helper()
	y.view(t, func(ctx context.Context, tx *db.Tx) error {
		for of, id := range want {
			got, err := y.campaigns.SetFor(ctx, tx, season, of[0], of[1])
			if err != nil {
				return err
			}
			if got != id {
				t.Errorf("%s: %v is scored by %s, want %s", season.Code, of, got, id)
			}
		}
		return nil
	})
}

func TestSetsInTheSeasonForm(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		y := newYear(t, d)
		field := y.published(t, "kinh-te", same)
		const page = "/viec/mua/dvk-2026/sua"
		shows(t, y.get("bo", page), 200, `name="sets[0].field"`, `name="sets[1].set"`, "Mọi lĩnh vực", "Giải pháp")
		send := func(version string, lines ...url.Values) url.Values {
			f := typed(y.input("dvk-2026"), version)
			for _, l := range lines {
				for name, value := range l {
					f[name] = value
				}
			}
			return f
		}
		blank := url.Values{"sets[1].field": {""}, "sets[1].kind": {""}, "sets[1].set": {""}}
		w := y.post("bo", page, send("1", url.Values{"sets[0].field": {economy}, "sets[0].kind": {""}, "sets[0].set": {""}}, blank))
		shows(t, w, 422, "Chọn bộ tiêu chí đã ban hành", `#f-set-1"`, `<option value="`+economy+`" selected`)
		w = y.post("bo", page, send("1", url.Values{"sets[0].field": {economy}, "sets[0].kind": {"model"}, "sets[0].set": {field.ID}}, blank))
		shows(t, w, http.StatusSeeOther)
		y.usesSets(t, y.found(t, "dvk-2026"), map[[2]string]string{{economy, "model"}: field.ID, {economy, "project"}: sample})
		if page := y.get("bo", page).Body.String(); strings.Count(page, `name="sets[`) != 9 || !strings.Contains(page, `<option value="`+field.ID+`" selected`) {
			t.Error("the form does not show the line that was saved, or no room for more")
		}
		shows(t, y.get("bo", "/viec/mua/moi"), 200, `<option value="`+field.ID+`" selected`, `<option value="`+sample+`" selected`)
		shows(t, y.get("", "/mua/dvk-2026/tieu-chi"), 200, "/tieu-chi/mau/1", "/tieu-chi/kinh-te/1", "Kinh tế", "Mô hình", "Hết hạn đăng ký: 30/04/2026")
		shows(t, y.get("", "/mua/dvk-1999/tieu-chi"), 404)
		empty := url.Values{"sets[0].field": {""}, "sets[0].kind": {""}, "sets[0].set": {""}}
		shows(t, y.post("bo", page, send("2", empty)), http.StatusSeeOther)
		y.usesSets(t, y.found(t, "dvk-2026"), map[[2]string]string{{economy, "model"}: sample})
	})
}
