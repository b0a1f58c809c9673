package translog

import (
	"fmt"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/tlog"
)

// Tiles are eight levels of the tree high (c2sp.org/tlog-tiles): 256 hashes.
const (
	TileHeight = 8
	TileWidth  = 1 << TileHeight
)

// TilePath is where a tile is served, after the log's prefix: "tile/0/x001/234.p/7".
func TilePath(t tlog.Tile) string {
	return fmt.Sprintf("tile/%d/%s", t.L, numberPath(t.N, t.W))
}

// EntriesPath is where the bundle of entries n is served; width is 1 to 256.
func EntriesPath(n int64, width int) string { return "tile/entries/" + numberPath(n, width) }

func numberPath(n int64, width int) string {
	path := fmt.Sprintf("%03d", n%1000)
	for n >= 1000 {
		n /= 1000
		path = fmt.Sprintf("x%03d/%s", n%1000, path)
	}
	if width < TileWidth {
		path += ".p/" + strconv.Itoa(width)
	}
	return path
}

// ParseTileNumber reads what numberPath writes: the number of a tile and its width. Each
// tile has one path only, so that it is kept once.
func ParseTileNumber(path string) (n int64, width int, ok bool) {
	number, partial, isPartial := strings.Cut(path, ".p/")
	width = TileWidth
	if isPartial {
		w, err := strconv.Atoi(partial)
		if err != nil || w < 1 || w >= TileWidth {
			return 0, 0, false
		}
		width = w
	}
	for _, part := range strings.Split(number, "/") {
		digits := strings.TrimPrefix(part, "x")
		d, err := strconv.Atoi(digits)
		if err != nil || len(digits) != 3 || d < 0 || n > 1<<48 {
			return 0, 0, false
		}
		n = n*1000 + int64(d)
	}
	return n, width, numberPath(n, width) == path
}
