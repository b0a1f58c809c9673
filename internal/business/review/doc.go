// Package review scores initiatives by the criteria that they were received under and keeps
// what the council said of them.
//
// Each appraiser fills in a sheet on their own and sees the others' only after
// handing it in. A criterion without enough evidence is left open: it is never
// counted as zero. The council's result is recorded by hand; recognition decides
// what follows from it.
//
// Reading order: sheet.go (scores), case.go (means, ranks), duty.go (who may not or
// would rather not score), result.go (the council's word), policy.go, service.go
// (scoring), service_duty.go (abstaining, sending back), service_council.go (results),
// service_list.go (pages' questions), service_tasks.go, queries.go and
// subscribe.go (for other modules: queries_assign.go for assignment, queries_desk.go for
// scoresheet), store*.go (store_lean.go: corrected
// means), pages*.go. docs/review.md explains the whole to a newcomer.
package review
