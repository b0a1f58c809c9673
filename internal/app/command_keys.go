package app

import "fmt"

type adminKey struct {
	Rotate keyRotate `cmd:"" help:"Make a new key for the register's log; what the old ones signed still verifies."`
	Show   keyShow   `cmd:"" help:"Print the public keys."`
}

type keyRotate struct{}

// Run makes a new key and prints its public half.
func (keyRotate) Run(s *session) error {
	return s.with(func(a *App) error {
		k, err := a.Register.RotateKey(s.ctx, operator())
		if err != nil {
			return err
		}
		if k.Voucher == "" {
			fmt.Fprintln(s.log, "kheo: máy này không có khóa cũ nên không ai giới thiệu khóa mới. Người đang theo dõi sổ cần nhận tệp khóa mới từ cơ quan.")
		}
		fmt.Fprintln(s.out, k.VKey)
		return nil
	})
}

type keyShow struct{}

// Run prints the file of public keys that verifiers need.
func (keyShow) Run(s *session) error {
	return s.with(func(a *App) error {
		keys, err := a.Register.Keys(s.ctx)
		if err != nil {
			return err
		}
		fmt.Fprint(s.out, keys)
		return nil
	})
}

type adminRedact struct {
	Code   string `arg:"" help:"The code of the line."`
	Reason string `required:"" help:"Why; it is written into the register, so name nobody."`
}

// Run takes the personal data of a line out of the register for ever.
func (c adminRedact) Run(s *session) error {
	return s.with(func(a *App) error { return a.Register.Redact(s.ctx, operator(), c.Code, c.Reason) })
}
