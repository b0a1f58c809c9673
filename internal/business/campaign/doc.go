// Package campaign holds what a year of the movement runs on: movements and
// their seasons with due dates, fields, theme frameworks, criteria sets.
// All of it is data with its source and, where known, who verified it.
//
// Reading order: campaign.go (seasons), criteria.go, policy.go, service.go,
// queries.go, service_view.go (what pages show), exchange.go (Excel), store.go,
// pages.go.
package campaign
