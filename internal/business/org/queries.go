package org

import (
	"context"
	"errors"
	"strings"

	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
	"kheo/internal/platform/text"
)

// Unit finds a unit by id.
func (s *Service) Unit(ctx context.Context, tx *db.Tx, id string) (Unit, error) {
	return db.One(ctx, tx, scanUnit, `SELECT `+unitColumns+` FROM org_unit WHERE id = $1`, id)
}

// ByCode finds a unit by code. An unknown code is fault.Invalid at field, with
// the nearest known codes.
func (s *Service) ByCode(ctx context.Context, tx *db.Tx, field, code string) (Unit, error) {
	u, err := db.One(ctx, tx, scanUnit, `SELECT `+unitColumns+` FROM org_unit WHERE code = $1`, code)
	if !errors.Is(err, fault.NotFound) {
		return u, err
	}
	codes, err := db.All(ctx, tx, db.Value[string], `SELECT code FROM org_unit`)
	if err != nil {
		return u, err
	}
	if near := text.Nearest(code, codes, 3); len(near) > 0 {
		return u, fault.Invalid{field: fault.Say("Không có đơn vị mang mã “%s”. Gần giống nhất: %s.", code, strings.Join(near, ", "))}
	}
	return u, fault.Invalid{field: fault.Say("Không có đơn vị mang mã “%s”. Xem các mã bằng lệnh kheo list units.", code)}
}

// Under lists the unit at path and everything below it, parents before
// children and by name among brothers.
func (s *Service) Under(ctx context.Context, tx *db.Tx, path string) ([]Unit, error) {
	low, high := db.Under(path)
	return db.All(ctx, tx, scanUnit, `SELECT `+unitColumns+` FROM org_unit WHERE path >= $1 AND path < $2 ORDER BY path`, low, high)
}

// Children lists the units right below id, by name; an empty id lists the roots.
func (s *Service) Children(ctx context.Context, tx *db.Tx, id string) ([]Unit, error) {
	if id == "" {
		return db.All(ctx, tx, scanUnit, `SELECT `+unitColumns+` FROM org_unit WHERE parent_id IS NULL ORDER BY sort_key`)
	}
	return db.All(ctx, tx, scanUnit, `SELECT `+unitColumns+` FROM org_unit WHERE parent_id = $1 ORDER BY sort_key`, id)
}

// All lists every unit by path.
func (s *Service) All(ctx context.Context, tx *db.Tx) ([]Unit, error) {
	return db.All(ctx, tx, scanUnit, `SELECT `+unitColumns+` FROM org_unit ORDER BY path`)
}

// Names maps the ids of the units under path to their names.
func (s *Service) Names(ctx context.Context, tx *db.Tx, path string) (map[string]string, error) {
	low, high := db.Under(path)
	names := map[string]string{}
	err := db.Each(ctx, tx, func(r db.Row) error {
		var id, name string
		err := r.Scan(&id, &name)
		names[id] = name
		return err
	}, `SELECT id, name FROM org_unit WHERE path >= $1 AND path < $2`, low, high)
	return names, err
}
