package concurrence

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"time"

	"kheo/internal/platform/clock"
	"kheo/internal/platform/code"
	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
	"kheo/internal/service/audit"
)

const mostOpen = 200 // notices on the public page

// OpenNotices lists the notices that everybody may comment on today.
func (s *Service) OpenNotices(ctx context.Context) (all []Notice, err error) {
	err = s.db.View(ctx, func(tx *db.Tx) error {
		all, err = openNotices(ctx, tx, clock.DayOf(tx.Now), mostOpen)
		return err
	})
	return all, err
}

// PublicNotice is a notice as everybody sees it. Its list is there while comments
// are taken; afterwards the decision speaks.
func (s *Service) PublicNotice(ctx context.Context, typed string) (n Notice, takes bool, err error) {
	err = s.db.View(ctx, func(tx *db.Tx) error {
		n, takes, err = s.public(ctx, tx, typed)
		return err
	})
	return n, takes, err
}

func (s *Service) public(ctx context.Context, tx *db.Tx, typed string) (n Notice, takes bool, err error) {
	canonical, err := code.Parse(typed)
	if err != nil {
		return n, false, fault.NotFound
	}
	if n, err = noticeByCode(ctx, tx, canonical); err != nil {
		return n, false, err
	}
	today := clock.DayOf(tx.Now)
	if !n.Public(today) {
		return Notice{}, false, fault.NotFound
	}
	if takes = n.Takes(today); !takes {
		n.List = nil
	}
	return n, takes, nil
}

// NewComment is an empty form with what makes it one when it is sent twice.
func NewComment() CommentInput {
	return CommentInput{ID: newID(""), Receipt: code.New(receiptPrefix, rand.Reader)}
}

// Comment keeps what somebody wrote about an open notice and returns the receipt
// code with which they read the answer. Who is signed in does not matter and is not
// kept. What a machine filled in gets a receipt and is not kept.
func (s *Service) Comment(ctx context.Context, noticeCode string, in CommentInput) (receipt string, err error) {
	if err := in.check(); err != nil {
		return "", err
	}
	err = s.db.Update(ctx, func(tx *db.Tx) error {
		n, takes, err := s.public(ctx, tx, noticeCode)
		if err != nil {
			return err
		}
		if !takes {
			return fault.Refuse("Đợt công khai này không còn nhận góp ý.")
		}
		if in.Website != "" {
			return nil
		}
		if sent, err := s.sentBefore(ctx, tx, in); sent || err != nil {
			return err
		}
		if err := s.roomFor(ctx, tx, n); err != nil {
			return err
		}
		c := Comment{ID: in.ID, NoticeID: n.ID, Text: in.Text}
		if err := insertComment(ctx, tx, c, digest(in.Receipt), in.Contact); err != nil {
			return err
		}
		d, err := s.decisions.Decision(ctx, tx, n.DecisionID)
		if err != nil {
			return err
		}
		return record(ctx, tx, audit.System, "concurrence.comment_received", d, nil, map[string]any{"notice": n.ID})
	})
	return in.Receipt, err
}

// sentBefore recognises a form that comes again: the same id with the same receipt.
// An id or a receipt that another comment has is a page that was not made here.
func (s *Service) sentBefore(ctx context.Context, tx *db.Tx, in CommentInput) (bool, error) {
	_, byID := findComment(ctx, tx, in.ID)
	have, byReceipt := commentByReceipt(ctx, tx, digest(in.Receipt))
	switch {
	case errors.Is(byID, fault.NotFound) && errors.Is(byReceipt, fault.NotFound):
		return false, nil
	case byID == nil && byReceipt == nil && have.ID == in.ID:
		return true, nil
	case byID != nil && !errors.Is(byID, fault.NotFound):
		return false, byID
	case byReceipt != nil && !errors.Is(byReceipt, fault.NotFound):
		return false, byReceipt
	}
	return false, fault.Invalid{"text": fault.Say("Trang này đã cũ. Xin sao lại góp ý, tải lại trang rồi gửi.")}
}

// roomFor refuses more comments in a day than the setting allows.
func (s *Service) roomFor(ctx context.Context, tx *db.Tx, n Notice) error {
	usual, err := settings(ctx, tx)
	if err != nil {
		return err
	}
	have, err := countSince(ctx, tx, n.ID, tx.Now.Add(-24*time.Hour))
	if err != nil {
		return err
	}
	if have >= usual[CommentsPerDay].Amount {
		return fault.Invalid{"text": fault.Say("Hôm nay đợt này đã nhận rất nhiều góp ý. Xin gửi lại vào ngày mai; phần bạn viết vẫn ở đây.")}
	}
	return nil
}

// ByReceipt finds what became of a comment for who holds its receipt. A wrong code,
// an unknown one and one that is no code at all are told the same.
func (s *Service) ByReceipt(ctx context.Context, typed string) (c Comment, n Notice, err error) {
	unknown := fault.Invalid{"receipt": fault.Say("Không tìm thấy góp ý nào có mã này. Xin chép lại mã, ví dụ GY-7K3F-92QX.")}
	canonical, _ := parseReceipt(typed)
	err = s.db.View(ctx, func(tx *db.Tx) error {
		if c, err = commentByReceipt(ctx, tx, digest(canonical)); err != nil {
			return err
		}
		n, err = findNotice(ctx, tx, c.NoticeID)
		return err
	})
	if errors.Is(err, fault.NotFound) {
		return c, n, unknown
	}
	c.Text, n.List = "", nil // who finds the code reads the answer, not what was written
	return c, n, err
}

// digest is what is kept of a receipt code.
func digest(receipt string) string {
	sum := sha256.Sum256([]byte("gop-y " + receipt))
	return hex.EncodeToString(sum[:])
}
