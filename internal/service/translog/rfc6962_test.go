package translog_test

import (
	"context"
	"crypto/sha256"
	"fmt"
	"slices"
	"testing"

	"golang.org/x/mod/sumdb/tlog"

	"kheo/internal/platform/db"
	"kheo/internal/platform/db/dbtest"
	"kheo/internal/platform/fault"
	"kheo/internal/service/translog"
)

// What follows is read from RFC 6962, sections 2.1, 2.1.1 and 2.1.2, as it stands there:
// recursive and slow. Nothing of it is shared with the program.

func sum(parts ...[]byte) (h [32]byte) {
	s := sha256.New()
	for _, p := range parts {
		s.Write(p)
	}
	s.Sum(h[:0])
	return h
}

// split is the largest power of two smaller than n.
func split(n int) int {
	k := 1
	for k*2 < n {
		k *= 2
	}
	return k
}

// mth is MTH(D[n]).
func mth(d [][]byte) [32]byte {
	switch n := len(d); n {
	case 0:
		return sum()
	case 1:
		return sum([]byte{0}, d[0])
	default:
		k := split(n)
		left, right := mth(d[:k]), mth(d[k:])
		return sum([]byte{1}, left[:], right[:])
	}
}

// auditPath is PATH(m, D[n]).
func auditPath(m int, d [][]byte) [][32]byte {
	n := len(d)
	if n == 1 {
		return nil
	}
	if k := split(n); m < k {
		return append(auditPath(m, d[:k]), mth(d[k:]))
	} else {
		return append(auditPath(m-k, d[k:]), mth(d[:k]))
	}
}

// consistency is PROOF(m, D[n]).
func consistency(m int, d [][]byte) [][32]byte { return subproof(m, d, true) }

func subproof(m int, d [][]byte, whole bool) [][32]byte {
	n := len(d)
	if m == n {
		if whole {
			return nil
		}
		return [][32]byte{mth(d)}
	}
	if k := split(n); m <= k {
		return append(subproof(m, d[:k], whole), mth(d[k:]))
	} else {
		return append(subproof(m-k, d[k:], false), mth(d[:k]))
	}
}

func same(got []tlog.Hash, want [][32]byte) bool {
	return slices.EqualFunc(got, want, func(a tlog.Hash, b [32]byte) bool { return a == tlog.Hash(b) })
}

func leaves(from, to int) (all [][]byte) {
	for n := from; n < to; n++ {
		all = append(all, fmt.Appendf(nil, "leaf %d", n))
	}
	return all
}

// someOf are places at which a list of n may go wrong: its ends, and around powers of two.
func someOf(n int) (all []int) {
	for _, m := range []int{0, 1, 2, 3, 7, 8, 63, 64, 127, 128, 255, 256, 257, 511, 512, 32768, 65535, 65536, n / 3, n / 2, n - 2, n - 1} {
		if m >= 0 && m < n && !slices.Contains(all, m) {
			all = append(all, m)
		}
	}
	return all
}

// agrees compares the tree, the proofs and the Builder at the size of d with the text.
func agrees(t *testing.T, ctx context.Context, tx *db.Tx, l *translog.Log, d [][]byte, places []int) {
	t.Helper()
	n := len(d)
	h, err := l.Head(ctx, tx)
	if err != nil {
		t.Fatal(err)
	}
	root := mth(d)
	if h.N != int64(n) || h.Hash != root {
		t.Fatalf("the tree of %d leaves is signed as %d %s", n, h.N, h.Hash)
	}
	for _, m := range places {
		proofs, err := l.Prove(ctx, tx, h, int64(m))
		if err != nil {
			t.Fatal(err)
		}
		if !same(proofs[0].Path, auditPath(m, d)) {
			t.Errorf("PATH(%d, D[%d]) differs", m, n)
		}
		growth, err := l.ProveGrowth(ctx, tx, h, int64(m))
		if err != nil {
			t.Fatal(err)
		}
		if m > 0 && !same(growth, consistency(m, d)) {
			t.Errorf("PROOF(%d, D[%d]) differs", m, n)
		}
		before, err := l.TreeAt(ctx, tx, h, int64(m))
		if err != nil || before.Hash != mth(d[:m]) || before.N != int64(m) {
			t.Errorf("the first %d of %d leaves: %v %v", m, n, before, err)
		}
	}
}

