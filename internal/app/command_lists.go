package app

import (
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"text/tabwriter"

	"kheo/internal/business/initiative"
	"kheo/internal/business/intake"
	"kheo/internal/business/org"
	"kheo/internal/business/recognition"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
)

type importCommand struct {
	Registrations importRegistrations `cmd:"" help:"Import an Excel list of registrations."`
	Units         importUnits         `cmd:"" help:"Import the official table of old and new units."`
}

// said is how many refused cells are told on standard error; JSON has all.
const said = 20

type importRegistrations struct {
	File   string `arg:"" help:"The .xlsx file."`
	Season string `required:"" help:"Code of the season."`
	Unit   string `required:"" help:"Code of the unit whose list it is."`
	DryRun bool   `help:"Only say what would be imported."`
}

// Run imports a list; the result is JSON whatever the format.
func (c importRegistrations) Run(s *session) error {
	f, err := os.Open(c.File)
	if err != nil {
		return fault.Refuse("Không mở được tệp %s.", c.File)
	}
	defer func() { _ = f.Close() }()
	info, err := f.Stat()
	if err != nil {
		return err
	}
	return s.with(func(a *App) error {
		in := intake.Import{Season: c.Season, Unit: c.Unit, DryRun: c.DryRun, Progress: s.counter("Đang nhập")}
		result, err := a.Intake.Import(s.ctx, operator(), in, f, info.Size())
		if err != nil {
			return err
		}
		if err := s.json(result); err != nil {
			return err
		}
		for n, e := range result.Errors {
			if n == said {
				fmt.Fprintf(s.log, "kheo: và %d ô nữa, kể đủ trong JSON.\n", len(result.Errors)-said)
				break
			}
			fmt.Fprintln(s.log, "kheo:", e)
		}
		if len(result.Errors) > 0 {
			return errSaid
		}
		fmt.Fprintf(s.log, "%d dòng: %d mới, %d đã có từ trước.\n", result.Rows, result.New, result.Already)
		return nil
	})
}

type listCommand struct {
	What   string     `arg:"" enum:"seasons,units,initiatives,decisions" help:"seasons, units, initiatives or decisions."`
	Season string     `help:"Code of a season."`
	On     clock.Date `help:"Day of the map: units that stand on it, as they are on it." placeholder:"DATE"`
	Under  string     `help:"Code of a unit: only itself and what lies below it." placeholder:"CODE"`
	Ended  bool       `help:"Only units that have ended, by --on or by today."`
}

// Run lists things, as JSON or as a table.
func (c listCommand) Run(s *session) error {
	return s.with(func(a *App) error {
		return a.DB.View(s.ctx, func(tx *db.Tx) error {
			rows, err := c.rows(s, a, tx)
			if err != nil {
				return err
			}
			if s.Format == "json" {
				return s.json(rows)
			}
			return s.table(rows)
		})
	})
}

// row is one listed thing: names and values in order.
type row []pair

type pair struct {
	key   string
	value any
}

func (c listCommand) rows(s *session, a *App, tx *db.Tx) (rows []row, err error) {
	rows = []row{}
	seasonID := ""
	if c.Season != "" {
		season, err := a.Campaigns.NamedSeason(s.ctx, tx, "season", c.Season)
		if err != nil {
			return nil, err
		}
		seasonID = season.ID
	}
	switch c.What {
	case "seasons":
		all, err := a.Campaigns.Seasons(s.ctx, tx)
		for _, x := range all {
			rows = append(rows, row{{"code", x.Code}, {"name", x.Name}, {"year", x.Year}, {"state", x.State}, {"register_by", x.RegisterBy}})
		}
		return rows, err
	case "units":
		all, err := c.units(s, a, tx)
		for _, x := range all {
			rows = append(rows, row{{"code", x.Code}, {"name", x.Name}, {"type", x.Type}, {"line", x.Line}, {"path", x.Path}, {"valid_from", x.ValidFrom}, {"valid_to", x.ValidTo}})
		}
		return rows, err
	case "initiatives":
		err := a.Initiatives.Each(s.ctx, tx, initiative.Filter{SeasonID: seasonID}, func(i initiative.Initiative) error {
			rows = append(rows, row{{"code", i.Code}, {"title", i.Title}, {"participant", i.ParticipantName}, {"participant_kind", i.ParticipantKind}, {"state", i.State}})
			return nil
		})
		return rows, err
	}
	found, err := a.Recognition.OfSeason(s.ctx, tx, seasonID)
	for _, d := range found {
		rows = append(rows, decisionRow(d))
	}
	return rows, err
}

