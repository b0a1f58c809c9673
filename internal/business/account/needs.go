package account

import (
	"context"

	"kheo/internal/business/org"
	"kheo/internal/platform/db"
	"kheo/internal/service/auth"
)

// Units is what account asks of org.
type Units interface {
	Children(ctx context.Context, tx *db.Tx, id string) ([]org.Unit, error)
	Found(ctx context.Context, tx *db.Tx, in org.Input) (org.Unit, error)
	Typed(ctx context.Context, tx *db.Tx, tops []string, typed string) (org.Unit, error)
	NamesAt(ctx context.Context, tx *db.Tx, paths []string) (map[string]string, error)
	Choices(ctx context.Context, actor auth.Actor, limit int) ([]org.Unit, error)
}
