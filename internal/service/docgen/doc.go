// Package docgen turns one document model into DOCX and PDF, and prints
// certificates. It knows paper, type and Vietnamese drafting conventions; it
// knows nothing of the business that fills them in.
//
// Reading order: document.go is the model, layout.go and layout_words.go the
// drafting rules as data, samples.go those that are shipped, phrases.go the
// wording that follows them, specimen.go a document that shows one; lower.go
// decides how every block looks, once for both renderers; docx*.go and pdf*.go
// write what it decided. Certificates stand apart: certificate.go and
// certificate_designs.go are designs as data, certificate_layout.go and
// certificate_middle.go place the texts, certificate_pdf.go, certificate_attach.go
// and certificate_svg.go draw them, calibration.go puts printers right.
package docgen
