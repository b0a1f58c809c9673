package recognition

import (
	"context"
	"time"

	"kheo/internal/business/initiative"
	"kheo/internal/platform/db"
	"kheo/internal/platform/i18n"
	"kheo/internal/service/auth"
)

// Tasks lists what waits for actor, at most limit of each: drafts that are ready to be
// checked, for who did not write them; checked ones, for the approver; signed ones,
// for the publisher.
func (s *Service) Tasks(ctx context.Context, actor auth.Actor, limit int) (tasks []initiative.Task, err error) {
	err = s.db.View(ctx, func(tx *db.Tx) error {
		tasks = nil
		signed, err := waitingIn(ctx, tx, Signed, actor.Paths(auth.Publisher, auth.Approver), limit)
		if err != nil {
			return err
		}
		for _, d := range signed {
			tasks = append(tasks, d.task(ctx, i18n.T(ctx, "Đã ký, chờ ban hành và ghi sổ công nhận."), i18n.T(ctx, "Ban hành"), "/ban-hanh"))
		}
		checked, err := waitingIn(ctx, tx, Checked, actor.Paths(auth.Approver), limit)
		if err != nil {
			return err
		}
		for _, d := range checked {
			tasks = append(tasks, d.task(ctx, i18n.T(ctx, "%s đã kiểm tra, chờ ký.", d.CheckedBy.Name), i18n.T(ctx, "Xem và ký"), "/ky"))
		}
		drafts, err := s.ready(ctx, tx, actor, limit)
		if err != nil {
			return err
		}
		for _, d := range drafts {
			tasks = append(tasks, d.task(ctx, i18n.T(ctx, "Dự thảo đã đủ mục, chờ người khác với người soạn kiểm tra."), i18n.T(ctx, "Xem và kiểm tra"), "/kiem-tra"))
		}
		arrived, err := arrivals(ctx, tx, actor)
		for _, a := range arrived {
			tasks = append(tasks, a.task(ctx))
		}
		return err
	})
	return tasks, err
}

// ready finds the drafts of others that nothing keeps from being signed.
func (s *Service) ready(ctx context.Context, tx *db.Tx, actor auth.Actor, limit int) ([]Decision, error) {
	drafts, err := waitingIn(ctx, tx, Draft, actor.Paths(auth.Appraiser, auth.Publisher, auth.Approver), limit)
	var all []Decision
	for _, d := range drafts {
		if !mayCheck(actor, d) {
			continue
		}
		full, err := s.Decision(ctx, tx, d.ID)
		if err != nil {
			return nil, err
		}
		lines, err := linesOf(ctx, tx, d.ID)
		if err != nil {
			return nil, err
		}
		if s.Missing(ctx, tx, actor, full, lines) == nil {
			all = append(all, full)
		}
	}
	return all, err
}

// waitingIn lists the decisions in a state below paths, the longest waiting first.
func waitingIn(ctx context.Context, tx *db.Tx, state State, paths []string, limit int) ([]Decision, error) {
	w := &db.Where{}
	w.AnyUnder("d.unit_path", paths)
	state.narrow(w)
	w.If(state == Draft, "d.decided_on IS NOT NULL AND d.signer <> ''")
	return db.All(ctx, tx, scan, `SELECT `+columns+` FROM recognition_decision d`+w.SQL()+` ORDER BY d.changed_at, d.id LIMIT `+w.Arg(limit), w.Args()...)
}

// Waiting counts the signed decisions that actor may issue.
func (s *Service) Waiting(ctx context.Context, actor auth.Actor) (n int, err error) {
	err = s.db.View(ctx, func(tx *db.Tx) error {
		w := &db.Where{}
		w.AnyUnder("d.unit_path", actor.Paths(auth.Publisher, auth.Approver))
		w.And("d.state = 'signed'")
		if n, err = db.One(ctx, tx, db.Value[int], `SELECT COUNT(*) FROM recognition_decision d`+w.SQL(), w.Args()...); err != nil {
			return err
		}
		arrived, err := arrivals(ctx, tx, actor)
		n += len(arrived)
		return err
	})
	return n, err
}

func (d Decision) task(ctx context.Context, text, act, to string) initiative.Task {
	return initiative.Task{
		Title: d.called(ctx), Href: staffPath(d), Text: text, Act: act, ActTo: staffPath(d) + to, Since: d.ChangedAt, For: initiative.Mine,
	}
}

// called is the decision in a list: its number, or that it has none yet.
func (d Decision) called(ctx context.Context) string {
	if d.Number == "" {
		return i18n.T(ctx, "Quyết định chưa có số: %s", d.Subject)
	}
	return i18n.T(ctx, "Quyết định số %s: %s", d.Number, d.Subject)
}

func staffPath(d Decision) string  { return "/viec/quyet-dinh/" + d.ID }
func publicPath(d Decision) string { return "/quyet-dinh/" + d.Code }

// arrival is what was handed down to one unit and waits for an answer.
type arrival struct {
	unit  string
	from  string
	n     int
	since time.Time
}

// arrivals gathers by unit what waits for an answer of the actor. What the actor
// handed down, or may take back, is no task of the actor.
func arrivals(ctx context.Context, tx *db.Tx, actor auth.Actor) ([]arrival, error) {
	if !actor.May(auth.WriteScope) {
		return nil, nil
	}
	w := &db.Where{}
	w.AnyUnder("h.to_path", actor.Paths(auth.Appraiser, auth.Publisher))
	w.And("h.state = 'waiting'")
	for _, path := range actor.Paths(auth.Appraiser, auth.Publisher, auth.Approver) {
		low, high := db.Under(path)
		w.And("NOT (h.from_path >= ? AND h.from_path < ?)", low, high)
	}
	return db.All(ctx, tx, func(r db.Row) (a arrival, err error) {
		err = r.Scan(&a.unit, &a.from, &a.n, db.Time(&a.since))
		return a, err
	}, `SELECT h.to_name, MIN(h.from_name), COUNT(*), MIN(h.handed_at) FROM recognition_handed_down h`+w.SQL()+` GROUP BY h.to_id, h.to_name ORDER BY h.to_name`, w.Args()...)
}

// Arrived counts the hand-downs that wait for an answer of the actor.
func (s *Service) Arrived(ctx context.Context, actor auth.Actor) (n int, err error) {
	err = s.db.View(ctx, func(tx *db.Tx) error {
		n = 0
		all, err := arrivals(ctx, tx, actor)
		for _, a := range all {
			n += a.n
		}
		return err
	})
	return n, err
}

func (a arrival) task(ctx context.Context) initiative.Task {
	return initiative.Task{
		Title: i18n.T(ctx, "%d mô hình được chuyển xuống %s", a.n, a.unit), Href: handedTo, Since: a.since, For: initiative.Mine,
		Text: i18n.T(ctx, "%s chưa chọn và giao đơn vị xem xét.", a.from), Act: i18n.T(ctx, "Xem và trả lời"),
	}
}

// handedTo is the page on which a lower unit answers.
const handedTo = "/viec/quyet-dinh/duoc-chuyen"
