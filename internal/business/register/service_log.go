package register

import (
	"context"
	"strconv"

	"golang.org/x/mod/sumdb/tlog"

	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
	"kheo/internal/service/translog"
)

// Checkpoint is the last signed checkpoint with its cosignatures, as a note.
func (s *Service) Checkpoint(ctx context.Context) (signed []byte, err error) {
	err = s.db.View(ctx, func(tx *db.Tx) error {
		h, err := s.log.Head(ctx, tx)
		signed = h.Signed
		return err
	})
	return signed, err
}

// Tile returns what stands at tile/<level>/<number> below the log's address: hashes of
// the tree or, at the level "entries", what they were made of; else fault.NotFound.
func (s *Service) Tile(ctx context.Context, level, number string) (data []byte, err error) {
	n, width, ok := translog.ParseTileNumber(number)
	if !ok {
		return nil, fault.NotFound
	}
	err = s.db.View(ctx, func(tx *db.Tx) (err error) {
		if level == "entries" {
			data, err = bundle(ctx, tx, n, width)
			return err
		}
		l, err := strconv.Atoi(level)
		if err != nil || l < 0 || l > 63 || strconv.Itoa(l) != level {
			return fault.NotFound
		}
		data, err = s.log.Tile(ctx, tx, tlog.Tile{H: translog.TileHeight, L: l, N: n, W: width})
		return err
	})
	return data, err
}
