package concurrence

import (
	"context"

	"kheo/internal/business/initiative"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
	"kheo/internal/platform/i18n"
	"kheo/internal/service/auth"
)

// Tasks lists what waits for the actor, at most limit of each: requests that are
// late, notices whose period is over, notices with comments to answer.
func (s *Service) Tasks(ctx context.Context, actor auth.Actor, limit int) (tasks []initiative.Task, err error) {
	paths := actor.Paths(writers()...)
	if len(paths) == 0 || !actor.May(auth.WriteScope) {
		return nil, nil
	}
	err = s.db.View(ctx, func(tx *db.Tx) error {
		tasks = nil
		today := clock.DayOf(tx.Now)
		late, err := due(ctx, tx, paths, Query{Which: "qua-han"}, today, limit)
		if err != nil {
			return err
		}
		for _, r := range late {
			tasks = append(tasks, initiative.Task{
				Title: i18n.T(ctx, "Hiệp y: %s chưa trả lời", r.Body), Href: requestPath(r),
				Text: i18n.T(ctx, "Công văn (%s), hạn trả lời %s.", r.Called(), r.DueOn.String()), Act: i18n.T(ctx, "Xem yêu cầu"),
				DueOn: r.DueOn, Since: r.CreatedAt, For: initiative.Mine,
			})
		}
		w := waitingNotices(paths, today)
		notices, err := db.All(ctx, tx, scanNotice, `SELECT `+noticeColumns+` FROM concurrence_notice n`+w.SQL()+` ORDER BY n.ends_on, n.id LIMIT `+w.Arg(limit), w.Args()...)
		for _, n := range notices {
			t := initiative.Task{
				Title: n.Title, Href: noticePath(n), Text: i18n.T(ctx, "Góp ý của người dân đang chờ trả lời."), Act: i18n.T(ctx, "Xem góp ý"),
				DueOn: n.To, Since: n.PublishedAt, For: initiative.Mine,
			}
			if n.State == NoticePublished && today.After(n.To) {
				t.Text, t.Act = i18n.T(ctx, "Đã hết thời gian công khai ngày %s.", n.To.String()), i18n.T(ctx, "Xem và khép lại")
			}
			tasks = append(tasks, t)
		}
		return err
	})
	return tasks, err
}

// waitingNotices are those whose period is over, and those with comments to answer.
func waitingNotices(paths []string, today clock.Date) *db.Where {
	w := &db.Where{}
	w.AnyUnder("n.unit_path", paths)
	w.And("(n.state = 'published' AND n.ends_on < ? OR EXISTS (SELECT 1 FROM concurrence_comment c WHERE c.notice_id = n.id AND c.state = 'received'))", today)
	return w
}

// Waiting counts what Tasks lists.
func (s *Service) Waiting(ctx context.Context, actor auth.Actor) (n int, err error) {
	paths := actor.Paths(writers()...)
	if len(paths) == 0 || !actor.May(auth.WriteScope) {
		return 0, nil
	}
	err = s.db.View(ctx, func(tx *db.Tx) error {
		today := clock.DayOf(tx.Now)
		w := &db.Where{}
		w.AnyUnder("r.unit_path", paths)
		w.And("r.state = 'open' AND r.due_on < ?", today)
		late, err := db.One(ctx, tx, db.Value[int], `SELECT COUNT(*) FROM concurrence_request r`+w.SQL(), w.Args()...)
		if err != nil {
			return err
		}
		w = waitingNotices(paths, today)
		notices, err := db.One(ctx, tx, db.Value[int], `SELECT COUNT(*) FROM concurrence_notice n`+w.SQL(), w.Args()...)
		n = late + notices
		return err
	})
	return n, err
}

func decisionPath(id string) string          { return "/viec/quyet-dinh/" + id }
func requestPath(r Request) string           { return decisionPath(r.DecisionID) + "/hiep-y/" + r.ID }
func noticePath(n Notice) string             { return decisionPath(n.DecisionID) + "/cong-khai/" + n.ID }
func publicPath(n Notice) string             { return "/cong-khai/" + n.Code }
func commentPath(n Notice, id string) string { return noticePath(n) + "/gop-y/" + id }
