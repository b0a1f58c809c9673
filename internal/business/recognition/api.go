package recognition

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
	"kheo/internal/service/web"
)

// Summary is a decision in a list.
type Summary struct {
	Code      string     `json:"code"`
	Kind      Kind       `json:"kind"`
	Number    string     `json:"number"`
	DecidedOn clock.Date `json:"date"`
	State     State      `json:"state"`
	Lines     int64      `json:"lines"`
}

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
	out := &struct{ Body []Summary }{[]Summary{}}
	err := s.db.View(ctx, func(tx *db.Tx) error {
		season := ""
		if in.Season != "" {
			found, err := s.campaigns.NamedSeason(ctx, tx, "season", in.Season)
			if err != nil {
				return err
			}
			season = found.ID
		}
		all, err := s.OfSeason(ctx, tx, season)
		out.Body = out.Body[:0]
		for _, d := range all {
			if d.State == Issued {
				out.Body = append(out.Body, d)
			}
		}
		return err
	})
	if err != nil {
		return nil, web.Problem(ctx, err)
	}
	return out, nil
}

func (s *Service) apiOne(ctx context.Context, in *struct {
	Code string `path:"code" example:"cn-dvk-2022"`
}) (*struct{ Body DecisionBody }, error) {
	out := &struct{ Body DecisionBody }{}
	err := s.db.View(ctx, func(tx *db.Tx) error {
		d, err := s.ByCode(ctx, tx, in.Code)
		if err != nil {
			return err
		}
		lines, err := s.Lines(ctx, tx, d.ID)
		out.Body = DecisionBody{
			Summary: Summary{d.Code, d.Kind, d.Number, d.DecidedOn, d.State, int64(len(lines))},
			Subject: d.Subject, Level: d.Level, Award: d.Award, List: make([]LineBody, 0, len(lines)),
		}
		for _, l := range lines {
			out.Body.List = append(out.Body.List, LineBody{l.Position, string(l.ParticipantKind), l.Name, l.UnitName, l.Title, l.Merit})
		}
		return err
	})
	if err != nil {
		return nil, web.Problem(ctx, err)
	}
	return out, nil
}

// OfSeason lists every decision of a season, or of all when it is empty, with the
// number of its lines, in the order of their dates.
func (s *Service) OfSeason(ctx context.Context, tx *db.Tx, seasonID string) ([]Summary, error) {
	w := &db.Where{}
	w.If(seasonID != "", "d.season_id = ?", seasonID)
	return db.All(ctx, tx, func(r db.Row) (d Summary, err error) {
		err = r.Scan(&d.Code, &d.Kind, &d.Number, &d.DecidedOn, &d.State, &d.Lines)
		return d, err
	}, `SELECT d.code, d.kind, d.number, d.decided_on, d.state, (SELECT COUNT(*) FROM recognition_line l WHERE l.decision_id = d.id)
		FROM recognition_decision d`+w.SQL()+` ORDER BY d.decided_on, d.code`, w.Args()...)
}
