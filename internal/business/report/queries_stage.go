package report

import (
	"bytes"
	"context"
	"slices"

	"kheo/internal/business/org"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
	"kheo/internal/platform/text"
)

// query is what all numbers of one report have in common.
type query struct {
	tx     *db.Tx
	season string
	under  []string    // see db.Under
	sorter *org.Sorter // by the units of a chosen map; nil: by the units of the records' own days
}

// from begins a query over tables, one of them called v, narrowed to the report.
func (q query) from(tables string) (from string, args []any) {
	w := &db.Where{}
	w.And("v.season_id = ?", q.season)
	w.AnyUnder("v.unit_path", q.under)
	return ` FROM ` + tables + w.SQL(), w.Args()
}

// stage adds up the rows of a view; what names the thing that is counted.
func (q query) stage(ctx context.Context, what, view, more string) (s Stage, err error) {
	from, args := q.from(view + ` v`)
	from += more
	counted := `COUNT(*)`
	if what == "participants" {
		counted = `COUNT(DISTINCT v.participant_id)`
	}
	s.counts = what
	err = db.Each(ctx, q.tx, func(r db.Row) error {
		var kind string
		var rows, people int64
		err := r.Scan(&kind, &rows, &people)
		s.Initiatives += rows
		s.Participants += people
		switch kind {
		case "collective":
			s.Collective = people
		case "individual":
			s.Individual = people
		case "household":
			s.Household = people
		}
		return err
	}, `SELECT v.participant_kind, COUNT(*), COUNT(DISTINCT v.participant_id)`+from+` GROUP BY v.participant_kind`, args...)
	if err != nil {
		return s, err
	}
	if view == `report_awarded` {
		s.On, err = db.One(ctx, q.tx, func(r db.Row) (d clock.Date, err error) {
			err = r.Scan(&d)
			return d, err
		}, `SELECT MAX(v.decided_on)`+from, args...)
		if err != nil {
			return s, err
		}
	}
	s.ByField, err = db.All(ctx, q.tx, scanShare, `SELECT f.id, f.code, f.name, g.n FROM
		(SELECT v.field_id AS id, `+counted+` AS n`+from+` GROUP BY v.field_id) g JOIN campaign_field f ON f.id = g.id ORDER BY f.position`, args...)
	if err != nil {
		return s, err
	}
	return s, q.byUnit(ctx, &s, counted, from, args)
}

// byUnit adds up by the units that the records bear, or by those of the map.
func (q query) byUnit(ctx context.Context, s *Stage, counted, from string, args []any) (err error) {
	if q.sorter == nil {
		s.ByUnit, err = db.All(ctx, q.tx, scanShare, `SELECT u.id, u.code, u.name, g.n FROM
			(SELECT v.unit_id AS id, `+counted+` AS n`+from+` GROUP BY v.unit_id) g JOIN org_unit u ON u.id = g.id ORDER BY u.sort_key, u.id`, args...)
		return err
	}
	shares := map[string]*Share{}
	err = db.Each(ctx, q.tx, func(r db.Row) error {
		var path string
		var n int64
		if err := r.Scan(&path, &n); err != nil {
			return err
		}
		unit, wholly := q.sorter.Of(path)
		if !wholly {
			s.Divided += n
			return nil
		}
		if shares[unit.ID] == nil {
			shares[unit.ID] = &Share{ID: unit.ID, Code: unit.Code, Name: unit.Name}
		}
		shares[unit.ID].Count += n
		return nil
	}, `SELECT v.unit_path, `+counted+from+` GROUP BY v.unit_path`, args...)
	for _, share := range shares {
		s.ByUnit = append(s.ByUnit, *share)
	}
	slices.SortFunc(s.ByUnit, func(a, b Share) int {
		return bytes.Compare(text.SortKey(a.Name+"\x00"+a.ID), text.SortKey(b.Name+"\x00"+b.ID))
	})
	return err
}

// parts counts what belongs only partly to the unit of the report.
func (q query) parts(ctx context.Context, r *Season) (err error) {
	for _, part := range []struct {
		stage         *Stage
		counted, view string
	}{
		{&r.Registered, `COUNT(*)`, `report_registered v`},
		{&r.Recognised, `COUNT(*) FILTER (WHERE v.kind = 'recognition')`, `report_awarded v`},
		{&r.Commended, `COUNT(DISTINCT v.participant_id) FILTER (WHERE v.kind = 'commendation')`, `report_awarded v`},
	} {
		from, args := q.from(part.view)
		if part.stage.Partly, err = db.One(ctx, q.tx, db.Value[int64], `SELECT `+part.counted+from, args...); err != nil {
			return err
		}
	}
	return nil
}

func scanShare(r db.Row) (s Share, err error) {
	err = r.Scan(&s.ID, &s.Code, &s.Name, &s.Count)
	return s, err
}
