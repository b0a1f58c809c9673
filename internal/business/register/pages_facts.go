package register

import (
	"context"

	"kheo/internal/business/participant"
	"kheo/internal/business/recognition"
	"kheo/internal/platform/i18n"
	"kheo/internal/service/web/ui"
)

// facts tells people what a record says.
func facts(ctx context.Context, r Record) []ui.Fact {
	what := i18n.T(ctx, "Công nhận mô hình")
	if r.Kind == string(recognition.Commendation) {
		what = i18n.T(ctx, "Khen thưởng") + ": " + r.Award
	}
	return []ui.Fact{
		{Label: i18n.T(ctx, "Họ tên, tên tập thể"), Value: r.Name},
		{Label: i18n.T(ctx, "Đối tượng"), Value: i18n.T(ctx, participant.Kind(r.ParticipantKind).Label())},
		{Label: i18n.T(ctx, "Đơn vị khi được ghi nhận"), Value: r.Unit},
		{Label: i18n.T(ctx, "Nội dung ghi nhận"), Value: what},
		{Label: i18n.T(ctx, "Cấp"), Value: r.Level},
		{Label: i18n.T(ctx, "Mô hình"), Value: r.Title},
		{Label: i18n.T(ctx, "Thành tích"), Value: r.Merit},
		{Label: i18n.T(ctx, "Quyết định"), Value: i18n.T(ctx, "Số %s ngày %s, dòng %d", r.Number, r.DecidedOn.String(), r.Position), Href: "/quyet-dinh/" + r.Decision},
		{Label: i18n.T(ctx, "Nơi quyết định"), Value: r.DecidedBy},
	}
}

// look is how serious it is.
func (a Amendment) look() ui.NoticeKind {
	if a.Kind == Revoked {
		return ui.Bad
	}
	return ui.Due
}

// links lead to the decision and to the line that stands in the entry's place.
func (a Amendment) links(ctx context.Context, by recognition.Decision) []ui.Link {
	all := []ui.Link{{Text: i18n.T(ctx, "Xem quyết định %s", by.Number), Href: "/quyet-dinh/" + by.Code}}
	if a.ByCode != "" {
		all = append(all, ui.Link{Text: i18n.T(ctx, "Xem dòng mới, mã %s", a.ByCode), Href: "/kiem-tra/" + a.ByCode})
	}
	return all
}

// look is how much there is left to do.
func (r Refund) look() ui.NoticeKind {
	if r == Returned {
		return ui.Good
	}
	return ui.Due
}

// said is the refund in words for staff; empty when there is nothing to say.
func (r Refund) said(ctx context.Context) string {
	switch r {
	case Owed:
		return i18n.T(ctx, "Tiền thưởng: phải thu hồi")
	case Returned:
		return i18n.T(ctx, "Tiền thưởng: đã thu hồi")
	}
	return ""
}
