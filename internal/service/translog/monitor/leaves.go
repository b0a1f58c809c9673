package monitor

import (
	"bufio"
	"errors"
	"io"
	"os"

	"golang.org/x/mod/sumdb/tlog"

	"kheo/internal/service/translog"
)

// leaves is the file of the hashes of all leaves that were seen, one after the other:
// the tiles of level 0 without gaps.
type leaves struct{ *os.File }

func openLeaves(name string) (leaves, error) {
	f, err := os.OpenFile(name, os.O_RDWR|os.O_CREATE, 0o600) //nolint:gosec // in the monitor's own folder
	return leaves{f}, err
}

// grown hashes a tree leaf by leaf and remembers what it was at some sizes.
type grown struct {
	b  translog.Builder
	n  int64
	at map[int64]tlog.Tree // asked for: the keys; Tree().N is -1 until the size is reached
}

// growing remembers the trees of sizes.
func growing(sizes ...int64) *grown {
	g := &grown{at: map[int64]tlog.Tree{}}
	for _, n := range sizes {
		g.at[n] = tlog.Tree{N: -1}
	}
	g.remember()
	return g
}

func (g *grown) remember() {
	if _, asked := g.at[g.n]; asked {
		g.at[g.n] = g.b.Tree()
	}
}

// add adds hashes, 32 bytes each.
func (g *grown) add(hashes []byte) {
	for ; len(hashes) > 0; hashes = hashes[tlog.HashSize:] {
		g.b.Add(tlog.Hash(hashes[:tlog.HashSize]), nil)
		g.n++
		g.remember()
	}
}

// tree is the tree of n leaves; ok is false if that was not asked for or not reached.
func (g *grown) tree(n int64) (t tlog.Tree, ok bool) {
	t = g.at[n]
	return t, t.N == n
}

// read adds the first n leaves of the file to g.
func (f leaves) read(n int64, g *grown) error {
	r := bufio.NewReaderSize(io.NewSectionReader(f, 0, n*tlog.HashSize), translog.TileWidth*tlog.HashSize)
	hash := make([]byte, tlog.HashSize)
	for range n {
		if _, err := io.ReadFull(r, hash); err != nil {
			return err
		}
		g.add(hash)
	}
	return nil
}

// from returns the hashes of leaves first to last, without last.
func (f leaves) from(first, last int64) ([]byte, error) {
	if last <= first {
		return nil, nil
	}
	hashes := make([]byte, (last-first)*tlog.HashSize)
	_, err := f.ReadAt(hashes, first*tlog.HashSize)
	return hashes, err
}

// write puts hashes after the first n.
func (f leaves) write(n int64, hashes []byte) error {
	_, err := f.WriteAt(hashes, n*tlog.HashSize)
	return err
}

// cut forgets all but the first n.
func (f leaves) cut(n int64) error { return f.Truncate(n * tlog.HashSize) }

// firstDifference is the number of the first hash that differs, -1 if none does in the
// shorter of both.
func firstDifference(a, b []byte) int64 {
	for i := 0; i < min(len(a), len(b)); i++ {
		if a[i] != b[i] {
			return int64(i / tlog.HashSize)
		}
	}
	return -1
}

func (f leaves) end(err error) error { return errors.Join(err, f.Close()) }
