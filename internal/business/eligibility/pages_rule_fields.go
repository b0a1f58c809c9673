package eligibility

import (
	"context"

	"kheo/internal/platform/i18n"
	"kheo/internal/service/web/ui"
)

// The fields of the form of a rule, in its order.

func (f ruleForm) text(ctx context.Context) ui.Field {
	return required(long(f.field(ctx, "text", i18n.T(ctx, "Câu của quy tắc"), i18n.T(ctx, "Như trong văn bản. Câu này được trích khi báo kết quả."), f.Text), 3))
}

func (f ruleForm) severity(ctx context.Context) ui.Field {
	return f.field(ctx, "severity", i18n.T(ctx, "Khi chưa đạt"), i18n.T(ctx, "Chỉ chọn không cho xét khi văn bản cấm rõ. Thiếu dữ kiện thì luôn để người xem xét."), string(f.Severity))
}

func (f ruleForm) stage(ctx context.Context) ui.Field {
	return narrowed(f.field(ctx, "stage", i18n.T(ctx, "Xét từ bước"), "", string(f.Stage)))
}

func (f ruleForm) act(ctx context.Context) ui.Field {
	return narrowed(f.field(ctx, "act", i18n.T(ctx, "Việc"), "", string(f.Act)))
}

func (f ruleForm) form(ctx context.Context) ui.Field {
	return f.field(ctx, "form", i18n.T(ctx, "Hình thức khen"), i18n.T(ctx, "Ví dụ: Kỷ niệm chương. Để trống là mọi hình thức."), f.Form)
}

func (f ruleForm) awardID(ctx context.Context) ui.Field {
	return f.field(ctx, "award_id", i18n.T(ctx, "Mã trong danh mục khen thưởng"), i18n.T(ctx, "Để trống là mọi hình thức."), f.AwardID)
}

func (f ruleForm) line(ctx context.Context) ui.Field {
	return narrowed(f.field(ctx, "line", i18n.T(ctx, "Tuyến"), "", string(f.Line)))
}

func (f ruleForm) levels(ctx context.Context) ui.Field {
	return long(f.field(ctx, "levels", i18n.T(ctx, "Cấp"), i18n.T(ctx, "Mỗi cấp một dòng, như ghi trong quyết định, ví dụ cấp phường. Để trống là mọi cấp."), f.Levels), 3)
}

func (f ruleForm) from(ctx context.Context) ui.Field {
	return f.field(ctx, "from", i18n.T(ctx, "Hiệu lực từ ngày"), i18n.T(ctx, "Tính theo ngày tiếp nhận hồ sơ."), f.From.ISO())
}

func (f ruleForm) to(ctx context.Context) ui.Field {
	return f.field(ctx, "to", i18n.T(ctx, "Đến hết ngày"), i18n.T(ctx, "Để trống khi chưa biết."), f.To.ISO())
}

func (f ruleForm) basis(ctx context.Context) ui.Field {
	return f.field(ctx, "basis", i18n.T(ctx, "Căn cứ"), i18n.T(ctx, "Văn bản, điều, khoản."), f.Basis)
}

func (f ruleForm) source(ctx context.Context) ui.Field {
	return required(f.field(ctx, "source", i18n.T(ctx, "Nguồn"), i18n.T(ctx, "Lấy câu này ở đâu, hoặc do ai nêu."), f.Source))
}

func (f ruleForm) verifiedBy(ctx context.Context) ui.Field {
	return f.field(ctx, "verified_by", i18n.T(ctx, "Ai đã đối chiếu"), i18n.T(ctx, "Họ tên và văn bản gốc đã xem. Để trống thì mang nhãn “chưa kiểm chứng”."), f.VerifiedBy)
}

func (f ruleForm) codeField(ctx context.Context) ui.Field {
	return required(narrowed(f.field(ctx, "code", i18n.T(ctx, "Mã"), i18n.T(ctx, "Chữ thường không dấu, số và gạch nối. Không đổi về sau."), f.Code)))
}

func (f ruleForm) min(ctx context.Context) ui.Field {
	p := required(f.field(ctx, "min", i18n.T(ctx, "Mức điểm"), i18n.T(ctx, "Điểm bình quân từ mức này trở lên, ví dụ 70 hoặc 70,5."), f.Min))
	p.Width = ui.Short
	return p
}

func (f ruleForm) months(ctx context.Context) ui.Field {
	return required(f.field(ctx, "months", i18n.T(ctx, "Số tháng"), "", f.Months))
}

func (f ruleForm) n(ctx context.Context, label string) ui.Field {
	return required(f.field(ctx, "n", label, "", f.N))
}

func (f ruleForm) ofAct(ctx context.Context) ui.Field {
	return narrowed(f.field(ctx, "of_act", i18n.T(ctx, "Đã được"), "", string(f.OfAct)))
}

func (f ruleForm) max(ctx context.Context) ui.Field {
	return required(f.field(ctx, "max", i18n.T(ctx, "Số đề nghị tối đa của một đơn vị"), "", f.Max))
}

func (f ruleForm) levelsBelow(ctx context.Context) ui.Field {
	return required(long(f.field(ctx, "levels_below", i18n.T(ctx, "Các cấp dưới"), i18n.T(ctx, "Mỗi cấp một dòng, như ghi trong quyết định."), f.LevelsBelow), 3))
}

func (f ruleForm) of(ctx context.Context) ui.Field {
	return f.field(ctx, "of", i18n.T(ctx, "Ai đã được công nhận"), "", f.Of)
}

func (f ruleForm) onceForm(ctx context.Context) ui.Field {
	return f.field(ctx, "once_form", i18n.T(ctx, "Hình thức chỉ tặng một lần"), i18n.T(ctx, "Để trống là đúng hình thức đang đề nghị."), f.OnceForm)
}

func (f ruleForm) onceAward(ctx context.Context) ui.Field {
	return f.field(ctx, "once_award", i18n.T(ctx, "Hoặc mã trong danh mục khen thưởng"), "", f.OnceAward)
}

func (f ruleForm) kinds(ctx context.Context) ui.Field {
	p := f.field(ctx, "kinds", i18n.T(ctx, "Loại đối tượng được xét"), "", "")
	p.Values = f.Kinds
	return p
}

// all are the fields that may be wrong, for the summary.
func (f ruleForm) all(ctx context.Context) []ui.Field {
	list := []ui.Field{f.text(ctx)}
	switch f.Type {
	case MinScore:
		list = append(list, f.min(ctx))
	case MonthsRunning:
		list = append(list, f.months(ctx))
	case Evidence:
		list = append(list, f.n(ctx, i18n.T(ctx, "Số minh chứng ít nhất")))
	case SeasonsInARow:
		list = append(list, f.n(ctx, i18n.T(ctx, "Số mùa liền")), f.ofAct(ctx))
	case UnitQuota:
		list = append(list, f.max(ctx))
	case RecognisedBelow:
		list = append(list, f.levelsBelow(ctx), f.of(ctx))
	case OnceInLife:
		list = append(list, f.onceForm(ctx), f.onceAward(ctx))
	case Kinds:
		list = append(list, f.kinds(ctx))
	}
	return append(list, f.severity(ctx), f.stage(ctx), f.act(ctx), f.form(ctx), f.awardID(ctx), f.line(ctx), f.levels(ctx), f.from(ctx), f.to(ctx), f.basis(ctx), f.source(ctx), f.verifiedBy(ctx), f.codeField(ctx))
}
