// Package review scores initiatives by the criteria of their season and keeps
// what the council said of them.
//
// Each appraiser fills in a sheet on their own and sees the others' only after
// handing it in. A criterion without enough evidence is left open: it is never
// counted as zero. The council's result is recorded by hand; recognition decides
// what follows from it.
//
// Reading order: sheet.go (scores), case.go (means, ranks), result.go (the
// council's word), policy.go, service.go (scoring), service_council.go (results),
// service_list.go (pages' questions), service_tasks.go, queries.go and
// subscribe.go (for other modules), store*.go, pages*.go.
package review
