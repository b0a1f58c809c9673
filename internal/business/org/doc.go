// Package org is the tree of units: territories, committees, the Front, unions,
// neighbourhoods, schools, enterprises.
//
// Reading order: unit.go, policy.go, service.go (use cases of units),
// service_tree.go (the tree for administrators), queries.go and queries_words.go
// (answers for other modules), store.go, exchange.go (Excel), pages.go and
// pages_units.go with its template.
package org
