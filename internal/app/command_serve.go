package app

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"time"

	"kheo/internal/app/demo"
)

type serveCommand struct {
	Listen       string `help:"Address to listen on." default:"127.0.0.1:8080" env:"KHEO_LISTEN"`
	SigningKey   string `help:"PEM file of the key that signs papers on this server." env:"KHEO_SIGNING_KEY"`
	SigningCert  string `help:"PEM file of its certificates, its own first." env:"KHEO_SIGNING_CERT"`
	SigningRoots string `help:"PEM file of the certificates whose signatures are trusted." env:"KHEO_SIGNING_ROOTS"`

	Witness []string `help:"Address and public key of a witness that cosigns the register's checkpoints; may be repeated." placeholder:"\"URL VKEY\"" env:"KHEO_WITNESS"`
}

// Run serves until the context ends.
func (c serveCommand) Run(s *session) error {
	witnesses, err := parseWitnesses(c.Witness)
	if err != nil {
		return err
	}
	config := Config{
		Data: s.data(), Database: s.Database, BaseURL: s.BaseURL, Owner: s.Owner,
		SigningKey: c.SigningKey, SigningCert: c.SigningCert, SigningRoots: c.SigningRoots, Witnesses: witnesses,
	}
	return serve(s, config, c.Listen, nil)
}

type demoCommand struct {
	Listen  string `help:"Address to listen on." default:"127.0.0.1:8080" env:"KHEO_LISTEN"`
	NoServe bool   `help:"Only make the example." env:"KHEO_NO_SERVE"`
}

// Run makes the example where there is none, and serves it. Without --data the
// example lives in a temporary directory.
func (c demoCommand) Run(s *session) error {
	config := Config{Data: s.data(), Database: s.Database, BaseURL: s.BaseURL, Owner: "Dữ liệu ví dụ: quận Đống Đa, Hà Nội", Demo: true}
	if s.Data == "" {
		dir, err := os.MkdirTemp("", "kheo-demo")
		if err != nil {
			return err
		}
		defer func() { _ = os.RemoveAll(dir) }()
		config.Data = dir
	}
	if c.NoServe {
		a, err := Open(s.ctx, config)
		if err != nil {
			return err
		}
		return errors.Join(a.fillDemo(s.ctx), a.Close())
	}
	return serve(s, config, c.Listen, (*App).fillDemo)
}

// defaultBaseURL is that of --base-url; serving without one, people reach the
// address that is listened on.
const defaultBaseURL = "http://127.0.0.1:8080"

func (a *App) fillDemo(ctx context.Context) error {
	return demo.Fill(ctx, demo.Modules{
		DB: a.DB, Org: a.Org, Campaigns: a.Campaigns, Initiatives: a.Initiatives, Intake: a.Intake, Inspections: a.Inspections,
		Numbers: a.Numbers, Signing: a.Signing,
		Review: a.Review, Assignments: a.Assignments, ScoreSheets: a.ScoreSheets, Councils: a.Councils, Recognition: a.Recognition,
		Bonuses: a.Bonuses, Dossiers: a.Dossiers, Certificates: a.Certificates, Files: a.Files,
	})
}

// serve listens, prepares and answers until the context ends.
func serve(s *session, config Config, listen string, prepare func(*App, context.Context) error) error {
	listener, err := net.Listen("tcp", listen)
	if err != nil {
		return fmt.Errorf("không mở được cổng %s, có thể chương trình khác đang dùng: %w", listen, err)
	}
	defer func() { _ = listener.Close() }()
	url := "http://" + listener.Addr().String()
	if config.BaseURL == defaultBaseURL {
		config.BaseURL = url
	}
	a, err := Open(s.ctx, config)
	if err != nil {
		return err
	}
	defer func() {
		if err := a.Close(); err != nil {
			slog.Error("closing", "err", err)
		}
	}()
	if prepare != nil {
		if err := prepare(a, s.ctx); err != nil {
			return err
		}
	}
	stop, err := a.StartJobs(s.ctx)
	if err != nil {
		return err
	}
	defer stop()
	defer a.startWitnesses(s.ctx, config.Witnesses)()
	handler, err := a.Handler()
	if err != nil {
		return err
	}
	server := &http.Server{Handler: handler, ReadHeaderTimeout: 10 * time.Second, IdleTimeout: 2 * time.Minute}
	ended := make(chan error, 1)
	go func() { ended <- server.Serve(listener) }()
	fmt.Fprintln(s.out, "listening on", url)
	select {
	case err := <-ended:
		return err
	case <-s.ctx.Done():
	}
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	return server.Shutdown(ctx)
}

type migrateCommand struct{}

// Run brings the database up to date.
func (migrateCommand) Run(s *session) error {
	return s.with(func(*App) error {
		fmt.Fprintln(s.log, "Cơ sở dữ liệu đã ở bản mới nhất.")
		return nil
	})
}

// OpenDemo is Open with the example in it, for benchmarks and tests.
func OpenDemo(ctx context.Context, c Config) (*App, error) {
	a, err := Open(ctx, c)
	if err != nil {
		return nil, err
	}
	if err := a.fillDemo(ctx); err != nil {
		return nil, errors.Join(err, a.Close())
	}
	return a, nil
}
