package concurrence

import (
	"context"
	"crypto/rand"
	"errors"
	"strings"

	"kheo/internal/business/recognition"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/code"
	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
	"kheo/internal/service/auth"
)

// noticePrefix begins the public codes of notices.
const noticePrefix = "CK"

// Prepare begins a notice, or changes one that is not yet published; sending a new
// one twice makes one.
func (s *Service) Prepare(ctx context.Context, actor auth.Actor, decisionID string, in NoticeInput) (n Notice, err error) {
	fresh := code.New(noticePrefix, rand.Reader)
	err = s.db.Update(ctx, func(tx *db.Tx) error {
		d, err := s.drafting(ctx, tx, actor, decisionID)
		if err != nil {
			return err
		}
		id := newID(in.ID)
		n, err = findNotice(ctx, tx, id)
		switch {
		case errors.Is(err, fault.NotFound) && in.Version == 0:
			return s.begin(ctx, tx, actor, d, Notice{ID: id, Code: fresh}, in, &n)
		case err != nil:
			return err
		case n.DecisionID != d.ID:
			return fault.NotFound
		case in.Version == 0: // sent twice
			return nil
		case n.State != NoticeDraft:
			return fault.Refuse("Đợt công khai này không còn ở bước “%s” nên không sửa được.", NoticeDraft.Label())
		}
		if err := in.check(); err != nil {
			return err
		}
		before := n.trail()
		n.Title, n.From, n.To, n.Place = in.Title, in.From, in.To, in.Place
		if err := updateNotice(ctx, tx, n, in.Version); err != nil {
			return err
		}
		return record(ctx, tx, actor, "concurrence.notice_changed", d, before, n.trail())
	})
	return n, err
}

func (s *Service) begin(ctx context.Context, tx *db.Tx, actor auth.Actor, d recognition.Decision, fresh Notice, in NoticeInput, out *Notice) error {
	if err := in.check(); err != nil {
		return err
	}
	n := fresh
	n.DecisionID, n.UnitPath, n.Body, n.State, n.Version, n.CreatedBy = d.ID, d.UnitPath, issuer(d), NoticeDraft, 1, actor.Name
	n.Title, n.From, n.To, n.Place = in.Title, in.From, in.To, in.Place
	if err := insertNotice(ctx, tx, n); err != nil {
		return err
	}
	*out = n
	return record(ctx, tx, actor, "concurrence.notice_begun", d, nil, n.trail())
}

// issuer is the body that decides, as the letterhead has it.
func issuer(d recognition.Decision) string {
	if len(d.Letterhead) == 0 {
		return ""
	}
	return strings.TrimSpace(d.Letterhead[len(d.Letterhead)-1])
}

// Publish shows the list of the draft, as it stands now, to everybody.
func (s *Service) Publish(ctx context.Context, actor auth.Actor, decisionID, id string, version int64) error {
	return s.move(ctx, actor, decisionID, id, version, "concurrence.notice_published", func(tx *db.Tx, d recognition.Decision, n *Notice) error {
		if n.State == NoticePublished {
			return errSame
		}
		if n.State != NoticeDraft {
			return fault.Refuse("Đợt công khai này không còn ở bước “%s” nên không sửa được.", NoticeDraft.Label())
		}
		if !d.Editable() {
			return errSigned(d)
		}
		today := clock.DayOf(tx.Now)
		if n.From.Before(today) {
			return fault.Refuse("Ngày bắt đầu %s đã qua. Xin sửa ngày trước khi công khai.", n.From.String())
		}
		lines, err := s.decisions.Lines(ctx, tx, d.ID)
		if err != nil {
			return err
		}
		if len(lines) == 0 {
			return fault.Refuse("Danh sách của quyết định chưa có dòng nào để công khai.")
		}
		usual, err := settings(ctx, tx)
		if err != nil {
			return err
		}
		n.List, n.State, n.PublishedAt = shown(lines), NoticePublished, tx.Now
		n.ContactsUntil = n.To.AddDays(int(usual[ContactDays].Amount))
		return nil
	})
}

// errSame says that what is asked for has been done already.
var errSame = errors.New("concurrence: done already")

// Close ends a notice whose period is over.
func (s *Service) Close(ctx context.Context, actor auth.Actor, decisionID, id string, version int64) error {
	return s.move(ctx, actor, decisionID, id, version, "concurrence.notice_closed", func(tx *db.Tx, _ recognition.Decision, n *Notice) error {
		switch {
		case n.State == NoticeClosed:
			return errSame
		case n.State != NoticePublished:
			return fault.Refuse("Đợt công khai này không còn ở bước “%s” nên không khép lại được.", NoticePublished.Label())
		case !clock.DayOf(tx.Now).After(n.To):
			return fault.Refuse("Thời gian công khai đến hết ngày %s nên chưa khép lại được. Muốn dừng sớm, xin rút đợt công khai và ghi lý do.", n.To.String())
		}
		n.State = NoticeClosed
		return s.end(ctx, tx, n)
	})
}

// Recall takes a notice back before its end; its comments still want an answer.
func (s *Service) Recall(ctx context.Context, actor auth.Actor, decisionID, id string, in EndInput) error {
	return s.move(ctx, actor, decisionID, id, in.Version, "concurrence.notice_withdrawn", func(tx *db.Tx, _ recognition.Decision, n *Notice) error {
		if n.State == NoticeClosed || n.State == NoticeWithdrawn {
			return fault.Refuse("Đợt công khai này không còn ở bước “%s” nên không rút được.", NoticePublished.Label())
		}
		if err := in.check(); err != nil {
			return err
		}
		n.State, n.Why = NoticeWithdrawn, in.Why
		return s.end(ctx, tx, n)
	})
}

func (s *Service) end(ctx context.Context, tx *db.Tx, n *Notice) error {
	usual, err := settings(ctx, tx)
	n.ClosedAt = tx.Now
	n.ContactsUntil = clock.DayOf(tx.Now).AddDays(int(usual[ContactDays].Amount))
	return err
}

func (s *Service) move(ctx context.Context, actor auth.Actor, decisionID, id string, version int64, act string, do func(*db.Tx, recognition.Decision, *Notice) error) error {
	return s.db.Update(ctx, func(tx *db.Tx) error {
		d, n, err := s.notice(ctx, tx, actor, decisionID, id)
		if err != nil {
			return err
		}
		if !mayWrite(actor, d.UnitPath) {
			return fault.Forbidden
		}
		before := n.trail()
		if err := do(tx, d, &n); err != nil {
			if errors.Is(err, errSame) {
				return nil
			}
			return err
		}
		if err := updateNotice(ctx, tx, n, version); err != nil {
			return err
		}
		return record(ctx, tx, actor, act, d, before, n.trail())
	})
}
