package account

import (
	"context"
	"errors"

	"kheo/internal/business/org"
	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
	"kheo/internal/service/audit"
	"kheo/internal/service/auth"
)

// SetupInput begins a new installation.
type SetupInput struct {
	Unit     org.Input // the root to make where there is no unit yet; else the code or name of a unit that is there
	Login    string
	Name     string
	Password string // empty: one is made
}

// Setup makes the root unit where there is none, and an administrator of it or of
// the unit that is named.
// It asks for no permission: who may run the program on the server may do this.
// password is the one that was given or made.
func (s *Service) Setup(ctx context.Context, in SetupInput) (a auth.Account, password string, err error) {
	made := auth.NewAccount{Login: in.Login, Name: in.Name, Password: in.Password}
	if made.Password == "" {
		if made.Password, err = readablePassword(); err != nil {
			return a, "", err
		}
	}
	if err := made.Check(); err != nil {
		return a, "", err
	}
	hash, err := auth.Hash(made.Password)
	if err != nil {
		return a, "", err
	}
	err = s.db.Update(ctx, func(tx *db.Tx) error {
		root, err := s.first(ctx, tx, in.Unit)
		if err != nil {
			return err
		}
		a, err = s.Employ(ctx, tx, made, hash, Post{auth.Administrator, root})
		return err
	})
	return a, made.Password, err
}

// first finds the unit that in names, the only root, or makes the root of in.
func (s *Service) first(ctx context.Context, tx *db.Tx, in org.Input) (org.Unit, error) {
	roots, err := s.units.Children(ctx, tx, "")
	if err != nil {
		return org.Unit{}, err
	}
	switch {
	case len(roots) > 0 && in.Name != "":
		return s.units.Typed(ctx, tx, []string{"/"}, in.Name)
	case len(roots) == 1:
		return roots[0], nil
	case len(roots) > 1:
		return org.Unit{}, fault.Refuse("Có %d đơn vị gốc. Xin ghi mã hoặc tên của đơn vị mà người này quản trị.", len(roots))
	}
	in.ParentID = ""
	u, err := s.units.Found(ctx, tx, in)
	var invalid fault.Invalid
	if errors.As(err, &invalid) && in.Name == "" {
		return u, fault.Refuse("Chưa có đơn vị nào. Cần tên và loại của đơn vị gốc.")
	}
	return u, err
}

// Post is a role for a unit.
type Post struct {
	Role auth.Role
	Unit org.Unit
}

// Employ makes an account with its roles without asking for permission: for the
// first people of a new installation and for examples. hash is what auth.Hash
// made of the password.
func (s *Service) Employ(ctx context.Context, tx *db.Tx, in auth.NewAccount, hash string, posts ...Post) (auth.Account, error) {
	a, err := auth.Create(ctx, tx, in, hash)
	if err != nil {
		return a, err
	}
	path := "/"
	for _, p := range posts {
		g := auth.Grant{Role: p.Role, UnitID: p.Unit.ID, UnitPath: p.Unit.Path, UnitName: p.Unit.Name}
		if err := auth.Give(ctx, tx, a.ID, g); err != nil {
			return a, err
		}
		a.Grants = append(a.Grants, g)
		path = p.Unit.Path
	}
	return a, recordAccount(ctx, tx, audit.System, "account.created", state{ID: a.ID, Path: path})
}
