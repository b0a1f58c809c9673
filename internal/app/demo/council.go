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

// seats2022 are the district's council: who has an account votes on screen.
var seats2022 = []council.MemberInput{
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

// sitting is a council of a unit and a meeting of it.
type sitting struct {
	unit, name, founded, season, day string
	seats                            []council.MemberInput
	cases                            []string // ids of initiatives
}

// council founds the council of a sitting and calls its meeting, to which everybody comes.
func (x *maker) council(ctx context.Context, in sitting) (council.Meeting, []council.Member, error) {
	keeper, day := x.actors["thamdinh"], clock.Must(in.day)
	c, err := x.Councils.Found(ctx, keeper, council.Input{Unit: x.units[in.unit].ID, Name: in.name, Body: "Hội đồng xét, công nhận mô hình", FoundedBy: in.founded, FoundedOn: day.AddDays(-120)})
	if err != nil {
		return council.Meeting{}, nil, err
	}
	var members []council.Member
	here := map[string]council.Attendance{}
	for n, seat := range in.seats {
		seat.Votes, seat.Position, seat.From = true, int64(n+1), day.AddDays(-120)
		m, err := x.Councils.Seat(ctx, keeper, c.ID, seat)
		if err != nil {
			return council.Meeting{}, nil, err
		}
		members, here[m.ID] = append(members, m), council.Attendance{Presence: council.AtScreen}
	}
	m, err := x.Councils.Call(ctx, keeper, c.ID, council.MeetingInput{Season: in.season, HeldOn: day, Place: "Phòng họp tầng 2, trụ sở", Rule: voteRule})
	if err != nil {
		return m, members, err
	}
	if err := x.Councils.Choose(ctx, keeper, m.ID, in.cases); err != nil {
		return m, members, err
	}
	return m, members, x.Councils.Note(ctx, keeper, m.ID, here)
}

// vote lets the council of 2022 vote on cases: votesFor each of them, four members on
// screen and the others on paper, counted by two tellers.
func (x *maker) vote(ctx context.Context, cases []string, votesFor map[string]int64) error {
	m, members, err := x.council(ctx, sitting{
		unit: "quan-dong-da", name: "Hội đồng xét mô hình “Dân vận khéo” quận Đống Đa", founded: "Quyết định của Quận ủy năm 2022 (ví dụ)",
		season: "dvk-2022", day: "2022-10-04", seats: seats2022, cases: cases,
	})
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
