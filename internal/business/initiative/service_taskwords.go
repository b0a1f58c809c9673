package initiative

import (
	"context"

	"kheo/internal/platform/i18n"
	"kheo/internal/service/auth"
)

// registrarTask says what a registrar has to do next with i.
func registrarTask(ctx context.Context, _ auth.Actor, i Initiative) Task {
	t := Task{Href: page(i), DueOn: i.DueOn, Since: i.ChangedAt, State: i.State, For: Mine}
	switch i.State {
	case Returned:
		t.Title = i18n.T(ctx, "Bổ sung hồ sơ: %s", called(ctx, i))
		t.Text = i18n.T(ctx, "Thẩm định viên trả lại: “%s” Cần xong trước ngày %s.", i.ReturnReason, i.DueOn.String())
		t.Act, t.ActTo = i18n.T(ctx, "Bổ sung"), page(i)+"/sua"
	case Accepted:
		t.Title = i18n.T(ctx, "Bắt đầu thực hiện: %s", called(ctx, i))
		t.Text = i18n.T(ctx, "Đã tiếp nhận ngày %s. Ghi việc đầu tiên đã làm; báo cáo kết quả trước ngày %s.", i18n.Date(i.AcceptedAt), i.DueOn.String())
		t.Act, t.ActTo = i18n.T(ctx, "Ghi việc đã làm"), page(i)+"/tien-do"
	default:
		t.Title = i18n.T(ctx, "Nộp báo cáo kết quả: %s", called(ctx, i))
		t.Text = i18n.T(ctx, "%s. Hạn báo cáo %s.", i.ParticipantName, i.DueOn.String())
		t.Act, t.ActTo = i18n.T(ctx, "Viết báo cáo"), page(i)+"/bao-cao"
	}
	return t
}

// appraiserTask says what an appraiser has to do next with i.
func appraiserTask(ctx context.Context, _ auth.Actor, i Initiative) Task {
	t := Task{Href: page(i), DueOn: i.DueOn, Since: i.ChangedAt, State: i.State, For: Mine}
	if i.State == Submitted {
		t.Title = i18n.T(ctx, "Tiếp nhận: %s", called(ctx, i))
		t.Text = i18n.T(ctx, "%s gửi đăng ký ngày %s.", i.ParticipantName, i18n.Date(i.SubmittedAt))
		t.Act = i18n.T(ctx, "Xem hồ sơ")
		return t
	}
	t.Title = i18n.T(ctx, "Mở thẩm định: %s", called(ctx, i))
	t.Text = i18n.T(ctx, "%s báo cáo kết quả ngày %s.", i.ParticipantName, i18n.Date(i.ReportedAt))
	t.Act = i18n.T(ctx, "Xem báo cáo")
	return t
}

// othersTask says for whom a registrar's initiative waits; nothing when actor is
// the one who has to act.
func othersTask(ctx context.Context, actor auth.Actor, i Initiative) Task {
	if mayReceive(actor, i) || mayOpenReview(actor, i) {
		return Task{}
	}
	t := Task{Title: called(ctx, i), Href: page(i), DueOn: i.DueOn, Since: i.ChangedAt, State: i.State, For: Others}
	switch i.State {
	case Submitted:
		t.Since = i.SubmittedAt
		t.Text = i18n.T(ctx, "Chờ thẩm định viên tiếp nhận, hạn %s.", i.DueOn.String())
	case Reported:
		t.Since = i.ReportedAt
		t.Text = i18n.T(ctx, "Chờ thẩm định viên mở thẩm định, hạn %s.", i.DueOn.String())
	default:
		t.Text = i18n.T(ctx, "Chờ hội đồng chấm, hạn %s.", i.DueOn.String())
	}
	return t
}

// draftTask invites to go on writing.
func draftTask(ctx context.Context, _ auth.Actor, i Initiative) Task {
	return Task{
		Title: called(ctx, i), Href: page(i), Since: i.ChangedAt, State: i.State, For: Later,
		Text: i18n.T(ctx, "Đã điền %d trên %d mục. Hạn đăng ký %s.", i.Filled(), len(i.Items()), i.DueOn.String()),
		Act:  i18n.T(ctx, "Viết tiếp"), ActTo: page(i) + "/sua",
	}
}
