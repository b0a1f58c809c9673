// Package search finds things by their words, with or without accents. It keeps
// one entry for each owner; FTS5 or a tsvector stands behind it.
package search

import (
	"context"
	"strings"

	"kheo/internal/platform/db"
	"kheo/internal/platform/text"
)

// Prepare makes the index where there is none.
func Prepare(ctx context.Context, d *db.DB) error {
	statements := []string{
		`CREATE TABLE IF NOT EXISTS search_entry (n INTEGER PRIMARY KEY, owner TEXT NOT NULL UNIQUE)`,
		`CREATE VIRTUAL TABLE IF NOT EXISTS search_words USING fts5 (words, content='', contentless_delete=1, detail=none, tokenize='unicode61 remove_diacritics 0')`,
	}
	if d.Engine() == db.Postgres {
		statements = []string{
			`CREATE TABLE IF NOT EXISTS search_entry (owner UUID PRIMARY KEY, words TSVECTOR NOT NULL)`,
			`CREATE INDEX IF NOT EXISTS search_entry_words ON search_entry USING gin (words)`,
		}
	}
	return d.Update(ctx, func(tx *db.Tx) error {
		for _, s := range statements {
			if _, err := tx.Raw().ExecContext(ctx, s); err != nil {
				return err
			}
		}
		return nil
	})
}

// Put makes owner, the id of a row, findable by the words of texts.
func Put(ctx context.Context, tx *db.Tx, owner string, texts ...string) error {
	words := text.Fold(strings.Join(texts, " "))
	if tx.Engine() == db.Postgres {
		return db.Exec(ctx, tx, `INSERT INTO search_entry (owner, words) VALUES ($1, to_tsvector('simple', $2))
			ON CONFLICT (owner) DO UPDATE SET words = excluded.words`, owner, words)
	}
	n, err := db.One(ctx, tx, db.Value[int64], `INSERT INTO search_entry (owner) VALUES ($1)
		ON CONFLICT (owner) DO UPDATE SET owner = excluded.owner RETURNING n`, owner)
	if err != nil {
		return err
	}
	return db.Exec(ctx, tx, `INSERT OR REPLACE INTO search_words (rowid, words) VALUES ($1, $2)`, n, words)
}

// Drop makes owner unfindable.
func Drop(ctx context.Context, tx *db.Tx, owner string) error {
	if tx.Engine() == db.SQLite {
		err := db.Exec(ctx, tx, `DELETE FROM search_words WHERE rowid = (SELECT n FROM search_entry WHERE owner = $1)`, owner)
		if err != nil {
			return err
		}
	}
	return db.Exec(ctx, tx, `DELETE FROM search_entry WHERE owner = $1`, owner)
}

// Match keeps rows whose column is an owner that has every word of query; the
// last letters of a word may be missing. A query without words keeps all.
func Match(tx *db.Tx, w *db.Where, column, query string) {
	words := strings.Fields(text.Fold(query))
	if len(words) == 0 {
		return
	}
	if len(words) > 12 {
		words = words[:12]
	}
	if tx.Engine() == db.Postgres {
		w.And(column+` IN (SELECT owner FROM search_entry WHERE words @@ to_tsquery('simple', ?))`, strings.Join(words, ":* & ")+":*")
		return
	}
	w.And(column+` IN (SELECT owner FROM search_words JOIN search_entry ON n = search_words.rowid WHERE search_words MATCH ?)`,
		`"`+strings.Join(words, `"* "`)+`"*`)
}
