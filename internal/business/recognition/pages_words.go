package recognition

import (
	"context"
	"maps"
	"slices"
	"strings"

	"kheo/internal/business/award"
	"kheo/internal/business/campaign"
	"kheo/internal/business/eligibility"
	"kheo/internal/business/org"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/i18n"
	"kheo/internal/service/auth"
	"kheo/internal/service/web/ui"
)

func (d Decision) title(ctx context.Context) string {
	if d.Number == "" {
		return i18n.T(ctx, "Dự thảo: %s", i18n.T(ctx, d.Kind.Label()))
	}
	return i18n.T(ctx, "Quyết định số %s", d.Number)
}

func (v View) lead(ctx context.Context) string {
	parts := []string{v.Season.Name, v.Unit.Name}
	if v.Number != "" { // else the title says what it is
		parts = append([]string{i18n.T(ctx, v.Kind.Label())}, append(parts, i18n.T(ctx, v.State.Label()))...)
	} else if v.State != Draft {
		parts = append(parts, i18n.T(ctx, v.State.Label()))
	}
	return strings.Join(parts, " · ")
}

func field(ctx context.Context, err error, name, label, hint, value string) ui.Field {
	return ui.Field{Name: name, Label: label, Hint: hint, Value: value, Error: ui.FieldError(ctx, err, name), Width: ui.Mid}
}

func wide(f ui.Field, rows int) ui.Field { f.Width, f.Rows = ui.Full, rows; return f }

func required(f ui.Field) ui.Field { f.Required = true; return f }

func short(f ui.Field) ui.Field { f.Width = ui.Short; return f }

// wrong lists the fields that err names, for the summary on top of a form.
func wrong(ctx context.Context, err error, labels map[string]string) []ui.Field {
	var all []ui.Field
	for _, name := range slices.Sorted(maps.Keys(labels)) {
		all = append(all, ui.Field{Name: name, Label: labels[name], Error: ui.FieldError(ctx, err, name)})
	}
	return all
}

// factLabels are the fields of the draft's form as the page calls them.
func factLabels(ctx context.Context) map[string]string {
	return map[string]string{
		"season": i18n.T(ctx, "Mùa thi đua"), "unit": i18n.T(ctx, "Cơ quan ra quyết định"), "kind": i18n.T(ctx, "Loại quyết định"),
		"code": i18n.T(ctx, "Mã"), "number": i18n.T(ctx, "Số và ký hiệu"), "decided_on": i18n.T(ctx, "Ngày của quyết định"),
		"award_id": i18n.T(ctx, "Hình thức"), "held": i18n.T(ctx, "Số đang giữ"),
		"level": i18n.T(ctx, "Cấp"), "award": i18n.T(ctx, "Hình thức khen"), "subject": i18n.T(ctx, "Trích yếu"),
		"reason": i18n.T(ctx, "Lý do"), "line": i18n.T(ctx, "Thể thức"), "letterhead": i18n.T(ctx, "Tên cơ quan trên văn bản"),
		"place": i18n.T(ctx, "Địa danh"), "sign_as": i18n.T(ctx, "Chức vụ người ký"), "signer": i18n.T(ctx, "Họ tên người ký"),
		"bases": i18n.T(ctx, "Căn cứ"), "other_bases": i18n.T(ctx, "Căn cứ khác"), "lines": i18n.T(ctx, "Danh sách"),
	}
}

func seasonOptions(seasons []campaign.Season, none string) []ui.Option {
	options := []ui.Option{{Text: none}}
	for _, s := range seasons {
		options = append(options, ui.Option{Value: s.Code, Text: s.Name})
	}
	return options
}

func bodyOptions(bodies []org.Unit) []ui.Option {
	options := []ui.Option{{}}
	for _, u := range bodies {
		options = append(options, ui.Option{Value: u.ID, Text: u.Name})
	}
	return options
}

func kindOptions(ctx context.Context) []ui.Option {
	return []ui.Option{
		{Value: string(Recognition), Text: i18n.T(ctx, Recognition.Label()), Hint: i18n.T(ctx, "Danh sách lấy từ những mô hình hội đồng đã thông qua.")},
		{Value: string(Commendation), Text: i18n.T(ctx, Commendation.Label()), Hint: i18n.T(ctx, "Danh sách lấy từ tập thể, cá nhân có mô hình được công nhận.")},
	}
}

