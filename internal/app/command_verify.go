package app

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"kheo/internal/business/register"
	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
	"kheo/internal/service/translog"
)

type verifyCommand struct {
	What     string `arg:"" optional:"" help:"A certificate's file, the code on it, what its QR says, or a printed line of the register."`
	Key      string `help:"File of the register's public keys; without it those of --data."`
	Name     string `help:"The name on the paper, to compare with the one that the QR signs."`
	Offline  bool   `help:"Ask no register how the line stands today."`
	Register string `help:"A downloaded register: check all of it, or look the code up in it."`
}

// Validate makes kong ask for something to check.
func (c verifyCommand) Validate() error {
	if c.What == "" && c.Register == "" {
		return errors.New("expected a file, a code, the text of a QR, or --register")
	}
	return nil
}

// Run checks step by step; what does not hold is refused, with the reason.
func (c verifyCommand) Run(s *session) error {
	if c.Register != "" {
		return c.whole(s)
	}
	v, err := c.verdict(s)
	if err != nil {
		return err
	}
	return s.tell(v)
}

// verdict checks one thing, with the register of --data where there is one and it may be
// asked, else with the public keys alone.
func (c verifyCommand) verdict(s *session) (v register.Verdict, err error) {
	if c.Offline || !s.registerHere() {
		keys, err := c.keys(s)
		if err != nil {
			return v, err
		}
		return c.alone(keys)
	}
	err = s.with(func(a *App) error {
		if _, _, err := translog.ParseLine(c.What); err == nil {
			v, err = a.Register.VerifyLine(s.ctx, c.What)
			return err
		}
		f, err := openCertificate(c.What)
		if err != nil {
			v, err = a.Register.VerifyQR(s.ctx, c.What, c.Name)
			return err
		}
		defer func() { _ = f.Close() }()
		v, err = a.Register.VerifyFile(s.ctx, f)
		return err
	})
	return v, err
}

// alone checks with nothing but public keys.
func (c verifyCommand) alone(keys translog.Keys) (register.Verdict, error) {
	f, err := openCertificate(c.What)
	if err == nil {
		defer func() { _ = f.Close() }()
		return register.ExamineFile(f, keys)
	}
	if !strings.Contains(c.What, "#") {
		return register.Verdict{}, fault.Refuse("Không có tệp “%s”. Kiểm tra một mã thì cần hỏi sổ: bỏ --offline, hoặc thêm --register với tệp sổ đã tải về.", c.What)
	}
	return register.ExamineQR(c.What, c.Name, keys), nil
}

// keys are those of --key, else of the register in --data.
func (c verifyCommand) keys(s *session) (keys translog.Keys, err error) {
	if c.Key == "" {
		if !s.registerHere() {
			return nil, fault.Refuse("Cần khóa công khai của sổ: thêm --key TỆP. Tệp khóa tải ở trang Sổ công nhận của nơi cấp giấy.")
		}
		err = s.with(func(a *App) error {
			keys, err = a.Register.Keys(s.ctx)
			return err
		})
		return keys, err
	}
	return readKeys(c.Key)
}

// whole checks a downloaded register, and looks a code up in it where one is given.
func (c verifyCommand) whole(s *session) error {
	keys, err := c.keys(s)
	if err != nil {
		return err
	}
	f, err := os.Open(c.Register)
	if err != nil {
		return fault.Refuse("Không đọc được tệp sổ %s.", c.Register)
	}
	defer func() { _ = f.Close() }()
	d, err := register.ExamineDownload(f, keys, c.What)
	if err != nil {
		return err
	}
	if c.What != "" && d.OK() {
		return s.tell(d.Verdict)
	}
	return s.tellDownload(d)
}

// registerHere tells whether there is a register to ask, without making one.
func (s *session) registerHere() bool {
	_, err := os.Stat(filepath.Join(s.data(), databaseFile))
	return s.Database != "" || err == nil
}

// openCertificate opens a file to be checked; a name that is no file is something else.
func openCertificate(name string) (*os.File, error) {
	info, err := os.Stat(name)
	if err != nil {
		return nil, err
	}
	if info.IsDir() {
		return nil, errors.New("a directory")
	}
	return os.Open(name)
}

// tell prints what was checked, step by step.
func (s *session) tell(v register.Verdict) error {
	if s.Format == "json" {
		if err := s.json(v.Plain()); err != nil {
			return err
		}
	} else {
		steps(s.out, v.Checks)
	}
	if !v.Valid() {
		return fault.Refused{Reason: v.Say()}
	}
	if s.Format != "json" {
		for _, line := range v.Summary() {
			fmt.Fprintln(s.out, line)
		}
	}
	return nil
}

func steps(w io.Writer, all []register.Check) {
	for _, check := range all {
		mark := "đạt      "
		if !check.OK {
			mark = "không đạt"
		}
		fmt.Fprintln(w, mark, check.What)
	}
}

func (s *session) tellDownload(d register.Download) error {
	if s.Format == "json" {
		if err := s.json(d); err != nil {
			return err
		}
	} else {
		steps(s.out, d.Checks)
		for _, p := range d.Problems {
			fmt.Fprintf(s.log, "kheo: %s.\n", p)
		}
	}
	if !d.OK() {
		return fault.Refuse("Tệp sổ không khớp với điểm ký của sổ công nhận.")
	}
	if s.Format != "json" {
		fmt.Fprintf(s.out, "%s: %d lá, %d dòng, %d đã thu hồi, %d đã gỡ dữ liệu cá nhân. Tất cả khớp với điểm ký bằng khóa %s.\n",
			d.Origin, d.Leaves, d.Entries, d.Revoked, d.Redacted, d.Key)
	}
	return nil
}

type checkpointCommand struct {
	Week string `help:"A week such as 2026-W47: the last checkpoint signed in it or before; the default is now."`
}

// Run prints a checkpoint as one line for a newspaper or the yearbook.
func (c checkpointCommand) Run(s *session) error {
	return s.with(func(a *App) error {
		return a.DB.View(s.ctx, func(tx *db.Tx) error {
			line, err := a.Register.PrintedLine(s.ctx, tx, c.Week)
			if err != nil {
				return err
			}
			fmt.Fprintln(s.out, line)
			return nil
		})
	})
}
