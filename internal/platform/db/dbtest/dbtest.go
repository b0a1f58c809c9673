// Package dbtest gives each test its own migrated database, on every engine.
package dbtest

import (
	"context"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"kheo/internal/platform/db"
	"kheo/internal/platform/jobs"
	"kheo/internal/schema"
	"kheo/internal/service/search"
)

// Moment is where the clock of every test database stands still.
var Moment = time.Date(2026, 11, 22, 3, 4, 5, 0, time.UTC)

// Each runs do as a parallel subtest on SQLite and, where PostgreSQL is at
// hand (see package pgserver), on PostgreSQL.
func Each(t *testing.T, do func(t *testing.T, d *db.DB)) {
	t.Helper()
	t.Run("sqlite", func(t *testing.T) {
		t.Parallel()
		do(t, SQLite(t))
	})
	if HasPostgres() {
		t.Run("postgres", func(t *testing.T) {
			t.Parallel()
			do(t, Postgres(t))
		})
	}
}

// HasPostgres reports whether the run has a PostgreSQL server.
func HasPostgres() bool { return os.Getenv("KHEO_TEST_POSTGRES") != "" }

// SQLite opens a copy of a migrated SQLite file.
func SQLite(t testing.TB) *db.DB {
	t.Helper()
	return open(t, SQLiteFile(t))
}

// SQLiteFile makes a migrated SQLite file and returns its name.
func SQLiteFile(t testing.TB) string {
	t.Helper()
	raw, err := template()
	if err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(t.TempDir(), "test.db")
	if err := os.WriteFile(name, raw, 0o600); err != nil {
		t.Fatal(err)
	}
	return name
}

// Postgres opens a fresh PostgreSQL database.
func Postgres(t testing.TB) *db.DB {
	t.Helper()
	return open(t, PostgresURL(t))
}

func open(t testing.TB, target string) *db.DB {
	t.Helper()
	d, err := db.Open(target)
	if err != nil {
		t.Fatal(err)
	}
	d.Now = func() time.Time { return Moment }
	t.Cleanup(func() {
		if err := d.Close(); err != nil {
			t.Error(err)
		}
	})
	return d
}

var template = sync.OnceValues(func() ([]byte, error) {
	dir, err := os.MkdirTemp("", "kheo-template")
	if err != nil {
		return nil, err
	}
	defer func() { _ = os.RemoveAll(dir) }()
	name := filepath.Join(dir, "template.db")
	if err := migrate(name); err != nil {
		return nil, err
	}
	return os.ReadFile(name)
})

func migrate(target string) error {
	d, err := db.Open(target)
	if err != nil {
		return err
	}
	if err := Prepare(context.Background(), d); err != nil {
		return err
	}
	return d.Close()
}

// Prepare brings an empty database to where the program expects it.
func Prepare(ctx context.Context, d *db.DB) error {
	if err := d.Migrate(ctx, schema.FS); err != nil {
		return err
	}
	if err := search.Prepare(ctx, d); err != nil {
		return err
	}
	q := jobs.New(d)
	return q.Migrate(ctx)
}

var serial atomic.Int64

var pgTemplate = sync.OnceValues(func() (string, error) {
	name := fmt.Sprintf("template_%d", os.Getpid())
	if err := admin("CREATE DATABASE " + name); err != nil {
		return "", err
	}
	return name, migrate(pgURL(name))
})

// PostgresURL makes a migrated PostgreSQL database and returns its URL.
func PostgresURL(t testing.TB) string {
	t.Helper()
	from, err := pgTemplate()
	if err != nil {
		t.Fatal(err)
	}
	return create(t, " TEMPLATE "+from+" STRATEGY FILE_COPY")
}

// EmptyPostgresURL makes a PostgreSQL database without any table and returns its URL.
func EmptyPostgresURL(t testing.TB) string {
	t.Helper()
	return create(t, "")
}

func create(t testing.TB, like string) string {
	t.Helper()
	name := fmt.Sprintf("test_%d_%d", os.Getpid(), serial.Add(1))
	if err := admin("CREATE DATABASE " + name + like); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := admin("DROP DATABASE " + name + " WITH (FORCE)"); err != nil {
			t.Error(err)
		}
	})
	return pgURL(name)
}

func pgURL(name string) string {
	u, err := url.Parse(os.Getenv("KHEO_TEST_POSTGRES"))
	if err != nil {
		panic(err)
	}
	u.Path = "/" + name
	return u.String()
}

func admin(statement string) error {
	d, err := db.Open(os.Getenv("KHEO_TEST_POSTGRES"))
	if err != nil {
		return err
	}
	defer func() { _ = d.Close() }()
	for range 20 {
		if _, err = d.Pool().Exec(statement); err == nil || !strings.Contains(err.Error(), "being accessed") {
			return err
		}
		time.Sleep(50 * time.Millisecond) // another package copies the same template
	}
	return err
}
