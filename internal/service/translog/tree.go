package translog

import "golang.org/x/mod/sumdb/tlog"

// Builder hashes a tree from its leaves, one after the other, and keeps no more of it
// than the roots of its complete subtrees. The zero Builder is an empty tree.
type Builder struct {
	n     int64
	roots []subtree // the largest first
}

type subtree struct {
	level int
	hash  tlog.Hash
}

// NewBuilder goes on from a tree of n leaves whose complete subtrees, the largest first,
// hash to roots.
func NewBuilder(n int64, roots []tlog.Hash) *Builder {
	b := &Builder{n: n}
	for i, level := range levels(n) {
		b.roots = append(b.roots, subtree{level, roots[i]})
	}
	return b
}

// levels of the complete subtrees of a tree of n leaves, the largest first.
func levels(n int64) (all []int) {
	for level := 62; level >= 0; level-- {
		if n&(1<<level) != 0 {
			all = append(all, level)
		}
	}
	return all
}

// rootIndexes are the stored hashes of those subtrees, as tlog numbers them.
func rootIndexes(n int64) (all []int64) {
	first := int64(0)
	for _, level := range levels(n) {
		all = append(all, tlog.StoredHashIndex(level, first>>level))
		first += 1 << level
	}
	return all
}

// Add appends a leaf by its hash and calls made, if it is not nil, with every subtree
// that is now complete: its level, its number on that level and its hash.
func (b *Builder) Add(leaf tlog.Hash, made func(level int, n int64, h tlog.Hash)) {
	s := subtree{0, leaf}
	b.n++
	for {
		if made != nil {
			made(s.level, b.n>>s.level-1, s.hash)
		}
		last := len(b.roots) - 1
		if last < 0 || b.roots[last].level != s.level {
			break
		}
		s = subtree{s.level + 1, tlog.NodeHash(b.roots[last].hash, s.hash)}
		b.roots = b.roots[:last]
	}
	b.roots = append(b.roots, s)
}

// Size is how many leaves there are so far.
func (b *Builder) Size() int64 { return b.n }

// Tree is what the leaves so far hash to.
func (b *Builder) Tree() tlog.Tree {
	t := tlog.Tree{N: b.n, Hash: emptyRoot}
	for i := len(b.roots) - 1; i >= 0; i-- {
		if i == len(b.roots)-1 {
			t.Hash = b.roots[i].hash
			continue
		}
		t.Hash = tlog.NodeHash(b.roots[i].hash, t.Hash)
	}
	return t
}

// emptyRoot is the hash of a tree without leaves: SHA-256 of nothing (RFC 6962, 2.1).
var emptyRoot = tlog.Hash{
	0xe3, 0xb0, 0xc4, 0x42, 0x98, 0xfc, 0x1c, 0x14, 0x9a, 0xfb, 0xf4, 0xc8, 0x99, 0x6f, 0xb9, 0x24,
	0x27, 0xae, 0x41, 0xe4, 0x64, 0x9b, 0x93, 0x4c, 0xa4, 0x95, 0x99, 0x1b, 0x78, 0x52, 0xb8, 0x55,
}
