// Package initiative follows an initiative (mô hình, công trình, giải pháp)
// from registration through progress and evidence to what was decided of it.
//
// Reading order: initiative.go (the noun and its states), registration.go (the
// form with the ten content items), ledger.go (the six steps), policy.go,
// service.go (registering), progress.go and evidence.go (carrying out),
// queries.go and subscribe.go (for other modules), tally.go, store.go,
// exchange.go (Excel), pages*.go.
package initiative
