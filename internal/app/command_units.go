package app

import (
	"errors"
	"fmt"
	"os"

	"kheo/internal/business/org"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
)

type importUnits struct {
	File      string `arg:"" optional:"" help:"The table as the statistics office publishes it, .csv or .xlsx."`
	Effective string `help:"Day on which the changes took effect, 2025-07-01."`
	Basis     string `help:"Resolution or decision that says so."`
	Source    string `help:"Where the table was read; the default is the name of the file."`
	DryRun    bool   `help:"Only say what would be imported."`
	Shipped   bool   `help:"Bring in the units that Khéo ships with, without a file."`
}

// Validate refuses a command line that does not say what to import.
func (c importUnits) Validate() error {
	switch {
	case c.Shipped && c.File != "":
		return errors.New("give a file or --shipped, not both")
	case c.Shipped:
		return nil
	case c.File == "":
		return errors.New("expected a file, or --shipped")
	case c.Effective == "" || c.Basis == "":
		return errors.New("a file needs --effective and --basis")
	}
	if _, err := clock.Parse(c.Effective); err != nil {
		return fmt.Errorf("--effective: ngày “%s” chưa đúng; ví dụ đúng: 2025-07-01", c.Effective)
	}
	return nil
}

// Run imports a table of old and new units, or the shipped units; the result is
// JSON whatever the format.
func (c importUnits) Run(s *session) error {
	if c.Shipped {
		return s.with(func(a *App) error { return c.ship(s, a) })
	}
	table, err := c.read()
	if err != nil {
		return err
	}
	return s.with(func(a *App) error {
		in := org.TableInput{On: clock.Must(c.Effective), Basis: c.Basis, Source: c.Source, DryRun: c.DryRun}
		if in.Source == "" {
			in.Source = c.File
		}
		result, err := a.Org.ImportTable(s.ctx, operator(), in, table)
		if err != nil {
			return err
		}
		if err := s.json(result); err != nil {
			return err
		}
		return c.tell(s, result)
	})
}

func (c importUnits) read() (*org.Table, error) {
	f, err := os.Open(c.File)
	if err != nil {
		return nil, fault.Refuse("Không mở được tệp %s.", c.File)
	}
	defer func() { _ = f.Close() }()
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() { // a pipe can be read once only
		return org.ReadTable(f)
	}
	return org.ReadTableFile(f, info.Size())
}

// tell says for people how the import ended.
func (c importUnits) tell(s *session, r org.TableResult) error {
	for n, refused := range r.Refused {
		if n == said {
			fmt.Fprintf(s.log, "kheo: và %d lý do nữa, kể đủ trong JSON.\n", len(r.Refused)-said)
			break
		}
		fmt.Fprintln(s.log, "kheo:", refused)
	}
	switch {
	case len(r.Refused) > 0:
		return errSaid
	case !r.Changed:
		fmt.Fprintf(s.log, "%d dòng, %d đơn vị: đã có từ trước, không có gì thay đổi.\n", r.Rows, r.Known)
	case r.DryRun:
		fmt.Fprintf(s.log, "%d dòng: sẽ thêm %d đơn vị, %d đã có từ trước. Chưa lưu gì.\n", r.Rows, r.Created, r.Known)
	default:
		fmt.Fprintf(s.log, "%d dòng: thêm %d đơn vị, %d đã có từ trước.\n", r.Rows, r.Created, r.Known)
	}
	return nil
}

func (c importUnits) ship(s *session, a *App) error {
	var made int
	err := a.DB.Update(s.ctx, func(tx *db.Tx) (err error) {
		made, err = a.Org.Ship(s.ctx, tx)
		return err
	})
	if err != nil {
		return err
	}
	if made == 0 {
		fmt.Fprintln(s.log, "Bộ đơn vị kèm theo đã có từ trước, không có gì thay đổi.")
	} else {
		fmt.Fprintf(s.log, "Đã thêm %d đơn vị của bộ kèm theo.\n", made)
	}
	return s.json(map[string]any{"created": made, "changed": made > 0})
}
