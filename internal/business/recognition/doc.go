// Package recognition makes the two papers that end a season: the decision that
// recognises initiatives (công nhận) and the separate one that commends
// participants (khen thưởng). A decision is drafted with its list, signed and
// issued; from then on only a further decision, a correction or a revocation,
// changes what a line of it says. What the council of a season did not choose may be
// handed down to a lower unit, which accepts it on a decision of its own or declines.
//
// Reading order: decision.go (the noun and its states), rules.go (what a paper
// needs before it is signed), input.go (the form), policy.go, service.go
// (drafting), handed.go with service_handed.go and service_answer.go (handing down),
// service_lines.go (the list), service_check.go and service_missing.go (what keeps a
// paper from being signed), service_number.go, service_issue.go (signing and issuing), service_amend.go, service_enter.go (past seasons and examples),
// queries.go (answers, and how each line stands today), queries_season.go (what
// everybody may list), documents*.go (the paper), store.go, pages*.go, api.go.
package recognition
