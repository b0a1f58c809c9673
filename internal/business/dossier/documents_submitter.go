package dossier

import (
	"strings"
	"unicode"

	"kheo/internal/service/docgen"
)

// submitting is who signs the submission.
type submitting struct {
	name, post, signer string
}

// submitter is who was typed, else the council that voted last.
func (r Record) submitter() submitting {
	by := submitting{r.Ceremony.Submitter, r.Ceremony.SubmitterPost, r.Ceremony.SubmitterName}
	if n := len(r.Meetings); n > 0 && by.name == "" {
		last := r.Meetings[n-1]
		by.name = last.Council
		if by.signer == "" {
			by.signer = last.Chair
		}
	}
	if by.name == "" {
		by.name = "Hội đồng xét công nhận mô hình " + movement
	}
	if by.post == "" {
		by.post = "Chủ tịch"
	}
	return by
}

// form is in whose name it is signed: "T/M HỘI ĐỒNG", "CHỦ TỊCH".
func (by submitting) form(l docgen.Layout) []string {
	body := by.name
	if at := strings.Index(strings.ToLower(body), " xét"); at > 0 { // the short name of a council
		body = body[:at]
	}
	return []string{l.Signature.Marks.TM + " " + strings.ToUpper(body), strings.ToUpper(by.post)}
}

// lowered is s with a small first letter.
func lowered(s string) string {
	for i, c := range s {
		return string(unicode.ToLower(c)) + s[i+len(string(c)):]
	}
	return s
}
