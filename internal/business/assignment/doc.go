// Package assignment asks appraisers to score cases: by hand, by rules of a season
// that also meet what comes later, and evenly by count. It shows how far each has
// come. What it assigns are review's duties; it keeps only with what and by whom.
//
// Reading order: balance.go (who takes what, evenly), assignment.go (cases and
// people), progress.go (how far each has come), policy.go, needs.go, service.go,
// service_even.go, service_rules.go, service_progress.go, subscribe.go, store.go, pages*.go.
package assignment
