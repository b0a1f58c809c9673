package org

import (
	"context"
	"strings"

	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
	"kheo/internal/platform/text"
)

// Typed finds the unit of the subtrees tops (paths) that somebody typed: its code, its
// name, or both as "name (code)". Anything else is fault.Invalid at "unit".
func (s *Service) Typed(ctx context.Context, tx *db.Tx, tops []string, typed string) (Unit, error) {
	typed = text.Clean(typed)
	code := typed
	if at := strings.LastIndexByte(typed, '('); at >= 0 && strings.HasSuffix(typed, ")") {
		code = typed[at+1 : len(typed)-1]
	}
	found, err := db.All(ctx, tx, scanUnit, `SELECT `+unitColumns+` FROM org_unit WHERE code = $1`, strings.ToLower(code))
	if err == nil && len(found) == 0 {
		found, err = unitsNamed(ctx, tx, tops, text.Fold(typed))
	}
	if err != nil {
		return Unit{}, err
	}
	v := fault.Invalid{}
	v.Check(typed != "" && len(found) > 0, "unit", "Chọn một đơn vị trong danh sách.")
	v.Check(len(found) < 2, "unit", "Có nhiều đơn vị cùng tên. Xin nhập mã của đơn vị.")
	if err := v.Err(); err != nil {
		return Unit{}, err
	}
	return found[0], nil
}

// NamesAt maps the paths of units to their names; where no unit stands, to nothing.
func (s *Service) NamesAt(ctx context.Context, tx *db.Tx, paths []string) (map[string]string, error) {
	names := map[string]string{}
	for _, path := range paths {
		if _, seen := names[path]; seen {
			continue
		}
		found, err := db.All(ctx, tx, db.Value[string], `SELECT name FROM org_unit WHERE path = $1`, path)
		if err != nil {
			return nil, err
		}
		names[path] = ""
		for _, name := range found {
			names[path] = name
		}
	}
	return names, nil
}
