package initiative

import (
	"context"
	"net/http"
	"time"

	"github.com/a-h/templ"

	"kheo/internal/business/campaign"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/i18n"
	"kheo/internal/service/auth"
	"kheo/internal/service/web"
	"kheo/internal/service/web/ui"
)

func (p pages) tasks(w http.ResponseWriter, r *web.Request) error {
	ctx := r.Context()
	inbox, season, err := p.Inbox(ctx, r.Actor)
	if err != nil {
		return err
	}
	page := r.StaffPage(i18n.T(ctx, "Việc của tôi"), ui.SectionTasks)
	page.Lead = today(ctx, r.Now()) + " " + urgent(ctx, len(inbox.First))
	registrar := r.Actor.Has(auth.Registrar)
	if registrar {
		page.Action = ui.ButtonLink(i18n.T(ctx, "Đăng ký mô hình mới"), "/viec/mo-hinh/moi", ui.Go)
	}
	return web.ShowStaff(w, r, page, inboxContent(inbox, season, r.Now(), registrar))
}

// today says the day in full: "Chủ nhật, 22/11/2026."
func today(ctx context.Context, now time.Time) string {
	names := []string{"Chủ nhật", "Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy"}
	return i18n.T(ctx, names[now.In(i18n.Zone()).Weekday()]) + ", " + i18n.Date(now) + "."
}

func urgent(ctx context.Context, n int) string {
	switch n {
	case 0:
		return i18n.T(ctx, "Không có việc nào phải xong trong tuần này.")
	case 1:
		return i18n.T(ctx, "Một việc cần làm trong tuần này.")
	}
	return i18n.T(ctx, "%d việc cần làm trong tuần này.", n)
}

// calendar is the season's dates as a timeline.
func calendar(ctx context.Context, season campaign.Season, day clock.Date) []ui.Moment {
	var moments []ui.Moment
	next := true
	for _, due := range season.Calendar() {
		if due.On.IsZero() {
			continue
		}
		m := ui.Moment{When: due.On.String(), Text: i18n.T(ctx, due.What), State: ui.Ahead}
		switch {
		case due.On.Before(day):
			m.State = ui.Past
		case next:
			m.State, next = ui.Today, false
		}
		moments = append(moments, m)
	}
	return moments
}

// when is what stands at the left of a task: how far its day is, or since when it waits.
func when(ctx context.Context, t Task, now time.Time) templ.Component {
	switch {
	case t.For == Others && !t.Since.IsZero():
		return ui.Said(i18n.T(ctx, "chờ từ %s", i18n.Date(t.Since)))
	case t.For == Later && !t.Since.IsZero():
		return ui.Said(i18n.T(ctx, "lưu %s", i18n.Moment(t.Since)))
	case t.DueOn.IsZero():
		return nil
	}
	return ui.DueBadge(t.DueOn.Time(), now)
}

func (t Task) row(ctx context.Context, now time.Time) ui.TaskRow {
	to := t.ActTo
	if to == "" {
		to = t.Href
	}
	row := ui.TaskRow{Title: t.Title, Href: t.Href, Text: t.Text, When: when(ctx, t, now)}
	if t.Act != "" {
		row.Action = ui.Button{Text: t.Act, Href: to}
	}
	return row
}
