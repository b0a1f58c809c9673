// Package numberbook gives papers their numbers: one book for each body, kind of
// paper and year (State, Front) or term of the committee (Party), without gaps
// and without doubles.
//
// A number is taken in the transaction that signs its paper: when that fails,
// the number was never given. Numbers may be held back for a paper to come and
// voided with a reason; what was signed keeps its number for ever. Numbers that
// were given on paper before are recorded beside.
//
// Reading order: book.go (books and numbers), pattern.go (how a number is
// written and read), term.go (terms, abbreviations, forms of numbers), policy.go,
// queries.go (for modules: Take, Record, Of), service.go (reserve, void),
// service_open.go, service_list.go, service_settings.go (administration),
// store*.go, documents.go (the book on A4), pages*.go.
package numberbook