func kindChoices(ctx context.Context, none string) []ui.Option {
	options := []ui.Option{{Text: none}}
	for _, k := range Kinds() {
		options = append(options, ui.Option{Value: string(k), Text: i18n.T(ctx, k.Label())})
	}
	return options
}

func stateChoices(ctx context.Context, none string) []ui.Option {
	options := []ui.Option{{Text: none}}
	for _, s := range States() {
		options = append(options, ui.Option{Value: string(s), Text: i18n.T(ctx, s.Label())})
	}
	return options
}

func lineOptions(ctx context.Context) []ui.Option {
	return []ui.Option{
		{Value: string(org.Party), Text: i18n.T(ctx, "Văn bản của Đảng")},
		{Value: string(org.State), Text: i18n.T(ctx, "Văn bản của Nhà nước")},
		{Value: string(org.Front), Text: i18n.T(ctx, "Văn bản của Mặt trận")},
	}
}

// basisOptions shows each basis with the days on which it holds and whether
// anybody has verified it.
func basisOptions(ctx context.Context, bases []award.Basis, on clock.Date) []ui.Option {
	var options []ui.Option
	for _, b := range bases {
		hint := []string{validity(ctx, b)}
		if !on.IsZero() && !b.InForceOn(on) {
			hint = append(hint, i18n.T(ctx, "không có hiệu lực vào ngày %s", on.String()))
		}
		if b.VerifiedBy == "" {
			hint = append(hint, i18n.T(ctx, "chưa kiểm chứng"))
		}
		options = append(options, ui.Option{Value: b.ID, Text: b.Text, Hint: strings.Join(hint, " · ")})
	}
	return options
}

func validity(ctx context.Context, b award.Basis) string {
	switch {
	case b.From.IsZero() && b.To.IsZero():
		return i18n.T(ctx, "chưa rõ ngày hiệu lực")
	case b.To.IsZero():
		return i18n.T(ctx, "hiệu lực từ %s", b.From.String())
	case b.From.IsZero():
		return i18n.T(ctx, "hiệu lực đến %s", b.To.String())
	}
	return i18n.T(ctx, "hiệu lực từ %s đến %s", b.From.String(), b.To.String())
}

// facts are what the top of a decision's page says.
func (v View) facts(ctx context.Context, staff bool) []ui.Fact {
	all := []ui.Fact{
		{Label: i18n.T(ctx, "Loại quyết định"), Value: i18n.T(ctx, v.Kind.Label())},
		{Label: i18n.T(ctx, "Số và ký hiệu"), Value: v.Number},
		{Label: i18n.T(ctx, "Ngày của quyết định"), Value: v.DecidedOn.String()},
		{Label: i18n.T(ctx, "Cơ quan ra quyết định"), Value: v.Unit.Name},
		{Label: i18n.T(ctx, "Người ký"), Value: strings.Trim(v.Signer+", "+strings.Join(v.SignAs, ", "), ", ")},
		{Label: i18n.T(ctx, "Mùa thi đua"), Value: v.Season.Name},
		{Label: i18n.T(ctx, "Cấp"), Value: v.Level},
		{Label: i18n.T(ctx, "Hình thức khen"), Value: v.Award},
		{Label: i18n.T(ctx, "Danh sách"), Value: i18n.T(ctx, "%d dòng", len(v.Lines))},
		{Label: i18n.T(ctx, "Lý do"), Value: v.Reason},
	}
	if staff {
		all = append(all, ui.Fact{Label: i18n.T(ctx, "Người soạn"), Value: v.Drafted.Name}, ui.Fact{Label: i18n.T(ctx, "Người kiểm tra"), Value: v.CheckedBy.Name},
			ui.Fact{Label: i18n.T(ctx, "Ghi nhận ký"), Value: v.SignedBy}, ui.Fact{Label: i18n.T(ctx, "Người ban hành"), Value: v.IssuedBy.Name})
	}
	if v.Root.ID != "" {
		all = append(all, ui.Fact{Label: i18n.T(ctx, "Thay đổi quyết định"), Value: v.Root.Number + " (" + v.Root.DecidedOn.String() + ")", Href: publicPath(v.Root)})
	}
	return all
}

