package org

import (
	"context"

	"kheo/internal/platform/db"
)

// Holder is a module in whose books things belong to units. It tells what a unit
// holds before the unit ends, and lets open work go over to what replaces it.
type Holder interface {
	// Holdings counts, for each unit.
	Holdings(ctx context.Context, tx *db.Tx) (Holdings, error)
	// Carry hands the open work of the unit from over to the unit to, or follows
	// one unit to its new path; closed records stay where they were made.
	Carry(ctx context.Context, tx *db.Tx, from, to Unit) error
}

// Holdings are the things of one kind that units hold, by id of the unit.
type Holdings struct {
	Label string         // "Mô hình", a source text of i18n
	All   map[string]int // how many
	Open  map[string]int // how many of them are still worked on
}
