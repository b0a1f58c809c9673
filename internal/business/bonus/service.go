package bonus

import (
	"context"
	"strconv"

	"github.com/google/uuid"

	"kheo/internal/business/recognition"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
	"kheo/internal/service/audit"
	"kheo/internal/service/auth"
)

// Service is everything that can be done with bonuses and funds.
type Service struct {
	db     *db.DB
	units  Units
	awards Awards
	// Decisions and Editions are recognition's, which itself tells Freeze what it
	// issues; package app sets them before the first use.
	Decisions Decisions
	Editions  Editions
}

// New makes the service; Decisions and Editions are still to be set.
func New(d *db.DB, units Units, awards Awards) *Service {
	return &Service{db: d, units: units, awards: awards}
}

// View is a sheet with its decision as one reader may use it.
type View struct {
	Sheet
	Decision recognition.Decision
	Writes   bool // may propose, pay, decline and take back
	Approves bool
	Me       string // account of the reader
	Today    clock.Date
}

// Payable reports whether the reader can record payments now.
func (v View) Payable() bool {
	return v.Writes && v.Stored() && ledger{v.Plan, v.Items}.payable() == nil
}

// Undoable reports whether the reader may take the payment of i back today.
func (v View) Undoable(i Item) bool {
	return v.Writes && i.State == Paid && i.ByID == v.Me && clock.DayOf(i.At).ISO() == v.Today.ISO()
}

// See shows the sheet of a decision, worked out now when nothing is stored. An
// amendment shows that of the decision which it amends.
func (s *Service) See(ctx context.Context, actor auth.Actor, decisionID string) (v View, err error) {
	err = s.db.View(ctx, func(tx *db.Tx) error {
		d, err := s.decision(ctx, tx, actor, decisionID)
		if err != nil {
			return err
		}
		v = View{Decision: d, Writes: mayWrite(actor, d.UnitPath), Approves: mayApprove(actor, d.UnitPath), Me: actor.AccountID, Today: clock.DayOf(tx.Now)}
		v.Sheet, err = s.sheet(ctx, tx, d)
		return err
	})
	return v, err
}

// Item finds the bonus of one line of v, or fault.NotFound.
func (v View) Item(lineID string) (Item, error) {
	if i := (ledger{Items: v.Items}).find(lineID); i != nil {
		return *i, nil
	}
	return Item{}, fault.NotFound
}

// decision finds the first decision that id names or amends, if actor may see its money.
func (s *Service) decision(ctx context.Context, tx *db.Tx, actor auth.Actor, id string) (recognition.Decision, error) {
	if uuid.Validate(id) != nil {
		return recognition.Decision{}, fault.NotFound
	}
	d, err := s.root(ctx, tx, id)
	if err == nil && !maySee(actor, d.UnitPath) {
		err = fault.NotFound
	}
	return d, err
}

// root finds a decision, or the one that it amends.
func (s *Service) root(ctx context.Context, tx *db.Tx, id string) (recognition.Decision, error) {
	d, err := s.Decisions.Decision(ctx, tx, id)
	if err == nil && d.Kind.Amends() {
		return s.Decisions.Decision(ctx, tx, d.AmendsID)
	}
	return d, err
}

// change does something to the stored sheet of a decision for actor, who has seen
// it at version. What changes nothing is done already, whatever the version.
func (s *Service) change(ctx context.Context, actor auth.Actor, decisionID string, version int64, act string,
	may func(auth.Actor, string) bool, do func(*db.Tx, recognition.Decision, *ledger, stamp) error,
) error {
	return s.db.Update(ctx, func(tx *db.Tx) error {
		d, err := s.decision(ctx, tx, actor, decisionID)
		if err != nil {
			return err
		}
		if !may(actor, d.UnitPath) {
			return fault.Forbidden
		}
		before, err := load(ctx, tx, d.ID)
		if err != nil {
			return err
		}
		after := before.clone()
		err = do(tx, d, &after, stamp{actor.AccountID, actor.Name, tx.Now})
		if err == nil && after.same(before) {
			return nil
		}
		if before.Plan.Version != version {
			return fault.Conflict
		}
		if err != nil {
			return err
		}
		return s.keep(ctx, tx, actor, d, act, before, after)
	})
}

// keep stores a sheet and tells the trail what changed.
func (s *Service) keep(ctx context.Context, tx *db.Tx, actor auth.Actor, d recognition.Decision, act string, before, after ledger) error {
	if err := store(ctx, tx, before, after); err != nil {
		return err
	}
	return record(ctx, tx, actor, d, act, before, after)
}

func record(ctx context.Context, tx *db.Tx, actor auth.Actor, d recognition.Decision, act string, before, after ledger) error {
	a := audit.Act{Name: act, Kind: "decision", ObjectID: d.ID, Title: d.Subject, UnitPath: d.UnitPath}
	if before.Plan.Version > 0 {
		a.Before = before.trail(after)
	}
	if len(after.Items) > 0 {
		a.After = after.trail(before)
	}
	return audit.Record(ctx, tx, actor, a)
}

// trail is what the audit trail keeps of l: the plan, and the items that differ
// from those of other.
func (l ledger) trail(other ledger) map[string]any {
	items := []map[string]any{}
	for _, i := range l.Items {
		if was := other.find(i.LineID); was != nil && *was == i {
			continue
		}
		items = append(items, map[string]any{
			"line": i.LineID, "position": i.Position, "name": i.Name, "amount": i.Amount, "basis": i.Basis, "typed": i.Typed, "state": i.State,
			"paid_on": i.PaidOn, "paid_doc": i.PaidDoc, "recovered": i.Recovered, "recovered_on": i.RecoveredOn, "note": i.Note,
		})
	}
	return map[string]any{
		"total": l.total(), "fund": l.Plan.FundID, "budget_line": l.Plan.BudgetLine, "note": l.Plan.Note,
		"proposed_by": l.Plan.ProposedBy, "approved_by": l.Plan.ApprovedBy, "frozen": l.Plan.Frozen, "items": items,
	}
}

func year(y int64) string { return strconv.FormatInt(y, 10) }
