package org

import (
	"context"
	"errors"

	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
	"kheo/internal/service/audit"
	"kheo/internal/service/auth"
)

// SetupInput begins a new installation.
type SetupInput struct {
	Unit     Input // the root; read only when there is no root yet
	Login    string
	Name     string
	Password string // empty: one is made
}

// Setup makes the root unit where there is none, and an administrator of the root.
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
		root, err := s.root(ctx, tx, in.Unit)
		if err != nil {
			return err
		}
		a, err = s.Employ(ctx, tx, made, hash, Post{auth.Administrator, root})
		return err
	})
	return a, made.Password, err
}

// root finds the root unit, or makes it of in.
func (s *Service) root(ctx context.Context, tx *db.Tx, in Input) (Unit, error) {
	roots, err := s.Children(ctx, tx, "")
	if err != nil {
		return Unit{}, err
	}
	if len(roots) > 0 {
		return roots[0], nil
	}
	in.ParentID = ""
	u, err := s.Found(ctx, tx, in)
	var invalid fault.Invalid
	if errors.As(err, &invalid) && in.Name == "" {
		return u, fault.Refuse("Chưa có đơn vị nào. Cần tên và loại của đơn vị gốc.")
	}
	return u, err
}

// Post is a role for a unit.
type Post struct {
	Role auth.Role
	Unit Unit
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
