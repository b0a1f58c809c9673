package monitor

import (
	"context"
	"errors"
	"fmt"
	"net/http"

	"golang.org/x/mod/sumdb/tlog"

	"kheo/internal/service/translog"
	"kheo/internal/service/translog/fetch"
)

// Bounds of what a log may answer, in bytes.
const (
	maxCheckpoint = 128 << 10
	maxKeys       = 64 << 10
)

// server is what is asked of a log.
type server struct {
	client *http.Client
	prefix string
}

func (s server) get(ctx context.Context, path string, most int64) ([]byte, error) {
	data, err := fetch.Fresh(ctx, s.client, s.prefix+"/"+path, most)
	if err != nil {
		return nil, finding{Unreachable, err}
	}
	return data, nil
}

// keys is the list of keys.
func (s server) keys(ctx context.Context) (translog.Keys, error) {
	text, err := s.get(ctx, "khoa", maxKeys)
	if err != nil {
		return nil, err
	}
	keys, err := translog.ParseKeys(string(text))
	if err != nil {
		return nil, finding{KeysChanged, err}
	}
	return keys, nil
}

// tile n of the leaves, the first width hashes. A partial tile may be gone once it is
// full; the full one then holds it.
func (s server) tile(ctx context.Context, n int64, width int) ([]byte, error) {
	data, err := s.part(ctx, n, width)
	if missing(err) && width < translog.TileWidth {
		data, err = s.part(ctx, n, translog.TileWidth)
	}
	switch {
	case missing(err):
		return nil, found(BadTiles, fmt.Sprintf("tile %d of width %d is not served", n, width))
	case errors.Is(err, fetch.ErrTooLong) || err == nil && (len(data) < width*tlog.HashSize || len(data)%tlog.HashSize != 0):
		return nil, found(BadTiles, fmt.Sprintf("tile %d of width %d has another length", n, width))
	case err != nil:
		return nil, finding{Unreachable, err}
	}
	return data[:width*tlog.HashSize], nil
}

func (s server) part(ctx context.Context, n int64, width int) ([]byte, error) {
	path := translog.TilePath(tlog.Tile{H: translog.TileHeight, L: 0, N: n, W: width})
	return fetch.Get(ctx, s.client, s.prefix+"/"+path, int64(width)*tlog.HashSize)
}

func missing(err error) bool {
	var status fetch.StatusError
	return errors.As(err, &status) && (status.Code == http.StatusNotFound || status.Code == http.StatusGone)
}

// tiles hands the hashes of leaves from number from up to size to each, tile by tile;
// first is the number of the first leaf in the tile.
func (s server) tiles(ctx context.Context, from, size int64, each func(first int64, hashes []byte) error) error {
	for n := from / translog.TileWidth; n*translog.TileWidth < size; n++ {
		first := n * translog.TileWidth
		hashes, err := s.tile(ctx, n, int(min(translog.TileWidth, size-first)))
		if err != nil {
			return err
		}
		if err := each(first, hashes); err != nil {
			return err
		}
	}
	return nil
}
