package recognition

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"kheo/internal/service/web"
)

// DecisionBody is an issued decision with its list, as programs read it.
type DecisionBody struct {
	Summary
	Subject string     `json:"subject"`
	Level   string     `json:"level"`
	Award   string     `json:"award,omitempty"`
	List    []LineBody `json:"list"`
}

// LineBody is one line of a decision as programs read it.
type LineBody struct {
	Position        int64  `json:"position"`
	ParticipantKind string `json:"participant_kind"`
	Name            string `json:"name"`
	Unit            string `json:"unit"`
	Title           string `json:"title,omitempty"`
	Merit           string `json:"merit,omitempty"`
}

// MountAPI adds recognition's operations for programs. They tell what everybody
// may see: issued decisions.
func (s *Service) MountAPI(api huma.API) {
	huma.Register(api, huma.Operation{
		OperationID: "list-decisions", Method: http.MethodGet, Path: "/api/v1/decisions", Tags: []string{"decisions"},
		Summary: "Issued decisions, by season",
	}, s.apiList)
	huma.Register(api, huma.Operation{
		OperationID: "get-decision", Method: http.MethodGet, Path: "/api/v1/decisions/{code}", Tags: []string{"decisions"},
		Summary: "One issued decision with its list",
	}, s.apiOne)
}

type apiListInput struct {
	Season string `query:"season" doc:"Code of a season; the default is all." example:"dvk-2022"`
}

func (s *Service) apiList(ctx context.Context, in *apiListInput) (*struct{ Body []Summary }, error) {
	issued, err := s.IssuedOf(ctx, in.Season)
	if err != nil {
		return nil, web.Problem(ctx, err)
	}
	return &struct{ Body []Summary }{issued}, nil
}

func (s *Service) apiOne(ctx context.Context, in *struct {
	Code string `path:"code" example:"cn-dvk-2022"`
}) (*struct{ Body DecisionBody }, error) {
	d, lines, err := s.IssuedList(ctx, in.Code)
	if err != nil {
		return nil, web.Problem(ctx, err)
	}
	out := &struct{ Body DecisionBody }{DecisionBody{
		Summary: Summary{d.Code, d.Kind, d.Number, d.DecidedOn, d.State, int64(len(lines))},
		Subject: d.Subject, Level: d.Level, Award: d.Award, List: make([]LineBody, 0, len(lines)),
	}}
	for _, l := range lines {
		out.Body.List = append(out.Body.List, LineBody{l.Position, string(l.ParticipantKind), l.Name, l.UnitName, l.Title, l.Merit})
	}
	return out, nil
}
