// Package council lets a council meet: who sits in it, what it votes on, by which
// rule, and what came out, with a secret ballot that nobody can trace back.
//
// A rule is data with a time span and a source; a round pins the edition by which
// it is counted. A ballot paper becomes one row for each case, without voter, time
// or order, and at every vote all rows of the round are written anew in a random
// order: docs/ballots.md says what that protects against and what not.
//
// Reading order: rules.go (how a count is judged), count.go, paper.go (the ballot
// paper), council.go, meeting.go and round.go (the nouns), policy.go, needs.go,
// service.go and service_*.go (use cases), store*.go (the heart is
// store_box.go), documents*.go (minutes), pages*.go.
package council
