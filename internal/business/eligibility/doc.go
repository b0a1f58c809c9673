// Package eligibility judges a participant and an initiative by rules over their
// whole record, and says why.
//
// A rule is data: one of a small set of conditions with its parameters, to what it
// applies, from when to when, quoted with its source. A verdict is pass, fail or
// "a person decides"; it quotes each rule, names the records that were used and
// keeps the facts, so that it can be reproduced when the world has changed. The
// program only ever refuses what a rule refuses; where it does not know, it asks.
//
// An initiative is judged by the editions of the day on which it was received. A
// hold keeps a participant from being proposed: it says yes, of which kind and who
// attests it, never what somebody is accused of.
//
// Reading order: facts.go (what is known), condition.go with condition_*.go (the
// conditions), rule.go, verdict.go, world.go, hold.go, all pure; policy.go,
// needs.go; queries.go and queries_facts.go (for modules), subscribe.go (pins),
// service_*.go (for people), store*.go, pages*.go.
package eligibility
