package dossier

import (
	"context"
	"strings"

	"kheo/internal/business/eligibility"
	"kheo/internal/business/initiative"
	"kheo/internal/business/layout"
	"kheo/internal/business/org"
	"kheo/internal/business/participant"
	"kheo/internal/business/recognition"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
	"kheo/internal/service/docgen"
)

// batch is how many ids are asked for at once.
const batch = 500

// gather collects everything that the papers of d are made of. Each module is asked
// for all lines together.
func (s *Service) gather(ctx context.Context, tx *db.Tx, d recognition.Decision) (r Record, err error) {
	r = Record{Decision: d, Fields: map[string]string{}}
	lines, err := s.decisions.Lines(ctx, tx, d.ID)
	if err != nil {
		return r, err
	}
	for _, l := range lines {
		r.Lines = append(r.Lines, Line{Line: l})
	}
	if r.Season, err = s.campaigns.Season(ctx, tx, d.SeasonID); err != nil {
		return r, err
	}
	fields, err := s.campaigns.Fields(ctx, tx)
	if err != nil {
		return r, err
	}
	for _, f := range fields {
		r.Fields[f.ID] = f.Name
	}
	if r.Unit, err = s.units.Unit(ctx, tx, d.UnitID); err != nil {
		return r, err
	}
	if r.Own, err = s.decisions.Document(ctx, tx, d, lines); err != nil {
		return r, err
	}
	if r.Ceremony, err = ceremonyOf(ctx, tx, d.ID); err != nil {
		return r, err
	}
	for _, more := range []func(context.Context, *db.Tx, *Record) error{s.form, s.works, s.measures, s.history, s.verdicts, s.around} {
		if err = more(ctx, tx, &r); err != nil {
			return r, err
		}
	}
	return r, nil
}

// form finds the layouts of the day of the decision, of a draft those of today.
func (s *Service) form(ctx context.Context, tx *db.Tx, r *Record) (err error) {
	if r.Form, err = s.on(ctx, tx, r.Decision.Line, r.day()); err != nil {
		return err
	}
	r.Civil, err = s.on(ctx, tx, org.State, r.day())
	return err
}

func (s *Service) on(ctx context.Context, tx *db.Tx, line org.Line, day clock.Date) (docgen.Layout, error) {
	if s.Layouts == nil {
		return docgen.ShippedOn(string(layout.LineOf(line)), day), nil
	}
	return s.Layouts.On(ctx, tx, line, day)
}

// inBatches calls do with at most batch of the ids at a time.
func inBatches(ids []string, do func(some []string) error) error {
	for len(ids) > 0 {
		n := min(len(ids), batch)
		if err := do(ids[:n]); err != nil {
			return err
		}
		ids = ids[n:]
	}
	return nil
}

// initiatives are the ids that the lines name, each once.
func (r Record) initiatives() []string {
	return r.each(func(l Line) string { return l.InitiativeID })
}

func (r Record) each(id func(Line) string) (ids []string) {
	seen := map[string]bool{"": true}
	for _, l := range r.Lines {
		if x := id(l); !seen[x] {
			seen[x], ids = true, append(ids, x)
		}
	}
	return ids
}

func (s *Service) works(ctx context.Context, tx *db.Tx, r *Record) error {
	found := map[string]initiative.Initiative{}
	err := inBatches(r.initiatives(), func(ids []string) error {
		all, err := s.initiatives.List(ctx, tx, initiative.Filter{IDs: ids, Limit: len(ids)})
		for _, i := range all {
			found[i.ID] = i
		}
		return err
	})
	for n := range r.Lines {
		r.Lines[n].Work = found[r.Lines[n].InitiativeID]
	}
	return err
}

func (s *Service) measures(ctx context.Context, tx *db.Tx, r *Record) error {
	if r.knows.sums = s.Measures != nil; !r.knows.sums {
		return nil
	}
	sums, rows := map[string]initiative.Totals{}, map[string][]initiative.Indicator{}
	err := inBatches(r.initiatives(), func(ids []string) error {
		some, err := s.Measures.TotalsAmong(ctx, tx, ids)
		if err != nil {
			return err
		}
		more, err := s.Measures.IndicatorsAmong(ctx, tx, ids)
		for _, id := range ids {
			sums[id], rows[id] = some[id], more[id]
		}
		return err
	})
	for n, l := range r.Lines {
		r.Lines[n].Sums, r.Lines[n].Indicators = sums[l.InitiativeID], rows[l.InitiativeID]
	}
	return err
}

// history keeps what was given before this decision, without what was taken back.
func (s *Service) history(ctx context.Context, tx *db.Tx, r *Record) error {
	if r.knows.history = s.Histories != nil; !r.knows.history {
		return nil
	}
	before := map[string][]participant.Deed{}
	err := inBatches(r.each(func(l Line) string { return l.ParticipantID }), func(ids []string) error {
		all, err := s.Histories.RecordOf(ctx, tx, ids)
		for _, d := range all {
			if strings.HasSuffix(d.Href, "/"+r.Decision.ID) || !r.day().IsZero() && !d.On.Before(r.day()) || d.Detail == recognition.Revoked.Label() {
				continue
			}
			before[d.ParticipantID] = append(before[d.ParticipantID], d)
		}
		return err
	})
	for n, l := range r.Lines {
		r.Lines[n].Honours = before[l.ParticipantID]
	}
	return err
}

// verdicts keeps what the conditions of this award said last of each line.
func (s *Service) verdicts(ctx context.Context, tx *db.Tx, r *Record) error {
	if r.knows.conditions = s.Conditions != nil; !r.knows.conditions {
		return nil
	}
	last := map[string]eligibility.Verdict{}
	err := inBatches(r.initiatives(), func(ids []string) error {
		all, err := s.Conditions.Latest(ctx, tx, eligibility.Signing, ids)
		for id, some := range all {
			for _, v := range some {
				if v.Act == eligibility.Act(r.Decision.Kind) && v.AwardID == r.Decision.AwardID && !v.At.Before(last[id].At) {
					last[id] = v
				}
			}
		}
		return err
	})
	for n, l := range r.Lines {
		if v, known := last[l.InitiativeID]; known {
			r.Lines[n].Verdict, r.Lines[n].Eligible = v.Outcome.Label(), v.Outcome != eligibility.Fail
		}
	}
	return err
}

// around collects the minutes, the money and what others said.
func (s *Service) around(ctx context.Context, tx *db.Tx, r *Record) (err error) {
	if r.knows.meetings = s.Meetings != nil; r.knows.meetings && len(r.initiatives()) > 0 {
		if r.Meetings, err = s.Meetings.MinutesOf(ctx, tx, r.initiatives()); err != nil {
			return err
		}
	}
	if r.knows.bonus = s.Bonuses != nil; r.knows.bonus {
		if r.Bonus, err = s.Bonuses.Of(ctx, tx, r.Decision.ID); err != nil {
			return err
		}
	}
	if r.knows.consent = s.Consents != nil; r.knows.consent {
		r.Consent, err = s.Consents.Of(ctx, tx, r.Decision.ID)
	}
	return err
}
