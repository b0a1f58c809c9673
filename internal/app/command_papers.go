package app

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"

	"kheo/internal/business/certificate"
	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
)

type certificateCommand struct {
	Decision string `required:"" help:"Code of the decision."`
	Separate bool   `help:"One file for each certificate, into the directory of -o."`
	Output   string `short:"o" required:"" help:"File, or directory with --separate."`

	Design      string `help:"Code of the design; the default is the one of the decision's line on A4."`
	Overprint   bool   `help:"Print on pre-printed blanks: only what they do not have."`
	Calibration string `help:"Name of the printer whose calibration moves what is printed on blanks."`
	Reason      string `help:"Why certificates are printed again, for the trail." default:"In bằng dòng lệnh"`
}

// Run prints certificates.
func (c certificateCommand) Run(s *session) error {
	return s.with(func(a *App) error {
		var id string
		err := a.DB.View(s.ctx, func(tx *db.Tx) error {
			d, err := a.Recognition.ByCode(s.ctx, tx, c.Decision)
			if errors.Is(err, fault.NotFound) {
				return fault.Refuse("Không có quyết định mang mã “%s”. Xem các mã bằng lệnh kheo list decisions.", c.Decision)
			}
			id = d.ID
			return err
		})
		if err != nil {
			return err
		}
		if c.Calibration != "" && !c.Overprint {
			return fault.Refuse("--calibration chỉ dùng cùng --overprint.")
		}
		papers, err := a.Certificates.PrintNow(s.ctx, operator(), id, certificate.Choice{
			Design: c.Design, Over: c.Overprint, Calibration: c.Calibration, Reason: c.Reason, Separate: c.Separate,
		})
		if err != nil {
			return err
		}
		if c.Separate {
			return c.separate(papers)
		}
		told := s.counter("Đang in")
		return create(c.Output, func(w io.Writer) error {
			return papers.Write(w, func(done int) {
				if told != nil {
					told(done, len(papers.Chosen))
				}
			})
		})
	})
}

func (c certificateCommand) separate(papers certificate.Certificates) error {
	if err := os.MkdirAll(c.Output, 0o750); err != nil {
		return err
	}
	return papers.Separate(func(name string, write func(io.Writer) error) error {
		return create(filepath.Join(c.Output, name), write)
	})
}

// create writes a file whole or not at all.
func create(name string, write func(io.Writer) error) error {
	f, err := os.CreateTemp(filepath.Dir(name), ".kheo-*")
	if err != nil {
		return fault.Refuse("Không ghi được vào thư mục %s.", filepath.Dir(name))
	}
	defer func() { _ = os.Remove(f.Name()) }() // gone when renamed
	if err := errors.Join(write(f), f.Sync(), f.Close()); err != nil {
		return err
	}
	return os.Rename(f.Name(), name)
}

// output is the file of -o, or standard output; end finishes it.
func (s *session) output(name string) (w io.Writer, end func() error, err error) {
	if name == "" {
		return s.out, func() error { return nil }, nil
	}
	b := &bytes.Buffer{}
	return b, func() error {
		return create(name, func(w io.Writer) error {
			_, err := w.Write(b.Bytes())
			return err
		})
	}, nil
}

func writeJSON(w io.Writer, v any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(v)
}

func marshalPairs(r row) ([]byte, error) {
	var b bytes.Buffer
	b.WriteByte('{')
	for n, p := range r {
		if n > 0 {
			b.WriteByte(',')
		}
		key, err := json.Marshal(p.key)
		if err != nil {
			return nil, err
		}
		value, err := json.Marshal(p.value)
		if err != nil {
			return nil, err
		}
		b.Write(key)
		b.WriteByte(':')
		b.Write(value)
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}
