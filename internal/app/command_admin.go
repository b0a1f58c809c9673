package app

import (
	"fmt"

	"kheo/internal/business/account"
	"kheo/internal/business/org"
)

type adminCommand struct {
	Create adminCreate `cmd:"" help:"Make the first unit, where there is none, and an administrator of it."`
	Key    adminKey    `cmd:"" help:"The keys of the register's log."`
	Redact adminRedact `cmd:"" help:"Take the personal data of one line out of the register, for ever."`
}

type adminCreate struct {
	Login    string `required:"" help:"Name to sign in with."`
	Name     string `required:"" help:"Full name."`
	Unit     string `help:"Name of the first unit of a new installation, or code or name of a unit that is there."`
	UnitType string `help:"Its type." default:"ward"`
	Password string `help:"Password; without it one is made and printed once." env:"KHEO_ADMIN_PASSWORD"`
}

// Run makes the account and prints a password that it made.
func (c adminCreate) Run(s *session) error {
	return s.with(func(a *App) error {
		made, password, err := a.Accounts.Setup(s.ctx, account.SetupInput{
			Unit: org.Input{Name: c.Unit, Type: org.Type(c.UnitType)}, Login: c.Login, Name: c.Name, Password: c.Password,
		})
		if err != nil {
			return err
		}
		fmt.Fprintf(s.out, "%s\n", made.Login)
		if c.Password == "" {
			fmt.Fprintf(s.out, "%s\n", password)
		}
		return nil
	})
}
