package council

import (
	"context"
	"encoding/json"
	"strings"

	"kheo/internal/platform/db"
	"kheo/internal/service/auth"
)

// MinutesOf lists the minutes of the meetings in which a closed round voted on any of
// some initiatives, the earliest first; those that are not fixed as they stand now. The
// caller has asked for permission.
func (s *Service) MinutesOf(ctx context.Context, tx *db.Tx, initiativeIDs []string) ([]Record, error) {
	w := &db.Where{}
	marks := []string{"NULL"}
	for _, id := range initiativeIDs {
		marks = append(marks, w.Arg(id))
	}
	w.And(`id IN (SELECT r.meeting_id FROM council_round r JOIN council_round_case c ON c.round_id = r.id
		WHERE r.state = 'closed' AND c.initiative_id IN (` + strings.Join(marks, ", ") + `))`)
	meetings, err := db.All(ctx, tx, scanMeeting, `SELECT `+meetingColumns+` FROM council_meeting`+w.SQL()+` ORDER BY held_on, id`, w.Args()...)
	if err != nil {
		return nil, err
	}
	all := make([]Record, len(meetings))
	for n, m := range meetings {
		if m.Fixed() {
			err = json.Unmarshal([]byte(m.Record), &all[n])
		} else {
			all[n], err = s.standing(ctx, tx, m.ID)
		}
		if err != nil {
			return nil, err
		}
	}
	return all, nil
}

// standing are the minutes of a meeting that are not fixed.
func (s *Service) standing(ctx context.Context, tx *db.Tx, meetingID string) (Record, error) {
	everywhere := auth.Actor{Grants: []auth.Grant{{Role: auth.Auditor, UnitPath: "/"}}}
	r, err := s.room(ctx, tx, everywhere, meetingID)
	if err != nil {
		return Record{}, err
	}
	return s.recordOf(ctx, tx, r)
}
