package eligibility

import (
	"errors"
	"strings"
	"testing"

	"kheo/internal/platform/clock"
	"kheo/internal/platform/fault"
)

var (
	today  = clock.Must("2026-10-10")
	season = Season{ID: "s26", Name: "Mùa thi đua 2026", Year: 2026, RegisterBy: clock.Must("2026-04-30")}
	work   = Work{ID: "i1", SeasonID: "s26", StartsOn: clock.Must("2026-03-01"), SubmittedOn: clock.Must("2026-04-30")}
	person = Party{ID: "p1", Person: "p1", Kind: "individual", UnitID: "u1"}
)

// given is a candidate of whom change tells more.
func given(change func(*Facts)) Facts {
	f := Facts{Day: today, Act: Commendation, Award: "Giấy khen", Form: "Giấy khen", Line: "party", LineID: "own", Initiative: work, Participant: person, Season: season, Own: season, Together: 1}
	if change != nil {
		change(&f)
	}
	return f
}

func honour(change func(*Honour)) Honour {
	h := Honour{
		LineID: "l1", ParticipantID: "p1", InitiativeID: "i1", Act: Commendation, Award: "Giấy khen", Form: "Giấy khen", Line: "party", Level: "cấp phường",
		SeasonID: "s25", Year: 2025, DecisionCode: "kt-dvk-2025", Number: "12-QĐ/ĐU", DecidedOn: clock.Must("2025-10-12"),
	}
	if change != nil {
		change(&h)
	}
	return h
}

func with(all ...Honour) func(*Facts) { return func(f *Facts) { f.Honours = all } }

func years(act Act, all ...int64) func(*Facts) {
	return func(f *Facts) {
		for _, y := range all {
			f.Honours = append(f.Honours, honour(func(h *Honour) { h.Act, h.Year, h.LineID = act, y, string(rune(y)) }))
		}
	}
}

type conditionCase struct {
	name   string
	params string
	facts  func(*Facts)
	met    Met
	said   string
}

func run(t *testing.T, kind Type, cases []conditionCase) {
	t.Helper()
	for _, c := range cases {
		cond, err := parse(kind, c.params)
		if err != nil {
			t.Errorf("%s %s: %v", kind, c.name, err)
			continue
		}
		a := cond.answer(cond.narrow(given(c.facts)))
		if a.Met != c.met || a.Said.Message().String() != c.said {
			t.Errorf("%s %s: %s %q, want %s %q", kind, c.name, a.Met, a.Said.Message(), c.met, c.said)
		}
	}
}

func TestScore(t *testing.T) {
	t.Parallel()
	run(t, MinScore, []conditionCase{
		{"enough", `{"min":7000}`, func(f *Facts) { f.Score = Score{Known: true, Mean: 7000} }, Yes, "Điểm bình quân 70, đạt mức từ 70."},
		{"too few", `{"min":7050}`, func(f *Facts) { f.Score = Score{Known: true, Mean: 6805} }, No, "Điểm bình quân 68,05, cần từ 70,5."},
		{"no sheets", `{"min":7000}`, nil, Unknown, "Chưa có phiếu chấm, cần từ 70 điểm."},
		{"unverified", `{"min":7000}`, func(f *Facts) { f.Score = Score{Known: true, Mean: 9000, Unverified: true} }, Unknown, "Điểm bình quân 90, cần từ 70; còn tiêu chí chưa kiểm chứng nên cần người xem."},
		{"no initiative", `{"min":7000}`, func(f *Facts) { f.Initiative = Work{} }, Unknown, "Dòng đề nghị không gắn với mô hình nào nên cần người xem."},
	})
	run(t, Voted, []conditionCase{
		{"for", `{}`, func(f *Facts) { f.Score = Score{ResultKnown: true, Passed: true} }, Yes, "Hội đồng đã thông qua."},
		{"against", `{}`, func(f *Facts) { f.Score = Score{ResultKnown: true} }, No, "Hội đồng không thông qua."},
		{"not yet", `{}`, nil, Unknown, "Chưa ghi kết quả bỏ phiếu của hội đồng."},
	})
	run(t, Evidence, []conditionCase{
		{"enough", `{"n":3}`, func(f *Facts) { f.Evidence = Count{true, 3} }, Yes, "Có 3 minh chứng, cần ít nhất 3."},
		{"too few", `{"n":3}`, func(f *Facts) { f.Evidence = Count{true, 2} }, No, "Có 2 minh chứng, cần ít nhất 3."},
		{"not counted", `{"n":3}`, nil, Unknown, "Chưa đếm được minh chứng nên cần người xem."},
	})
}

