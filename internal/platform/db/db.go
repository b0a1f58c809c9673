// Package db opens SQLite or PostgreSQL and runs transactions on either.
//
// SQL is written once, in the language that both engines share: $1
// placeholders, RETURNING, ON CONFLICT, WITH RECURSIVE, FILTER, NULLS LAST, ->>.
// Reading order: db.go (open, Update, View), tx.go (statements), scan.go,
// errors.go, where.go, migrate.go, protect.go, snapshot.go.
package db

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"math/rand/v2"
	"runtime"
	"strings"
	"time"

	_ "github.com/jackc/pgx/v5/stdlib" // the PostgreSQL driver
	_ "modernc.org/sqlite"             // the SQLite driver
)

// Engine names what runs underneath. Only platform/db, platform/jobs and
// service/search may ask.
type Engine string

// The engines.
const (
	SQLite   Engine = "sqlite"
	Postgres Engine = "postgres"
)

// uriEscaper keeps signs of a path that mean something in an address.
var uriEscaper = strings.NewReplacer("%", "%25", "?", "%3f", "#", "%23")

// DB runs transactions. Now may be replaced before the first use.
type DB struct {
	write  *pool // SQLite: one connection, so that writers queue instead of failing
	read   *pool // PostgreSQL: the same as write
	engine Engine
	file   string        // of SQLite
	line   chan struct{} // has room for the one whose turn it is to try again
	Now    func() time.Time
}

// Open connects to url: postgres://… or the name of a SQLite file.
func Open(url string) (*DB, error) {
	if strings.HasPrefix(url, "postgres://") || strings.HasPrefix(url, "postgresql://") {
		p, err := sql.Open("pgx", url)
		if err != nil {
			return nil, err
		}
		p.SetMaxOpenConns(16)
		p.SetMaxIdleConns(16)
		shared := newPool(p)
		return &DB{write: shared, read: shared, engine: Postgres, line: make(chan struct{}, 1), Now: time.Now}, nil
	}
	dsn := "file:" + uriEscaper.Replace(url) + "?_pragma=busy_timeout(10000)&_pragma=journal_mode(wal)&_pragma=synchronous(full)" +
		"&_pragma=foreign_keys(1)&_pragma=secure_delete(1)&_time_format=sqlite"
	write, err := sql.Open("sqlite", dsn+"&_txlock=immediate")
	if err != nil {
		return nil, err
	}
	write.SetMaxOpenConns(1)
	write.SetConnMaxIdleTime(0)
	read, err := sql.Open("sqlite", dsn+"&_pragma=query_only(1)")
	if err != nil {
		return nil, errors.Join(err, write.Close())
	}
	readers := max(4, runtime.NumCPU())
	read.SetMaxOpenConns(readers)
	read.SetMaxIdleConns(readers)
	return &DB{write: newPool(write), read: newPool(read), engine: SQLite, file: url, line: make(chan struct{}, 1), Now: time.Now}, nil
}

// Engine tells what runs underneath.
func (d *DB) Engine() Engine { return d.engine }

// Pool is the pool of writing connections, for the job library only.
func (d *DB) Pool() *sql.DB { return d.write.DB }

// Close ends every connection.
func (d *DB) Close() error {
	if d.read == d.write {
		return d.write.Close()
	}
	return errors.Join(d.read.Close(), d.write.Close())
}

// retries bounds how often a transaction that lost a race is run again. After patience
// tries it stands in line with the other losers, who go one at a time: a crowd at the
// same row would otherwise keep each other from ever finishing.
const (
	retries  = 12
	patience = 3
)

// Update runs do in a read-write transaction and commits if it returns nil.
// Transactions behave as if they ran one after the other on both engines; on
// PostgreSQL do may therefore run again after a lost race, so it must change
// nothing but the database and variables that it sets anew each time.
func (d *DB) Update(ctx context.Context, do func(*Tx) error) error {
	opts := &sql.TxOptions{}
	if d.engine == Postgres {
		opts.Isolation = sql.LevelSerializable
	}
	var err error
	for attempt := range retries {
		if attempt == patience {
			select {
			case <-ctx.Done():
				return ctx.Err()
			case d.line <- struct{}{}:
				defer func() { <-d.line }()
			}
		}
		if err = d.run(ctx, d.write, opts, do); !isRace(err) {
			return err
		}
		pause := time.Duration(1+rand.IntN(10<<min(attempt, patience))) * time.Millisecond
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(pause):
		}
	}
	return fmt.Errorf("db: lost %d races: %w", retries, err)
}

// View runs do in a read-only transaction that sees one moment of the database.
func (d *DB) View(ctx context.Context, do func(*Tx) error) error {
	opts := &sql.TxOptions{}
	if d.engine == Postgres {
		opts = &sql.TxOptions{ReadOnly: true, Isolation: sql.LevelRepeatableRead}
	}
	return d.run(ctx, d.read, opts, do)
}

func (d *DB) run(ctx context.Context, p *pool, opts *sql.TxOptions, do func(*Tx) error) error {
	raw, err := p.BeginTx(ctx, opts)
	if err != nil {
		return err
	}
	tx := &Tx{engine: d.engine, raw: raw, pool: p, Now: d.Now().UTC().Truncate(time.Millisecond)}
	defer func() {
		_ = raw.Rollback() // no effect after Commit
		p.prepare(tx.unprepared)
	}()
	if err := do(tx); err != nil {
		return err
	}
	return raw.Commit()
}
