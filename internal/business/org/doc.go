// Package org is the tree of units: territories, committees, the Front, unions,
// neighbourhoods, schools, enterprises, and who was appointed to what in them.
//
// Reading order: unit.go, policy.go, service.go (use cases of units),
// service_tree.go (the tree and the audit trail for administrators), accounts.go
// and accounts_change.go (people and their roles), accounts_own.go (the own
// profile), accounts_setup.go (a new installation), queries.go (answers for
// other modules), store.go, trail.go (differences and words of the audit trail),
// exchange.go (Excel), pages.go (signing in) and pages_*.go with their templates.
package org
