// Package conflict finds out who had better not judge whose initiative.
//
// It compares what Khéo knows anyway: in which units people work and hold posts,
// who wrote a dossier and who proved it, whose name is the registrant's. Each
// finding says its reason in one sentence and decides nothing: a person confirms
// or dismisses it, or declares what the program cannot know. Only what is
// confirmed keeps somebody from judging.
//
// Reading order: conflict.go (people, dossiers, findings), rules.go (the reasons),
// policy.go, service.go (settling), service_list.go, queries.go (for other
// modules), store.go, pages*.go.
package conflict
