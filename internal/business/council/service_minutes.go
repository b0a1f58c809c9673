package council

import (
	"context"
	"encoding/json"
	"unicode/utf8"

	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
	"kheo/internal/platform/text"
	"kheo/internal/service/auth"
)

// MinutesInput is the free text of the minutes.
type MinutesInput struct {
	Discussion string `form:"discussion"`
	Conclusion string `form:"conclusion"`
	Version    int64  `form:"version"`
}

// Minutes are the minutes of a meeting: as they stand, or as they were fixed.
type Minutes struct {
	Room
	Record Record
	Open   bool // a round is open: they cannot be fixed yet
}

// Minutes shows the minutes of a meeting that the actor sees.
func (s *Service) Minutes(ctx context.Context, actor auth.Actor, meetingID string) (m Minutes, err error) {
	err = s.db.View(ctx, func(tx *db.Tx) error {
		m = Minutes{}
		if m.Room, err = s.room(ctx, tx, actor, meetingID); err != nil {
			return err
		}
		if m.Open, err = openIn(ctx, tx, ofMeeting, meetingID); err != nil {
			return err
		}
		if m.Fixed() {
			return json.Unmarshal([]byte(m.Room.Record), &m.Record)
		}
		m.Record, err = s.recordOf(ctx, tx, m.Room)
		return err
	})
	return m, err
}

// WriteMinutes keeps the free text of the minutes until they are fixed.
func (s *Service) WriteMinutes(ctx context.Context, actor auth.Actor, meetingID string, in MinutesInput) error {
	in.Discussion, in.Conclusion = text.CleanLines(in.Discussion), text.CleanLines(in.Conclusion)
	v := fault.Invalid{}
	v.Check(utf8.RuneCountInString(in.Discussion) <= longText, "discussion", "Dài quá %d ký tự. Xin viết gọn lại.", longText)
	v.Check(utf8.RuneCountInString(in.Conclusion) <= longText, "conclusion", "Dài quá %d ký tự. Xin viết gọn lại.", longText)
	if err := v.Err(); err != nil {
		return err
	}
	return s.change(ctx, actor, meetingID, "council.minutes_written", func(tx *db.Tx, r Room) error {
		m := r.Meeting
		m.Discussion, m.Conclusion, m.Version = in.Discussion, in.Conclusion, in.Version
		return updateMeeting(ctx, tx, m)
	})
}

// Fix ends the meeting: the minutes are kept as they stand and nothing of the
// meeting changes any more.
func (s *Service) Fix(ctx context.Context, actor auth.Actor, meetingID string, version int64) error {
	return s.db.Update(ctx, func(tx *db.Tx) error {
		r, err := s.room(ctx, tx, actor, meetingID)
		switch {
		case err != nil:
			return err
		case !r.Fixes:
			return fault.Forbidden
		case r.Fixed() && r.Version == version+1:
			return nil // sent twice
		case r.Fixed():
			return errFixed()
		}
		if err := s.still(ctx, tx, r.ID); err != nil {
			return err
		}
		rec, err := s.recordOf(ctx, tx, r)
		if err != nil {
			return err
		}
		rec.FixedBy, rec.FixedAt = actor.Name, tx.Now
		raw, err := json.Marshal(rec)
		if err != nil {
			return err
		}
		m := r.Meeting
		m.Record, m.FixedAt, m.FixedBy, m.Version = string(raw), tx.Now, actor.Name, version
		if err := updateMeeting(ctx, tx, m); err != nil {
			return err
		}
		return s.record(ctx, tx, actor, r.Council, "council.minutes_fixed", r.ID, r.title(), map[string]any{"rounds": len(rec.Rounds), "cases": len(rec.Cases)})
	})
}
