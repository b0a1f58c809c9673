// Package signing knows who may sign which papers of a body on which day, keeps
// the people of a paper apart (who drafts does not check, who signs does not
// issue), and holds signed copies: scans, and PDF files with a digital signature
// that is checked when they come in.
//
// Khéo signs nothing on its own: the people named in signing powers sign, on paper
// or with their own certificates. See docs/signing.md.
//
// Reading order: power.go and rules.go (pure), signature.go, policy.go, queries.go
// (for modules: May, Use, Powers, Signatures), service.go (powers),
// service_list.go, service_offer.go (signed copies), store.go, pages*.go.
package signing
