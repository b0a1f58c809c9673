// Package layout keeps how official papers look: an edition for each line of
// organisation and each time, as data that an administrator may copy, change
// and publish.
//
// A paper is laid out as on its own day: a decision of 2012 that is printed
// again looks as decisions did in 2012. What comes with the program is not
// verified and says so; each edition names its source and what is not known.
//
// Reading order: edition.go (an edition and how one follows another),
// settings*.go (what can be changed, with its bounds), policy.go, service.go,
// service_settle.go (what is shipped), queries.go (for other modules), store.go,
// pages*.go.
package layout
