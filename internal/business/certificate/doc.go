// Package certificate prints the papers of issued decisions: one for each line
// that stands in the register, with its code, in one book or file by file, on plain
// paper or on pre-printed blanks.
//
// Designs are rows: what comes with the program is copied and changed by
// administrators, an edition that papers were printed with is followed by another.
// Every printing is written down; a line is printed again only with a reason.
//
// Reading order: design.go and design_sizes.go (how papers look), calibration.go
// (printers), printing.go (what is printed), policy.go, needs.go, service.go (the
// desk where one chooses), documents*.go (what papers say), service_print.go
// (printing), service_design.go, service_settle.go, service_calibration.go,
// service_photo.go, store*.go, pages*.go.
package certificate
