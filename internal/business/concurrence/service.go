package concurrence

import (
	"context"

	"github.com/google/uuid"

	"kheo/internal/business/recognition"
	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
	"kheo/internal/service/audit"
	"kheo/internal/service/auth"
	"kheo/internal/service/files"
)

// Service is everything that can be done with requests and notices.
type Service struct {
	db        *db.DB
	decisions Decisions
	files     *files.Store
	pace      *pace
}

// New makes the service.
func New(d *db.DB, decisions Decisions, store *files.Store) *Service {
	return &Service{db: d, decisions: decisions, files: store, pace: newPace()}
}

// decision finds a decision whose requests and notices the actor may see.
func (s *Service) decision(ctx context.Context, tx *db.Tx, actor auth.Actor, id string) (d recognition.Decision, err error) {
	if uuid.Validate(id) != nil {
		return d, fault.NotFound
	}
	if d, err = s.decisions.Decision(ctx, tx, id); err != nil {
		return d, err
	}
	if !maySee(actor, d.UnitPath) {
		return d, fault.NotFound
	}
	return d, nil
}

// drafting finds a decision for which the actor may ask and publish: a draft.
func (s *Service) drafting(ctx context.Context, tx *db.Tx, actor auth.Actor, id string) (d recognition.Decision, err error) {
	if d, err = s.decision(ctx, tx, actor, id); err != nil {
		return d, err
	}
	if !mayWrite(actor, d.UnitPath) {
		return d, fault.Forbidden
	}
	if !d.Editable() {
		return d, errSigned(d)
	}
	return d, nil
}

func errSigned(d recognition.Decision) error {
	return fault.Refuse("Quyết định số %s đã ký nên không lấy ý kiến nữa.", d.Number)
}

// request finds a request of a decision that the actor may see.
func (s *Service) request(ctx context.Context, tx *db.Tx, actor auth.Actor, decisionID, id string) (d recognition.Decision, r Request, err error) {
	if d, err = s.decision(ctx, tx, actor, decisionID); err != nil {
		return d, r, err
	}
	if uuid.Validate(id) != nil {
		return d, r, fault.NotFound
	}
	if r, err = findRequest(ctx, tx, id); err != nil {
		return d, r, err
	}
	if r.DecisionID != d.ID {
		return d, r, fault.NotFound
	}
	return d, r, nil
}

// notice finds a notice of a decision that the actor may see.
func (s *Service) notice(ctx context.Context, tx *db.Tx, actor auth.Actor, decisionID, id string) (d recognition.Decision, n Notice, err error) {
	if d, err = s.decision(ctx, tx, actor, decisionID); err != nil {
		return d, n, err
	}
	if uuid.Validate(id) != nil {
		return d, n, fault.NotFound
	}
	if n, err = findNotice(ctx, tx, id); err != nil {
		return d, n, err
	}
	if n.DecisionID != d.ID {
		return d, n, fault.NotFound
	}
	return d, n, nil
}

// record keeps an act with the decision that it is about. After never holds the
// words or the contact of a commenter: what is deleted is to be gone.
func record(ctx context.Context, tx *db.Tx, actor auth.Actor, act string, d recognition.Decision, before, after map[string]any) error {
	a := audit.Act{Name: act, Kind: "decision", ObjectID: d.ID, Title: d.Subject, UnitPath: d.UnitPath}
	if before != nil {
		a.Before = before
	}
	if after != nil {
		a.After = after
	}
	return audit.Record(ctx, tx, actor, a)
}

func (r Request) trail() map[string]any {
	return map[string]any{
		"request": r.ID, "body": r.Body, "number": r.Number, "asked_on": r.AskedOn, "due_on": r.DueOn, "lines": len(r.Lines), "state": r.State, "why": r.Why,
	}
}

func (n Notice) trail() map[string]any {
	return map[string]any{
		"notice": n.ID, "code": n.Code, "title": n.Title, "begins_on": n.From, "ends_on": n.To, "place": n.Place, "state": n.State, "why": n.Why, "lines": len(n.List),
	}
}
