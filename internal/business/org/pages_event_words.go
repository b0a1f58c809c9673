package org

import (
	"context"
	"slices"
	"strings"

	"kheo/internal/platform/clock"
	"kheo/internal/platform/i18n"
	"kheo/internal/service/web/ui"
)

func kindHint(ctx context.Context, k EventKind) string {
	switch k {
	case Merging:
		return i18n.T(ctx, "Một hay nhiều đơn vị cũ kết thúc, một hay nhiều đơn vị mới bắt đầu.")
	case Renaming:
		return i18n.T(ctx, "Vẫn là đơn vị ấy, mang tên khác từ một ngày.")
	case Retyping:
		return i18n.T(ctx, "Vẫn là đơn vị ấy, thuộc loại khác từ một ngày, ví dụ xã thành phường.")
	case Moving:
		return i18n.T(ctx, "Vẫn là đơn vị ấy, trực thuộc nơi khác từ một ngày.")
	}
	return i18n.T(ctx, "Đơn vị thôi hoạt động và không có đơn vị kế tiếp.")
}

func rowsTitle(ctx context.Context, k EventKind) string {
	if k == Merging {
		return i18n.T(ctx, "Đơn vị cũ")
	}
	return i18n.T(ctx, "Đơn vị")
}

func rowsHint(ctx context.Context, k EventKind) string {
	if k == Merging {
		return i18n.T(ctx, "Mỗi dòng là một đơn vị cũ nhập vào một đơn vị mới. Đơn vị được tách thì ghi nhiều dòng, mỗi dòng một phần. Dòng để trống thì bỏ qua.")
	}
	return i18n.T(ctx, "Mỗi dòng là một đơn vị. Dòng để trống thì bỏ qua.")
}

func relationOptions(ctx context.Context) []ui.Option {
	return []ui.Option{{Value: string(Whole), Text: i18n.T(ctx, Whole.Label())}, {Value: string(Part), Text: i18n.T(ctx, Part.Label())}}
}

// dayValue is a typed day as a field for days wants it; what is no day is lost there.
func dayValue(typed string) string {
	if d, err := clock.Parse(typed); err == nil {
		return d.ISO()
	}
	return typed
}

func orName(name string, u Unit) string {
	if name == "" {
		return u.Name
	}
	return name
}

// lineOld is the unit that a line is about: what was founded has no other.
func lineOld(l EventLine) Unit {
	if l.OldID == "" {
		return l.New
	}
	return l.Old
}

func verifiedText(ctx context.Context, e Event) string {
	if e.VerifiedBy == "" {
		return i18n.T(ctx, "chưa kiểm chứng")
	}
	return i18n.T(ctx, "đã đối chiếu với văn bản: %s", e.VerifiedBy)
}

func enteredText(ctx context.Context, e Event) string {
	if e.CreatedBy == "" {
		return i18n.Moment(e.CreatedAt)
	}
	return i18n.T(ctx, "%s, lúc %s", e.CreatedBy, i18n.Moment(e.CreatedAt))
}

// begins reports whether row i of the form is a unit that the draft begins.
func begins(plan Plan, i int) bool {
	return slices.ContainsFunc(plan.Draft.New, func(n NewUnit) bool { return n.Key == NewKey(i) })
}

func saveText(ctx context.Context, o Outcome) string {
	if o.Event.State == Planned {
		return i18n.T(ctx, "Ghi, chờ đến ngày %s", o.Event.On.String())
	}
	return i18n.T(ctx, "Ghi sự kiện")
}

// effectTo says what becomes of a unit.
func effectTo(ctx context.Context, v preview, e Effect) string {
	var names []string
	for _, u := range e.To {
		names = append(names, u.Name)
	}
	switch e.Relation {
	case Retype:
		return typeText(ctx, e.To[0].Type)
	case Move:
		return v.above(ctx, e)
	case Abolish, Found:
		return "–"
	}
	return strings.Join(names, ", ")
}

// above names the parent to which a moved unit goes.
func (v preview) above(ctx context.Context, e Effect) string {
	if next := e.To[0]; next.ParentID != e.Unit.ParentID {
		return v.Names[next.ParentID]
	}
	for _, c := range v.Plan.Draft.Changes {
		if c.Relation == Move && c.Old == e.Unit.ID {
			return v.Names[c.New] + " (" + i18n.T(ctx, c.tree().Label()) + ")"
		}
	}
	return i18n.T(ctx, "theo đơn vị kế tiếp của cấp trên")
}

func accountsText(ctx context.Context, e Effect) string {
	switch {
	case e.Accounts == 0:
		return "–"
	case e.Relation == Whole:
		return i18n.T(ctx, "%d tài khoản, đi theo đơn vị kế tiếp", e.Accounts)
	case e.Relation == Part || e.Relation == Abolish:
		return i18n.T(ctx, "%d tài khoản, cần được giao vai trò lại", e.Accounts)
	}
	return i18n.T(ctx, "%d tài khoản, giữ nguyên vai trò", e.Accounts)
}

func heldText(ctx context.Context, h Held) string {
	return i18n.T(ctx, "%s: %s, đang mở %s", i18n.T(ctx, h.Label), i18n.Number(ctx, h.All), i18n.Number(ctx, h.Open))
}

// previewNotices warn of what is easily overlooked.
func previewNotices(ctx context.Context, o Outcome) []ui.Notice {
	all := []ui.Notice{{Kind: ui.Due, Text: i18n.T(ctx, "Ngày hiệu lực đã đến: mọi thay đổi dưới đây xảy ra ngay khi ghi và không rút lại được.")}}
	if o.Event.State == Planned {
		all[0] = ui.Notice{Kind: ui.Info, Title: i18n.T(ctx, "Những thay đổi này xảy ra vào ngày %s.", o.Event.On.String()),
			Text: i18n.T(ctx, "Từ nay đến hết ngày hôm trước, đơn vị và tài khoản vẫn như cũ, và sự kiện có thể rút lại.")}
	}
	for _, e := range o.Effects {
		lost := e.Relation == Part || e.Relation == Abolish
		if e.Relation == Part {
			all = append(all, ui.Notice{Kind: ui.Due, Text: i18n.T(ctx, "%s được chia ra. Hồ sơ cũ không tự chia theo: mỗi đơn vị mới đều thấy, kèm chữ “một phần”.", e.Unit.Name)})
		}
		if lost && e.Accounts > 0 {
			all = append(all, ui.Notice{Kind: ui.Due, Text: i18n.T(ctx, "%d tài khoản của %s không có đơn vị kế tiếp duy nhất. Xin giao vai trò lại cho từng người.", e.Accounts, e.Unit.Name)})
		}
		if open := e.Open(); lost && open > 0 {
			all = append(all, ui.Notice{Kind: ui.Due, Text: i18n.T(ctx, "%s còn %d việc đang mở. Xin kết thúc hoặc bàn giao trước ngày hiệu lực.", e.Unit.Name, open)})
		}
	}
	return all
}
