// Package award is the catalogue of what can be given for an initiative or to a
// participant, by whom and with which bonus; of the base salary from which bonuses
// are reckoned; and of the legal texts on which decisions rest.
//
// Everything is a row with its source and the days on which it holds. An edition
// that was in force is never written over: a new one ends it the day before, or
// takes its place from the same day, so that old cases stay what they were. What
// nobody has compared with the original text is shown as not verified.
//
// Reading order: award.go, edition.go, salary.go (the bonus), multiple.go, basis.go
// (all pure), policy.go, service.go (awards), service_salary.go, service_basis.go,
// queries.go (for other modules), store*.go, pages*.go.
package award
