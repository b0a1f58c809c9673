// Package org is the tree of units through time: territories, committees, the
// Front, unions, neighbourhoods, schools, enterprises; what each was called, was
// part of and was replaced by, on every day. docs/units.md says it in words.
//
// Reading order, pure first: unit.go, time.go (names, types, parents, codes, posts
// with their days), level.go, event.go (what changes units), book.go with
// book_apply.go and book_end.go (all units in memory, on which an event is tried),
// atlas.go with atlas_day.go (what lies under which unit on the map of which day).
//
// Then the use cases: service.go (units), service_event.go and service_carry.go
// (events and what goes on with them), service_withdraw.go with undo.go,
// service_draft.go with draft.go (an event as it is typed), service_story.go and
// service_place.go, service_post.go (the page of a unit), service_part.go (parts of
// split units), service_tree.go, service_suggest.go.
//
// For others: queries*.go, needs.go (whose things belong to units). Lists from
// outside: table*.go with service_table.go (the official conversion table),
// shipped*.go (the units that Khéo comes with), exchange.go. Then store*.go,
// api.go, pages*.go with their templates; pages_public*.go is what everybody sees.
package org
