package council

import (
	"context"

	"github.com/google/uuid"

	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
)

const roundColumns = `id, meeting_id, number, rule_id, secret, state, repeats_id, reason, seats, present, written, papers, digest, version, opened_at, closed_at`

func scanRound(row db.Row) (r Round, err error) {
	err = row.Scan(&r.ID, &r.MeetingID, &r.Number, &r.RuleID, &r.Secret, &r.State, db.Text(&r.RepeatsID), &r.Reason, &r.Seats, &r.Present, &r.Written,
		&r.Papers, &r.Digest, &r.Version, db.Time(&r.OpenedAt), db.Time(&r.ClosedAt))
	return r, err
}

func findRound(ctx context.Context, tx *db.Tx, id string) (Round, error) {
	if uuid.Validate(id) != nil {
		return Round{}, fault.NotFound
	}
	return db.One(ctx, tx, scanRound, `SELECT `+roundColumns+` FROM council_round WHERE id = $1`, id)
}

// rounds lists the rounds of a meeting in their order.
func rounds(ctx context.Context, tx *db.Tx, meetingID string) ([]Round, error) {
	return db.All(ctx, tx, scanRound, `SELECT `+roundColumns+` FROM council_round WHERE meeting_id = $1 ORDER BY number`, meetingID)
}

func insertRound(ctx context.Context, tx *db.Tx, r Round, cases []string) error {
	err := db.Exec(ctx, tx, `INSERT INTO council_round (`+roundColumns+`) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 0, '', 1, $12, NULL)`,
		r.ID, r.MeetingID, r.Number, r.RuleID, r.Secret, r.State, db.OrNull(r.RepeatsID), r.Reason, r.Seats, r.Present, r.Written, tx.Now)
	if err != nil {
		return err
	}
	rows := make([][]any, len(cases))
	for n, id := range cases {
		rows[n] = []any{r.ID, id, n + 1}
	}
	return db.InsertMany(ctx, tx, `council_round_case (round_id, initiative_id, position)`, rows)
}

// closeRound keeps r closed; its Version is the one that it was read with.
func closeRound(ctx context.Context, tx *db.Tx, r Round) error {
	return db.Change(ctx, tx, `UPDATE council_round SET state = $3, papers = $4, digest = $5, closed_at = $6, version = version + 1
		WHERE id = $1 AND version = $2 AND state = 'open'`, r.ID, r.Version, Closed, r.Papers, r.Digest, tx.Now)
}

// openIn reports whether a round of a meeting or, with council, of any meeting of
// that council is open.
func openIn(ctx context.Context, tx *db.Tx, column, id string) (bool, error) {
	n, err := db.One(ctx, tx, db.Value[int64], `SELECT COUNT(*) FROM council_round r JOIN council_meeting m ON m.id = r.meeting_id
		WHERE r.state = 'open' AND `+column+` = $1`, id)
	return n > 0, err
}

const (
	ofMeeting = "m.id"
	ofCouncil = "m.council_id"
)

// roundCases lists the cases of a round in their order.
func roundCases(ctx context.Context, tx *db.Tx, r Round) ([]Case, error) {
	return db.All(ctx, tx, scanCase, `SELECT `+caseColumns+` FROM council_round_case x JOIN council_agenda a ON a.meeting_id = $2 AND a.initiative_id = x.initiative_id
		WHERE x.round_id = $1 ORDER BY x.position`, r.ID, r.MeetingID)
}

// voted lists the cases of a meeting that were in a round.
func voted(ctx context.Context, tx *db.Tx, meetingID string) (map[string]bool, error) {
	all := map[string]bool{}
	err := db.Each(ctx, tx, func(r db.Row) error {
		var id string
		err := r.Scan(&id)
		all[id] = true
		return err
	}, `SELECT x.initiative_id FROM council_round_case x JOIN council_round r ON r.id = x.round_id WHERE r.meeting_id = $1`, meetingID)
	return all, err
}

func putCounts(ctx context.Context, tx *db.Tx, roundID string, results []Result) error {
	rows := make([][]any, len(results))
	for n, x := range results {
		rows[n] = []any{roundID, x.InitiativeID, x.RecusedSeats, x.RecusedVoters, x.For, x.Against, x.Blank, x.Invalid, x.ChairAgrees, x.ChairRecused, x.Base, x.Need, x.Passed}
	}
	return db.InsertMany(ctx, tx, `council_count (round_id, initiative_id, recused_seats, recused_voters, votes_for, against, blank, invalid, chair_agrees, chair_recused, base, need, passed)`, rows)
}

// results lists what came out of a round; nothing before it closed.
func results(ctx context.Context, tx *db.Tx, r Round) ([]Result, error) {
	if r.State != Closed {
		return nil, nil
	}
	return db.All(ctx, tx, func(row db.Row) (x Result, err error) {
		x.Seats, x.Present, x.Written = r.Seats, r.Present, r.Written
		err = row.Scan(&x.InitiativeID, &x.Position, &x.Code, &x.Title, &x.Participant, &x.UnitName, &x.RecusedSeats, &x.RecusedVoters, &x.For, &x.Against, &x.Blank, &x.Invalid,
			&x.ChairAgrees, &x.ChairRecused, &x.Base, &x.Need, &x.Passed)
		return x, err
	}, `SELECT `+caseColumns+`, c.recused_seats, c.recused_voters, c.votes_for, c.against, c.blank, c.invalid, c.chair_agrees, c.chair_recused, c.base, c.need, c.passed
		FROM council_count c JOIN council_round_case x ON x.round_id = c.round_id AND x.initiative_id = c.initiative_id
		JOIN council_agenda a ON a.meeting_id = $2 AND a.initiative_id = c.initiative_id WHERE c.round_id = $1 ORDER BY x.position`, r.ID, r.MeetingID)
}

// putNamed keeps a vote that the meeting takes openly, by name.
func putNamed(ctx context.Context, tx *db.Tx, roundID, memberID string, marks []Mark) error {
	rows := make([][]any, len(marks))
	for n, m := range marks {
		rows[n] = []any{roundID, memberID, m.InitiativeID, m.Choice}
	}
	return db.InsertMany(ctx, tx, `council_named_vote (round_id, member_id, initiative_id, choice)`, rows)
}

// Named is one open vote.
type Named struct {
	MemberID string
	Mark
}

// named lists the open votes of a round, by case and member.
func named(ctx context.Context, tx *db.Tx, roundID string) ([]Named, error) {
	return db.All(ctx, tx, func(r db.Row) (n Named, err error) {
		err = r.Scan(&n.MemberID, &n.InitiativeID, &n.Choice)
		return n, err
	}, `SELECT member_id, initiative_id, choice FROM council_named_vote WHERE round_id = $1 ORDER BY initiative_id, member_id`, roundID)
}
