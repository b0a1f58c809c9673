package report

import (
	"context"
	"encoding/json"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"kheo/internal/platform/clock"
	"kheo/internal/platform/fault"
	"kheo/internal/service/web"
)

// ReportStage is one step of a report as programs read it.
type ReportStage struct {
	Initiatives  *int64           `json:"initiatives,omitempty"`
	Participants *int64           `json:"participants,omitempty"`
	Collective   int64            `json:"collective"`
	Individual   int64            `json:"individual"`
	Household    int64            `json:"household"`
	ByField      map[string]int64 `json:"by_field"`
	ByUnit       map[string]int64 `json:"by_unit"`
	On           string           `json:"on" doc:"The day of the stage: of the last decision, or of the computation."`
	Divided      int64            `json:"divided,omitempty" doc:"Of these, what several units of the map share: it is in no number by unit."`
	Partly       int64            `json:"partly,omitempty" doc:"Besides these, what belongs to the unit only partly on the map."`
}

// SeasonReport is a report as programs read it.
type SeasonReport struct {
	Season     string      `json:"season"`
	Unit       string      `json:"unit"`
	Year       int64       `json:"year"`
	On         string      `json:"on" doc:"The day on which it was computed."`
	Map        string      `json:"map,omitempty" doc:"Read on the map of this day; empty: of each record's own day."`
	Registered ReportStage `json:"registered"`
	Recognised ReportStage `json:"recognised"`
	Commended  ReportStage `json:"commended"`
	Sentence   string      `json:"sentence"`
}

// MountAPI adds report's operations for programs.
func (s *Service) MountAPI(api huma.API) {
	huma.Register(api, huma.Operation{
		OperationID: "report-season", Method: http.MethodGet, Path: "/api/v1/seasons/{code}/report", Tags: []string{"report"},
		Summary: "Registered, recognised and commended of a season",
	}, func(ctx context.Context, in *struct {
		Code string `path:"code" example:"dvk-2022"`
		Unit string `query:"unit" doc:"Code of a unit; the default is the season's own." example:"quan-dong-da"`
		Map  string `query:"map" doc:"Read on the map of this day; the default is each record's own day." example:"2026-11-22"`
	}) (*struct{ Body SeasonReport }, error) {
		var out struct{ Body SeasonReport }
		day, err := clock.Parse(in.Map)
		if err != nil {
			return nil, web.Problem(ctx, fault.Invalid{"map": fault.Say("Ngày “%s” chưa đúng. Ví dụ đúng: 2026-11-22.", in.Map)})
		}
		r, err := s.Public(ctx, in.Code, in.Unit, day)
		if err != nil {
			return nil, web.Problem(ctx, err)
		}
		raw, err := json.Marshal(r) // one shape for commands, pages and programs
		if err == nil {
			err = json.Unmarshal(raw, &out.Body)
		}
		if err != nil {
			return nil, web.Problem(ctx, err)
		}
		return &out, nil
	})
}
