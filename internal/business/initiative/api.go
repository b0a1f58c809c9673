package initiative

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"kheo/internal/business/participant"
	"kheo/internal/platform/clock"
	"kheo/internal/service/auth"
	"kheo/internal/service/web"
)

// InitiativeBody is an initiative as programs read it.
type InitiativeBody struct {
	ID              string     `json:"id"`
	Code            string     `json:"code"`
	SeasonID        string     `json:"season_id"`
	UnitID          string     `json:"unit_id"`
	FieldID         string     `json:"field_id"`
	Kind            Kind       `json:"kind"`
	ParticipantKind string     `json:"participant_kind"`
	Participant     string     `json:"participant,omitempty" doc:"Names of individuals are told to their unit only, until a decision names them."`
	State           State      `json:"state"`
	StartsOn        clock.Date `json:"starts_on"`
	DueOn           clock.Date `json:"due_on,omitempty"`
	Version         int64      `json:"version"`
	Content
}

// body tells of i what actor may know.
func body(actor auth.Actor, i Initiative) InitiativeBody {
	b := InitiativeBody{
		ID: i.ID, Code: i.Code, SeasonID: i.SeasonID, UnitID: i.UnitID, FieldID: i.FieldID, Kind: i.Kind, ParticipantKind: string(i.ParticipantKind),
		State: i.State, StartsOn: i.StartsOn, Version: i.Version, Content: i.Content,
	}
	inside := actor.Reads(i.UnitPath)
	if inside || i.ParticipantKind == participant.Collective || i.State == Recognised {
		b.Participant = i.ParticipantName
	}
	if inside {
		b.DueOn = i.DueOn
	}
	return b
}

// MountAPI adds initiative's operations for programs.
func (s *Service) MountAPI(api huma.API) {
	tags := []string{"initiatives"}
	huma.Register(api, huma.Operation{
		OperationID: "list-initiatives", Method: http.MethodGet, Path: "/api/v1/initiatives", Tags: tags, Summary: "Initiatives, the newest first",
		Description: "With a token: those of the person's units. Without: those that are public.",
	}, s.apiList)
	huma.Register(api, huma.Operation{
		OperationID: "get-initiative", Method: http.MethodGet, Path: "/api/v1/initiatives/{id}", Tags: tags, Summary: "One initiative",
	}, s.apiOne)
	huma.Register(api, huma.Operation{
		OperationID: "save-initiative", Method: http.MethodPost, Path: "/api/v1/initiatives", Tags: tags, Summary: "Save a draft",
		Description: "The same id again changes the same draft.",
	}, func(ctx context.Context, in *apiRegistration) (*apiInitiative, error) {
		return s.apiKeep(ctx, in, s.Save)
	})
	huma.Register(api, huma.Operation{
		OperationID: "submit-initiative", Method: http.MethodPost, Path: "/api/v1/initiatives/submit", Tags: tags, Summary: "Save and send a registration",
	}, func(ctx context.Context, in *apiRegistration) (*apiInitiative, error) {
		return s.apiKeep(ctx, in, s.Submit)
	})
}

type (
	apiRegistration struct{ Body Registration }
	apiInitiative   struct{ Body InitiativeBody }
	apiFilter       struct {
		Season string `query:"season" doc:"Code of a season."`
		State  State  `query:"state"`
		Words  string `query:"words" doc:"With or without accents."`
		Before string `query:"before" doc:"Id of the last initiative of the page before." format:"uuid"`
		Limit  int    `query:"limit" default:"50" minimum:"1" maximum:"200"`
	}
)

func (s *Service) apiList(ctx context.Context, in *apiFilter) (*struct{ Body []InitiativeBody }, error) {
	actor := web.Caller(ctx)
	all, err := s.Listed(ctx, actor, in.Season, in.State, Filter{Words: in.Words, Before: in.Before, Limit: in.Limit})
	if err != nil {
		return nil, web.Problem(ctx, err)
	}
	out := &struct{ Body []InitiativeBody }{make([]InitiativeBody, 0, len(all))}
	for _, i := range all {
		out.Body = append(out.Body, body(actor, i))
	}
	return out, nil
}

func (s *Service) apiOne(ctx context.Context, in *struct {
	ID string `path:"id" format:"uuid"`
}) (*apiInitiative, error) {
	actor := web.Caller(ctx)
	i, err := s.Shown(ctx, actor, in.ID)
	if err != nil {
		return nil, web.Problem(ctx, err)
	}
	return &apiInitiative{body(actor, i)}, nil
}

func (s *Service) apiKeep(ctx context.Context, in *apiRegistration, keep func(context.Context, auth.Actor, Registration) (Initiative, error)) (*apiInitiative, error) {
	actor := web.Caller(ctx)
	i, err := keep(ctx, actor, in.Body)
	if err != nil {
		return nil, web.Problem(ctx, err)
	}
	return &apiInitiative{body(actor, i)}, nil
}
