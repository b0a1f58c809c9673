package council

import (
	"context"
	"fmt"
	"strings"

	"kheo/internal/business/review"
	"kheo/internal/platform/i18n"
	"kheo/internal/service/web/ui"
)

func (f meetingForm) action() string {
	if f.Old.ID != "" {
		return meetingPath(f.Old.ID) + "/sua"
	}
	return councilPath(f.Council.ID) + "/phien"
}

func (f meetingForm) fields(ctx context.Context) []ui.Field {
	return []ui.Field{
		needed(field(ctx, f.Err, "season", i18n.T(ctx, "Mùa thi đua"), "", f.In.Season)),
		needed(field(ctx, f.Err, "held_on", i18n.T(ctx, "Ngày họp"), "", f.In.HeldOn.ISO())),
		needed(wide(field(ctx, f.Err, "place", i18n.T(ctx, "Nơi họp"), "", f.In.Place), 0)),
		needed(field(ctx, f.Err, "rule", i18n.T(ctx, "Quy tắc bỏ phiếu"), i18n.T(ctx, "Có hiệu lực vào ngày họp. Mỗi lượt vẫn chọn được quy tắc khác."), f.In.Rule)),
	}
}

func (f meetingForm) seasonOptions(ctx context.Context) []ui.Option {
	all := []ui.Option{{Text: i18n.T(ctx, "Chọn mùa thi đua")}}
	for _, s := range f.Seasons {
		all = append(all, ui.Option{Value: s.Code, Text: s.Name})
	}
	return all
}

// ruleOptions shows each rule with its sentences, and whether anybody checked it.
func ruleOptions(ctx context.Context, rules []Rule) (all []ui.Option) {
	for _, r := range rules {
		var said []string
		for _, s := range r.Said() {
			said = append(said, s.In(i18n.From(ctx)))
		}
		hint := r.Source + ". " + strings.Join(said, " ")
		if r.VerifiedBy == "" {
			hint = i18n.T(ctx, "Mẫu, chưa kiểm chứng") + ". " + hint
		}
		all = append(all, ui.Option{Value: r.ID, Text: r.Award + " – " + r.Body, Hint: hint})
	}
	return all
}

func quorumText(ctx context.Context, r Room) string {
	seats, present, written := r.Numbers()
	text := i18n.T(ctx, "Có mặt %d, gửi phiếu bằng văn bản %d, trên %d ghế.", present, written, seats)
	if r.Quorate() {
		return text + " " + i18n.T(ctx, "Đủ thành phần để bỏ phiếu.")
	}
	return text + " " + r.Rule.QuorumShort(seats, present, written).In(i18n.From(ctx))
}

func (d Desk) barred(initiativeID string) string {
	var names []string
	for _, m := range d.Members {
		if d.Recused.From(m.ID, initiativeID) {
			names = append(names, m.Name)
		}
	}
	return join(names)
}

func agendaButton(ctx context.Context, d Desk) ui.Button {
	if !d.Keeps || d.Fixed() {
		return ui.Button{}
	}
	return ui.Button{Text: i18n.T(ctx, "Chọn hồ sơ"), Href: meetingPath(d.ID) + "/chuong-trinh"}
}

func roundButton(ctx context.Context, d Desk) ui.Button {
	if !d.Leads || d.Fixed() || len(d.Agenda) == 0 {
		return ui.Button{}
	}
	return ui.Button{Text: i18n.T(ctx, "Mở lượt bỏ phiếu"), Href: meetingPath(d.ID) + "/luot-moi", Look: ui.Go}
}

func roundMeta(ctx context.Context, r RoundLine) string {
	how := i18n.T(ctx, "biểu quyết công khai")
	if r.Secret {
		how = i18n.T(ctx, "bỏ phiếu kín")
	}
	text := i18n.T(ctx, "%d hồ sơ, %s", r.Cases, how)
	if r.State == Open {
		return text + ", " + i18n.T(ctx, "đã bỏ %d trên %d phiếu", r.Done, r.Voters-r.Paper)
	}
	return text + ", " + i18n.T(ctx, "%d phiếu, đóng lúc %s", r.Papers, i18n.Moment(r.ClosedAt))
}

func (f attendanceForm) name(m Member, what string) string {
	return fmt.Sprintf("who[%s].%s", m.ID, what)
}

func (f attendanceForm) id(m Member, what string) string { return "f-" + what + "-" + m.ID }

func (f attendanceForm) wrong(ctx context.Context, m Member, what string) string {
	return ui.FieldError(ctx, f.Err, f.name(m, what))
}

func (f attendanceForm) fields(ctx context.Context) (all []ui.Field) {
	for _, m := range f.Members {
		all = append(all,
			ui.Field{ID: f.id(m, "presence"), Label: m.Name, Error: f.wrong(ctx, m, "presence")},
			ui.Field{ID: f.id(m, "reason"), Label: m.Name, Error: f.wrong(ctx, m, "reason")})
	}
	return all
}

// memberLine says who a member is in the council.
func memberLine(ctx context.Context, all []Member, m Member) string {
	parts := []string{i18n.T(ctx, m.Role.Label()), m.Post}
	if of, known := byID(all, m.SubstituteOf); known {
		parts = append(parts, i18n.T(ctx, "Dự khuyết cho %s", of.Name))
	}
	if m.AccountID == "" && (m.Votes || m.SubstituteOf != "") {
		parts = append(parts, i18n.T(ctx, "Phiếu giấy"))
	}
	return strings.Join(parts, " · ")
}

func meanText(ctx context.Context, c review.Case) string {
	if c.Sheets == 0 {
		return i18n.T(ctx, "chưa có phiếu chấm")
	}
	return fmt.Sprintf("%d,%02d", c.Mean/100, c.Mean%100)
}

func (f recusalForm) fields(ctx context.Context) []ui.Field {
	cases := field(ctx, f.Err, "cases", i18n.T(ctx, "Hồ sơ"), "", "")
	cases.Values = f.In.Cases
	return []ui.Field{
		needed(field(ctx, f.Err, "member", i18n.T(ctx, "Thành viên"), "", f.In.Member)),
		needed(cases),
		needed(wide(field(ctx, f.Err, "reason", i18n.T(ctx, "Lý do"), i18n.T(ctx, "Ngắn, ghi trong biên bản, ví dụ: là người của đơn vị đăng ký."), f.In.Reason), 0)),
	}
}

func (f recusalForm) memberOptions(ctx context.Context) []ui.Option {
	all := []ui.Option{{Text: i18n.T(ctx, "Chọn thành viên")}}
	for _, m := range f.Members {
		if m.Votes || m.SubstituteOf != "" {
			all = append(all, ui.Option{Value: m.ID, Text: m.Name})
		}
	}
	return all
}

func caseOptions(cases []Case) (all []ui.Option) {
	for _, c := range cases {
		all = append(all, ui.Option{Value: c.InitiativeID, Text: c.Title, Hint: c.whose()})
	}
	return all
}
