package org

import (
	"context"
	"errors"
	"maps"
	"slices"
	"strconv"
	"strings"

	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
	"kheo/internal/service/audit"
	"kheo/internal/service/auth"
)

// TableInput says what an official table is imported as.
type TableInput struct {
	On     clock.Date // the day on which its changes took effect
	Basis  string     // the resolution or decision
	Source string     // where the table was read
	DryRun bool       // only try
}

// UnitMark names a unit in a result.
type UnitMark struct {
	Code string `json:"code"`
	Name string `json:"name"`
}

// TableResult tells what an import did, or with DryRun would do. When anything is
// in Refused, nothing was kept.
type TableResult struct {
	Rows          int            `json:"rows"`
	OldUnits      int            `json:"old_units"` // communes
	NewUnits      int            `json:"new_units"`
	OldDistricts  int            `json:"old_districts"`
	OldProvinces  int            `json:"old_provinces"`
	NewProvinces  int            `json:"new_provinces"`
	Relations     map[string]int `json:"relations"` // rows by what they say
	SplitOldUnits int            `json:"split_old_units"`
	Created       int            `json:"created"` // units that Khéo did not know
	Known         int            `json:"known"`
	EndedBelow    []UnitMark     `json:"ended_below"` // ended with a unit above, the table says nothing of them
	Changed       bool           `json:"changed"`     // with DryRun: would be
	DryRun        bool           `json:"dry_run"`
	EventID       string         `json:"event_id,omitempty"`
	Corrected     []Remark       `json:"corrected"`
	Skipped       []Remark       `json:"skipped"`
	Refused       []Remark       `json:"refused"`
}

// ImportTable lets the changes of t happen in one event. Units that are known are
// recognised; the same table again changes nothing. The actor must administer
// everything.
func (s *Service) ImportTable(ctx context.Context, actor auth.Actor, in TableInput, t *Table) (r TableResult, err error) {
	if !mayManage(actor, "/") {
		return r, fault.NotFound
	}
	v := fault.Invalid{}
	v.Check(!in.On.IsZero(), "on", "Chưa ghi ngày hiệu lực.")
	v.Check(strings.TrimSpace(in.Basis) != "", "basis", "Chưa ghi văn bản làm căn cứ, ví dụ số nghị quyết và ngày ban hành.")
	if err := v.Err(); err != nil {
		return r, err
	}
	x := t.units()
	err = s.db.Update(ctx, func(tx *db.Tx) error {
		r = t.result(x, in)
		if err := s.importTable(ctx, tx, actor, in, x, &r); err != nil {
			return err
		}
		if len(r.Refused) > 0 || in.DryRun || !r.Changed {
			return errTried
		}
		return nil
	})
	if errors.Is(err, errTried) {
		r.EventID, err = "", nil
		r.Changed = r.Changed && len(r.Refused) == 0
	}
	r.Corrected, r.Skipped, r.Refused = byLine(r.Corrected), byLine(t.skipped), byLine(r.Refused)
	return r, err
}

// result begins with what the table alone tells.
func (t *Table) result(x *tableUnits, in TableInput) TableResult {
	r := TableResult{
		Rows: len(t.rows), OldUnits: len(x.olds), NewUnits: len(x.news), OldDistricts: len(x.districts), OldProvinces: len(x.oldProvinces),
		NewProvinces: len(x.provinces), Relations: map[string]int{}, DryRun: in.DryRun, EndedBelow: []UnitMark{},
	}
	for _, row := range t.rows {
		r.Relations[string(row.note)]++
	}
	return r
}

