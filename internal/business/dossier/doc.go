// Package dossier writes the papers that go with a decision: the submission, the
// list in brief, a report of merit for each line, the minutes of the council, the
// decision itself, invitations and the table of bonuses.
//
// All are written from one Record that is gathered once, so that names and numbers
// cannot differ between them. What is not in Khéo is said to be missing, in the
// paper or, where a paper would be empty without it, as a refusal.
//
// Reading order: kind.go (the papers), record.go (what they are made of), amount.go
// (sums in words), shorten.go, ceremony.go, policy.go, needs.go, service.go,
// service_gather.go, service_ceremony.go, store.go, documents*.go (the papers; documents_amount.go writes
// sums in words),
// pages*.go.
package dossier
