package eligibility

import (
	"slices"

	"kheo/internal/platform/clock"
)

// world is what was read for a proposal, by what it is about.
type world struct {
	seasons    map[string]Season
	people     map[string]string // row of the book of participants → the person it stands for
	works      map[string]Work
	paths      map[string]string // initiative, or unit → path
	scores     map[string]Score
	evidence   map[string]int64
	counted    bool // evidence was counted
	unrecorded bool
	byPerson   map[string][]Honour
	byWork     map[string][]Honour
	holds      map[string][]Held
	rulings    map[string]Ruling // see rulingKey
}

// person is for whom a row stands; a row that nobody knows stands for itself.
func (w *world) person(row string) string {
	if p, ok := w.people[row]; ok {
		return p
	}
	return row
}

// remember files honours by person and by initiative.
func (w *world) remember(honours []Honour) {
	w.byPerson, w.byWork = map[string][]Honour{}, map[string][]Honour{}
	for _, h := range honours {
		h.ParticipantID = w.person(h.ParticipantID)
		w.byPerson[h.ParticipantID] = append(w.byPerson[h.ParticipantID], h)
		if h.InitiativeID != "" {
			w.byWork[h.InitiativeID] = append(w.byWork[h.InitiativeID], h)
		}
	}
}

// list is a proposal, by what its candidates must know of each other.
type list struct {
	Proposal
	day      clock.Date
	lines    map[string][]Other // by person
	together map[string]int64   // by unit
}

func (w *world) list(p Proposal, day clock.Date) list {
	l := list{Proposal: p, day: day, lines: map[string][]Other{}, together: map[string]int64{}}
	for _, c := range p.Candidates {
		person := w.person(c.ParticipantID)
		l.lines[person] = append(l.lines[person], Other{Key: c.key(), Name: c.Name})
		l.together[c.UnitID]++
	}
	return l
}

// facts are what is known of c, one of l.
func (w *world) facts(l list, c Candidate) Facts {
	person := w.person(c.ParticipantID)
	work := w.works[c.InitiativeID]
	f := Facts{
		Day: l.day, Act: l.Act, AwardID: l.AwardID, Award: l.AwardName, Form: l.Form, Line: l.Line, LineID: c.LineID,
		Initiative: work, Participant: Party{ID: c.ParticipantID, Person: person, Kind: c.Kind, UnitID: c.UnitID},
		Season: w.seasons[l.SeasonID], Own: w.seasons[work.SeasonID], Score: w.scores[c.InitiativeID],
		Unrecorded: w.unrecorded, Holds: w.holds[person], Together: l.together[c.UnitID],
		Evidence: Count{Known: w.counted && c.InitiativeID != "", N: w.evidence[c.InitiativeID]},
	}
	if l.SeasonID == "" {
		f.Season = f.Own
	}
	if f.Form == "" {
		f.Form = l.AwardName
	}
	f.Honours = slices.Clone(w.byPerson[person])
	for _, h := range w.byWork[c.InitiativeID] {
		if h.ParticipantID != person {
			f.Honours = append(f.Honours, h)
		}
	}
	self := false
	for _, o := range l.lines[person] {
		if o.Key == c.key() && !self {
			self = true // one of them is c itself; the same again is another line
			continue
		}
		f.Others = append(f.Others, o)
	}
	return f
}

func rulingKey(ruleID, initiativeID, participantID string, act Act, awardID, facts string) string {
	return digest(ruleID, initiativeID, participantID, string(act), awardID, facts)
}

// verdict judges one candidate by rules.
func (w *world) verdict(p list, c Candidate, rules []judged) Verdict {
	v := Verdict{
		Stage: p.Stage, Act: p.Act, AwardID: p.AwardID, Award: p.AwardName, Level: p.Level,
		InitiativeID: c.InitiativeID, ParticipantID: c.ParticipantID, Name: c.Name,
	}
	f := w.facts(p, c)
	for _, r := range rules {
		if !r.Applies(p.Proposal) {
			continue
		}
		x := r.find(f)
		if x.Outcome == Person {
			if ruling, ok := w.rulings[rulingKey(x.RuleID, c.InitiativeID, c.ParticipantID, p.Act, p.AwardID, x.key())]; ok {
				x.Ruling = &ruling
				x.judge(r.condition)
			}
		}
		v.Findings = append(v.Findings, x)
	}
	v.weigh()
	return v
}
