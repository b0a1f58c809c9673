package app

import (
	"errors"
	"fmt"

	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
)

type doctorCommand struct{}

// Run recomputes what can be recomputed and names what differs.
func (doctorCommand) Run(s *session) error {
	return s.with(func(a *App) error { return errors.Join(s.examine(a), s.count(a)) })
}

// examine rebuilds the register's log from its rows.
func (s *session) examine(a *App) error {
	f, err := a.Register.CheckAll(s.ctx, s.counter("Sổ công nhận"))
	if err != nil {
		return err
	}
	if err := a.Register.KeepFindings(s.ctx, f); err != nil {
		return err
	}
	for _, p := range f.Problems {
		fmt.Fprintf(s.log, "kheo: sổ công nhận, %s.\n", p)
	}
	if f.More > 0 {
		fmt.Fprintf(s.log, "kheo: và %d chỗ khác của sổ công nhận.\n", f.More)
	}
	if !f.OK() {
		return fault.Refuse("Sổ công nhận không còn khớp với những gì đã ký, kể ở trên.")
	}
	fmt.Fprintf(s.out, "Sổ công nhận: %d lá khớp với cây băm đã ký.\n", f.Leaves)
	return nil
}

// count compares files and kept numbers with what they were made of.
func (s *session) count(a *App) error {
	return a.DB.View(s.ctx, func(tx *db.Tx) error {
		checked, bad, err := a.Files.Verify(s.ctx, tx)
		if err != nil {
			return err
		}
		wrong, err := a.Initiatives.CheckTally(s.ctx, tx)
		if err != nil {
			return err
		}
		funds, err := a.Bonuses.CheckFunds(s.ctx, tx)
		if err != nil {
			return err
		}
		books, err := a.Numbers.CheckBooks(s.ctx, tx)
		if err != nil {
			return err
		}
		for _, f := range bad {
			fmt.Fprintf(s.log, "kheo: tệp %s (%s) hỏng hoặc mất.\n", f.Name, f.SHA256)
		}
		if wrong > 0 {
			fmt.Fprintf(s.log, "kheo: %d ô đếm mô hình khác với hồ sơ.\n", wrong)
		}
		if funds > 0 {
			fmt.Fprintf(s.log, "kheo: %d quỹ khen thưởng có số cộng khác với từng khoản.\n", funds)
		}
		if books > 0 {
			fmt.Fprintf(s.log, "kheo: %d sổ văn bản thiếu số hoặc thừa số.\n", books)
		}
		if len(bad) > 0 || wrong > 0 || funds > 0 || books > 0 {
			return fault.Refuse("Có chỗ cần xem lại, kể ở trên.")
		}
		fmt.Fprintf(s.out, "%d tệp nguyên vẹn, các con số khớp với hồ sơ.\n", checked)
		return nil
	})
}
