// Package monitor follows a log from outside: it keeps the hash of every leaf that it
// has seen, rebuilds the tree from them and says when the log shows another history,
// fewer leaves, or what none of its keys signed. It believes nothing that it has not
// computed itself, except the keys of the first contact where nobody gave it any.
//
// Reading order: report.go (what is said), keys.go (which keys are believed, pure),
// monitor.go (one check), trace.go (where two histories part), server.go (what is asked
// of the log), state.go and leaves.go (what is kept).
package monitor
