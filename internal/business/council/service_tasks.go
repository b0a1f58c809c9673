package council

import (
	"context"

	"kheo/internal/business/initiative"
	"kheo/internal/platform/db"
	"kheo/internal/platform/i18n"
	"kheo/internal/service/auth"
)

// Tasks lists the open rounds that wait for the actor's paper.
func (s *Service) Tasks(ctx context.Context, actor auth.Actor, limit int) (tasks []initiative.Task, err error) {
	if !person(actor) {
		return nil, nil
	}
	err = s.db.View(ctx, func(tx *db.Tx) error {
		tasks = nil
		return db.Each(ctx, tx, func(r db.Row) error {
			var id, council string
			var number int64
			var m Meeting
			if err := r.Scan(&id, &number, &m.HeldOn, &council); err != nil {
				return err
			}
			tasks = append(tasks, initiative.Task{
				Title: i18n.T(ctx, "Bỏ phiếu lượt %d: %s", number, council), Href: roundPath(id) + "/phieu",
				Text: i18n.T(ctx, "Phiên họp ngày %s. Lượt đang mở, đóng khi chủ tịch hoặc thư ký đóng.", m.HeldOn.String()),
				Act:  i18n.T(ctx, "Mở phiếu"), DueOn: m.HeldOn, For: initiative.Mine,
			})
			return nil
		}, `SELECT r.id, r.number, g.held_on, c.name`+waitingFor+` ORDER BY r.opened_at LIMIT $2`, actor.AccountID, limit)
	})
	return tasks, err
}

// waitingFor are the open rounds that an account ($1) has not voted in.
const waitingFor = ` FROM council_member m JOIN council_roll l ON l.member_id = m.id JOIN council_round r ON r.id = l.round_id
	JOIN council_meeting g ON g.id = r.meeting_id JOIN council_council c ON c.id = g.council_id
	WHERE m.account_id = $1 AND r.state = 'open' AND NOT l.voted AND NOT l.on_paper`

// Waiting counts what Tasks lists.
func (s *Service) Waiting(ctx context.Context, actor auth.Actor) (n int, err error) {
	if !person(actor) {
		return 0, nil
	}
	err = s.db.View(ctx, func(tx *db.Tx) error {
		n, err = db.One(ctx, tx, db.Value[int], `SELECT COUNT(*)`+waitingFor, actor.AccountID)
		return err
	})
	return n, err
}

func councilPath(id string) string { return "/viec/hoi-dong/" + id }
func meetingPath(id string) string { return "/viec/phien-hop/" + id }
func roundPath(id string) string   { return "/viec/luot-bo-phieu/" + id }