func TestTimes(t *testing.T) {
	t.Parallel()
	starts := func(day string) func(*Facts) { return func(f *Facts) { f.Initiative.StartsOn = clock.Must(day) } }
	run(t, MonthsRunning, []conditionCase{
		{"seven", `{"months":12}`, nil, No, "Mới hoạt động 7 tháng, cần đủ 12 tháng (từ 01/03/2026 đến 10/10/2026)"},
		{"twelve to the day", `{"months":12}`, starts("2025-10-10"), Yes, "Đã hoạt động 12 tháng, cần đủ 12 tháng (từ 10/10/2025 đến 10/10/2026)"},
		{"a day short", `{"months":12}`, starts("2025-10-11"), No, "Mới hoạt động 11 tháng, cần đủ 12 tháng (từ 11/10/2025 đến 10/10/2026)"},
		{"unknown", `{"months":12}`, func(f *Facts) { f.Initiative.StartsOn = clock.Date{} }, Unknown, "Không rõ ngày bắt đầu, cần đủ 12 tháng."},
		{"not yet", `{"months":12}`, starts("2026-12-01"), No, "Đến 01/12/2026 mới bắt đầu, cần đủ 12 tháng."},
		{"end of a short month", `{"months":6}`, func(f *Facts) { f.Initiative.StartsOn, f.Day = clock.Must("2025-08-31"), clock.Must("2026-02-28") }, Yes, "Đã hoạt động 6 tháng, cần đủ 6 tháng (từ 31/08/2025 đến 28/02/2026)"},
	})
	run(t, InTime, []conditionCase{
		{"last day", `{}`, nil, Yes, "Gửi đăng ký ngày 30/04/2026, trong hạn 30/04/2026."},
		{"late", `{}`, func(f *Facts) { f.Initiative.SubmittedOn = clock.Must("2026-05-01") }, No, "Gửi đăng ký ngày 01/05/2026, sau hạn 30/04/2026."},
		{"unknown", `{}`, func(f *Facts) { f.Initiative.SubmittedOn = clock.Date{} }, Unknown, "Không rõ ngày gửi đăng ký hoặc hạn của mùa nên cần người xem."},
	})
}

