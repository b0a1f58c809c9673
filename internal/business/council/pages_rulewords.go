package council

import (
	"context"
	"fmt"
	"strconv"

	"kheo/internal/platform/i18n"
	"kheo/internal/service/web/ui"
)

// lines are the rounds of the record, for the links to their papers.
func (f minutesForm) lines() (all []RoundLine) {
	for _, c := range f.Record.Rounds {
		all = append(all, RoundLine{Round: Round{Number: c.Number, State: Closed}})
	}
	return all
}

func (f minutesForm) facts(ctx context.Context) []ui.Fact {
	rec := f.Record
	facts := []ui.Fact{
		{Label: i18n.T(ctx, "Ngày họp"), Value: rec.HeldOn.String()},
		{Label: i18n.T(ctx, "Nơi họp"), Value: rec.Place},
		{Label: i18n.T(ctx, "Có mặt"), Value: i18n.T(ctx, "%d trên %d thành viên, %d gửi phiếu bằng văn bản", rec.Present, rec.Seats, rec.Written)},
		{Label: i18n.T(ctx, "Hồ sơ"), Value: fmt.Sprint(len(rec.Cases))},
		{Label: i18n.T(ctx, "Chủ trì"), Value: rec.Chair},
		{Label: i18n.T(ctx, "Thư ký"), Value: rec.Secretary},
	}
	for _, c := range rec.Rounds {
		passed := 0
		for _, x := range c.Lines {
			if x.Passed {
				passed++
			}
		}
		facts = append(facts, ui.Fact{Label: i18n.T(ctx, "Lượt %d", c.Number), Value: i18n.T(ctx, "%d phiếu, %d trên %d hồ sơ đạt", c.Papers, passed, len(c.Lines))})
	}
	return facts
}

func (f minutesForm) fields(ctx context.Context) []ui.Field {
	return []ui.Field{
		wide(field(ctx, f.Err, "discussion", i18n.T(ctx, "Ý kiến thảo luận"), i18n.T(ctx, "Ai nêu ý kiến gì, theo thứ tự. Không ghi ai bỏ phiếu thế nào."), f.In.Discussion), 10),
		wide(field(ctx, f.Err, "conclusion", i18n.T(ctx, "Kết luận của chủ trì"), "", f.In.Conclusion), 5),
	}
}

func orNothing(ctx context.Context, s string) string {
	if s == "" {
		return i18n.T(ctx, "Không ghi.")
	}
	return s
}

func spanText(ctx context.Context, r Rule) string {
	if r.To.IsZero() {
		return i18n.T(ctx, "từ %s", r.From.String())
	}
	return i18n.T(ctx, "%s đến %s", r.From.String(), r.To.String())
}

func (f ruleForm) field(ctx context.Context, name string) ui.Field {
	for _, x := range f.fields(ctx) {
		if x.Name == name {
			return x
		}
	}
	return ui.Field{Name: name}
}

func (f ruleForm) fields(ctx context.Context) []ui.Field {
	in := f.In
	n := func(x int64) string { return strconv.FormatInt(x, 10) }
	return []ui.Field{
		needed(field(ctx, f.Err, "code", i18n.T(ctx, "Mã quy tắc"), i18n.T(ctx, "Cùng mã với ấn bản cũ nếu thay ấn bản ấy."), in.Code)),
		needed(wide(field(ctx, f.Err, "award", i18n.T(ctx, "Danh hiệu hoặc việc được bỏ phiếu"), "", in.Award), 0)),
		needed(wide(field(ctx, f.Err, "body", i18n.T(ctx, "Loại hội đồng"), "", in.Body), 0)),
		needed(wide(field(ctx, f.Err, "source", i18n.T(ctx, "Văn bản, điều khoản"), "", in.Source), 0)),
		wide(field(ctx, f.Err, "verified_by", i18n.T(ctx, "Người kiểm chứng"), i18n.T(ctx, "Ai đã đối chiếu văn bản gốc. Để trống: ghi là chưa kiểm chứng."), in.VerifiedBy), 0),
		needed(field(ctx, f.Err, "effective_from", i18n.T(ctx, "Có hiệu lực từ ngày"), "", in.From.ISO())),
		field(ctx, f.Err, "effective_to", i18n.T(ctx, "Đến ngày, nếu có"), "", in.To.ISO()),
		needed(field(ctx, f.Err, "share_num", i18n.T(ctx, "Tỷ lệ cần: tử số"), i18n.T(ctx, "90 phần trăm là 9 phần 10; hai phần ba là 2 phần 3."), n(in.ShareNum))),
		needed(field(ctx, f.Err, "share_den", i18n.T(ctx, "Tỷ lệ cần: mẫu số"), "", n(in.ShareDen))),
		field(ctx, f.Err, "strict", i18n.T(ctx, "Phải hơn tỷ lệ này"), i18n.T(ctx, "Không chọn: bằng tỷ lệ là đạt."), ticked(in.Strict)),
		needed(field(ctx, f.Err, "denominator", i18n.T(ctx, "Tính trên"), "", string(in.Of))),
		needed(field(ctx, f.Err, "quorum_num", i18n.T(ctx, "Thành phần họp: tử số"), i18n.T(ctx, "0 nếu văn bản không quy định."), n(in.QuorumNum))),
		needed(field(ctx, f.Err, "quorum_den", i18n.T(ctx, "Thành phần họp: mẫu số"), "", n(in.QuorumDen))),
		needed(field(ctx, f.Err, "quorum_of", i18n.T(ctx, "Thành phần họp tính theo"), "", string(in.QuorumOf))),
		needed(field(ctx, f.Err, "absentees", i18n.T(ctx, "Người vắng mặt"), "", string(in.Absent))),
		needed(field(ctx, f.Err, "recusal", i18n.T(ctx, "Người không bỏ phiếu vì có liên quan"), "", string(in.Recusal))),
		field(ctx, f.Err, "secret", i18n.T(ctx, "Bắt buộc bỏ phiếu kín"), "", ticked(in.Secret)),
		field(ctx, f.Err, "chair_agrees", i18n.T(ctx, "Phải có chủ tịch hội đồng đồng ý"), i18n.T(ctx, "Ý kiến của chủ tịch khi ấy là công khai."), ticked(in.Chair)),
	}
}

func denominatorOptions(ctx context.Context) []ui.Option {
	return []ui.Option{
		{Value: string(Total), Text: i18n.T(ctx, Total.Label())},
		{Value: string(Present), Text: i18n.T(ctx, Present.Label()), Hint: i18n.T(ctx, "Có mặt, và gửi phiếu bằng văn bản nếu quy tắc cho phép.")},
		{Value: string(Cast), Text: i18n.T(ctx, Cast.Label()), Hint: i18n.T(ctx, "Cả phiếu trống và phiếu không hợp lệ.")},
	}
}

func quorumOptions(ctx context.Context) []ui.Option {
	return []ui.Option{{Value: string(InRoom), Text: i18n.T(ctx, InRoom.Label())}, {Value: string(Reached), Text: i18n.T(ctx, Reached.Label())}}
}

func absenceOptions(ctx context.Context) []ui.Option {
	return []ui.Option{{Value: string(NoVote), Text: i18n.T(ctx, "Không bỏ phiếu")}, {Value: string(Written), Text: i18n.T(ctx, "Gửi phiếu bằng văn bản")}}
}

func recusalOptions(ctx context.Context) []ui.Option {
	return []ui.Option{{Value: string(Stays), Text: i18n.T(ctx, "Vẫn tính vào mẫu số")}, {Value: string(Leaves), Text: i18n.T(ctx, "Không tính vào mẫu số")}}
}
