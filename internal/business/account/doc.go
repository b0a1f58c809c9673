// Package account is who signs in and what they were appointed to: accounts with
// their roles in units, the own profile, setting up a new installation, the
// accounts of the example, and the audit trail for those who may read it.
//
// Reading order: policy.go, service.go (accounts for administrators),
// service_change.go (roles, closing, new passwords), service_own.go (the own
// profile), service_setup.go (a new installation), service_record.go (what the
// trail keeps of an account), service_trail.go, trail.go (differences and words
// of the trail), passwords.go, needs.go, exchange.go (Excel), pages.go (signing
// in) and pages_*.go with their templates.
package account
