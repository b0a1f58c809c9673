// Package intake takes lists in and out: a unit sends the Excel list of its
// registrations as it stands, and what is registered goes out as a list that can
// be read again.
//
// Reading order: columns.go (what a list is), rows.go (how one row is understood),
// places.go (which unit a name means),
// policy.go, service.go (reading a whole list), service_save.go (registering what
// is new), service_upload.go (sent first, looked at, then imported),
// service_job.go (long ones in the background), service_template.go,
// exchange_export.go, needs.go, pages.go and pages_words.go.
package intake
