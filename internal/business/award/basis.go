package award

import (
	"time"

	"kheo/internal/business/org"
	"kheo/internal/platform/clock"
)

// BasisKind is what kind of text a legal basis is.
type BasisKind string

// The kinds of texts.
const (
	Law       BasisKind = "law"
	Decree    BasisKind = "decree"
	Circular  BasisKind = "circular"
	PartyText BasisKind = "party"
	FrontText BasisKind = "front"
	LocalText BasisKind = "local"
	OtherText BasisKind = "other"
)

// BasisKinds lists every kind, in the order in which pages show them.
func BasisKinds() []BasisKind {
	return []BasisKind{Law, Decree, Circular, PartyText, FrontText, LocalText, OtherText}
}

// Label is the Vietnamese name of the kind, a source text of i18n; empty for none.
func (k BasisKind) Label() string {
	switch k {
	case Law:
		return "Luật"
	case Decree:
		return "Nghị định"
	case Circular:
		return "Thông tư"
	case PartyText:
		return "Văn bản của Đảng"
	case FrontText:
		return "Văn bản của Mặt trận"
	case LocalText:
		return "Văn bản của địa phương"
	case OtherText:
		return "Văn bản khác"
	}
	return ""
}

// Basis is a legal text of the catalogue on which decisions may rest. Decisions
// copy its words, so that an edit changes none of them.
type Basis struct {
	ID         string
	Code       string
	Text       string     // as it stands after "Căn cứ"
	From, To   clock.Date // first and last day in force; zero: not known, or still in force
	Line       org.Line   // whose decisions cite it
	Kind       BasisKind
	Source     string
	VerifiedBy string // empty: not verified
	ReplacesID string // the text that it took the place of; empty for none
	AmendedBy  string // the texts that amend it, in words
	Version    int64
	EditedAt   time.Time // zero: as it was shipped
	EditedBy   string
}

// InForceOn reports whether b holds on day.
func (b Basis) InForceOn(day clock.Date) bool { return clock.Span{From: b.From, To: b.To}.Has(day) }

// soonDays is how long before its end a text is marked.
const soonDays = 120

// EndsSoon reports whether b is in force on day and ends within the next months.
func (b Basis) EndsSoon(day clock.Date) bool {
	return b.InForceOn(day) && !b.To.IsZero() && day.DaysUntil(b.To) <= soonDays
}

// Ended reports whether b was in force before day and is no more.
func (b Basis) Ended(day clock.Date) bool { return !b.To.IsZero() && b.To.Before(day) }
