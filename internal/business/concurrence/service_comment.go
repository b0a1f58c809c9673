package concurrence

import (
	"context"

	"github.com/google/uuid"

	"kheo/internal/business/recognition"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
	"kheo/internal/service/audit"
	"kheo/internal/service/auth"
)

// Answer records that a comment was considered, with the answer that its sender
// reads. The answer may be put better later; what was handed off stays so.
func (s *Service) Answer(ctx context.Context, actor auth.Actor, decisionID, noticeID, id string, in AnswerInput) error {
	return s.treat(ctx, actor, decisionID, noticeID, id, in.Version, "concurrence.comment_considered", func(_ *db.Tx, c *Comment) error {
		if err := in.checkAnswer(); err != nil {
			return err
		}
		c.State, c.Answer = Considered, in.Answer
		return nil
	})
}

// HandOff records that a comment is a denunciation or complaint and was handed to
// the body in charge. Its text and its contact are deleted here.
func (s *Service) HandOff(ctx context.Context, actor auth.Actor, decisionID, noticeID, id string, in AnswerInput) error {
	return s.treat(ctx, actor, decisionID, noticeID, id, in.Version, "concurrence.comment_handed_off", func(tx *db.Tx, c *Comment) error {
		if err := in.checkHandOff(); err != nil {
			return err
		}
		c.State, c.Text, c.Answer, c.HandedTo = HandedOff, "", "", in.HandedTo
		return db.Exec(ctx, tx, `DELETE FROM concurrence_contact WHERE comment_id = $1`, c.ID)
	})
}

func (s *Service) treat(ctx context.Context, actor auth.Actor, decisionID, noticeID, id string, version int64, act string, do func(*db.Tx, *Comment) error) error {
	return s.db.Update(ctx, func(tx *db.Tx) error {
		d, c, err := s.comment(ctx, tx, actor, decisionID, noticeID, id)
		if err != nil {
			return err
		}
		if !mayWrite(actor, d.UnitPath) {
			return fault.Forbidden
		}
		if c.State == HandedOff {
			return fault.Refuse("Góp ý này đã được chuyển cơ quan có thẩm quyền.")
		}
		if err := do(tx, &c); err != nil {
			return err
		}
		c.AnsweredBy = actor.Name
		if err := updateComment(ctx, tx, c, version); err != nil {
			return err
		}
		return record(ctx, tx, actor, act, d, nil, map[string]any{"notice": noticeID, "comment": c.ID, "state": c.State, "handed_to": c.HandedTo})
	})
}

// comment finds a comment that the actor may read. Who sees the notice but is not
// of the secretariat finds nothing.
func (s *Service) comment(ctx context.Context, tx *db.Tx, actor auth.Actor, decisionID, noticeID, id string) (d recognition.Decision, c Comment, err error) {
	d, n, err := s.notice(ctx, tx, actor, decisionID, noticeID)
	if err != nil {
		return d, c, err
	}
	if !mayReadComments(actor, d.UnitPath) || uuid.Validate(id) != nil {
		return d, c, fault.NotFound
	}
	if c, err = findComment(ctx, tx, id); err != nil {
		return d, c, err
	}
	if c.NoticeID != n.ID {
		return d, c, fault.NotFound
	}
	return d, c, nil
}

// OpenContact unseals the contact of a comment for one reading; the trail keeps who
// opened it. Who works for a unit of the list does not.
func (s *Service) OpenContact(ctx context.Context, actor auth.Actor, decisionID, noticeID, id string) (contact string, err error) {
	err = s.db.Update(ctx, func(tx *db.Tx) error {
		d, c, err := s.comment(ctx, tx, actor, decisionID, noticeID, id)
		if err != nil {
			return err
		}
		lines, err := s.decisions.Lines(ctx, tx, d.ID)
		if err != nil {
			return err
		}
		if !mayOpenContact(actor, d.UnitPath, lines) {
			return fault.Forbidden
		}
		contact, err = db.One(ctx, tx, db.Value[string], `SELECT contact FROM concurrence_contact WHERE comment_id = $1`, c.ID)
		if err != nil {
			return err
		}
		return record(ctx, tx, actor, "concurrence.contact_opened", d, nil, map[string]any{"notice": noticeID, "comment": c.ID})
	})
	return contact, err
}

