package app

import (
	"net/http"

	"github.com/klauspost/compress/gzhttp"

	"kheo/internal/app/demo"
	"kheo/internal/service/progress"
	"kheo/internal/service/web"
	"kheo/internal/service/web/ui"
)

// Mux lists every route of Khéo: each module adds its own.
func (a *App) Mux() *web.Mux {
	m := web.New(web.Site{
		Owner: a.Config.Owner, BaseURL: a.Config.BaseURL, Demo: a.Config.Demo,
		Now: a.DB.Now, WhoIs: a.Auth.WhoIs, Waiting: a.Initiatives.Waiting,
	})
	a.mount(m)
	return m
}

// mount adds the routes of every module.
func (a *App) mount(m *web.Mux) {
	a.Publication.Mount(m)
	a.Org.Mount(m)
	a.Accounts.Mount(m)
	a.Participants.Mount(m)
	a.Layouts.Mount(m)
	a.Awards.Mount(m)
	a.Numbers.Mount(m)
	a.Signing.Mount(m)
	a.Campaigns.Mount(m)
	a.Initiatives.Mount(m)
	a.Handovers.Mount(m)
	a.Intake.Mount(m)
	a.Conflicts.Mount(m)
	a.Inspections.Mount(m)
	a.Review.Mount(m)
	a.Assignments.Mount(m)
	a.ScoreSheets.Mount(m)
	a.Councils.Mount(m)
	a.Eligibility.Mount(m)
	a.Recognition.Mount(m)
	a.Concurrence.Mount(m)
	a.Bonuses.Mount(m)
	a.Dossiers.Mount(m)
	a.Register.Mount(m, a.Bonuses)
	a.Certificates.Mount(m)
	a.Reports.Mount(m)
	progress.New(a.DB, a.Files).Mount(m)
	if a.Config.Demo {
		a.Accounts.MountDemo(m, demo.Accounts())
	}
}

// Handler is the whole site: files of the look, the interface for programs,
// pages; compressed, with sessions.
func (a *App) Handler() (http.Handler, error) {
	mux := http.NewServeMux()
	mux.Handle("GET /static/", ui.Assets())
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("ok\n")) })
	mux.Handle("/api/", a.api())
	mux.Handle("/", a.Auth.Load(a.Mux()))
	compress, err := gzhttp.NewWrapper(gzhttp.MinSize(1400), gzhttp.CompressionLevel(1))
	if err != nil {
		return nil, err
	}
	return compress(mux), nil
}
