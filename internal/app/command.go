package app

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"maps"
	"os"
	"slices"
	"time"

	"github.com/alecthomas/kong"

	"kheo/internal/platform/fault"
	"kheo/internal/service/auth"
)

// command is the whole command line; every flag is also an environment variable.
type command struct {
	Data     string `help:"Directory of the database and the files; the default is ./kheo-data, for demo a temporary one." env:"KHEO_DATA"`
	Database string `help:"postgres://… ; the default is a SQLite file in --data." env:"KHEO_DATABASE"`
	BaseURL  string `help:"How people reach this server, for codes on certificates." default:"http://127.0.0.1:8080" env:"KHEO_BASE_URL" name:"base-url"`
	Owner    string `help:"The unit line under the brand." default:"Dân vận khéo" env:"KHEO_OWNER"`
	Format   string `help:"json or text; report also knows xlsx, docx and pdf." default:"text" enum:"json,text,xlsx,docx,pdf" env:"KHEO_FORMAT"`

	Demo        demoCommand        `cmd:"" help:"Make a living example and serve it."`
	Serve       serveCommand       `cmd:"" help:"Serve."`
	Migrate     migrateCommand     `cmd:"" help:"Bring the database up to date."`
	Admin       adminCommand       `cmd:"" help:"Set up an installation."`
	Import      importCommand      `cmd:"" help:"Bring lists in."`
	List        listCommand        `cmd:"" help:"List seasons, units, initiatives or decisions."`
	Report      reportCommand      `cmd:"" help:"Add a season up."`
	Document    documentCommand    `cmd:"" help:"Write one paper of a decision."`
	Certificate certificateCommand `cmd:"" help:"Print the certificates of a decision."`
	Verify      verifyCommand      `cmd:"" help:"Check a certificate's file, code or QR, or a downloaded register."`
	Checkpoint  checkpointCommand  `cmd:"" help:"Print the register's checkpoint as one line for a newspaper."`
	Monitor     monitorCommand     `cmd:"" help:"Follow the log of a register from outside and say when it shows another history."`
	Witness     witnessCommand     `cmd:"" help:"Cosign the checkpoints of registers, as a witness of C2SP tlog-witness."`
	Backup      backupCommand      `cmd:"" help:"Copy a SQLite database and its files into a new directory, while people go on working."`
	Restore     restoreCommand     `cmd:"" help:"Put a backup into an empty --data directory and check it."`
	Doctor      doctorCommand      `cmd:"" help:"Check that the register, the files and the counters are whole."`
}

// session is what a command runs with.
type session struct {
	ctx      context.Context
	out, log io.Writer
	*command
}

// Exit codes: done; refused, with the reasons; wrong usage.
const (
	exitDone    = 0
	exitRefused = 1
	exitUsage   = 2
)

// Main runs the command line args and returns the exit code. Results go to out,
// everything else to log.
func Main(ctx context.Context, args []string, out, log io.Writer) (code int) {
	slog.SetDefault(slog.New(slog.NewTextHandler(log, &slog.HandlerOptions{Level: slog.LevelInfo})))
	c := &command{}
	ended := -1
	parser, err := kong.New(c, kong.Name("kheo"), kong.Description("Phong trào thi đua “Dân vận khéo”, từ đăng ký đến giấy chứng nhận."),
		kong.Writers(out, log), kong.Exit(func(n int) { ended = n }), kong.UsageOnError())
	if err != nil {
		fmt.Fprintln(log, "kheo:", err)
		return exitUsage
	}
	parsed, err := parser.Parse(args)
	if ended >= 0 {
		return min(ended, exitUsage)
	}
	if err != nil {
		fmt.Fprintln(log, "kheo:", err)
		return exitUsage
	}
	err = parsed.Run(&session{ctx, out, log, c})
	if err == nil || errors.Is(err, context.Canceled) {
		return exitDone
	}
	explain(log, err)
	return exitRefused
}

// explain says why a command was refused, one reason a line.
func explain(w io.Writer, err error) {
	var invalid fault.Invalid
	var refused fault.Refused
	switch {
	case errors.As(err, &invalid):
		for _, field := range slices.Sorted(maps.Keys(invalid)) {
			fmt.Fprintln(w, "kheo:", invalid[field])
		}
	case errors.As(err, &refused):
		fmt.Fprintln(w, "kheo:", refused.Reason)
	case errors.Is(err, fault.NotFound):
		fmt.Fprintln(w, "kheo: không tìm thấy.")
	default:
		fmt.Fprintln(w, "kheo:", err)
	}
}

// errSaid ends a command that has already said why.
var errSaid = errors.New("có dòng chưa nhận được, chưa lưu gì")

// open puts Khéo together for a command.
func (s *session) open() (*App, error) {
	return Open(s.ctx, Config{Data: s.data(), Database: s.Database, BaseURL: s.BaseURL, Owner: s.Owner, NameLater: s.BaseURL == defaultBaseURL})
}

// data is the directory of --data, or its default.
func (s *session) data() string {
	if s.Data == "" {
		return "kheo-data"
	}
	return s.Data
}

// with runs do with Khéo and closes it.
func (s *session) with(do func(*App) error) error {
	a, err := s.open()
	if err != nil {
		return err
	}
	return errors.Join(do(a), a.Close())
}

// json writes v for programs.
func (s *session) json(v any) error {
	e := json.NewEncoder(s.out)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(v)
}

// operator is whoever runs commands on the server: all roles, everywhere.
func operator() auth.Actor {
	a := auth.Actor{Name: "Dòng lệnh"}
	for _, r := range auth.Roles() {
		a.Grants = append(a.Grants, auth.Grant{Role: r, UnitPath: "/"})
	}
	return a
}

// counter shows progress on a terminal and keeps quiet elsewhere.
func (s *session) counter(what string) func(done, total int) {
	f, ok := s.log.(*os.File)
	if !ok {
		return nil
	}
	if info, err := f.Stat(); err != nil || info.Mode()&os.ModeCharDevice == 0 {
		return nil
	}
	last := time.Time{}
	return func(done, total int) {
		if done < total && time.Since(last) < 200*time.Millisecond {
			return
		}
		last = time.Now()
		fmt.Fprintf(f, "\r%s %d/%d", what, done, total)
		if done >= total {
			fmt.Fprintln(f)
		}
	}
}
