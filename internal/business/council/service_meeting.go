package council

import (
	"context"
	"errors"

	"kheo/internal/business/campaign"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
	"kheo/internal/service/audit"
	"kheo/internal/service/auth"
)

// Room is a meeting with everything around it, as one actor sees it.
type Room struct {
	Meeting
	Council Council
	Members []Member // in office on the day
	Rule    Rule
	Noted   map[string]Attendance
	Seating
	Leads bool // may run the meeting
	Keeps bool // may prepare it
	Fixes bool // may fix its minutes
	Tells bool // reads paper ballots
}

// Quorate reports whether enough have come for the rule of the meeting.
func (r Room) Quorate() bool { return r.Rule.Quorum(r.Numbers()) }

// room finds a meeting that the actor sees.
func (s *Service) room(ctx context.Context, tx *db.Tx, actor auth.Actor, meetingID string) (r Room, err error) {
	if r.Meeting, err = findMeeting(ctx, tx, meetingID); err != nil {
		return r, err
	}
	var all []Member
	if r.Council, all, err = s.seen(ctx, tx, actor, r.CouncilID); err != nil {
		return r, err
	}
	for _, m := range all {
		if m.Serves(r.HeldOn) {
			r.Members = append(r.Members, m)
		}
	}
	if r.Rule, err = findRule(ctx, tx, r.RuleID); err != nil {
		return r, err
	}
	if r.Noted, err = attendance(ctx, tx, r.ID); err != nil {
		return r, err
	}
	r.Seating = Place(r.Members, r.Noted, r.HeldOn)
	r.Leads = mayLead(actor, r.Members, r.HeldOn)
	r.Keeps = r.Leads || mayKeep(actor, r.Council.UnitPath)
	r.Fixes = mayFix(actor, r.Members, r.HeldOn)
	_, r.Tells = mayTell(actor, r.Members, r.HeldOn)
	return r, nil
}

// Call makes a meeting of a council. The same id twice makes one.
func (s *Service) Call(ctx context.Context, actor auth.Actor, councilID string, in MeetingInput) (m Meeting, err error) {
	err = s.db.Update(ctx, func(tx *db.Tx) error {
		c, _, err := s.keepable(ctx, tx, actor, councilID)
		if err != nil {
			return err
		}
		if m, err = in.read(); err != nil {
			return err
		}
		if old, err := findMeeting(ctx, tx, m.ID); err == nil && old.CouncilID == c.ID {
			m = old
			return nil
		}
		season, err := s.campaigns.SeasonByCode(ctx, tx, in.Season)
		if errors.Is(err, fault.NotFound) {
			return fault.Invalid{"season": fault.Say("Chọn mùa thi đua.")}
		}
		if err != nil {
			return err
		}
		if err := s.fits(ctx, tx, m); err != nil {
			return err
		}
		m.CouncilID, m.SeasonID, m.SeasonName, m.Version = c.ID, season.ID, season.Name, 1
		if err := insertMeeting(ctx, tx, m); err != nil {
			return err
		}
		return s.record(ctx, tx, actor, c, "council.meeting_called", m.ID, c.Name+", "+m.HeldOn.String(), nil)
	})
	return m, err
}

// Seasons lists the seasons that a council may meet about, the latest first.
func (s *Service) Seasons(ctx context.Context, c Council) (all []campaign.Season, err error) {
	err = s.db.View(ctx, func(tx *db.Tx) error {
		every, err := s.campaigns.Seasons(ctx, tx)
		all = nil
		for _, x := range every {
			if x.State != campaign.Planned && (db.Inside(x.UnitPath, c.UnitPath) || db.Inside(c.UnitPath, x.UnitPath)) {
				all = append(all, x)
			}
		}
		return err
	})
	return all, err
}

// fits checks that the rule of m is in force on its day.
func (s *Service) fits(ctx context.Context, tx *db.Tx, m Meeting) error {
	all, err := rules(ctx, tx)
	if err != nil {
		return err
	}
	for _, r := range all {
		if r.ID == m.RuleID && r.InForce(m.HeldOn) {
			return nil
		}
	}
	return fault.Invalid{"rule": fault.Say("Quy tắc này không có hiệu lực vào ngày họp %s. Chọn quy tắc khác.", m.HeldOn.String())}
}

// Move changes day, place and rule of a meeting that has no round yet.
func (s *Service) Move(ctx context.Context, actor auth.Actor, meetingID string, in MeetingInput) error {
	in.ID = meetingID
	m, err := in.read()
	if err != nil {
		return err
	}
	return s.change(ctx, actor, meetingID, "council.meeting_changed", func(tx *db.Tx, r Room) error {
		all, err := rounds(ctx, tx, r.ID)
		if err != nil {
			return err
		}
		if len(all) > 0 && (m.HeldOn != r.HeldOn || m.RuleID != r.RuleID) {
			return fault.Refuse("Phiên họp đã có lượt bỏ phiếu nên không đổi ngày và quy tắc nữa. Mỗi lượt vẫn chọn được quy tắc riêng.")
		}
		if err := s.fits(ctx, tx, m); err != nil {
			return err
		}
		next := r.Meeting
		next.HeldOn, next.Place, next.RuleID, next.Version = m.HeldOn, m.Place, m.RuleID, m.Version
		return updateMeeting(ctx, tx, next)
	})
}

// Note keeps who came, by member. While a round is open it is pinned.
func (s *Service) Note(ctx context.Context, actor auth.Actor, meetingID string, in map[string]Attendance) error {
	return s.change(ctx, actor, meetingID, "council.attendance_noted", func(tx *db.Tx, r Room) error {
		noted, err := readAttendance(in, r.Members)
		if err != nil {
			return err
		}
		if err := s.still(ctx, tx, r.ID); err != nil {
			return err
		}
		return replaceAttendance(ctx, tx, r.ID, r.Members, noted)
	})
}

// change does something to a meeting that the actor prepares or leads and whose
// minutes are not fixed yet, and keeps it for the trail.
func (s *Service) change(ctx context.Context, actor auth.Actor, meetingID, act string, do func(tx *db.Tx, r Room) error) error {
	return s.db.Update(ctx, func(tx *db.Tx) error {
		r, err := s.room(ctx, tx, actor, meetingID)
		switch {
		case err != nil:
			return err
		case !r.Keeps:
			return fault.Forbidden
		case r.Fixed():
			return errFixed()
		}
		if err := do(tx, r); err != nil {
			return err
		}
		return audit.Record(ctx, tx, actor, audit.Act{Name: act, Kind: "council", ObjectID: r.ID, Title: r.title(), UnitPath: r.Council.UnitPath})
	})
}

func (r Room) title() string { return r.Council.Name + ", " + r.HeldOn.String() }

func errFixed() error {
	return fault.Refuse("Biên bản phiên họp đã chốt nên không sửa gì của phiên họp được nữa.")
}

// still refuses while a round of the meeting is open.
func (s *Service) still(ctx context.Context, tx *db.Tx, meetingID string) error {
	open, err := openIn(ctx, tx, ofMeeting, meetingID)
	if err == nil && open {
		err = fault.Refuse("Đang có lượt bỏ phiếu mở. Quy tắc: danh sách bỏ phiếu, điểm danh và hồ sơ cố định đến khi đóng lượt. Xin đóng lượt trước.")
	}
	return err
}

// Today is the civil day of the clock.
func (s *Service) Today() clock.Date { return clock.DayOf(s.db.Now()) }
