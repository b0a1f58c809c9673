// Package publication is what everybody sees without signing in: the front page,
// the catalogue of initiatives, the page of one initiative, the numbers of a
// season, and the same as files and JSON.
//
// What is public. An initiative is public from acceptance on (initiative.State.Public).
// Its contact, the notes of officials, the reasons for which it was returned and the
// names of accounts are never public. The name of an individual or of a household is
// public only when a line of an issued decision names them (recognised or commended)
// and is not revoked; until then pages and files say "Một cá nhân ở Phường X", and the
// name is taken out of what the registration and the notes say. Names of collectives
// are public. The search index holds no names of individuals and households.
//
// Why an initiative is recognised is public too: criteria, points, ballots, papers
// (service_why.go). It names no one who scored or voted, and leaves out numbers that
// would show what single persons did.
//
// Numbers come from the rows at the moment of the request; an answer that is slow to
// find is kept for twenty times as long as finding it took (kept.go).
//
// Reading order: privacy.go and filter.go (pure), needs.go, service.go, kept.go,
// places.go, service_list.go (the catalogue),
// queries.go, exchange.go, pages.go and the pages_*.go.
package publication
