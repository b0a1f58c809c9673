// Package certificate prints the papers of issued decisions: one for each line
// that stands in the register, with its code, in one book or file by file.
//
// Reading order: policy.go, needs.go, service.go (whose papers), documents.go
// (what they say), service_print.go (printing in the background), pages.go.
package certificate
