package dossier

import (
	"time"
	"unicode/utf8"

	"kheo/internal/platform/clock"
	"kheo/internal/platform/fault"
	"kheo/internal/platform/text"
)

// Ceremony is what the papers need beside the decision: who submits it, and where
// and when it is handed over.
type Ceremony struct {
	DecisionID    string
	Submitter     string // "Hội đồng xét công nhận …"; empty: the council that voted
	SubmitterPost string
	SubmitterName string
	HeldOn        clock.Date
	BeginsAt      string // "8 giờ 00"
	Place         string
	Host          string
	Note          string
	OneEach       bool  // an invitation for each line, else one for all
	Version       int64 // 0: not kept yet
	ChangedBy     string
	ChangedAt     time.Time
}

// CeremonyInput is the form of a Ceremony.
type CeremonyInput struct {
	Submitter     string     `form:"submitter"`
	SubmitterPost string     `form:"submitter_post"`
	SubmitterName string     `form:"submitter_name"`
	HeldOn        clock.Date `form:"held_on"`
	BeginsAt      string     `form:"begins_at"`
	Place         string     `form:"place"`
	Host          string     `form:"host"`
	Note          string     `form:"note"`
	OneEach       bool       `form:"one_each"`
	Version       int64      `form:"version"`
}

const (
	maxShort = 200 // characters of a field
	maxNote  = 1000
)

// ceremony checks what was typed.
func (in CeremonyInput) ceremony(decisionID string) (Ceremony, error) {
	c := Ceremony{
		DecisionID: decisionID, Submitter: text.Clean(in.Submitter), SubmitterPost: text.Clean(in.SubmitterPost), SubmitterName: text.Clean(in.SubmitterName),
		HeldOn: in.HeldOn, BeginsAt: text.Clean(in.BeginsAt), Place: text.Clean(in.Place), Host: text.Clean(in.Host), Note: text.CleanLines(in.Note),
		OneEach: in.OneEach, Version: in.Version,
	}
	v := fault.Invalid{}
	for field, said := range map[string]string{
		"submitter": c.Submitter, "submitter_post": c.SubmitterPost, "submitter_name": c.SubmitterName, "begins_at": c.BeginsAt, "place": c.Place, "host": c.Host,
	} {
		v.Check(utf8.RuneCountInString(said) <= maxShort, field, "Phần này dài quá %d ký tự. Xin viết gọn lại.", maxShort)
	}
	v.Check(utf8.RuneCountInString(c.Note) <= maxNote, "note", "Phần này dài quá %d ký tự. Xin viết gọn lại.", maxNote)
	if c.invited() || !c.HeldOn.IsZero() {
		v.Check(c.Place != "", "place", "Ghi nơi trao, ví dụ Hội trường Ủy ban nhân dân phường.")
		v.Check(!c.HeldOn.IsZero(), "held_on", "Chọn ngày trao.")
	}
	return c, v.Err()
}

// invited reports whether anything was typed for the invitations.
func (c Ceremony) invited() bool {
	return c.BeginsAt != "" || c.Place != "" || c.Host != "" || c.Note != ""
}

// input is the form as it stands.
func (c Ceremony) input() CeremonyInput {
	return CeremonyInput{c.Submitter, c.SubmitterPost, c.SubmitterName, c.HeldOn, c.BeginsAt, c.Place, c.Host, c.Note, c.OneEach, c.Version}
}
