// Package inspection plans visits to the places where initiatives happen and
// keeps what was seen there.
//
// A visit has a day, a team, the initiatives to see and a checklist of its own.
// On the spot each question is answered yes, no or not seen, with a note; photos
// lose place, camera and time when they come in; a few sentences say what was
// found. It gives no points: appraisers read it beside the dossier.
//
// Reading order: visit.go (the visit and its forms), policy.go, service.go
// (planning), service_write.go (what was seen), service_photo.go,
// service_list.go, queries.go (for other modules), store.go, documents.go (the
// empty checklist on A4), pages*.go.
package inspection
