package concurrence

import (
	"context"
	"slices"

	"github.com/google/uuid"

	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
	"kheo/internal/service/auth"
	"kheo/internal/service/files"
)

// letters are what comes in as the scan of a reply.
var letters = files.Limits{Types: []string{files.PDF, files.JPEG, files.PNG}}

// Record keeps a reply of the body; scan is nil when there is none. A request is
// answered when every line of it has a reply. Replies may still come after that.
func (s *Service) Record(ctx context.Context, actor auth.Actor, decisionID, requestID string, in ReplyInput, scan *files.Received) error {
	return s.db.Update(ctx, func(tx *db.Tx) error {
		r, err := s.repliable(ctx, tx, actor, decisionID, requestID)
		if err != nil {
			return err
		}
		id := newID(in.ID)
		if slices.ContainsFunc(r.Replies, func(x Reply) bool { return x.ID == id }) {
			return nil // sent twice
		}
		if err := in.check(clock.DayOf(tx.Now)); err != nil {
			return err
		}
		a := Reply{ID: id, RequestID: r.ID, Stance: in.Stance, Text: in.Text, Number: in.Number, On: in.On, By: actor.Name, At: tx.Now}
		for _, l := range r.Lines {
			if in.Whole == "1" || slices.Contains(in.Lines, l.LineID) {
				a.Keys = append(a.Keys, l.Key)
			}
		}
		if len(a.Keys) == 0 {
			return fault.Invalid{"lines": fault.Say("Chọn dòng mà công văn trả lời nói đến, hoặc chọn tất cả.")}
		}
		if scan != nil {
			f, err := s.files.Save(ctx, tx, *scan, tx.Now)
			if err != nil {
				return err
			}
			a.FileID = f.ID
		}
		return s.keepReply(ctx, tx, actor, r, a, in.Version)
	})
}

func (s *Service) keepReply(ctx context.Context, tx *db.Tx, actor auth.Actor, r Request, a Reply, version int64) error {
	if err := insertReply(ctx, tx, len(r.Replies)+1, a); err != nil {
		return err
	}
	r.Replies = append(r.Replies, a)
	if len(r.Unanswered()) == 0 {
		r.State = Answered
	}
	if err := updateRequest(ctx, tx, r, version); err != nil {
		return err
	}
	d, err := s.decisions.Decision(ctx, tx, r.DecisionID)
	if err != nil {
		return err
	}
	return record(ctx, tx, actor, "concurrence.replied", d, nil, map[string]any{
		"request": r.ID, "body": r.Body, "stance": a.Stance, "number": a.Number, "replied_on": a.On, "lines": len(a.Keys), "state": r.State,
	})
}

// repliable finds a request of which the actor may record a reply.
func (s *Service) repliable(ctx context.Context, tx *db.Tx, actor auth.Actor, decisionID, requestID string) (Request, error) {
	d, r, err := s.request(ctx, tx, actor, decisionID, requestID)
	switch {
	case err != nil:
		return r, err
	case !mayWrite(actor, d.UnitPath):
		return r, fault.Forbidden
	case r.State == Withdrawn:
		return r, errWithdrawn()
	}
	return r, nil
}

// MayRecord is nil when the actor may record a reply now: asked before bytes are
// taken in.
func (s *Service) MayRecord(ctx context.Context, actor auth.Actor, decisionID, requestID string) error {
	return s.db.View(ctx, func(tx *db.Tx) error {
		_, err := s.repliable(ctx, tx, actor, decisionID, requestID)
		return err
	})
}

// Settle keeps the note of the approver who answers for going on in spite of a
// disagreement about a line. A later disagreement has to be settled anew.
func (s *Service) Settle(ctx context.Context, actor auth.Actor, decisionID, requestID string, in SettleInput) error {
	return s.db.Update(ctx, func(tx *db.Tx) error {
		d, r, err := s.request(ctx, tx, actor, decisionID, requestID)
		if err != nil {
			return err
		}
		if !maySettle(actor, d.UnitPath) {
			return fault.Forbidden
		}
		n := slices.IndexFunc(r.Lines, func(a Asked) bool { return a.LineID == in.LineID })
		if n < 0 {
			return fault.NotFound
		}
		line := r.Lines[n]
		id := newID(in.ID)
		if slices.ContainsFunc(r.Settlements, func(x Settlement) bool { return x.ID == id }) {
			return nil // sent twice
		}
		if !slices.Contains(r.Disputed(), line) {
			return fault.Refuse("Dòng “%s” không có ý kiến không đồng ý nào chờ xử lý.", line.Name)
		}
		if err := in.check(); err != nil {
			return err
		}
		last, _ := r.Last(line.Key)
		x := Settlement{ID: id, RequestID: r.ID, ReplyID: last.ID, Key: line.Key, Note: in.Note, By: actor.Name}
		if err := insertSettlement(ctx, tx, x, actor.AccountID); err != nil {
			return err
		}
		if err := updateRequest(ctx, tx, r, in.Version); err != nil {
			return err
		}
		return record(ctx, tx, actor, "concurrence.settled", d, nil, map[string]any{"request": r.ID, "body": r.Body, "line": line.Name, "note": x.Note})
	})
}

// Scan finds the scan of a reply for who may see the request.
func (s *Service) Scan(ctx context.Context, actor auth.Actor, decisionID, requestID, replyID string) (f files.File, err error) {
	if uuid.Validate(replyID) != nil {
		return f, fault.NotFound
	}
	err = s.db.View(ctx, func(tx *db.Tx) error {
		_, r, err := s.request(ctx, tx, actor, decisionID, requestID)
		if err != nil {
			return err
		}
		n := slices.IndexFunc(r.Replies, func(x Reply) bool { return x.ID == replyID && x.FileID != "" })
		if n < 0 {
			return fault.NotFound
		}
		f, err = s.files.Find(ctx, tx, r.Replies[n].FileID)
		return err
	})
	return f, err
}
