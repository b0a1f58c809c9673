package org

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"
)

// program asks the interface for programs and decodes the answer into v.
func (c *county) program(t *testing.T, path string, status int, v any) string {
	t.Helper()
	mux := http.NewServeMux()
	c.MountAPI(humago.New(mux, huma.DefaultConfig("test", "1")))
	w := httptest.NewRecorder()
	mux.ServeHTTP(w, httptest.NewRequestWithContext(t.Context(), http.MethodGet, path, nil))
	if w.Code != status {
		t.Fatalf("%s: %d, want %d\n%s", path, w.Code, status, w.Body)
	}
	if v != nil {
		if err := json.Unmarshal(w.Body.Bytes(), v); err != nil {
			t.Fatal(err)
		}
	}
	return w.Body.String()
}

func TestUnitsForPrograms(t *testing.T) {
	t.Parallel()
	eachReformed(t, func(t *testing.T, c *county) {
		for path, want := range map[string]string{
			"/api/v1/units":                            "rung thanh-pho to-1 vuon",
			"/api/v1/units?limit=2":                    "rung thanh-pho",
			"/api/v1/units?after=thanh-pho":            "to-1 vuon",
			"/api/v1/units?on=2024-06-30":              "hoa la qua quan thanh-pho to-1",
			"/api/v1/units?on=2024-06-30&under=hoa":    "hoa to-1",
			"/api/v1/units?under=vuon":                 "to-1 vuon",
			"/api/v1/units?under=thanh-pho&after=rung": "thanh-pho to-1 vuon",
			"/api/v1/units?q=phuong+hoa":               "hoa",
			"/api/v1/units?q=phuong&under=vuon":        "vuon hoa",
			"/api/v1/units?q=00001":                    "vuon",
		} {
			var units []UnitBody
			c.program(t, path, http.StatusOK, &units)
			codes := make([]string, len(units))
			for i, u := range units {
				codes[i] = u.Code
			}
			if got := strings.Join(codes, " "); got != want {
				t.Errorf("%s lists %q, want %q", path, got, want)
			}
		}
		var units []UnitBody
		c.program(t, "/api/v1/units?on=2025-12-01&under=rung", http.StatusOK, &units)
		if len(units) != 1 || units[0].Name != "Phường Rừng" || units[0].Path != "/thanh-pho/rung/" {
			t.Errorf("on its own day the unit is %+v", units)
		}
		c.program(t, "/api/v1/units?on=2024-06-30&under=to-1", http.StatusOK, &units)
		if len(units) != 1 || units[0].Path != "/thanh-pho/quan/hoa/to-1/" {
			t.Errorf("before the reform the unit is %+v", units)
		}
		c.program(t, "/api/v1/units?under=khong-co", http.StatusNotFound, nil)
		c.program(t, "/api/v1/units?on=0000-12-31", http.StatusUnprocessableEntity, nil)
		c.program(t, "/api/v1/units?on=mai", http.StatusUnprocessableEntity, nil)
	})
}

func TestUnitForPrograms(t *testing.T) {
	t.Parallel()
	eachReformed(t, func(t *testing.T, c *county) {
		var u UnitLife
		c.program(t, "/api/v1/units/la", http.StatusOK, &u)
		if u.ValidTo.ISO() != "2025-06-30" || u.Path != "/thanh-pho/quan/la/" || u.Level != "Cấp phường, xã" {
			t.Errorf("the ended unit is %+v", u.UnitBody)
		}
		if !slices.Equal(u.Now, []UnitRef{{"rung", "Phường Rừng Xanh"}, {"vuon", "Phường Vườn"}}) {
			t.Errorf("it is now %v", u.Now)
		}
		if len(u.Events) != 1 || len(u.Events[0].Successions) != 2 || u.Events[0].Verified || u.Events[0].Successions[1].New.Name != "Phường Rừng" {
			t.Errorf("its events are %+v", u.Events)
		}
		c.program(t, "/api/v1/units/rung", http.StatusOK, &u)
		if len(u.Names) != 2 || u.Names[0].To.ISO() != "2026-02-28" || len(u.Events) != 2 || u.Events[0].Successions[0].Old == nil {
			t.Errorf("the renamed unit is %+v", u)
		}
		if raw := c.program(t, "/api/v1/units/vuon", http.StatusOK, &u); strings.Contains(raw, "holder") || len(u.Codes) != 1 || u.Codes[0].Code != "00001" {
			t.Errorf("the new unit is %s", raw)
		}
		c.program(t, "/api/v1/units/khong-co", http.StatusNotFound, nil)
	})
}
