package db

import (
	"context"
	"database/sql"
	"sync"
	"time"
)

// Tx is one transaction and the single moment at which it happens.
type Tx struct {
	Now time.Time

	engine     Engine
	raw        *sql.Tx
	pool       *pool
	unprepared []string
	own        map[string]*sql.Stmt // statements met twice, until the end of the transaction
}

// Raw is the transaction as database/sql knows it, for the job library only.
func (tx *Tx) Raw() *sql.Tx { return tx.raw }

// Engine tells what runs underneath, for service/search only.
func (tx *Tx) Engine() Engine { return tx.engine }

// Exec runs a statement.
func (tx *Tx) Exec(ctx context.Context, query string, args ...any) (sql.Result, error) {
	if s := tx.prepared(ctx, query); s != nil {
		return s.ExecContext(ctx, args...)
	}
	return tx.raw.ExecContext(ctx, query, args...)
}

// Query runs a query; prefer One, All or Each.
func (tx *Tx) Query(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	if s := tx.prepared(ctx, query); s != nil {
		return s.QueryContext(ctx, args...)
	}
	return tx.raw.QueryContext(ctx, query, args...)
}

// QueryRow runs a query for one row; prefer One.
func (tx *Tx) QueryRow(ctx context.Context, query string, args ...any) *sql.Row {
	if s := tx.prepared(ctx, query); s != nil {
		return s.QueryRowContext(ctx, args...)
	}
	return tx.raw.QueryRowContext(ctx, query, args...)
}

// prepared finds the statement for query; where there is none yet, the pool
// prepares it after this transaction, because a pool of one connection cannot
// while the transaction holds it.
func (tx *Tx) prepared(ctx context.Context, query string) *sql.Stmt {
	if s := tx.pool.statement(query); s != nil {
		return tx.raw.StmtContext(ctx, s)
	}
	own, again := tx.own[query]
	if !again {
		if tx.own == nil {
			tx.own = map[string]*sql.Stmt{}
		}
		tx.own[query] = nil
		if len(tx.unprepared) < 32 {
			tx.unprepared = append(tx.unprepared, query)
		}
		return nil
	}
	if own == nil {
		var err error
		if own, err = tx.raw.PrepareContext(ctx, query); err != nil {
			return nil // a statement that does not prepare reports its error when it runs
		}
		tx.own[query] = own // database/sql closes it with the transaction
	}
	return own
}

// maxStatements bounds how many statements a pool keeps prepared.
const maxStatements = 500

// pool is a *sql.DB that keeps its statements prepared.
type pool struct {
	*sql.DB
	mu         sync.RWMutex
	statements map[string]*sql.Stmt
}

func newPool(d *sql.DB) *pool { return &pool{DB: d, statements: map[string]*sql.Stmt{}} }

func (p *pool) statement(query string) *sql.Stmt {
	p.mu.RLock()
	defer p.mu.RUnlock()
	return p.statements[query]
}

// prepare must not hold the lock while it waits for a connection: the one that
// has it may be waiting for the lock.
func (p *pool) prepare(queries []string) {
	for _, q := range queries {
		if p.statement(q) != nil {
			continue
		}
		s, err := p.Prepare(q)
		if err != nil {
			continue // a statement that does not prepare reports its error when it runs
		}
		if !p.keep(q, s) {
			_ = s.Close()
		}
	}
}

func (p *pool) keep(query string, s *sql.Stmt) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	if _, seen := p.statements[query]; seen || len(p.statements) >= maxStatements {
		return false
	}
	p.statements[query] = s
	return true
}
