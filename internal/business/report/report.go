package report

import (
	"encoding/json"

	"kheo/internal/business/campaign"
	"kheo/internal/business/org"
	"kheo/internal/platform/clock"
)

// Share is how many of a stage belong to one field or unit.
type Share struct {
	ID, Code, Name string
	Count          int64
}

// Stage is one step from registration to commendation.
type Stage struct {
	Initiatives  int64
	Participants int64 // distinct
	Collective   int64 // distinct participants of the kind
	Individual   int64
	Household    int64
	ByField      []Share
	ByUnit       []Share
	Divided      int64      // of all these, what several units of the map share
	Partly       int64      // besides, what belongs to the report's unit only partly on the map
	On           clock.Date // the day of the stage: of the last decision that made or changed it, or today
	Amended      Amended    // what later decisions changed
	counts       string     // the name of what is counted: "initiatives" or "participants"
}

// Season is the report of one season for a unit and everything below it.
type Season struct {
	Season     campaign.Season
	Unit       org.Unit
	Registered Stage
	Evidenced  int64 // initiatives with at least one file of evidence
	Appraised  int64 // initiatives with at least one score sheet handed in
	Recognised Stage
	Commended  Stage
	On         clock.Date // the day on which it was computed
	Map        clock.Date // read on the map of this day; zero: of each record's own day
}

// Partly reports whether something of the season belongs to the unit only partly.
func (s Season) Partly() bool {
	return s.Registered.Partly+s.Recognised.Partly+s.Commended.Partly > 0
}

// Divided reports whether several units of the map share something of the season.
func (s Season) Divided() bool {
	return s.Registered.Divided+s.Recognised.Divided+s.Commended.Divided > 0
}

// MarshalJSON writes the same keys for every stage.
func (s Stage) MarshalJSON() ([]byte, error) {
	total := s.Initiatives
	if s.counts == "participants" {
		total = s.Participants
	}
	keys := map[string]any{
		s.counts: total, "collective": s.Collective, "individual": s.Individual, "household": s.Household,
		"by_field": byName(s.ByField), "by_unit": byName(s.ByUnit), "on": s.On,
	}
	if s.Divided+s.Partly > 0 { // only on a chosen map
		keys["divided"], keys["partly"] = s.Divided, s.Partly
	}
	return json.Marshal(keys)
}

func byName(shares []Share) map[string]int64 {
	m := make(map[string]int64, len(shares))
	for _, s := range shares {
		m[s.Name] += s.Count
	}
	return m
}

// MarshalJSON is the report as programs read it.
func (s Season) MarshalJSON() ([]byte, error) {
	return json.Marshal(struct {
		Season     string     `json:"season"`
		Unit       string     `json:"unit"`
		Year       int64      `json:"year"`
		On         clock.Date `json:"on"`
		Map        string     `json:"map,omitempty"`
		Registered Stage      `json:"registered"`
		Recognised Stage      `json:"recognised"`
		Commended  Stage      `json:"commended"`
		Sentence   string     `json:"sentence"`
	}{s.Season.Code, s.Unit.Code, s.Season.Year, s.On, s.Map.ISO(), s.Registered, s.Recognised, s.Commended, s.Text()})
}

// Row is one line of a table: the same thing at each stage.
type Row struct {
	Share
	Recognised, Commended int64
}

// Fields lines up the stages by field, Units by unit.
func (s Season) Fields() []Row {
	return lineUp(s.Registered.ByField, s.Recognised.ByField, s.Commended.ByField)
}

// Units lines up the stages by unit.
func (s Season) Units() []Row {
	return lineUp(s.Registered.ByUnit, s.Recognised.ByUnit, s.Commended.ByUnit)
}

func lineUp(registered, recognised, commended []Share) []Row {
	var rows []Row
	at := map[string]int{}
	row := func(s Share) *Row {
		if _, seen := at[s.ID]; !seen {
			at[s.ID] = len(rows)
			rows = append(rows, Row{Share: Share{ID: s.ID, Code: s.Code, Name: s.Name}})
		}
		return &rows[at[s.ID]]
	}
	for _, s := range registered {
		row(s).Count = s.Count
	}
	for _, s := range recognised {
		row(s).Recognised = s.Count
	}
	for _, s := range commended {
		row(s).Commended = s.Count
	}
	return rows
}
