// Package handover shares the records of a unit that was split among the units
// that share it. What is handed over belongs to its new unit on every later map
// and may be read there; what is not stays "partly" for all of them.
//
// Reading order: policy.go, needs.go, service.go, pages.go with handover.templ.
package handover
