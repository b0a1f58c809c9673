package translog

import (
	"context"

	"golang.org/x/mod/sumdb/tlog"

	"kheo/internal/platform/db"
)

// HashWalk hands out the signed hashes of leaves in order; nil hands out none.
type HashWalk interface {
	// Next returns the hash of leaf n, 32 bytes; n grows from call to call.
	Next(n int64) ([]byte, error)
}

// LeafHashes walks the leaf hashes of the tree of h from leaf from, the first of a tile.
// It has compared the tiles of the whole tree above those leaves with the signed root.
func (l *Log) LeafHashes(ctx context.Context, tx *db.Tx, h Head, from int64) (HashWalk, error) {
	w := &leafWalk{ctx: ctx, tx: tx, size: h.N, tile: -1}
	if h.N == 0 {
		return w, nil
	}
	w.reader = tlog.TileHashReader(h.Tree, w)
	if from < h.N {
		if _, err := w.Next(from); err != nil {
			return nil, err
		}
	}
	return w, nil
}

// leafWalk reads tile after tile and has each checked against the signed root.
type leafWalk struct {
	ctx    context.Context
	tx     *db.Tx
	size   int64
	reader tlog.HashReader
	tile   int64 // whose hashes are at hand
	hashes []byte
}

// Next is HashWalk's.
func (w *leafWalk) Next(n int64) ([]byte, error) {
	if tile := n / TileWidth; tile != w.tile {
		if _, err := w.reader.ReadHashes([]int64{tlog.StoredHashIndex(0, n)}); err != nil {
			return nil, err
		}
		data, err := readTile(w.ctx, w.tx, 0, tile)
		if err != nil {
			return nil, err
		}
		w.tile, w.hashes = tile, data
	}
	at := (n % TileWidth) * tlog.HashSize
	if at+tlog.HashSize > int64(len(w.hashes)) {
		return nil, ErrTiles
	}
	return w.hashes[at : at+tlog.HashSize], nil
}

// Height, ReadTiles and SaveTiles make leafWalk a tlog.TileReader.
func (w *leafWalk) Height() int { return TileHeight }

func (w *leafWalk) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	return tileRows{w.ctx, w.tx}.ReadTiles(tiles)
}

func (w *leafWalk) SaveTiles([]tlog.Tile, [][]byte) {}
