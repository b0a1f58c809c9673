package translog

import (
	"context"
	"errors"
	"time"

	"golang.org/x/mod/sumdb/tlog"

	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
)

// signedRow is a signed checkpoint as it was kept.
type signedRow struct {
	size int64
	note string
	at   time.Time
}

func scanSigned(r db.Row) (s signedRow, err error) {
	err = r.Scan(&s.size, &s.note, db.Time(&s.at))
	return s, err
}

const signedColumns = `size, note, at`

// latest is the last signed checkpoint, or fault.NotFound.
func latest(ctx context.Context, tx *db.Tx) (signedRow, error) {
	return db.One(ctx, tx, scanSigned, `SELECT `+signedColumns+` FROM translog_checkpoint ORDER BY serial DESC LIMIT 1`)
}

// latestBefore is the last checkpoint signed before at, or fault.NotFound. SQLite compares
// times as texts, so all of them are in UTC.
func latestBefore(ctx context.Context, tx *db.Tx, at time.Time) (signedRow, error) {
	return db.One(ctx, tx, scanSigned, `SELECT `+signedColumns+` FROM translog_checkpoint WHERE at < $1 ORDER BY serial DESC LIMIT 1`, at.UTC())
}

func insertCheckpoint(ctx context.Context, tx *db.Tx, s signedRow, keyID string) error {
	return db.Exec(ctx, tx, `INSERT INTO translog_checkpoint (serial, size, key_id, note, at)
		SELECT COALESCE(MAX(serial), 0) + 1, $1, $2, $3, $4 FROM translog_checkpoint`, s.size, keyID, s.note, s.at)
}

func allKeys(ctx context.Context, tx *db.Tx) (Keys, error) {
	return db.All(ctx, tx, func(r db.Row) (k Key, err error) {
		err = r.Scan(&k.VKey, &k.Retired, &k.Until, &k.Voucher)
		return k, err
	}, `SELECT vkey, retired, until_size, voucher FROM translog_key ORDER BY retired, serial DESC`)
}

func insertKey(ctx context.Context, tx *db.Tx, k Key) error {
	return db.Exec(ctx, tx, `INSERT INTO translog_key (id, serial, vkey, retired, until_size, voucher, made_at)
		SELECT $1, COALESCE(MAX(serial), 0) + 1, $2, FALSE, 0, $3, $4 FROM translog_key`, k.ID(), k.VKey, k.Voucher, tx.Now)
}

func retireKeys(ctx context.Context, tx *db.Tx, size int64) error {
	return db.Exec(ctx, tx, `UPDATE translog_key SET retired = TRUE, until_size = $1 WHERE NOT retired`, size)
}

// tileRows reads tiles from the database, each cut to the width that is asked for.
type tileRows struct {
	ctx context.Context
	tx  *db.Tx
}

// ErrTiles says that hashes of the tree are missing from the database.
var ErrTiles = errors.New("translog: the tree is not whole")

// Height, ReadTiles and SaveTiles make tileRows a tlog.TileReader.
func (t tileRows) Height() int { return TileHeight }

func (t tileRows) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	all := make([][]byte, len(tiles))
	for i, tile := range tiles {
		hashes, err := readTile(t.ctx, t.tx, tile.L, tile.N)
		if errors.Is(err, fault.NotFound) || err == nil && len(hashes) < tile.W*tlog.HashSize {
			return nil, ErrTiles
		}
		if err != nil {
			return nil, err
		}
		all[i] = hashes[:tile.W*tlog.HashSize]
	}
	return all, nil
}

func (t tileRows) SaveTiles([]tlog.Tile, [][]byte) {}

func readTile(ctx context.Context, tx *db.Tx, level int, n int64) ([]byte, error) {
	return db.One(ctx, tx, db.Value[[]byte], `SELECT hashes FROM translog_tile WHERE level = $1 AND number = $2`, level, n)
}

func writeTile(ctx context.Context, tx *db.Tx, level int, n int64, hashes []byte) error {
	return db.Exec(ctx, tx, `INSERT INTO translog_tile (level, number, hashes) VALUES ($1, $2, $3)
		ON CONFLICT (level, number) DO UPDATE SET hashes = excluded.hashes`, level, n, hashes)
}
