package translog

import (
	"context"
	"errors"
	"fmt"
	"time"

	"golang.org/x/mod/sumdb/tlog"

	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
)

// Head is the last signed checkpoint with all that is needed to open it.
type Head struct {
	Opened
	Signed []byte // the note, with the cosignatures that came in
	Keys   Keys
	At     time.Time // of signing
}

// Head opens the last checkpoint.
func (l *Log) Head(ctx context.Context, tx *db.Tx) (h Head, err error) {
	s, err := latest(ctx, tx)
	if err != nil {
		return h, err
	}
	return l.headOf(ctx, tx, s)
}

// HeadBefore opens the last checkpoint signed before at, or fault.NotFound.
func (l *Log) HeadBefore(ctx context.Context, tx *db.Tx, at time.Time) (h Head, err error) {
	s, err := latestBefore(ctx, tx, at)
	if err != nil {
		return h, err
	}
	return l.headOf(ctx, tx, s)
}

func (l *Log) headOf(ctx context.Context, tx *db.Tx, s signedRow) (h Head, err error) {
	if h.Keys, err = allKeys(ctx, tx); err != nil {
		return h, err
	}
	if h.Opened, err = l.open(s.note, h.Keys); err != nil {
		return h, fmt.Errorf("%w: %w", ErrLog, err)
	}
	h.At, h.Signed = s.at, []byte(s.note)
	err = db.Each(ctx, tx, func(r db.Row) error {
		var line string
		err := r.Scan(&line)
		h.Signed = append(h.Signed, line...)
		return err
	}, `SELECT line FROM translog_cosignature WHERE size = $1 ORDER BY witness`, s.size)
	return h, err
}

// Kept is a checkpoint as the database has it.
type Kept struct {
	Checkpoint
	signed []byte
	keys   Keys
}

// Broken tells whether a checkpoint that was kept is not what was signed.
func (k Kept) Broken() bool {
	o, err := OpenCheckpoint(k.signed, k.keys)
	return err != nil || o.Checkpoint != k.Checkpoint
}

// Checkpoints are all that were ever signed, the smallest first; whether they were changed
// since, Broken tells of each.
func (l *Log) Checkpoints(ctx context.Context, tx *db.Tx, keys Keys) ([]Kept, error) {
	return db.All(ctx, tx, func(r db.Row) (k Kept, err error) {
		var size int64
		var signed string
		if err := r.Scan(&size, &signed); err != nil {
			return k, err
		}
		k = Kept{signed: []byte(signed), keys: keys}
		k.Checkpoint, _ = Peek(k.signed) // what cannot be read is Broken
		k.N = size
		return k, nil
	}, `SELECT size, note FROM translog_checkpoint ORDER BY size, serial`)
}

// Prove makes proofs that the leaves with the given numbers stand in the tree of h.
func (l *Log) Prove(ctx context.Context, tx *db.Tx, h Head, leaves ...int64) ([]Proof, error) {
	kept := &keptTiles{from: tileRows{ctx, tx}, tiles: map[tlog.Tile][]byte{}}
	reader := tlog.TileHashReader(h.Tree, kept)
	all := make([]Proof, len(leaves))
	for i, n := range leaves {
		if n < 0 || n >= h.N {
			return nil, fault.NotFound
		}
		path, err := tlog.ProveRecord(h.N, n, reader)
		if err != nil {
			return nil, fmt.Errorf("%w: leaf %d: %w", ErrLog, n, err)
		}
		all[i] = Proof{Index: n, Path: path, Checkpoint: h.Signed}
	}
	return all, nil
}

// ProveGrowth shows that the tree of h begins with that of size leaves.
func (l *Log) ProveGrowth(ctx context.Context, tx *db.Tx, h Head, size int64) (tlog.TreeProof, error) {
	if size == 0 || size == h.N {
		return nil, nil
	}
	if size < 0 || size > h.N {
		return nil, fault.NotFound
	}
	proof, err := tlog.ProveTree(h.N, size, tlog.TileHashReader(h.Tree, tileRows{ctx, tx}))
	if err != nil {
		return nil, fmt.Errorf("%w: growth from %d: %w", ErrLog, size, err)
	}
	return proof, nil
}

// TreeAt is the tree of the first size leaves, as the tiles have it.
func (l *Log) TreeAt(ctx context.Context, tx *db.Tx, h Head, size int64) (tlog.Tree, error) {
	if size < 0 || size > h.N {
		return tlog.Tree{}, fault.NotFound
	}
	if size == 0 {
		return (&Builder{}).Tree(), nil
	}
	hash, err := tlog.TreeHash(size, tlog.TileHashReader(h.Tree, tileRows{ctx, tx}))
	if err != nil {
		return tlog.Tree{}, fmt.Errorf("%w: tree of %d: %w", ErrLog, size, err)
	}
	return tlog.Tree{N: size, Hash: hash}, nil
}

// Tile returns the hashes of a tile of the signed tree, or fault.NotFound.
func (l *Log) Tile(ctx context.Context, tx *db.Tx, t tlog.Tile) ([]byte, error) {
	data, err := tileRows{ctx, tx}.ReadTiles([]tlog.Tile{t})
	if errors.Is(err, ErrTiles) {
		return nil, fault.NotFound
	}
	if err != nil {
		return nil, err
	}
	return data[0], nil
}

// keptTiles reads each tile once for many proofs.
type keptTiles struct {
	from  tileRows
	tiles map[tlog.Tile][]byte
}

// Height, ReadTiles and SaveTiles make keptTiles a tlog.TileReader; only what was found
// right is handed to SaveTiles.
func (k *keptTiles) Height() int { return TileHeight }

func (k *keptTiles) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	all := make([][]byte, len(tiles))
	for i, t := range tiles {
		if data, ok := k.tiles[t]; ok {
			all[i] = data
			continue
		}
		data, err := k.from.ReadTiles([]tlog.Tile{t})
		if err != nil {
			return nil, err
		}
		all[i] = data[0]
	}
	return all, nil
}

func (k *keptTiles) SaveTiles(tiles []tlog.Tile, data [][]byte) {
	if len(k.tiles) > 2000 { // 16 MB
		clear(k.tiles)
	}
	for i, t := range tiles {
		k.tiles[t] = data[i]
	}
}

// AddCosignature keeps what a witness said of a checkpoint of that size; line is as
// Cosigner.Cosign makes it, already verified.
func (l *Log) AddCosignature(ctx context.Context, tx *db.Tx, size int64, witness, line string) error {
	return db.Exec(ctx, tx, `INSERT INTO translog_cosignature (size, witness, line, at) VALUES ($1, $2, $3, $4)
		ON CONFLICT (size, witness) DO UPDATE SET line = excluded.line, at = excluded.at`, size, witness, line, tx.Now)
}
