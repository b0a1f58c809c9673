// Package register is the public register: every line of an issued decision has
// an entry with a short code and a page where anybody can check it. Entries only
// grow; what a later decision changed is told by amendments.
//
// Reading order: entry.go (pure), needs.go, service.go (entering),
// service_verify.go (checking), service_view.go (what pages show), store.go,
// pages.go.
package register
