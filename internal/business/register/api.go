package register

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"kheo/internal/service/web"
)

// MountAPI adds register's operations for programs.
func (s *Service) MountAPI(api huma.API) {
	huma.Register(api, huma.Operation{
		OperationID: "verify", Method: http.MethodGet, Path: "/api/v1/register/{code}", Tags: []string{"register"},
		Summary: "Check the code of a certificate", Description: "Answers 200 for every code, known or not: the outcome says which.",
	}, func(ctx context.Context, in *struct {
		Code string `path:"code" maxLength:"200" example:"DVK-9F2K-7QX4"`
	}) (*struct{ Body CodeVerdict }, error) {
		v, err := s.Verify(ctx, in.Code)
		if err != nil {
			return nil, web.Problem(ctx, err)
		}
		return &struct{ Body CodeVerdict }{v.Plain()}, nil
	})
}
