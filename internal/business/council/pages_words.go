package council

import (
	"context"
	"strconv"

	"kheo/internal/platform/i18n"
	"kheo/internal/service/web/ui"
)

func (f councilForm) action() string {
	if f.New {
		return listPath
	}
	return councilPath(f.In.ID) + "/sua"
}

func (f councilForm) fields(ctx context.Context) []ui.Field {
	return []ui.Field{
		needed(field(ctx, f.Err, "unit", i18n.T(ctx, "Đơn vị"), "", f.In.Unit)),
		needed(wide(field(ctx, f.Err, "name", i18n.T(ctx, "Tên hội đồng"), "", f.In.Name), 0)),
		needed(wide(field(ctx, f.Err, "body", i18n.T(ctx, "Loại hội đồng"), i18n.T(ctx, "Để chọn quy tắc bỏ phiếu, ví dụ Hội đồng thi đua, khen thưởng."), f.In.Body), 0)),
		needed(wide(field(ctx, f.Err, "founded_by", i18n.T(ctx, "Quyết định thành lập"), i18n.T(ctx, "Số, ngày và cơ quan ban hành; ghi trong biên bản."), f.In.FoundedBy), 0)),
		field(ctx, f.Err, "founded_on", i18n.T(ctx, "Ngày thành lập"), "", f.In.FoundedOn.ISO()),
	}
}

func (f councilForm) unitOptions(ctx context.Context) []ui.Option {
	all := []ui.Option{{Text: i18n.T(ctx, "Chọn đơn vị")}}
	for _, u := range f.Units {
		all = append(all, ui.Option{Value: u.UnitID, Text: u.UnitName})
	}
	return all
}

func seatColumns(ctx context.Context, keeps bool) []ui.Column {
	all := []ui.Column{
		{Text: i18n.T(ctx, "TT"), Number: true}, {Text: i18n.T(ctx, "Họ và tên")}, {Text: i18n.T(ctx, "Nhiệm vụ")}, {Text: i18n.T(ctx, "Bỏ phiếu")}, {Text: i18n.T(ctx, "Thời gian")},
	}
	if keeps {
		all = append(all, ui.Column{Text: i18n.T(ctx, "Việc")})
	}
	return all
}

func memberButton(ctx context.Context, f Full) ui.Button {
	if !f.Keeps {
		return ui.Button{}
	}
	return ui.Button{Text: i18n.T(ctx, "Thêm thành viên"), Href: councilPath(f.ID) + "/thanh-vien"}
}

func meetingButton(ctx context.Context, f Full) ui.Button {
	if !f.Keeps || len(f.Members) == 0 {
		return ui.Button{}
	}
	return ui.Button{Text: i18n.T(ctx, "Mở phiên họp"), Href: councilPath(f.ID) + "/phien"}
}

func (f Full) nameOf(id string) string {
	m, _ := byID(f.Members, id)
	return m.Name
}

func voteWay(ctx context.Context, m Member) string {
	switch {
	case !m.Votes && m.SubstituteOf == "":
		return "–"
	case m.AccountID == "":
		return i18n.T(ctx, "Phiếu giấy")
	}
	return i18n.T(ctx, "Trên màn hình")
}

func termText(ctx context.Context, m Member) string {
	if m.To.IsZero() {
		return i18n.T(ctx, "từ %s", m.From.String())
	}
	return i18n.T(ctx, "%s đến %s", m.From.String(), m.To.String())
}

func roleOptions(ctx context.Context) (all []ui.Option) {
	for _, r := range Roles() {
		all = append(all, ui.Option{Value: string(r), Text: i18n.T(ctx, r.Label())})
	}
	return all
}

// field is a field of the member's form by its name.
func (f memberForm) field(ctx context.Context, name string) ui.Field {
	for _, x := range f.fields(ctx) {
		if x.Name == name {
			return x
		}
	}
	return ui.Field{Name: name}
}

func (f memberForm) fields(ctx context.Context) []ui.Field {
	in := f.In
	return []ui.Field{
		needed(wide(field(ctx, f.Err, "name", i18n.T(ctx, "Họ và tên"), "", in.Name), 0)),
		needed(wide(field(ctx, f.Err, "post", i18n.T(ctx, "Chức vụ"), "", in.Post), 0)),
		needed(field(ctx, f.Err, "role", i18n.T(ctx, "Nhiệm vụ trong hội đồng"), "", string(in.Role))),
		field(ctx, f.Err, "votes", i18n.T(ctx, "Có quyền bỏ phiếu"), i18n.T(ctx, "Bỏ chọn với thư ký giúp việc, người kiểm phiếu không phải thành viên."), ticked(in.Votes)),
		field(ctx, f.Err, "teller", i18n.T(ctx, "Kiểm phiếu giấy"), i18n.T(ctx, "Cần hai người, mỗi người nhập kết quả riêng."), ticked(in.Teller)),
		field(ctx, f.Err, "account", i18n.T(ctx, "Tên đăng nhập"), i18n.T(ctx, "Để bỏ phiếu trên màn hình. Để trống: bỏ phiếu giấy hoặc gửi phiếu bằng văn bản."), in.Account),
		field(ctx, f.Err, "substitute_of", i18n.T(ctx, "Dự khuyết cho"), i18n.T(ctx, "Chỉ ngồi vào ghế khi người này vắng."), in.SubstituteOf),
		needed(field(ctx, f.Err, "term_from", i18n.T(ctx, "Tham gia từ ngày"), "", in.From.ISO())),
		field(ctx, f.Err, "term_to", i18n.T(ctx, "Đến ngày, nếu có"), "", in.To.ISO()),
		field(ctx, f.Err, "position", i18n.T(ctx, "Thứ tự trong danh sách"), "", strconv.FormatInt(in.Position, 10)),
	}
}

func (f memberForm) substitutes(ctx context.Context) []ui.Option {
	all := []ui.Option{{Text: i18n.T(ctx, "Không dự khuyết cho ai")}}
	for _, m := range f.Members {
		if m.Votes && m.SubstituteOf == "" && m.ID != f.In.ID {
			all = append(all, ui.Option{Value: m.ID, Text: m.Name})
		}
	}
	return all
}
