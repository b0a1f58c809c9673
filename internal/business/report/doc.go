// Package report adds up a season: registered, recognised, commended, by field,
// unit and kind of participant. Every number is computed from rows at the moment
// of asking, through the views report_*, and carries its stage, unit and date.
//
// Reading order: report.go (pure), sentence.go (the paragraph), queries.go,
// service_view.go (what pages show), documents.go (DOCX), pages.go.
package report