func TestRecordBefore(t *testing.T) {
	t.Parallel()
	below := `{"levels":["cấp phường"],"of":"initiative"}`
	recognised := func(change func(*Honour)) Honour {
		h := honour(func(h *Honour) { h.Act = Recognition })
		if change != nil {
			change(&h)
		}
		return h
	}
	none := "Chưa có quyết định công nhận ở cấp dưới (cấp phường)."
	run(t, RecognisedBelow, []conditionCase{
		{"recognised", below, with(recognised(nil)), Yes, "Đã được công nhận cấp phường theo quyết định 12-QĐ/ĐU ngày 12/10/2025."},
		{"other spelling", below, with(recognised(func(h *Honour) { h.Level = "Cấp  Phường" })), Yes, "Đã được công nhận Cấp  Phường theo quyết định 12-QĐ/ĐU ngày 12/10/2025."},
		{"revoked", below, with(recognised(func(h *Honour) { h.Revoked = true })), No, none},
		{"other level", below, with(recognised(func(h *Honour) { h.Level = "cấp quận" })), No, none},
		{"later", below, with(recognised(func(h *Honour) { h.DecidedOn = clock.Must("2026-10-11") })), No, none},
		{"other initiative", below, with(recognised(func(h *Honour) { h.InitiativeID = "i2" })), No, none},
		{"of the participant", `{"levels":["cấp phường"],"of":"participant"}`, with(recognised(func(h *Honour) { h.InitiativeID = "i2" })), Yes, "Đã được công nhận cấp phường theo quyết định 12-QĐ/ĐU ngày 12/10/2025."},
		{"no record", below, func(f *Facts) { f.Unrecorded = true }, Unknown, "Chưa đọc được quá trình khen thưởng nên cần người xem."},
	})
	run(t, SeasonsInARow, []conditionCase{
		{"until last year", `{"n":3,"act":"recognition"}`, years(Recognition, 2023, 2024, 2025), Yes, "Đã liền 3 mùa (2023, 2024, 2025), cần 3 mùa."},
		{"with this year", `{"n":2,"act":"recognition"}`, years(Recognition, 2025, 2026), Yes, "Đã liền 2 mùa (2025, 2026), cần 2 mùa."},
		{"a gap", `{"n":3,"act":"recognition"}`, years(Recognition, 2022, 2024, 2025), No, "Mới liền 2 mùa (2024, 2025), cần đủ 3 mùa."},
		{"long ago", `{"n":2,"act":"recognition"}`, years(Recognition, 2022, 2023), No, "Mùa này và mùa trước chưa có lần nào, cần đủ 2 mùa liền."},
		{"other act", `{"n":1,"act":"commendation"}`, years(Recognition, 2025), No, "Mùa này và mùa trước chưa có lần nào, cần đủ 1 mùa liền."},
	})
}

func TestOnceAndOneForm(t *testing.T) {
	t.Parallel()
	medal := honour(func(h *Honour) {
		h.Award, h.Form, h.Year, h.DecidedOn, h.Number = "Kỷ niệm chương “Vì sự nghiệp dân vận”", "Kỷ niệm chương", 2019, clock.Must("2019-10-01"), "88-QĐ/BDV"
	})
	run(t, OnceInLife, []conditionCase{
		{"given", `{"form":"kỷ niệm chương"}`, with(medal), No, "Đã được tặng Kỷ niệm chương “Vì sự nghiệp dân vận” theo quyết định 88-QĐ/BDV ngày 01/10/2019."},
		{"never", `{"form":"kỷ niệm chương"}`, with(honour(nil)), Yes, "Chưa được tặng lần nào."},
		{"revoked", `{"form":"kỷ niệm chương"}`, func(f *Facts) { medal := medal; medal.Revoked = true; f.Honours = []Honour{medal} }, Yes, "Chưa được tặng lần nào."},
		{"own line", `{"form":"kỷ niệm chương"}`, func(f *Facts) { medal := medal; medal.LineID = "own"; f.Honours = []Honour{medal} }, Yes, "Chưa được tặng lần nào."},
		{"what is proposed", `{}`, with(honour(nil)), No, "Đã được tặng Giấy khen theo quyết định 12-QĐ/ĐU ngày 12/10/2025."},
	})
	other := func(change func(*Honour)) Honour {
		h := honour(func(h *Honour) { h.Award, h.Form = "Bằng khen", "Bằng khen" })
		if change != nil {
			change(&h)
		}
		return h
	}
	free := "Thành tích này chưa được khen bằng hình thức khác."
	run(t, OneForm, []conditionCase{
		{"same initiative", `{}`, with(other(nil)), No, "Thành tích này đã được khen Bằng khen theo quyết định 12-QĐ/ĐU ngày 12/10/2025."},
		{"same form", `{}`, with(honour(nil)), Yes, free},
		{"other line", `{}`, with(other(func(h *Honour) { h.Line = "state" })), Yes, free},
		{"other achievement", `{}`, with(other(func(h *Honour) { h.InitiativeID = "i2" })), Yes, free},
		{"perhaps the same", `{}`, with(other(func(h *Honour) { h.InitiativeID, h.SeasonID = "", "s26" })), Unknown,
			"Mùa này đã được khen Bằng khen theo quyết định 12-QĐ/ĐU ngày 12/10/2025; cần người xem có phải cùng một thành tích không."},
		{"other season", `{}`, with(other(func(h *Honour) { h.InitiativeID = "" })), Yes, free},
	})
}

