package council

import (
	"context"
	"errors"

	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
	"kheo/internal/platform/text"
	"kheo/internal/service/audit"
	"kheo/internal/service/auth"
)

// Full is a council with everybody who sits or sat in it, for its page.
type Full struct {
	Council
	Members  []Member
	Logins   map[string]string // sign-in names by account
	Meetings []Meeting         // the latest first
	Today    clock.Date
	Keeps    bool // the actor may change it
}

// Council shows a council that the actor sees, with its meetings after the given one.
func (s *Service) Council(ctx context.Context, actor auth.Actor, id, after string, limit int) (f Full, err error) {
	err = s.db.View(ctx, func(tx *db.Tx) error {
		f = Full{Logins: map[string]string{}, Today: clock.DayOf(tx.Now)}
		if f.Council, f.Members, err = s.seen(ctx, tx, actor, id); err != nil {
			return err
		}
		f.Keeps = mayKeep(actor, f.UnitPath) || mayLead(actor, f.Members, f.Today)
		for _, m := range f.Members {
			if m.AccountID == "" || !f.Keeps {
				continue
			}
			a, err := auth.Find(ctx, tx, m.AccountID)
			if err != nil && !errors.Is(err, fault.NotFound) {
				return err
			}
			f.Logins[m.AccountID] = a.Login
		}
		var from Meeting
		if after != "" {
			if from, err = findMeeting(ctx, tx, after); err != nil || from.CouncilID != id {
				return fault.NotFound
			}
		}
		f.Meetings, err = meetings(ctx, tx, id, from, limit)
		return err
	})
	return f, err
}

// Seat adds a member, or changes the one with in.ID. While a round of the council
// is open nobody comes, goes or changes: the roll is pinned.
func (s *Service) Seat(ctx context.Context, actor auth.Actor, councilID string, in MemberInput) (m Member, err error) {
	err = s.db.Update(ctx, func(tx *db.Tx) error {
		c, all, err := s.keepable(ctx, tx, actor, councilID)
		if err != nil {
			return err
		}
		if m, err = in.read(all); err != nil {
			return err
		}
		m.CouncilID = c.ID
		if m.AccountID, err = accountOf(ctx, tx, in.Account); err != nil {
			return err
		}
		for _, o := range all {
			if m.AccountID != "" && o.ID != m.ID && o.AccountID == m.AccountID && overlap(o, m) {
				return fault.Invalid{"account": fault.Say("Tài khoản này đã là của thành viên %s.", o.Name)}
			}
		}
		old, known := byID(all, m.ID)
		if !known && in.Version != 0 {
			return fault.NotFound
		}
		if known && in.Version == 0 {
			m = old // sent twice
			return nil
		}
		if err := s.quiet(ctx, tx, c.ID); err != nil {
			return err
		}
		if !known {
			m.Version = 1
			if err := insertMember(ctx, tx, m); err != nil {
				return err
			}
			return s.record(ctx, tx, actor, c, "council.member_added", c.ID, c.Name+": "+m.Name, m)
		}
		if err := updateMember(ctx, tx, m); err != nil {
			return err
		}
		return audit.Record(ctx, tx, actor, audit.Act{Name: "council.member_changed", Kind: "council", ObjectID: c.ID, Title: c.Name + ": " + m.Name, UnitPath: c.UnitPath, Before: old, After: m})
	})
	return m, err
}

// Release ends a member's term on a day; minutes of earlier meetings keep the name.
func (s *Service) Release(ctx context.Context, actor auth.Actor, councilID, memberID string, version int64, on clock.Date) (m Member, err error) {
	err = s.db.Update(ctx, func(tx *db.Tx) error {
		c, all, err := s.keepable(ctx, tx, actor, councilID)
		if err != nil {
			return err
		}
		old, known := byID(all, memberID)
		if !known {
			return fault.NotFound
		}
		m = old
		m.To, m.Version = on, version
		v := fault.Invalid{}
		v.Check(!on.IsZero() && !on.Before(m.From), "term_to", "Chọn ngày cuối cùng, không trước ngày bắt đầu %s.", m.From.String())
		if err := v.Err(); err != nil {
			return err
		}
		if err := s.quiet(ctx, tx, c.ID); err != nil {
			return err
		}
		if err := updateMember(ctx, tx, m); err != nil {
			return err
		}
		return audit.Record(ctx, tx, actor, audit.Act{Name: "council.member_released", Kind: "council", ObjectID: c.ID, Title: c.Name + ": " + m.Name, UnitPath: c.UnitPath, Before: old, After: m})
	})
	return m, err
}

// quiet refuses while a round of the council is open.
func (s *Service) quiet(ctx context.Context, tx *db.Tx, councilID string) error {
	open, err := openIn(ctx, tx, ofCouncil, councilID)
	if err == nil && open {
		err = fault.Refuse("Hội đồng đang có lượt bỏ phiếu mở. Quy tắc: danh sách bỏ phiếu cố định từ khi mở đến khi đóng lượt, không thêm, bớt hoặc thay thành viên. Xin đóng lượt trước.")
	}
	return err
}

// accountOf finds the account that somebody typed; nothing typed is no account.
func accountOf(ctx context.Context, tx *db.Tx, login string) (string, error) {
	login = text.Clean(login)
	if login == "" {
		return "", nil
	}
	a, err := auth.FindLogin(ctx, tx, login)
	if errors.Is(err, fault.NotFound) || err == nil && a.Disabled {
		return "", fault.Invalid{"account": fault.Say("Không có tài khoản đang dùng mang tên đăng nhập này. Để trống nếu thành viên bỏ phiếu giấy.")}
	}
	return a.ID, err
}
