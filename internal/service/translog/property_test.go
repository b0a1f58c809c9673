package translog_test

import (
	"context"
	"errors"
	"sync"
	"testing"

	"golang.org/x/mod/sumdb/tlog"
	"pgregory.net/rapid"

	"kheo/internal/platform/db"
	"kheo/internal/platform/db/dbtest"
	"kheo/internal/service/translog"
)

// headAt is a head of the first n leaves, whose tree is computed by the text of the RFC.
func headAt(all [][]byte, n int) translog.Head {
	return translog.Head{Opened: translog.Opened{Checkpoint: translog.Checkpoint{Origin: origin, Tree: tlog.Tree{N: int64(n), Hash: mth(all[:n])}}}}
}

// Every prefix is consistent with every longer tree, and with no other.
func TestEveryPrefixIsConsistent(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		l := newLog(t, d)
		all := leaves(0, 1100)
		grow(t, d, l, all...)
		view(t, d, func(ctx context.Context, tx *db.Tx) error {
			rapid.Check(t, func(t *rapid.T) {
				n := rapid.IntRange(1, len(all)).Draw(t, "n")
				m := rapid.IntRange(1, n).Draw(t, "m")
				h, old := headAt(all, n), mth(all[:m])
				proof, err := l.ProveGrowth(ctx, tx, h, int64(m))
				if err != nil {
					t.Fatal(err)
				}
				if err := tlog.CheckTree(proof, h.N, h.Hash, int64(m), old); err != nil {
					t.Fatalf("%d is no prefix of %d: %v", m, n, err)
				}
				other := old
				other[rapid.IntRange(0, 31).Draw(t, "byte")] ^= byte(1 << rapid.IntRange(0, 7).Draw(t, "bit"))
				if tlog.CheckTree(proof, h.N, h.Hash, int64(m), other) == nil {
					t.Fatalf("another tree of %d is a prefix of %d", m, n)
				}
				if len(proof) == 0 {
					return
				}
				proof[rapid.IntRange(0, len(proof)-1).Draw(t, "hash")][0] ^= 1
				if tlog.CheckTree(proof, h.N, h.Hash, int64(m), old) == nil {
					t.Fatal("a changed proof holds")
				}
			})
			return nil
		})
	})
}

// errUndo ends a transaction whose changes are to be forgotten.
var errUndo = errors.New("undo")

// undone runs do on a log of the database and forgets what it did.
func undone(t *rapid.T, ctx context.Context, d *db.DB, do func(tx *db.Tx)) {
	if err := d.Update(ctx, func(tx *db.Tx) error { do(tx); return errUndo }); !errors.Is(err, errUndo) {
		t.Fatal(err)
	}
}

// Any changed, lost or added byte of a tile that is needed makes Append and Prove refuse.
func TestChangedTilesAreRefused(t *testing.T) {
	t.Parallel()
	d := dbtest.SQLite(t)
	l := newLog(t, d)
	all := leaves(0, 600)
	grow(t, d, l, all...)
	// The tiles of 600 leaves, and a leaf whose proof needs each.
	tiles := []struct{ level, number, width, leaf int }{{0, 0, 256, 9}, {0, 1, 256, 300}, {0, 2, 88, 599}, {1, 0, 2, 9}}
	rapid.Check(t, func(t *rapid.T) {
		tile := rapid.SampledFrom(tiles).Draw(t, "tile")
		at := rapid.IntRange(0, tile.width*32-1).Draw(t, "byte")
		how := rapid.SampledFrom([]string{"changed", "lost", "added"}).Draw(t, "how")
		undone(t, context.Background(), d, func(tx *db.Tx) {
			ctx := context.Background()
			had, err := l.Tile(ctx, tx, tlog.Tile{H: 8, L: tile.level, N: int64(tile.number), W: tile.width})
			if err != nil {
				t.Fatal(err)
			}
			bad := append([]byte{}, had...)
			switch how {
			case "changed":
				bad[at] ^= 1 << rapid.IntRange(0, 7).Draw(t, "bit")
			case "lost":
				bad = append(bad[:at], bad[at+1:]...)
			case "added":
				bad = append(bad[:at], append([]byte{bad[at] ^ 1}, bad[at:]...)...)
			}
			if err := db.Exec(ctx, tx, `UPDATE translog_tile SET hashes = $1 WHERE level = $2 AND number = $3`, bad, tile.level, tile.number); err != nil {
				t.Fatal(err)
			}
			h, err := l.Head(ctx, tx)
			if err != nil {
				t.Fatal(err)
			}
			if p, err := l.Prove(ctx, tx, h, int64(tile.leaf)); !errors.Is(err, translog.ErrLog) {
				t.Errorf("leaf %d is proved with tile %+v %s: %v %v", tile.leaf, tile, how, p, err)
			}
			growing := tile.level == 1 || tile.number == 2
			if _, err := l.Append(ctx, tx, [][]byte{{1}}); errors.Is(err, translog.ErrLog) != growing {
				t.Errorf("Append to tile %+v %s: %v", tile, how, err)
			}
		})
	})
	rows := map[string]string{
		"a tile is gone":         `DELETE FROM translog_tile WHERE level = 0 AND number = 2`,
		"no checkpoint is left":  `DELETE FROM translog_checkpoint`,
		"the checkpoint differs": `UPDATE translog_checkpoint SET note = REPLACE(note, '600', '599'), size = 599 WHERE size = 600`,
		"the size differs":       `UPDATE translog_checkpoint SET size = 599 WHERE size = 600`,
		"no key is left":         `UPDATE translog_key SET vkey = 'a.example+7b5c8d4f+AQ=='`,
		"nobody signs":           `UPDATE translog_key SET retired = TRUE, until_size = 1`,
	}
	for name, statement := range rows {
		err := d.Update(t.Context(), func(tx *db.Tx) error {
			if err := db.Exec(t.Context(), tx, statement); err != nil {
				t.Fatal(err)
			}
			if _, err := l.Append(t.Context(), tx, [][]byte{{1}}); !errors.Is(err, translog.ErrLog) {
				t.Errorf("%s: %v", name, err)
			}
			return errUndo
		})
		if !errors.Is(err, errUndo) {
			t.Error(name, err)
		}
	}
	grow(t, d, l, []byte{1}) // all was undone
}

// Many append at once: none is lost, each stands where it was told, and the root is that
// of all in this order.
func TestAppendAtOnce(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		l := newLog(t, d)
		const writers, rounds = 6, 8
		var mu sync.Mutex
		at := map[int64][]byte{}
		var all sync.WaitGroup
		for w := range writers {
			all.Go(func() {
				for r := range rounds {
					batch := leaves(1000*w+20*r, 1000*w+20*r+1+(w+r)%7)
					var first int64
					err := d.Update(t.Context(), func(tx *db.Tx) (err error) {
						first, err = l.Append(t.Context(), tx, batch)
						return err
					})
					if err != nil {
						t.Error(err)
						return
					}
					mu.Lock()
					for i, leaf := range batch {
						at[first+int64(i)] = leaf
					}
					mu.Unlock()
				}
			})
		}
		all.Wait()
		ordered := make([][]byte, len(at))
		for i := range ordered {
			leaf, ok := at[int64(i)]
			if !ok {
				t.Fatalf("no leaf has number %d of %d", i, len(at))
			}
			ordered[i] = leaf
		}
		if h := head(t, d, l); h.N != int64(len(ordered)) || h.Hash != mth(ordered) {
			t.Errorf("%d leaves hash to %s, want %d", h.N, h.Hash, len(ordered))
		}
	})
}
