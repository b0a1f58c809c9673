// Package translog is a transparency log: an append-only Merkle tree (RFC 6962,
// section 2.1) whose leaves are added in the transaction of whoever writes them,
// with signed checkpoints and proofs that can be checked without the server.
//
// It knows nothing of what the leaves say. The tree, its tiles and its proofs are
// those of golang.org/x/mod/sumdb/tlog; signatures are signed notes. Formats
// follow the texts of C2SP: tlog-tiles, tlog-checkpoint, tlog-proof,
// tlog-cosignature and tlog-witness (package witness); package monitor follows a
// log from outside. Both use fetch (asking servers that are not trusted) and keep
// (small files that survive a power cut); memlog is a log in memory for their tests.
//
// Reading order: key.go, checkpoint.go, cosignature.go, proof.go, tile.go,
// line.go and tree.go are pure; log.go (appending), keys.go (making and rotating
// keys), queries.go (proofs and tiles) and store.go keep a log in the database.
package translog
