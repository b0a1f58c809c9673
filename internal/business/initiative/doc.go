// Package initiative follows an initiative (mô hình, công trình, giải pháp)
// from registration through progress and evidence to what was decided of it.
//
// Reading order: initiative.go (the noun and its states), registration.go (the
// form with the ten content items), ledger.go (the six steps), policy.go,
// service.go (registering), service_acts.go (receiving, reviewing), progress.go
// and evidence.go (carrying out), tasks.go and service_tasks.go (what waits for
// whom), queries.go, queries_public.go and subscribe.go (for other modules),
// service_list.go, service_form.go and service_view.go (what pages show),
// service_programs.go (what programs ask for), tally.go, store.go, api.go, pages.go.
// Lists in and out are the next module, intake.
package initiative
