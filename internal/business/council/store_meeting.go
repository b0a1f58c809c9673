package council

import (
	"context"

	"github.com/google/uuid"

	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
)

const meetingColumns = `id, council_id, season_id, season_name, held_on, place, rule_id, current_id, discussion, conclusion, record, fixed_at, fixed_by, version`

func scanMeeting(r db.Row) (m Meeting, err error) {
	err = r.Scan(&m.ID, &m.CouncilID, &m.SeasonID, &m.SeasonName, &m.HeldOn, &m.Place, &m.RuleID, db.Text(&m.CurrentID), &m.Discussion, &m.Conclusion,
		&m.Record, db.Time(&m.FixedAt), &m.FixedBy, &m.Version)
	return m, err
}

func findMeeting(ctx context.Context, tx *db.Tx, id string) (Meeting, error) {
	if uuid.Validate(id) != nil {
		return Meeting{}, fault.NotFound
	}
	return db.One(ctx, tx, scanMeeting, `SELECT `+meetingColumns+` FROM council_meeting WHERE id = $1`, id)
}

func insertMeeting(ctx context.Context, tx *db.Tx, m Meeting) error {
	return db.Exec(ctx, tx, `INSERT INTO council_meeting (`+meetingColumns+`, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, NULL, '', '', '', NULL, '', 1, $8)`,
		m.ID, m.CouncilID, m.SeasonID, m.SeasonName, m.HeldOn, m.Place, m.RuleID, tx.Now)
}

// updateMeeting keeps m, whose Version is the one that it was read with.
func updateMeeting(ctx context.Context, tx *db.Tx, m Meeting) error {
	return db.Change(ctx, tx, `UPDATE council_meeting SET held_on = $3, place = $4, rule_id = $5, current_id = $6, discussion = $7, conclusion = $8,
		record = $9, fixed_at = $10, fixed_by = $11, version = version + 1 WHERE id = $1 AND version = $2`,
		m.ID, m.Version, m.HeldOn, m.Place, m.RuleID, db.OrNull(m.CurrentID), m.Discussion, m.Conclusion, m.Record, db.OrNull(m.FixedAt), m.FixedBy)
}

// setCurrent shows another case; it is no change of the meeting's version.
func setCurrent(ctx context.Context, tx *db.Tx, meetingID, initiativeID string) error {
	return db.Exec(ctx, tx, `UPDATE council_meeting SET current_id = $2 WHERE id = $1`, meetingID, db.OrNull(initiativeID))
}

const caseColumns = `a.initiative_id, a.position, a.code, a.title, a.participant, a.unit_name`

func scanCase(r db.Row) (c Case, err error) {
	err = r.Scan(&c.InitiativeID, &c.Position, &c.Code, &c.Title, &c.Participant, &c.UnitName)
	return c, err
}

// agenda lists the cases of a meeting in their order.
func agenda(ctx context.Context, tx *db.Tx, meetingID string) ([]Case, error) {
	return db.All(ctx, tx, scanCase, `SELECT `+caseColumns+` FROM council_agenda a WHERE a.meeting_id = $1 ORDER BY a.position`, meetingID)
}

func replaceAgenda(ctx context.Context, tx *db.Tx, meetingID string, cases []Case) error {
	if err := db.Exec(ctx, tx, `DELETE FROM council_agenda WHERE meeting_id = $1`, meetingID); err != nil {
		return err
	}
	rows := make([][]any, len(cases))
	for n, c := range cases {
		rows[n] = []any{meetingID, c.InitiativeID, n + 1, c.Code, c.Title, c.Participant, c.UnitName}
	}
	return db.InsertMany(ctx, tx, `council_agenda (meeting_id, initiative_id, position, code, title, participant, unit_name)`, rows)
}

// attendance maps members to what was noted of them.
func attendance(ctx context.Context, tx *db.Tx, meetingID string) (map[string]Attendance, error) {
	all := map[string]Attendance{}
	err := db.Each(ctx, tx, func(r db.Row) error {
		var id string
		var a Attendance
		err := r.Scan(&id, &a.Presence, &a.Reason)
		all[id] = a
		return err
	}, `SELECT member_id, presence, reason FROM council_attendance WHERE meeting_id = $1`, meetingID)
	return all, err
}

func replaceAttendance(ctx context.Context, tx *db.Tx, meetingID string, members []Member, noted map[string]Attendance) error {
	if err := db.Exec(ctx, tx, `DELETE FROM council_attendance WHERE meeting_id = $1`, meetingID); err != nil {
		return err
	}
	var rows [][]any
	for _, m := range members {
		if a, is := noted[m.ID]; is {
			rows = append(rows, []any{meetingID, m.ID, a.Presence, a.Reason})
		}
	}
	return db.InsertMany(ctx, tx, `council_attendance (meeting_id, member_id, presence, reason)`, rows)
}

// recusals lists who may not vote on what in a meeting.
func recusals(ctx context.Context, tx *db.Tx, meetingID string) (Recused, error) {
	all := Recused{}
	err := db.Each(ctx, tx, func(r db.Row) error {
		var member, initiative, reason string
		err := r.Scan(&member, &initiative, &reason)
		all.Add(member, initiative, reason)
		return err
	}, `SELECT member_id, initiative_id, reason FROM council_recusal WHERE meeting_id = $1`, meetingID)
	return all, err
}

func putRecusal(ctx context.Context, tx *db.Tx, meetingID, memberID, initiativeID, reason string) error {
	return db.Exec(ctx, tx, `INSERT INTO council_recusal (meeting_id, member_id, initiative_id, reason) VALUES ($1, $2, $3, $4)
		ON CONFLICT (meeting_id, member_id, initiative_id) DO UPDATE SET reason = excluded.reason`, meetingID, memberID, initiativeID, reason)
}

func dropRecusal(ctx context.Context, tx *db.Tx, meetingID, memberID, initiativeID string) error {
	return db.Exec(ctx, tx, `DELETE FROM council_recusal WHERE meeting_id = $1 AND member_id = $2 AND initiative_id = $3`, meetingID, memberID, initiativeID)
}

// meetings lists the meetings of a council, the latest first, after the given one.
func meetings(ctx context.Context, tx *db.Tx, councilID string, after Meeting, limit int) ([]Meeting, error) {
	q := &db.Where{}
	q.And("council_id = ?", councilID)
	q.If(after.ID != "", "(held_on < ? OR held_on = ? AND id < ?)", after.HeldOn, after.HeldOn, after.ID)
	return db.All(ctx, tx, scanMeeting, `SELECT `+meetingColumns+` FROM council_meeting`+q.SQL()+` ORDER BY held_on DESC, id DESC LIMIT `+q.Arg(limit), q.Args()...)
}
