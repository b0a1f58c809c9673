package initiative

import (
	"time"

	"kheo/internal/platform/fault"
)

// Turn is what happened to an initiative elsewhere, as everybody who reads its
// dossier may know it: put on an agenda, voted on, handed down, decided.
type Turn struct {
	At     time.Time // when; of something that is only dated, the beginning of its day
	Dated  bool      // only the day is known
	Said   fault.Message
	Detail []fault.Message // sentences that follow
	Quote  string          // words that somebody typed; may be empty
	Href   string          // may be empty
}
