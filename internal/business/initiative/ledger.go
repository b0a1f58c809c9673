package initiative

import "kheo/internal/platform/clock"

// Step is one of the six words of grassroots democracy (Luật 10/2022/QH15; "dân
// thụ hưởng" was added by the 13th Congress).
type Step string

// The six steps.
const (
	Informed   Step = "informed"
	Discussed  Step = "discussed"
	Done       Step = "done"
	Checked    Step = "checked"
	Supervised Step = "supervised"
	Benefited  Step = "benefited"
)

// Steps lists the six in order.
func Steps() []Step { return []Step{Informed, Discussed, Done, Checked, Supervised, Benefited} }

// Label is the Vietnamese name of the step, a source text of i18n.
func (s Step) Label() string {
	switch s {
	case Informed:
		return "Dân biết"
	case Discussed:
		return "Dân bàn"
	case Done:
		return "Dân làm"
	case Checked:
		return "Dân kiểm tra"
	case Supervised:
		return "Dân giám sát"
	case Benefited:
		return "Dân thụ hưởng"
	}
	return ""
}

// Proof says how far a step is proven.
type Proof string

// What a step may be.
const (
	Unproven Proof = "none"   // nothing is written
	Partly   Proof = "partly" // somebody says so
	Proven   Proof = "proven" // somebody says so, with evidence
)

// LedgerLine is what is known of one step.
type LedgerLine struct {
	Step     Step
	Proof    Proof
	On       clock.Date // the latest day
	Notes    []string
	Evidence []Evidence
}

// Ledger gathers notes and evidence under the six steps.
func Ledger(notes []Progress, evidence []Evidence) []LedgerLine {
	lines := make([]LedgerLine, 0, 6)
	for _, step := range Steps() {
		line := LedgerLine{Step: step, Proof: Unproven}
		for _, n := range notes {
			if n.Step != step {
				continue
			}
			line.Proof = Partly
			if n.Note != "" {
				line.Notes = append(line.Notes, n.Note)
			}
			if line.On.Before(n.On) {
				line.On = n.On
			}
		}
		for _, e := range evidence {
			if e.Step == step {
				line.Evidence = append(line.Evidence, e)
				line.Proof = Proven
			}
		}
		lines = append(lines, line)
	}
	return lines
}

// Totals adds up what was counted on the way.
type Totals struct {
	Beneficiaries int64
	Money         int64 // đồng
	LaborDays     int64
}

// Sum adds up the numbers of notes.
func Sum(notes []Progress) (t Totals) {
	for _, n := range notes {
		t.Beneficiaries += n.Beneficiaries
		t.Money += n.Money
		t.LaborDays += n.LaborDays
	}
	return t
}
