// Package memlog is a log in memory for tests of whoever watches logs: it can rotate its
// keys as an honest log does, and show another history as a dishonest one.
package memlog

import (
	"fmt"
	"slices"
	"testing"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"

	"kheo/internal/service/translog"
)

// Log is a log whose leaves are "leaf 0", "leaf 1" and so on.
type Log struct {
	Keys   translog.Keys // today's first
	t      testing.TB
	origin string
	sign   []note.Signer // one for each key
	hashes []tlog.Hash   // as tlog stores them
	n      int64
	word   string // of the leaves
}

// New makes an empty log with one key.
func New(t testing.TB, origin string) *Log {
	t.Helper()
	l := &Log{t: t, origin: origin, word: "leaf"}
	l.addKey()
	return l
}

func (l *Log) addKey() {
	l.t.Helper()
	k, secret, err := translog.NewKey(l.origin)
	l.check(err)
	s, err := note.NewSigner(secret)
	l.check(err)
	l.Keys, l.sign = slices.Insert(slices.Clone(l.Keys), 0, k), slices.Insert(slices.Clone(l.sign), 0, s)
}

func (l *Log) check(err error) {
	l.t.Helper()
	if err != nil {
		l.t.Fatal(err)
	}
}

// Rotate retires the key at the size of today; it vouches for the next.
func (l *Log) Rotate() {
	l.t.Helper()
	l.RotateLost()
	l.Keys[0] = l.Vouched(l.Keys[0], 1)
}

// Vouched is k with the word of key number key: 0 is today's.
func (l *Log) Vouched(k translog.Key, key int) translog.Key {
	l.t.Helper()
	k, err := k.Vouch(l.sign[key])
	l.check(err)
	return k
}

// RotateLost is Rotate where the secret of the old key was lost: nobody vouches.
func (l *Log) RotateLost() {
	l.t.Helper()
	l.addKey()
	l.Keys[1].Retired, l.Keys[1].Until = true, l.n
}

// Grow adds n leaves.
func (l *Log) Grow(n int) {
	l.t.Helper()
	for range n {
		more, err := tlog.StoredHashes(l.n, fmt.Appendf(nil, "%s %d", l.word, l.n), l.reader())
		l.check(err)
		l.hashes = append(l.hashes, more...)
		l.n++
	}
}

// Fork is a log with the same keys whose leaves differ from number at on; it has n.
func (l *Log) Fork(at, n int) *Log {
	l.t.Helper()
	f := &Log{Keys: l.Keys, t: l.t, origin: l.origin, sign: l.sign, word: "leaf"}
	f.Grow(at)
	f.word = "other"
	f.Grow(n - at)
	return f
}

func (l *Log) reader() tlog.HashReader {
	return tlog.HashReaderFunc(func(indexes []int64) ([]tlog.Hash, error) {
		all := make([]tlog.Hash, len(indexes))
		for i, x := range indexes {
			all[i] = l.hashes[x]
		}
		return all, nil
	})
}

// Size is how many leaves there are.
func (l *Log) Size() int64 { return l.n }

// Tree is the tree of the first n leaves.
func (l *Log) Tree(n int64) tlog.Tree {
	l.t.Helper()
	h, err := tlog.TreeHash(n, l.reader())
	l.check(err)
	return tlog.Tree{N: n, Hash: h}
}

// Tile is the first width hashes of tile n of the leaves.
func (l *Log) Tile(n int64, width int) []byte {
	l.t.Helper()
	data, err := tlog.ReadTileData(tlog.Tile{H: translog.TileHeight, L: 0, N: n, W: width}, l.reader())
	l.check(err)
	return data
}

// Signed is the checkpoint of the first n leaves, signed with key number key: 0 is
// today's.
func (l *Log) Signed(n int64, key int) []byte {
	l.t.Helper()
	return l.Sign(translog.Checkpoint{Origin: l.origin, Tree: l.Tree(n)}.String(), key)
}

// Sign signs any text.
func (l *Log) Sign(text string, key int) []byte {
	l.t.Helper()
	signed, err := note.Sign(&note.Note{Text: text}, l.sign[key])
	l.check(err)
	return signed
}

// Head is the checkpoint of the first n leaves as the log itself opens it.
func (l *Log) Head(n int64) translog.Head {
	l.t.Helper()
	signed := l.Signed(n, 0)
	o, err := translog.OpenCheckpoint(signed, l.Keys)
	l.check(err)
	return translog.Head{Opened: o, Signed: signed, Keys: l.Keys}
}

// Growth proves that the first n leaves begin with the first old.
func (l *Log) Growth(old, n int64) tlog.TreeProof {
	l.t.Helper()
	if old == 0 {
		return nil
	}
	p, err := tlog.ProveTree(n, old, l.reader())
	l.check(err)
	return p
}
