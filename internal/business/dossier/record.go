package dossier

import (
	"time"

	"kheo/internal/business/campaign"
	"kheo/internal/business/council"
	"kheo/internal/business/initiative"
	"kheo/internal/business/org"
	"kheo/internal/business/participant"
	"kheo/internal/business/recognition"
	"kheo/internal/platform/clock"
	"kheo/internal/service/docgen"
)

// Record is everything that the papers of one decision are made of, gathered once.
type Record struct {
	Decision recognition.Decision
	Lines    []Line // in the order of the decision's list
	Season   campaign.Season
	Unit     org.Unit // the body that decides
	Fields   map[string]string
	Form     docgen.Layout   // of the decision's line and day
	Civil    docgen.Layout   // of that day for what participants write themselves
	Own      docgen.Document // the decision's own paper
	Meetings []council.Record
	Bonus    BonusSheet
	Consent  Consent
	Ceremony Ceremony
	// Numbers are the numbers and symbols of the papers, where the book gave them
	// one; others are left open. The decision has its own.
	Numbers map[Kind]string

	// What nothing in this house can answer, so that papers say so instead of "none".
	knows struct{ sums, history, conditions, meetings, bonus, consent bool }
}

// Line is one line of the decision with what is known of its work and of who did it.
type Line struct {
	recognition.Line

	Work       initiative.Initiative // zero: typed, or not found
	Sums       initiative.Totals     // of the notes of progress
	Indicators []initiative.Indicator
	Honours    []participant.Deed // given before this decision
	Verdict    string             // what the conditions said last; empty: nothing was kept
	Eligible   bool               // Verdict is not a refusal
}

// BonusSheet is the money that goes with a decision, as its module keeps it.
type BonusSheet struct {
	Items    []BonusItem // by line
	Total    int64       // đồng
	Fund     string      // where the money comes from; may be empty
	Verified bool        // the multiples and the salary were compared with their sources
}

// BonusItem is the money of one line. Where Multiple is 0 the amount was typed.
type BonusItem struct {
	LineID   string
	Multiple int64 // thousandths of the base salary
	Salary   int64 // đồng
	Amount   int64 // đồng
	Basis    string
}

// Consent sums up what other bodies and the public said of a decision.
type Consent struct {
	Asked, Agreed, Refused, Waiting int
	Bodies                          []string // that were asked
	PublishedFrom, PublishedTo      clock.Date
	PublishedAt                     string // place of the public notice
	Remarks                         int    // from the public
}

// None reports whether nobody was asked and nothing published.
func (c Consent) None() bool { return c.Asked == 0 && c.PublishedFrom.IsZero() }

// Draft reports whether the papers may still change: the decision is being written.
// What is checked and waits to be signed is printed without the mark.
func (r Record) Draft() bool { return r.Decision.State == recognition.Draft }

// day is the date of the papers; zero: open.
func (r Record) day() clock.Date { return r.Decision.DecidedOn }

// stamp is the moment in the files, so that equal records give equal bytes.
func (r Record) stamp() time.Time {
	if r.day().IsZero() {
		return r.Decision.CreatedAt
	}
	return r.day().Time()
}

// lines are the lines as the decision has them.
func (r Record) lines() []recognition.Line {
	all := make([]recognition.Line, len(r.Lines))
	for n, l := range r.Lines {
		all[n] = l.Line
	}
	return all
}

// item is the bonus of a line.
func (s BonusSheet) item(lineID string) (BonusItem, bool) {
	for _, i := range s.Items {
		if i.LineID == lineID {
			return i, true
		}
	}
	return BonusItem{}, false
}

// Sum adds up the items, to be compared with Total.
func (s BonusSheet) Sum() (total int64) {
	for _, i := range s.Items {
		total += i.Amount
	}
	return total
}
