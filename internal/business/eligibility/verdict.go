package eligibility

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"slices"
	"strings"
	"time"

	"kheo/internal/platform/clock"
)

// Outcome is what a verdict or a finding says.
type Outcome string

// The outcomes, the best first.
const (
	Pass   Outcome = "pass"
	Person Outcome = "person" // needs a person
	Fail   Outcome = "fail"
)

// Label is the Vietnamese name of the outcome, a source text of i18n.
func (o Outcome) Label() string {
	switch o {
	case Pass:
		return "Đủ điều kiện"
	case Fail:
		return "Không đủ điều kiện"
	}
	return "Cần người xem xét"
}

// worse is the worse of two outcomes.
func worse(a, b Outcome) Outcome {
	order := []Outcome{Pass, Person, Fail}
	return order[max(slices.Index(order, a), slices.Index(order, b), 0)]
}

// Proposal is a list of candidates for one act or award, judged together.
type Proposal struct {
	Stage      Stage
	Act        Act
	AwardID    string // of the catalogue; may be empty
	AwardName  string
	Form       string
	Line       string // party, state, front
	Level      string // as the decision says: "cấp phường"
	SeasonID   string
	UnitID     string     // that proposes
	Day        clock.Date // zero: today
	Candidates []Candidate
}

// Candidate is one line of a proposal.
type Candidate struct {
	InitiativeID  string // may be empty in commendations
	ParticipantID string
	Kind          string
	Name          string
	UnitID        string
	LineID        string // of the draft decision; may be empty
}

// key tells the lines of one proposal apart.
func (c Candidate) key() string {
	if c.LineID != "" {
		return c.LineID
	}
	return c.InitiativeID + "/" + c.ParticipantID
}

// Finding is what one rule says of one candidate, with the rule as it was quoted and
// the facts that it looked at.
type Finding struct {
	RuleID   string          `json:"rule_id"`
	Code     string          `json:"code"`
	Edition  int64           `json:"edition"`
	Type     Type            `json:"type"`
	Params   json.RawMessage `json:"params"`
	Severity Severity        `json:"severity"`
	Text     string          `json:"text"`
	Source   string          `json:"source"`
	Basis    string          `json:"basis,omitempty"`
	Verified bool            `json:"verified"`
	Outcome  Outcome         `json:"outcome"`
	Said     Sentence        `json:"said"`
	Records  []Record        `json:"records,omitempty"`
	Facts    Facts           `json:"facts"`
	Ruling   *Ruling         `json:"ruling,omitempty"`
}

// Ruling is what a person decided where a rule asks for one.
type Ruling struct {
	ID      string    `json:"id"`
	Allowed bool      `json:"allowed"`
	Reason  string    `json:"reason"`
	By      string    `json:"by"`
	At      time.Time `json:"at"`
}

// Verdict is what the rules say of one candidate at one stage.
type Verdict struct {
	ID            string
	Stage         Stage
	Act           Act
	AwardID       string
	Award         string
	Level         string
	InitiativeID  string
	ParticipantID string
	Name          string
	UnitPath      string
	Outcome       Outcome
	Digest        string // of the rule set
	Findings      []Finding
	At            time.Time
	By            string

	set ruleSet
	pin *pin // to be kept with the first verdict; nil when it is kept already
}

// judged is a rule ready to judge by.
type judged struct {
	Rule
	condition
}

// find judges f by r.
func (r judged) find(f Facts) Finding {
	x := Finding{
		RuleID: r.ID, Code: r.Code, Edition: r.Edition, Type: r.Type, Params: json.RawMessage(r.Params), Severity: r.Severity,
		Text: r.Text, Source: r.Source, Basis: r.Basis, Verified: r.VerifiedBy != "", Facts: r.narrow(f),
	}
	x.judge(r.condition)
	return x
}

// judge sets what c says of the facts of x; a ruling stands where a person was asked.
func (x *Finding) judge(c condition) {
	a := c.answer(x.Facts)
	x.Said, x.Records = a.Said, a.Records
	switch {
	case a.Met == Yes:
		x.Outcome = Pass
	case a.Met == No && x.Severity == Bars:
		x.Outcome = Fail
	default:
		x.Outcome = Person
	}
	if x.Outcome == Person && x.Ruling != nil {
		x.Outcome = Fail
		if x.Ruling.Allowed {
			x.Outcome = Pass
		}
	}
}

// asked reports whether the rule asks for a person, whatever the person said.
func (x Finding) asked() bool { return x.Outcome == Person || x.Ruling != nil }

// again judges x by nothing but what it keeps.
func (x Finding) again() (Finding, error) {
	c, err := parse(x.Type, string(x.Params))
	if err != nil {
		return x, err
	}
	x.judge(c)
	return x, nil
}

// key tells facts apart, whatever the day: what somebody decided of the same facts
// stays decided tomorrow.
func (x Finding) key() string {
	facts := x.Facts
	facts.Day = clock.Date{}
	raw, err := json.Marshal(facts)
	if err != nil {
		return ""
	}
	return digest(string(raw))
}

// weigh sets the outcome of v from its findings.
func (v *Verdict) weigh() {
	v.Outcome = Pass
	for _, x := range v.Findings {
		v.Outcome = worse(v.Outcome, x.Outcome)
	}
}

// Again is v judged from what it keeps alone.
func (v Verdict) again() (Verdict, error) {
	v.Findings = slices.Clone(v.Findings)
	for n, x := range v.Findings {
		again, err := x.again()
		if err != nil {
			return v, err
		}
		v.Findings[n] = again
	}
	v.weigh()
	return v, nil
}

func digest(parts ...string) string {
	sum := sha256.Sum256([]byte(strings.Join(parts, "\n")))
	return hex.EncodeToString(sum[:16])
}

// Basis is a legal text in force on a day.
type Basis struct {
	ID   string `json:"id"`
	Text string `json:"text"`
}

// ruleSet is the editions that are judged by together.
type ruleSet struct {
	Digest string
	Rules  []string // ids, sorted
	Bases  []Basis
}

func newRuleSet(rules []string, bases []Basis) ruleSet {
	set := ruleSet{Rules: slices.Sorted(slices.Values(rules)), Bases: bases}
	parts := slices.Clone(set.Rules)
	for _, b := range bases {
		parts = append(parts, b.ID+"="+b.Text)
	}
	set.Digest = digest(parts...)
	return set
}

// pin fixes by which editions an initiative is judged.
type pin struct {
	InitiativeID string
	ReceivedOn   clock.Date
	Reception    bool // made when it was received
	Digest       string
}
