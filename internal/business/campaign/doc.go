// Package campaign holds what a year of the movement runs on: movements and
// their seasons with due dates, fields, theme frameworks, criteria sets.
// All of it is data with its source and, where known, who verified it.
//
// A criteria set lives in editions: one is drafted as a copy of another, every
// change gets its reason, one person proposes it and another publishes it, and
// from then on it never changes. A season uses one set, or several of the same
// points by field and kind of initiative; what was received keeps its edition.
//
// Reading order: campaign.go (seasons), criteria.go, levels.go, rules.go (what a
// set must keep to), draft.go (its form), compare.go (differences between
// editions), season_sets.go, policy.go, service.go, service_season_sets.go,
// service_sets.go and service_propose.go (the life of an edition), queries*.go,
// service_view.go and service_set_view.go (what pages show), exchange.go (Excel),
// documents_sheet.go (the score sheet on paper), store*.go, pages*.go.
package campaign
