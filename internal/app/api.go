package app

import (
	"net/http"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"kheo/internal/service/web"
)

// api is the interface for programs: the same use cases as the pages, described
// by OpenAPI 3.1 at /api/openapi.json. Each module adds its own operations.
func (a *App) api() http.Handler {
	mux := http.NewServeMux()
	config := huma.DefaultConfig("Khéo", "1")
	config.Info.Description = "Initiatives, decisions, verification and reports of the movement “Dân vận khéo”. " +
		"Reading what is public needs no token; everything else acts for the person whose token it is."
	config.OpenAPIPath, config.DocsPath, config.SchemasPath = "/api/openapi", "", "/api/schemas"
	config.Components.SecuritySchemes = map[string]*huma.SecurityScheme{"token": {Type: "http", Scheme: "bearer"}}
	config.Security = []map[string][]string{{}, {"token": {}}}
	config.CreateHooks = nil // no $schema links in answers
	api := humago.New(mux, config)
	api.UseMiddleware(web.Programs(api, a.Auth.Program))
	a.Org.MountAPI(api)
	a.Initiatives.MountAPI(api)
	a.Recognition.MountAPI(api)
	a.Register.MountAPI(api)
	a.Reports.MountAPI(api)
	a.Publication.MountAPI(api)
	return mux
}
