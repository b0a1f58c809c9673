// Package concurrence keeps what must be known before a draft decision is signed:
// the written consent of other bodies (hiệp y), and what the public says while the
// proposed list is shown.
//
// A request asks one body about all lines of a draft or some of them; its replies
// follow each other, and the last one about a line counts. A disagreement stays in
// the way until an approver settles it in writing. A notice shows a copy of the
// list for a period; anybody comments without an account and reads the answer
// with a receipt code. Contacts lie apart and are deleted; a denunciation is handed
// off and its text deleted. No column takes what somebody is accused of.
//
// Reading order: request.go, notice.go (the nouns, pure), gate.go (what keeps a
// draft from being signed), input.go, policy.go, service_request.go,
// service_reply.go, service_notice.go, service_comment.go (the secretariat),
// service_public.go (everybody), service_list.go, service_catalogue.go (bodies and
// settings), queries.go (for other modules), documents*.go, store*.go, pages*.go.
package concurrence
