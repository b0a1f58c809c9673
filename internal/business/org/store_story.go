package org

import (
	"context"

	"kheo/internal/platform/db"
)

func (st *Story) readLife(ctx context.Context, tx *db.Tx) (err error) {
	st.Names, err = db.All(ctx, tx, func(r db.Row) (n Named, err error) {
		err = r.Scan(append(n.Scan(), &n.Name)...)
		return n, err
	}, `SELECT valid_from, valid_to, name FROM org_name WHERE unit_id = $1 ORDER BY valid_from`, st.Unit.ID)
	if err != nil {
		return err
	}
	st.Types, err = db.All(ctx, tx, func(r db.Row) (t Typed, err error) {
		err = r.Scan(append(t.Scan(), &t.Type)...)
		return t, err
	}, `SELECT valid_from, valid_to, type FROM org_type WHERE unit_id = $1 ORDER BY valid_from`, st.Unit.ID)
	if err != nil {
		return err
	}
	st.Places, err = db.All(ctx, tx, func(r db.Row) (p Place, err error) {
		err = r.Scan(append(append(p.Scan(), &p.Tree), unitColumnsOf(&p.Parent)...)...)
		p.ParentID = p.Parent.ID
		return p, err
	}, `SELECT p.valid_from, p.valid_to, p.tree, `+prefixed("u.", unitColumns)+` FROM org_parent p JOIN org_unit u ON u.id = p.parent_id
		WHERE p.unit_id = $1 ORDER BY p.tree, p.valid_from`, st.Unit.ID)
	if err != nil {
		return err
	}
	st.Codes, err = codesOf(ctx, tx, st.Unit.ID)
	return err
}

func codesOf(ctx context.Context, tx *db.Tx, unitID string) ([]Coded, error) {
	return db.All(ctx, tx, func(r db.Row) (c Coded, err error) {
		err = r.Scan(append(c.Scan(), &c.Scheme, &c.Code)...)
		return c, err
	}, `SELECT valid_from, valid_to, scheme, code FROM org_code WHERE unit_id = $1 ORDER BY scheme, valid_from, code`, unitID)
}

// stepsFrom lists the successions that lead to u, or on from it.
func stepsFrom(ctx context.Context, tx *db.Tx, u Unit, back bool) ([]Step, error) {
	here, there := "old_id", "new_id"
	if back {
		here, there = there, here
	}
	return db.All(ctx, tx, func(r db.Row) (n Step, err error) {
		far := Unit{}
		err = r.Scan(append([]any{&n.Relation, &n.Detail, &n.Event.ID, &n.Event.On, &n.Event.Basis, &n.Event.VerifiedBy, &n.Event.State}, unitColumnsOf(&far)...)...)
		n.From, n.To = u, far
		if back {
			n.From, n.To = far, u
		}
		return n, err
	}, `SELECT s.relation, s.detail, e.id, e.effective_on, e.basis, e.verified_by, e.state, `+prefixed("u.", unitColumns)+`
		FROM org_succession s JOIN org_event e ON e.id = s.event_id JOIN org_unit u ON u.id = s.`+there+`
		WHERE s.`+here+` = $1 AND s.relation IN ('whole', 'part') AND e.state <> 'withdrawn' ORDER BY e.effective_on, s.event_id, s.position`, u.ID)
}

const concerned = `(SELECT COUNT(*) FROM (SELECT s.old_id AS id FROM org_succession s WHERE s.event_id = e.id AND s.old_id IS NOT NULL
	UNION SELECT s.new_id FROM org_succession s WHERE s.event_id = e.id AND s.new_id IS NOT NULL) x)`

func scanEventItem(r db.Row) (i EventItem, err error) {
	err = r.Scan(&i.ID, &i.On, &i.Basis, &i.Source, &i.VerifiedBy, &i.State, db.Time(&i.CreatedAt), &i.CreatedBy, &i.Units)
	return i, err
}

// eventsOf lists the events that concern a unit, the latest first.
func eventsOf(ctx context.Context, tx *db.Tx, unitID string, limit int) ([]EventItem, error) {
	return db.All(ctx, tx, scanEventItem, `SELECT `+eventColumns+`, `+concerned+` FROM org_event e
		WHERE e.id IN (SELECT s.event_id FROM org_succession s WHERE s.old_id = $1 UNION SELECT s.event_id FROM org_succession s WHERE s.new_id = $1)
		ORDER BY e.effective_on DESC, e.id DESC LIMIT $2`, unitID, limit)
}
