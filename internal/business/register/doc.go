// Package register is the public register: every line of an issued decision has an entry
// with a short code and a page where anybody can check it. Everything that is said of a
// line is a leaf of a signed log (service/translog), appended in the transaction of the
// decision; entries only grow, and what a later decision changed is told by amendments.
//
// Reading order: entry.go, statement.go (what a leaf says), evidence.go and shortform.go
// (what a certificate carries), verdict.go and examine*.go are pure; needs.go, service.go
// (entering), service_proof.go (proving), service_verify.go and service_file.go
// (checking), check.go and service_check.go (the register checks itself),
// service_redact.go, service_line.go, service_badge.go, exchange.go (downloads),
// store.go, pages*.go. For cryptographers: docs/register.md.
package register