func TestListsKindsAndHolds(t *testing.T) {
	t.Parallel()
	run(t, Kinds, []conditionCase{
		{"allowed", `{"kinds":["individual"]}`, nil, Yes, "Đối tượng là “Cá nhân”, đúng loại được xét."},
		{"not allowed", `{"kinds":["collective","household"]}`, nil, No, "Đối tượng là “Cá nhân”; chỉ xét: Tập thể, Hộ gia đình."},
	})
	run(t, UnitQuota, []conditionCase{
		{"within", `{"max":3}`, func(f *Facts) { f.Together = 3 }, Yes, "Đơn vị có 3 đề nghị trong danh sách, tối đa 3."},
		{"beyond", `{"max":3}`, func(f *Facts) { f.Together = 4 }, No, "Đơn vị có 4 đề nghị trong danh sách, tối đa 3."},
	})
	run(t, NotTwice, []conditionCase{
		{"once", `{}`, nil, Yes, "Chỉ có một dòng trong danh sách."},
		{"twice", `{}`, func(f *Facts) { f.Others = []Other{{"b", "Tổ 5"}} }, No, "Cùng đối tượng này còn 1 dòng khác trong danh sách: “Tổ 5”."},
	})
	run(t, NoHold, []conditionCase{
		{"free", `{}`, nil, Yes, "Không có tạm dừng xét."},
		{"asks", `{}`, func(f *Facts) { f.Holds = []Held{{"h1", false}} }, Unknown, "Đang có 1 tạm dừng xét."},
		{"bars", `{}`, func(f *Facts) { f.Holds = []Held{{"h1", false}, {"h2", true}} }, No, "Đang có 2 tạm dừng xét."},
	})
}

func TestParametersAreChecked(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		kind          Type
		params, field string
	}{
		{MinScore, `{"min":7000,"max":1}`, "params"}, {MinScore, `{"min":"70"}`, "params"}, {MinScore, `{"min":0}`, "min"}, {MinScore, `{}{}`, "params"}, {MinScore, ``, "params"},
		{MonthsRunning, `{"months":0}`, "months"}, {SeasonsInARow, `{"n":2,"act":"x"}`, "of_act"}, {RecognisedBelow, `{"levels":[],"of":"initiative"}`, "levels_below"},
		{Kinds, `{"kinds":["ghost"]}`, "kinds"}, {NoHold, `{"why":"x"}`, "params"}, {"score_of_person", `{}`, "kind"}, {OnceInLife, `{"form":"` + strings.Repeat("a", 300) + `"}`, "once_form"},
	} {
		_, err := parse(c.kind, c.params)
		var v fault.Invalid
		if !errors.As(err, &v) || v[c.field].Sentence == "" {
			t.Errorf("%s %s: %v, want a word about %s", c.kind, c.params, err, c.field)
		}
	}
	for _, kind := range Types() {
		if kind.blank() == nil || kind.Label() == "" || kind.Explains() == "" {
			t.Errorf("%s is not explained", kind)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, kind := range Types() {
		f.Add(string(kind), `{"min":1,"n":2,"levels":["x"]}`)
	}
	f.Fuzz(func(t *testing.T, kind, params string) {
		c, err := parse(Type(kind), params)
		if err != nil {
			return
		}
		c.answer(c.narrow(given(nil))) // whatever was let in can be judged by
	})
}
