package account

import (
	"context"

	"kheo/internal/platform/db"
	"kheo/internal/service/audit"
	"kheo/internal/service/auth"
)

// state is what the audit trail keeps of an account: no hash, no secret.
type state struct {
	ID           string `json:"-"`
	Path         string `json:"-"`
	Login        string
	Name         string
	Disabled     bool
	SecondFactor bool
	Roles        []string
	Sessions     int
	Version      int64
}

func accountState(ctx context.Context, tx *db.Tx, id string) (state, error) {
	a, err := auth.Find(ctx, tx, id)
	if err != nil {
		return state{}, err
	}
	sessions, err := auth.Sessions(ctx, tx, id)
	now := state{ID: id, Login: a.Login, Name: a.Name, Disabled: a.Disabled, SecondFactor: a.HasTOTP, Sessions: len(sessions), Version: a.Version}
	for _, g := range a.Grants {
		now.Roles = append(now.Roles, g.Role.Label()+", "+g.UnitName)
	}
	if len(a.Grants) > 0 {
		now.Path = a.Grants[0].UnitPath
	}
	return now, err
}

// recordAccount records what became of an account. It stands under the unit of
// before.Path, or else where the account or the actor works.
func recordAccount(ctx context.Context, tx *db.Tx, actor auth.Actor, act string, before state) error {
	after, err := accountState(ctx, tx, before.ID)
	if err != nil {
		return err
	}
	a := audit.Act{Name: act, Kind: "account", ObjectID: before.ID, Title: after.Name, UnitPath: before.Path, Before: before, After: after}
	if before.Login == "" {
		a.Before = nil
	}
	if a.UnitPath == "" {
		a.UnitPath = homePath(nil, actor)
	}
	return audit.Record(ctx, tx, actor, a)
}

// homePath is the unit of the first of grants, or of the actor's.
func homePath(grants []auth.Grant, actor auth.Actor) string {
	for _, g := range grants {
		return g.UnitPath
	}
	for _, path := range actor.Paths() {
		return path
	}
	return "/"
}
