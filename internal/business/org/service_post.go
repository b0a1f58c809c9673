package org

import (
	"context"
	"errors"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/google/uuid"

	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
	"kheo/internal/platform/text"
	"kheo/internal/service/audit"
	"kheo/internal/service/auth"
)

// PostInput is a post as an administrator fills it in.
type PostInput struct {
	ID      string     `form:"id"` // of a new post, so that sending twice makes one
	Title   string     `form:"title"`
	Holder  string     `form:"holder"`
	Login   string     `form:"login"` // when the person works with Khéo
	From    clock.Date `form:"from"`
	To      clock.Date `form:"to"`
	Version int64      `form:"version"`
}

// PostView is a post with its unit and the login of its holder.
type PostView struct {
	UnitView
	Post  Post
	Login string
}

// AddPost writes down who holds a post of the unit; sending the same input twice
// makes one.
func (s *Service) AddPost(ctx context.Context, actor auth.Actor, unitID string, in PostInput) error {
	return s.db.Update(ctx, func(tx *db.Tx) error {
		v, err := s.view(ctx, tx, actor, unitID)
		if err != nil {
			return err
		}
		p, err := in.post(ctx, tx, actor, v.Unit)
		if err != nil {
			return err
		}
		if _, err := findPost(ctx, tx, p.ID); !errors.Is(err, fault.NotFound) {
			return err
		}
		if err := insertPost(ctx, tx, p); err != nil {
			return err
		}
		return audit.Record(ctx, tx, actor, p.act("org.post_added", v.Unit, nil, p))
	})
}

// ChangePost corrects a post or says when it ended.
func (s *Service) ChangePost(ctx context.Context, actor auth.Actor, unitID, id string, in PostInput) error {
	return s.db.Update(ctx, func(tx *db.Tx) error {
		v, err := s.postView(ctx, tx, actor, unitID, id)
		if err != nil {
			return err
		}
		in.ID = id
		p, err := in.post(ctx, tx, actor, v.Unit)
		if err != nil {
			return err
		}
		if err := changePost(ctx, tx, p); err != nil {
			return err
		}
		name := "org.post_changed"
		if v.Post.To.IsZero() && !p.To.IsZero() {
			name = "org.post_ended"
		}
		return audit.Record(ctx, tx, actor, p.act(name, v.Unit, v.Post, p))
	})
}

// Post shows a post of a unit of the actor's subtrees.
func (s *Service) Post(ctx context.Context, actor auth.Actor, unitID, id string) (v PostView, err error) {
	err = s.db.View(ctx, func(tx *db.Tx) error {
		v, err = s.postView(ctx, tx, actor, unitID, id)
		return err
	})
	return v, err
}

func (s *Service) postView(ctx context.Context, tx *db.Tx, actor auth.Actor, unitID, id string) (v PostView, err error) {
	if v.UnitView, err = s.view(ctx, tx, actor, unitID); err != nil {
		return v, err
	}
	if v.Post, err = findPost(ctx, tx, id); err != nil {
		return v, err
	}
	if v.Post.UnitID != unitID {
		return v, fault.NotFound
	}
	if v.Post.AccountID != "" {
		a, err := auth.Find(ctx, tx, v.Post.AccountID)
		if err != nil {
			return v, err
		}
		v.Login = a.Login
	}
	return v, nil
}

// post checks in and makes the post of unit u.
func (in PostInput) post(ctx context.Context, tx *db.Tx, actor auth.Actor, u Unit) (Post, error) {
	p := Post{Span: clock.Span{From: in.From, To: in.To}, ID: in.ID, UnitID: u.ID, Title: text.Clean(in.Title), Holder: text.Clean(in.Holder), Version: in.Version}
	if uuid.Validate(p.ID) != nil {
		p.ID = uuid.Must(uuid.NewV7()).String()
	}
	v := fault.Invalid{}
	v.Check(p.Title != "", "title", "Chưa ghi chức danh, ví dụ Phó Bí thư Thường trực.")
	v.Check(utf8.RuneCountInString(p.Title) <= 200, "title", "Chức danh dài quá %d ký tự.", 200)
	v.Check(p.Holder != "", "holder", "Chưa ghi họ tên người giữ chức danh.")
	v.Check(utf8.RuneCountInString(p.Holder) <= 120, "holder", "Họ tên dài quá %d ký tự.", 120)
	checkSpan(v, p.Span, "to")
	stands := clock.Span{From: u.ValidFrom, To: u.ValidTo}
	v.Check(len(v) > 0 || stands.Meets(p.Span), "from", "Trong những ngày này %s không hoạt động.", u.Name)
	login := strings.ToLower(strings.TrimSpace(in.Login))
	if login == "" {
		return p, v.Err()
	}
	a, err := auth.FindLogin(ctx, tx, login)
	if err != nil && !errors.Is(err, fault.NotFound) {
		return p, err
	}
	mine := err == nil && slices.ContainsFunc(a.Grants, func(g auth.Grant) bool { return mayManage(actor, g.UnitPath) })
	v.Check(mine, "login", "Không có tài khoản “%s” trong phạm vi quản trị của bạn. Để trống nếu người này không dùng Khéo.", login)
	p.AccountID = a.ID
	return p, v.Err()
}

// checkSpan refuses days that run backwards.
func checkSpan(v fault.Invalid, s clock.Span, field string) {
	v.Check(s.To.IsZero() || !s.To.Before(s.From), field, "Ngày cuối cùng phải sau ngày bắt đầu %s.", s.From.String())
}

func (p Post) act(name string, u Unit, before, after any) audit.Act {
	return audit.Act{Name: name, Kind: "post", ObjectID: p.ID, Title: p.Title + ": " + p.Holder, UnitPath: u.Path, Before: before, After: after}
}
