package eligibility

import "kheo/internal/platform/clock"

// Act is what is proposed.
type Act string

// The acts.
const (
	Recognition  Act = "recognition"  // of an initiative
	Commendation Act = "commendation" // of a participant
)

// Acts lists every act.
func Acts() []Act { return []Act{Recognition, Commendation} }

// Label is the Vietnamese name of the act, a source text of i18n.
func (a Act) Label() string {
	switch a {
	case Recognition:
		return "Công nhận mô hình"
	case Commendation:
		return "Khen thưởng"
	}
	return "Công nhận và khen thưởng"
}

// Facts is everything that a condition may look at, of one candidate of one
// proposal. A verdict keeps of it what each condition used.
type Facts struct {
	Day         clock.Date `json:"day,omitzero"` // on which it is judged
	Act         Act        `json:"act,omitempty"`
	AwardID     string     `json:"award_id,omitempty"`
	Award       string     `json:"award,omitempty"`
	Form        string     `json:"form,omitempty"`
	Line        string     `json:"line,omitempty"`
	LineID      string     `json:"line_id,omitempty"` // of the proposal: what the candidate's own line led to is no earlier record
	Initiative  Work       `json:"initiative,omitzero"`
	Participant Party      `json:"participant,omitzero"`
	Season      Season     `json:"season,omitzero"` // of the proposal
	Own         Season     `json:"own,omitzero"`    // in which the initiative was registered
	Score       Score      `json:"score,omitzero"`
	Evidence    Count      `json:"evidence,omitzero"`
	Unrecorded  bool       `json:"unrecorded,omitempty"` // nobody can tell what was awarded before
	Honours     []Honour   `json:"honours,omitempty"`
	Holds       []Held     `json:"holds,omitempty"`
	Others      []Other    `json:"others,omitempty"`   // of the same participant, in the same proposal
	Together    int64      `json:"together,omitempty"` // candidates of the unit in the proposal
}

// Work is what is known of an initiative.
type Work struct {
	ID          string     `json:"id,omitempty"`
	SeasonID    string     `json:"season_id,omitempty"`
	StartsOn    clock.Date `json:"starts_on,omitzero"`
	SubmittedOn clock.Date `json:"submitted_on,omitzero"`
}

// Party is what is known of a participant. Person is the same for all rows of the
// book that stand for one participant.
type Party struct {
	ID     string `json:"id,omitempty"`
	Person string `json:"person,omitempty"`
	Kind   string `json:"kind,omitempty"`
	UnitID string `json:"unit_id,omitempty"`
}

// Season is what is known of the season of a proposal.
type Season struct {
	ID         string     `json:"id,omitempty"`
	Name       string     `json:"name,omitempty"`
	Year       int64      `json:"year,omitempty"`
	RegisterBy clock.Date `json:"register_by,omitzero"`
}

// Count is a number that may be unknown.
type Count struct {
	Known bool  `json:"known"`
	N     int64 `json:"n"`
}

// Score is what the review of an initiative says.
type Score struct {
	InitiativeID string `json:"initiative_id,omitempty"`
	Known        bool   `json:"known,omitempty"` // sheets were handed in
	Mean         int64  `json:"mean,omitempty"`  // hundredths of a point
	Unverified   bool   `json:"unverified,omitempty"`
	ResultKnown  bool   `json:"result_known,omitempty"` // the council has spoken
	Passed       bool   `json:"passed,omitempty"`
}

// Honour is one line of a decision that was issued.
type Honour struct {
	LineID        string     `json:"line_id"`
	ParticipantID string     `json:"participant_id,omitempty"`
	InitiativeID  string     `json:"initiative_id,omitempty"`
	Act           Act        `json:"act"`
	Award         string     `json:"award,omitempty"`
	AwardID       string     `json:"award_id,omitempty"`
	Form          string     `json:"form,omitempty"`
	Line          string     `json:"line,omitempty"` // party, state, front
	Level         string     `json:"level,omitempty"`
	SeasonID      string     `json:"season_id,omitempty"`
	SeasonCode    string     `json:"season_code,omitempty"`
	Year          int64      `json:"year,omitempty"`
	DecisionCode  string     `json:"decision_code,omitempty"`
	Number        string     `json:"number,omitempty"` // of the decision: "412-QĐ/QU"
	DecidedOn     clock.Date `json:"decided_on,omitzero"`
	Revoked       bool       `json:"revoked,omitempty"`
}

// name is what the honour is called, as its paper says.
func (h Honour) name() string {
	switch {
	case h.Award != "":
		return h.Award
	case h.Form != "":
		return h.Form
	}
	return h.Act.Label()
}

// Held is a hold in force as a verdict keeps it: that there is one, and how hard it
// holds. Of which kind and who attests it stands in the book of holds alone, from
// which it is deleted in time.
type Held struct {
	ID   string `json:"id"`
	Bars bool   `json:"bars"`
}

// Other is another candidate of the same proposal.
type Other struct {
	Key  string `json:"key"`
	Name string `json:"name,omitempty"`
}

// Record is a thing that a finding used, with what leads to its page.
type Record struct {
	Kind  string     `json:"kind"` // honour, hold, initiative, season, candidate
	ID    string     `json:"id,omitempty"`
	Label string     `json:"label"`
	On    clock.Date `json:"on,omitzero"`
	Code  string     `json:"code,omitempty"` // of the decision
}

func (h Honour) record() Record {
	return Record{Kind: "honour", ID: h.LineID, Label: h.name(), On: h.DecidedOn, Code: h.DecisionCode}
}
