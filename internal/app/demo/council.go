package demo

import (
	"context"
	crand "crypto/rand"
	"fmt"

	"github.com/google/uuid"

	"kheo/internal/business/council"
	"kheo/internal/platform/clock"
)

// sample rule of the catalogue: two thirds of all seats, two thirds present.
const voteRule = "0190a000-0000-7000-8000-000000000108"

// seats of the example's councils: who has an account votes on screen.
var seats = []council.MemberInput{
	{Name: "Phạm Quốc Khánh", Post: "Phó Bí thư Quận ủy", Role: council.Chair, Account: "hoidong"},
	{Name: "Đỗ Thanh Nga", Post: "Trưởng Ban Dân vận", Role: council.Deputy, Account: "nguoiky", Teller: true},
	{Name: "Lê Bích Hạnh", Post: "Phó Trưởng Ban Dân vận", Role: council.Secretary, Account: "thamdinh"},
	{Name: "Vũ Thu Hương", Post: "Ủy viên Ban Thường vụ", Role: council.Ordinary, Account: "congbo", Teller: true},
	{Name: "Nguyễn Đức Vượng", Post: "Chủ tịch Ủy ban Mặt trận Tổ quốc", Role: council.Ordinary},
	{Name: "Trịnh Thu Hà", Post: "Chủ tịch Hội Liên hiệp Phụ nữ", Role: council.Ordinary},
	{Name: "Lý Văn Thành", Post: "Chủ tịch Hội Cựu chiến binh", Role: council.Ordinary},
	{Name: "Cao Minh Đức", Post: "Bí thư Đoàn Thanh niên", Role: council.Ordinary},
	{Name: "Tạ Ngọc Lan", Post: "Chủ tịch Liên đoàn Lao động", Role: council.Ordinary},
	{Name: "Phùng Đình Sơn", Post: "Trưởng phòng Nội vụ", Role: council.Ordinary},
	{Name: "Mai Thị Thơm", Post: "Trưởng phòng Văn hóa và Thông tin", Role: council.Ordinary},
}

// council founds a council of a unit and calls a meeting to which everybody comes.
func (x *maker) council(ctx context.Context, unit, name, founded, season, day string, cases []string) (council.Meeting, []council.Member, error) {
	keeper := x.actors["thamdinh"]
	c, err := x.Councils.Found(ctx, keeper, council.Input{Unit: x.units[unit].ID, Name: name, Body: "Hội đồng xét, công nhận mô hình", FoundedBy: founded, FoundedOn: clock.Must(day).AddDays(-120)})
	if err != nil {
		return council.Meeting{}, nil, err
	}
	var members []council.Member
	here := map[string]council.Attendance{}
	for n, in := range seats {
		in.Votes, in.Position, in.From = true, int64(n+1), clock.Must(day).AddDays(-120)
		m, err := x.Councils.Seat(ctx, keeper, c.ID, in)
		if err != nil {
			return council.Meeting{}, nil, err
		}
		members, here[m.ID] = append(members, m), council.Attendance{Presence: council.AtScreen}
	}
	m, err := x.Councils.Call(ctx, keeper, c.ID, council.MeetingInput{Season: season, HeldOn: clock.Must(day), Place: "Phòng họp tầng 2, trụ sở", Rule: voteRule})
	if err != nil {
		return m, members, err
	}
	if err := x.Councils.Choose(ctx, keeper, m.ID, cases); err != nil {
		return m, members, err
	}
	return m, members, x.Councils.Note(ctx, keeper, m.ID, here)
}

// vote lets the council of 2022 vote on cases: votesFor each of them, four members on
// screen and the others on paper, counted by two tellers.
func (x *maker) vote(ctx context.Context, cases []string, votesFor map[string]int64) error {
	m, members, err := x.council(ctx, "quan-dong-da", "Hội đồng xét mô hình “Dân vận khéo” quận Đống Đa", "Quyết định của Quận ủy năm 2022 (ví dụ)", "dvk-2022", "2022-10-04", cases)
	if err != nil {
		return err
	}
	chair := x.actors["hoidong"]
	r, err := x.Councils.Open(ctx, chair, m.ID, council.RoundInput{ID: uuid.Must(uuid.NewV7()).String(), Rule: voteRule, Cases: cases})
	if err != nil {
		return err
	}
	const screens = 4
	paper := int64(len(members)) - screens
	in := council.PaperInput{Rest: council.Against, Choices: map[string]council.Choice{}}
	told := council.TellerInput{Papers: fmt.Sprint(paper), Lines: map[string]council.TypedLine{}}
	for _, id := range cases {
		yes := votesFor[id]
		if yes >= screens+paper/2 {
			in.Choices[id], yes = council.For, yes-screens
		}
		told.Lines[id] = council.TypedLine{For: fmt.Sprint(yes), Against: fmt.Sprint(paper - yes)}
	}
	for _, login := range []string{"hoidong", "nguoiky", "thamdinh", "congbo"} {
		in.Receipt = council.NewReceipt(crand.Reader)
		if _, err := x.Councils.Vote(ctx, x.actors[login], r.ID, in); err != nil {
			return err
		}
	}
	for _, login := range []string{"nguoiky", "congbo"} {
		if err := x.Councils.Tell(ctx, x.actors[login], r.ID, told); err != nil {
			return err
		}
	}
	if _, err := x.Councils.Close(ctx, chair, r.ID, council.CloseInput{Version: r.Version}); err != nil {
		return err
	}
	text := council.MinutesInput{Version: m.Version, Discussion: "Các thành viên thống nhất cách chấm và đề nghị các đơn vị bổ sung ảnh trước khi làm.", Conclusion: "Trình cấp có thẩm quyền công nhận các mô hình đạt."}
	if err := x.Councils.WriteMinutes(ctx, x.actors["thamdinh"], m.ID, text); err != nil {
		return err
	}
	return x.Councils.Fix(ctx, chair, m.ID, m.Version+1)
}
