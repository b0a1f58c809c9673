// Package witness watches logs as c2sp.org/tlog-witness asks: it cosigns a checkpoint
// only if the tree follows from the last one that it cosigned, so that a log which shows
// different people different histories finds no witness for the second.
//
// Reading order: request.go (what is sent), state.go (what is remembered), witness.go
// (the rules), key.go (the witness's own key); client.go is the log's side.
package witness