func (s *Service) importTable(ctx context.Context, tx *db.Tx, actor auth.Actor, in TableInput, x *tableUnits, r *TableResult) error {
	b, err := s.book(ctx, tx)
	if err != nil {
		return err
	}
	was := make(map[string]Unit, len(b.lives))
	for _, l := range b.lives {
		was[l.ID] = l.Unit
	}
	p := planTable(b, x, in.On)
	p.draft.On, p.draft.Basis, p.draft.Source, p.draft.EndBelow = in.On, in.Basis, in.Source, true
	r.Corrected, r.Refused, r.Known = p.corrected, p.refused, p.known
	r.SplitOldUnits, r.Created = p.split, len(p.made)+len(p.draft.New)
	learnt := slices.ContainsFunc(b.lives, func(l *Life) bool { return l.changed })
	if r.Changed = learnt || len(p.draft.New)+len(p.draft.Changes) > 0; !r.Changed || len(r.Refused) > 0 {
		return nil
	}
	o, err := s.happen(ctx, tx, actor, p, was, r)
	if err != nil || len(r.Refused) > 0 {
		return err
	}
	r.EventID = o.Event.ID
	return s.recordTable(ctx, tx, actor, p, *r, in.Basis)
}

// recordTable writes the import into the trail of every province that it speaks
// of, because nobody reads the trail above them.
func (s *Service) recordTable(ctx context.Context, tx *db.Tx, actor auth.Actor, p *tablePlan, r TableResult, basis string) error {
	r.Skipped, r.Corrected = nil, nil
	for _, u := range p.provinces {
		l := p.byCode(ProvinceScheme, u.Code, p.on)
		if l == nil {
			continue // known without its code
		}
		err := audit.Record(ctx, tx, actor, audit.Act{
			Name: "org.table_imported", Kind: "unit_event", ObjectID: r.EventID, Title: basis, UnitPath: l.Path, After: r,
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// happen applies the draft of p and writes everything.
func (s *Service) happen(ctx context.Context, tx *db.Tx, actor auth.Actor, p *tablePlan, was map[string]Unit, r *TableResult) (o Outcome, err error) {
	today := clock.DayOf(tx.Now)
	if len(p.draft.New)+len(p.draft.Changes) > 0 {
		if o.Event, err = p.apply(p.draft, today); err != nil {
			return o, p.explain(err, r)
		}
	}
	for _, l := range p.made {
		p.settle(l, today)
	}
	if o.Event.ID != "" {
		o.Event.CreatedAt, o.Event.CreatedBy = tx.Now, actor.Name
		if o.Effects, err = s.effects(ctx, tx, p.Book, was, o.Event); err != nil {
			return o, err
		}
		p.endings(o, r)
		if len(r.Refused) > 0 {
			return o, nil
		}
	}
	if err := p.write(ctx, tx); err != nil || o.Event.ID == "" {
		return o, err
	}
	if err := insertEvent(ctx, tx, o.Event); err != nil || o.Event.State != Done {
		return o, err
	}
	return o, s.carry(ctx, tx, p.Book, was, o.Event)
}

// endings lists what ends without a word of the table, and refuses to end what
// open work hangs on, except where one unit takes it over wholly.
func (p *tablePlan) endings(o Outcome, r *TableResult) {
	lines := map[string]int{}
	for i, c := range slices.Backward(p.draft.Changes) {
		lines[c.Old] = p.lines[i]
	}
	for _, e := range o.Effects {
		if _, said := lines[e.Unit.ID]; !said && e.Relation == Abolish {
			r.EndedBelow = append(r.EndedBelow, UnitMark{e.Unit.Code, e.Unit.Name})
		}
		if open := e.Open(); open > 0 && o.Event.State == Done && (e.Relation == Part || e.Relation == Abolish) {
			r.Refused = append(r.Refused, Remark{lines[e.Unit.ID], fault.Say(
				"%s còn %d việc đang mở (mùa thi đua, mô hình). Xin kết thúc hoặc bàn giao trước khi đơn vị kết thúc.", e.Unit.Name, open)})
		}
	}
}

// explain turns what the event was refused for into remarks on lines.
func (p *tablePlan) explain(err error, r *TableResult) error {
	var invalid fault.Invalid
	if !errors.As(err, &invalid) {
		return err
	}
	for _, field := range slices.Sorted(maps.Keys(invalid)) {
		line := 0
		if key, ok := strings.CutPrefix(field, "new."); ok {
			line = p.newLines[key]
		} else if n, err := strconv.Atoi(strings.TrimPrefix(field, "change.")); err == nil && n >= 1 && n <= len(p.lines) {
			line = p.lines[n-1]
		}
		r.Refused = append(r.Refused, Remark{line, invalid[field]})
	}
	return nil
}