// units are all that ever were, narrowed by the flags.
func (c listCommand) units(s *session, a *App, tx *db.Tx) ([]org.Unit, error) {
	top := org.Unit{Path: "/"}
	if c.Under != "" {
		var err error
		if top, err = a.Org.ByCode(s.ctx, tx, "under", c.Under); err != nil {
			return nil, err
		}
	}
	if !c.On.IsZero() && !c.Ended {
		return a.Org.OnDay(s.ctx, tx, top.ID, c.On)
	}
	all, err := a.Org.Under(s.ctx, tx, top.Path)
	if !c.Ended {
		return all, err
	}
	by := c.On
	if by.IsZero() {
		by = clock.DayOf(tx.Now)
	}
	return slices.DeleteFunc(all, func(u org.Unit) bool { return u.ValidTo.IsZero() || !u.ValidTo.Before(by) }), err
}

func decisionRow(d recognition.Summary) row {
	return row{{"code", d.Code}, {"kind", d.Kind}, {"number", d.Number}, {"date", d.DecidedOn}, {"state", d.State}, {"lines", d.Lines}}
}

// MarshalJSON keeps the order of the pairs.
func (r row) MarshalJSON() ([]byte, error) { return marshalPairs(r) }

func (s *session) table(rows []row) error {
	w := tabwriter.NewWriter(s.out, 0, 4, 2, ' ', 0)
	for n, r := range rows {
		if n == 0 {
			keys := make([]string, len(r))
			for k, p := range r {
				keys[k] = strings.ToUpper(p.key)
			}
			fmt.Fprintln(w, strings.Join(keys, "\t"))
		}
		values := make([]string, len(r))
		for k, p := range r {
			values[k] = fmt.Sprint(p.value)
		}
		fmt.Fprintln(w, strings.Join(values, "\t"))
	}
	return w.Flush()
}

type reportCommand struct {
	Season reportSeason `cmd:"" help:"Registered, recognised and commended of a season."`
}

type reportSeason struct {
	Code   string `arg:"" help:"Code of the season."`
	Unit   string `help:"Code of the unit; the default is the season's own."`
	Map    string `help:"Read on the map of this day, 2026-11-22; the default is the day of each record."`
	Output string `short:"o" help:"File to write; the default is standard output."`
}

// Run writes the report in the asked format.
func (c reportSeason) Run(s *session) error {
	day, err := clock.Parse(c.Map)
	if err != nil {
		return fault.Refuse("Ngày “%s” chưa đúng. Ví dụ đúng: 2026-11-22.", c.Map)
	}
	return s.with(func(a *App) error {
		return a.DB.View(s.ctx, func(tx *db.Tx) error {
			r, err := a.Reports.Named(s.ctx, tx, c.Code, c.Unit, day)
			if err != nil {
				return err
			}
			out, end, err := s.output(c.Output)
			if err != nil {
				return err
			}
			switch s.Format {
			case "xlsx":
				err = r.WriteXLSX(out)
			case "docx":
				err = r.WriteDOCX(out)
			case "pdf":
				err = r.WritePDF(out)
			case "json":
				err = writeJSON(out, r)
			default:
				_, err = fmt.Fprintln(out, r.Text())
			}
			return errors.Join(err, end())
		})
	})
}
