// Package scoresheet takes in the sheets that no appraiser fills in on the screen: the
// registrant's own, and those written on paper. The sheets themselves are review's.
//
// Reading order: policy.go, needs.go, service_self.go (the registrant's), service_paper.go
// (printing and typing in), documents.go, pages*.go.
package scoresheet