// steps are the buttons of the next step of v, for actor.
func (v View) steps(ctx context.Context, actor auth.Actor) []ui.Button {
	var all []ui.Button
	add := func(may bool, text, to string, look ui.Look) {
		if may {
			all = append(all, ui.Button{Text: text, Href: staffPath(v.Decision) + to, Look: look})
		}
	}
	add(mayCheck(actor, v.Decision) && v.ready(), i18n.T(ctx, "Đã kiểm tra, trình ký"), "/kiem-tra", ui.Go)
	add(maySign(actor, v.Decision) && v.ready(), i18n.T(ctx, "Ký quyết định"), "/ky", ui.Go)
	add(mayIssue(actor, v.Decision), i18n.T(ctx, "Ban hành"), "/ban-hanh", ui.Go)
	add(maySendBack(actor, v.Decision), i18n.T(ctx, "Trả lại để soạn"), "/tra-lai", ui.Normal)
	return all
}

// beside are the pages that go with v, in the order in which they are needed.
func (v View) beside(ctx context.Context, actor auth.Actor) []ui.Link {
	var all []ui.Link
	add := func(may bool, text, to string) {
		if may {
			all = append(all, ui.Link{Text: text, Href: staffPath(v.Decision) + to})
		}
	}
	reads := actor.Is(v.UnitPath, readers()...)
	add(v.gives() && reads, i18n.T(ctx, "Điều kiện"), "/dieu-kien")
	add(v.gives() && reads, i18n.T(ctx, "Hiệp y"), "/hiep-y")
	add(v.gives() && reads, i18n.T(ctx, "Công khai lấy ý kiến"), "/cong-khai")
	add(v.Kind == Commendation && reads, i18n.T(ctx, "Tiền thưởng"), "/tien-thuong")
	add(reads, i18n.T(ctx, "Bộ giấy tờ của quyết định"), "/ho-so")
	add(v.State.sealed() && reads, i18n.T(ctx, "Bản đã ký"), "/ban-ky")
	add(v.State == Issued && v.Kind != Revocation && actor.Reads(v.UnitPath), i18n.T(ctx, "In giấy chứng nhận"), "/giay")
	if v.State == Issued {
		all = append(all, ui.Link{Text: i18n.T(ctx, "Xem trang công khai"), Href: publicPath(v.Decision)})
	}
	return all
}

// rare are the acts on v that are seldom wanted.
func (v View) rare(ctx context.Context, actor auth.Actor) []ui.Button {
	var all []ui.Button
	if mayAmend(actor, v.Decision) {
		all = append(all, ui.Button{Text: i18n.T(ctx, "Đính chính, thay thế, thu hồi"), Href: staffPath(v.Decision) + "/sua-doi"})
	}
	if mayEdit(actor, v.Decision) {
		all = append(all, ui.Button{Text: i18n.T(ctx, "Bỏ bản nháp"), Href: staffPath(v.Decision) + "/bo"})
	}
	return all
}

// downloads are the files of v below path.
func (v View) downloads(ctx context.Context, path string) []ui.Link {
	return []ui.Link{
		{Text: i18n.T(ctx, "Tải văn bản (.docx)"), Href: path + ".docx"}, {Text: i18n.T(ctx, "Tải văn bản (.pdf)"), Href: path + ".pdf"},
		{Text: i18n.T(ctx, "Tải danh sách (.xlsx)"), Href: path + ".xlsx"},
	}
}

// ready reports whether nothing keeps the draft from being signed.
func (v View) ready() bool { return len(v.Missing) == 0 && v.Refused == "" }

// gives reports whether v gives something to somebody, rather than changing another paper.
func (v View) gives() bool { return !v.Kind.Amends() && len(v.Lines) > 0 }

// unjudged are the lines of which no verdict was kept.
func (j Judgement) unjudged() (rest []Line) {
	for _, l := range j.Lines {
		if _, judged := j.Verdicts[l.ID]; !judged {
			rest = append(rest, l)
		}
	}
	return rest
}

// unruled are the lines that were judged and that no rule speaks of.
func (j Judgement) unruled() (rest []Line) {
	for _, l := range j.Lines {
		if v, judged := j.Verdicts[l.ID]; judged && silent(v) {
			rest = append(rest, l)
		}
	}
	return rest
}

// silent reports whether no rule spoke of the line.
func silent(v eligibility.Verdict) bool {
	return len(v.Findings) == 0 && v.Outcome == eligibility.Pass
}
