package db

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"time"

	"kheo/internal/platform/fault"
)

// Row is what *sql.Row and *sql.Rows share.
type Row interface{ Scan(dest ...any) error }

// One runs a query that finds exactly one row, or fault.NotFound.
func One[T any](ctx context.Context, tx *Tx, scan func(Row) (T, error), query string, args ...any) (T, error) {
	v, err := scan(tx.QueryRow(ctx, query, args...))
	if errors.Is(err, sql.ErrNoRows) {
		err = fault.NotFound
	}
	return v, err
}

// All runs a query and scans every row.
func All[T any](ctx context.Context, tx *Tx, scan func(Row) (T, error), query string, args ...any) (all []T, err error) {
	err = Each(ctx, tx, func(r Row) error {
		v, err := scan(r)
		all = append(all, v)
		return err
	}, query, args...)
	return all, err
}

// Each runs a query and hands every row to do.
func Each(ctx context.Context, tx *Tx, do func(Row) error, query string, args ...any) (err error) {
	rows, err := tx.Query(ctx, query, args...)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		if err := do(rows); err != nil {
			return err
		}
	}
	return rows.Err()
}

// Change runs a statement guarded by a version; no row changed means fault.Conflict.
func Change(ctx context.Context, tx *Tx, query string, args ...any) error {
	res, err := tx.Exec(ctx, query, args...)
	if err != nil {
		return err
	}
	if n, err := res.RowsAffected(); err != nil || n == 1 {
		return err
	}
	return fault.Conflict
}

// Exec runs a statement whose result does not matter.
func Exec(ctx context.Context, tx *Tx, query string, args ...any) error {
	_, err := tx.Exec(ctx, query, args...)
	return err
}

// Value scans a single column.
func Value[T any](r Row) (v T, err error) {
	err = r.Scan(&v)
	return v, err
}

// Time scans a TIMESTAMPTZ of either engine into t, in UTC; NULL is the zero time.
func Time(t *time.Time) sql.Scanner { return (*timeScanner)(t) }

type timeScanner time.Time

func (s *timeScanner) Scan(v any) error {
	switch v := v.(type) {
	case nil:
		*s = timeScanner{}
	case time.Time:
		*s = timeScanner(v.UTC())
	case string:
		t, err := time.Parse("2006-01-02 15:04:05.999999999-07:00", v)
		*s = timeScanner(t.UTC())
		return err
	default:
		return fmt.Errorf("db.Time: cannot scan %T", v)
	}
	return nil
}

// Text scans TEXT or UUID that may be NULL into s; NULL is empty.
func Text(s *string) sql.Scanner { return (*textScanner)(s) }

type textScanner string

func (s *textScanner) Scan(v any) error {
	switch v := v.(type) {
	case nil:
		*s = ""
	case string:
		*s = textScanner(v)
	case []byte:
		*s = textScanner(v)
	default:
		return fmt.Errorf("db.Text: cannot scan %T", v)
	}
	return nil
}

// OrNull stores the zero value of T as NULL.
func OrNull[T comparable](v T) any {
	var zero T
	if v == zero {
		return nil
	}
	return v
}

// LikePrefix is a LIKE pattern for texts that begin with s, without wildcards
// of s's own; use it with ESCAPE '\'.
func LikePrefix(s string) string { return likeEscaper.Replace(s) + "%" }

// LikeContains is a LIKE pattern for texts that hold s.
func LikeContains(s string) string { return "%" + likeEscaper.Replace(s) + "%" }

var likeEscaper = strings.NewReplacer(`\`, `\\`, `%`, `\%`, `_`, `\_`)

// Under bounds the paths of a unit's subtree: path >= low AND path < high. A
// path that ends in "/." stands for the unit alone, without what is below it.
func Under(path string) (low, high string) {
	if alone, ok := strings.CutSuffix(path, "/."); ok {
		return alone + "/", alone + "/\x01"
	}
	return path, path + "\x7f"
}

// Inside reports whether path lies in what Under(scope) bounds.
func Inside(path, scope string) bool {
	low, high := Under(scope)
	return path >= low && path < high
}