// Sweep deletes the contacts whose time is over and tells how many there were. It
// is to run every day.
func (s *Service) Sweep(ctx context.Context) (deleted int, err error) {
	err = s.db.Update(ctx, func(tx *db.Tx) error {
		done, err := tx.Exec(ctx, `DELETE FROM concurrence_contact WHERE comment_id IN (SELECT c.id FROM concurrence_comment c
			JOIN concurrence_notice n ON n.id = c.notice_id WHERE n.contacts_until < $1)`, clock.DayOf(tx.Now))
		if err != nil {
			return err
		}
		n, err := done.RowsAffected()
		deleted = int(n)
		if err != nil || n == 0 {
			return err
		}
		return audit.Record(ctx, tx, audit.System, audit.Act{Name: "concurrence.contacts_deleted", Kind: "decision", Title: "concurrence_contact", After: map[string]any{"deleted": n}})
	})
	return deleted, err
}

// NoticeView is a notice as its staff page shows it.
type NoticeView struct {
	Notice
	Decision   recognition.Decision
	Writes     bool
	Differs    bool // the draft has another list by now
	Shortest   Setting
	Total      int // comments
	Unanswered int
	Reads      bool      // the reader is of the secretariat: Comments is for them alone
	Comments   []Comment // a page
	More       bool
	Today      clock.Date
}

const pageComments = 50

// SeeNotice shows a notice; its comments, those after the one whose id is given,
// only to the secretariat.
func (s *Service) SeeNotice(ctx context.Context, actor auth.Actor, decisionID, id, after string) (v NoticeView, err error) {
	if after != "" && uuid.Validate(after) != nil {
		return v, fault.NotFound
	}
	err = s.db.View(ctx, func(tx *db.Tx) error {
		d, n, err := s.notice(ctx, tx, actor, decisionID, id)
		if err != nil {
			return err
		}
		v = NoticeView{Notice: n, Decision: d, Writes: mayWrite(actor, d.UnitPath), Reads: mayReadComments(actor, d.UnitPath), Today: clock.DayOf(tx.Now)}
		lines, err := s.decisions.Lines(ctx, tx, d.ID)
		if err != nil {
			return err
		}
		v.Differs = n.Differs(lines)
		if n.State == NoticeDraft {
			v.List = shown(lines)
		}
		usual, err := settings(ctx, tx)
		if err != nil {
			return err
		}
		v.Shortest = usual[NoticeDays]
		have, err := countsOf(ctx, tx, n.ID)
		if err != nil {
			return err
		}
		v.Total, v.Unanswered = have.all, have.open
		if !v.Reads {
			return nil
		}
		v.Comments, err = commentsOf(ctx, tx, n.ID, after, pageComments+1)
		if v.More = len(v.Comments) > pageComments; v.More {
			v.Comments = v.Comments[:pageComments]
		}
		return err
	})
	return v, err
}

// CommentView is a comment as the form of its answer shows it.
type CommentView struct {
	Comment
	Decision recognition.Decision
	Notice   Notice
	Writes   bool
	Opens    bool // the contact, which is shown once and kept in the trail
}

// SeeComment shows a comment to the secretariat.
func (s *Service) SeeComment(ctx context.Context, actor auth.Actor, decisionID, noticeID, id string) (v CommentView, err error) {
	err = s.db.View(ctx, func(tx *db.Tx) error {
		d, c, err := s.comment(ctx, tx, actor, decisionID, noticeID, id)
		if err != nil {
			return err
		}
		v = CommentView{Comment: c, Decision: d, Writes: mayWrite(actor, d.UnitPath)}
		if v.Notice, err = findNotice(ctx, tx, noticeID); err != nil {
			return err
		}
		lines, err := s.decisions.Lines(ctx, tx, d.ID)
		v.Opens = c.HasContact && mayOpenContact(actor, d.UnitPath, lines)
		return err
	})
	return v, err
}