// TestRFC6962Small compares every size up to 300, each leaf added by itself.
func TestRFC6962Small(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		l := newLog(t, d)
		all := leaves(0, 300)
		b := &translog.Builder{}
		err := d.Update(t.Context(), func(tx *db.Tx) error {
			for n := range len(all) + 1 {
				if n > 0 {
					if _, err := l.Append(t.Context(), tx, all[n-1:n]); err != nil {
						return err
					}
					b.Add(tlog.RecordHash(all[n-1]), nil)
				}
				if b.Tree() != (tlog.Tree{N: int64(n), Hash: mth(all[:n])}) {
					t.Errorf("the Builder of %d leaves differs", n)
				}
				agrees(t, t.Context(), tx, l, all[:n], someOf(n))
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	})
}

// TestRFC6962Large compares sizes around full tiles of the first and second level, the
// leaves added in large batches; at 70,000 leaves the tiles are those that tlog-tiles
// counts.
func TestRFC6962Large(t *testing.T) {
	t.Parallel()
	d := dbtest.SQLite(t)
	l := newLog(t, d)
	all := leaves(0, 70_000)
	had := 0
	for _, n := range []int{511, 512, 513, 767, 768, 769, 1023, 1024, 1025, 65_279, 65_280, 65_281, 65_535, 65_536, 65_537, 70_000} {
		grow(t, d, l, all[had:n]...)
		had = n
		view(t, d, func(ctx context.Context, tx *db.Tx) error {
			agrees(t, ctx, tx, l, all[:n], []int{0, n / 3, n - 1})
			return nil
		})
	}
	view(t, d, func(ctx context.Context, tx *db.Tx) error {
		tilesOf70000(t, ctx, tx, l, all)
		return nil
	})
}

// tilesOf70000: 273 full tiles and one of 112 hashes on level 0, one full and one of 17
// on level 1, one of a single hash on level 2, and none else.
func tilesOf70000(t *testing.T, ctx context.Context, tx *db.Tx, l *translog.Log, all [][]byte) {
	t.Helper()
	widths := map[int][]int{0: append(slices.Repeat([]int{256}, 273), 112), 1: {256, 17}, 2: {1}, 3: nil}
	for level, want := range widths {
		span := 1
		for range level {
			span *= 256
		}
		for n, width := range append(slices.Clone(want), 0) {
			if width < 256 {
				_, err := l.Tile(ctx, tx, tlog.Tile{H: 8, L: level, N: int64(n), W: width + 1})
				if err != fault.NotFound {
					t.Errorf("tile %d/%d is wider than %d: %v", level, n, width, err)
				}
			}
			if width == 0 || level == 0 && n%50 != 0 && n != len(want)-1 {
				continue
			}
			got, err := l.Tile(ctx, tx, tlog.Tile{H: 8, L: level, N: int64(n), W: width})
			if err != nil || len(got) != width*32 {
				t.Fatalf("tile %d/%d: %d bytes, %v", level, n, len(got), err)
			}
			for i := range width {
				first := (n*256 + i) * span
				if tlog.Hash(got[i*32:(i+1)*32]) != mth(all[first:first+span]) {
					t.Fatalf("hash %d of tile %d/%d differs", i, level, n)
				}
			}
		}
	}
}

// A Builder that goes on from complete subtrees is the same as one from the start, and
// says every subtree that is made.
func TestBuilderGoesOn(t *testing.T) {
	t.Parallel()
	all := leaves(0, 130)
	for n := range all {
		var roots []tlog.Hash
		for from, rest := 0, n; rest > 0; {
			k := 1
			for k*2 <= rest {
				k *= 2
			}
			roots = append(roots, mth(all[from:from+k]))
			from, rest = from+k, rest-k
		}
		b := translog.NewBuilder(int64(n), roots)
		for i, leaf := range all[n:] {
			made := 0
			b.Add(tlog.RecordHash(leaf), func(level int, at int64, h tlog.Hash) {
				made++
				if first := int(at) << level; h != mth(all[first:first+1<<level]) {
					t.Fatalf("from %d: subtree %d of level %d differs", n, at, level)
				}
			})
			full := 1
			for m := n + i + 1; m%2 == 0; m /= 2 {
				full++
			}
			if made != full {
				t.Fatalf("leaf %d makes %d subtrees, want %d", n+i, made, full)
			}
		}
		if b.Tree() != (tlog.Tree{N: int64(len(all)), Hash: mth(all)}) {
			t.Fatalf("going on from %d leaves differs", n)
		}
	}
}
