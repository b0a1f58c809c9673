package demo

import (
	"context"
	"strconv"

	"github.com/google/uuid"

	"kheo/internal/business/assignment"
	"kheo/internal/business/council"
	"kheo/internal/business/initiative"
	"kheo/internal/business/inspection"
	"kheo/internal/business/participant"
	"kheo/internal/business/review"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
)

// review2026 is a review in the middle of its work: dossiers with the registrants' own
// points, shared out among three appraisers, some scored, one abstained from, one sent
// back, two visits and a meeting that has not voted yet.
func (x *maker) review2026(ctx context.Context) error {
	var cases []initiative.Initiative
	for n, text := range texts2026Review {
		i, err := x.examined(ctx, text, n)
		if err != nil {
			return err
		}
		cases = append(cases, i)
	}
	x.at("2026-11-17")
	if err := x.shareOut(ctx); err != nil {
		return err
	}
	for _, step := range []func(context.Context, []initiative.Initiative) error{x.sheets2026, x.visits2026, x.meeting2026} {
		if err := step(ctx, cases); err != nil {
			return err
		}
	}
	return nil
}

// examined takes one registration under review, with the registrant's own points.
func (x *maker) examined(ctx context.Context, text draft2026, n int) (initiative.Initiative, error) {
	registrar, appraiser := x.actors["dangky"], x.actors["thamdinh"]
	x.at("2026-04-12")
	i, err := x.Initiatives.Submit(ctx, registrar, initiative.Registration{
		Season: "dvk-2026", UnitID: x.units[text.unit].ID, ParticipantKind: participant.Kind(text.kind), Participant: text.participant,
		Kind: text.what, FieldID: text.field, StartsOn: clock.Must("2026-04-15"), Contact: "024 0000 0000", Content: text.content,
	})
	if err != nil {
		return i, err
	}
	x.at("2026-05-04")
	if err := x.Initiatives.Accept(ctx, appraiser, i.ID); err != nil {
		return i, err
	}
	if err := x.proceed(ctx, i); err != nil {
		return i, err
	}
	x.at("2026-11-14")
	if err := x.Initiatives.HandIn(ctx, registrar, i.ID, initiative.FinalReport{Result: "Đạt các chỉ tiêu đã đăng ký. Sổ ghi chép và ảnh ở mục tiến độ."}); err != nil {
		return i, err
	}
	own, err := x.filled(ctx, 80+int64(n%4)*4)
	if err != nil {
		return i, err
	}
	if _, err := x.ScoreSheets.SaveSelf(ctx, registrar, i.ID, own); err != nil {
		return i, err
	}
	x.at("2026-11-16")
	return i, x.Initiatives.OpenReview(ctx, appraiser, i.ID)
}

// filled is a whole sheet with percent of the points of each criterion.
func (x *maker) filled(ctx context.Context, percent int64) (review.SheetInput, error) {
	in := review.SheetInput{ID: uuid.Must(uuid.NewV7()).String(), HandIn: true}
	err := x.DB.View(ctx, func(tx *db.Tx) error {
		set, err := x.Campaigns.Criteria(ctx, tx, criteriaSet)
		in.Lines = nil
		for _, c := range set.Criteria {
			points := c.Points * percent / 100
			in.Lines = append(in.Lines, review.LineInput{CriterionID: c.ID, Points: strconv.FormatInt(points, 10), Note: "Đã đối chiếu sổ ghi chép và ảnh."})
		}
		return err
	})
	return in, err
}

// shareOut gives each dossier to two of the three appraisers, evenly.
func (x *maker) shareOut(ctx context.Context) error {
	in := assignment.EvenInput{ID: uuid.Must(uuid.NewV7()).String(), Each: 2}
	for _, login := range []string{"thamdinh", "thamdinh2", "thamdinh3"} {
		in.People = append(in.People, x.actors[login].AccountID)
	}
	p, err := x.Assignments.Propose(ctx, x.actors["thamdinh"], "dvk-2026", in)
	if err != nil {
		return err
	}
	in.Seal = p.Seal
	_, err = x.Assignments.Even(ctx, x.actors["thamdinh"], "dvk-2026", in)
	return err
}

// sheets2026 lets two appraisers hand in what they were given of the first dossiers,
// one with more lenient points than the other; the third would rather not judge one.
func (x *maker) sheets2026(ctx context.Context, cases []initiative.Initiative) error {
	x.at("2026-11-19")
	for n, i := range cases[:5] {
		for login, percent := range map[string]int64{"thamdinh2": 72 + int64(n)*3, "thamdinh3": 82 + int64(n)*2} {
			in, err := x.filled(ctx, percent)
			if err != nil {
				return err
			}
			in.Comment = "Cách làm rõ, nên bổ sung số liệu so với trước."
			if _, err := x.Review.Save(ctx, x.actors[login], i.ID, in); err != nil {
				return err
			}
		}
	}
	reason := "Tôi từng tham gia viết hồ sơ này."
	return x.Review.Abstain(ctx, x.actors["thamdinh3"], cases[6].ID, review.AbstainInput{Reason: reason})
}

// visits2026 are one visit that was made, with answers and pictures, and one to come.
func (x *maker) visits2026(ctx context.Context, cases []initiative.Initiative) error {
	x.at("2026-11-16")
	keeper := x.actors["thamdinh"]
	team := "Lê Bích Hạnh\nPhan Thế Vinh"
	v, err := x.Inspections.Plan(ctx, keeper, inspection.PlanInput{
		ID: uuid.Must(uuid.NewV7()).String(), Season: "dvk-2026", PlannedOn: clock.Must("2026-11-18"), Place: "Nhà văn hóa tổ dân phố số 2",
		Purpose: "Xem tận nơi trước khi họp hội đồng", Team: team, Cases: []string{cases[0].ID, cases[1].ID}, Questions: questions,
	})
	if err != nil {
		return err
	}
	x.at("2026-11-18")
	for n, i := range cases[:2] {
		said := make([]inspection.SaidInput, 4)
		for k := range said {
			said[k].Answer = inspection.Yes
		}
		said[3] = inspection.SaidInput{Answer: inspection.Unseen, Note: "Bảng thu chi quý III chưa niêm yết, tổ hẹn treo trước ngày 25."}
		err := x.Inspections.Write(ctx, keeper, v.ID, i.ID, inspection.SeenInput{
			Version: 1, Findings: []string{"Gặp bảy hộ, sáu hộ kể đúng việc đã làm.", "Sổ trực ghi đủ, đồ dùng còn tốt."}[n], Answers: said,
		})
		if err != nil {
			return err
		}
		received, err := x.picture(ctx, "kiem-tra.jpg")
		if err != nil {
			return err
		}
		photo := inspection.PhotoInput{ID: uuid.Must(uuid.NewV7()).String(), Caption: "Nơi thực hiện, chụp ngày kiểm tra"}
		if err := x.Inspections.AddPhotos(ctx, keeper, v.ID, i.ID, photo, received); err != nil {
			return err
		}
	}
	if err := x.Inspections.Finish(ctx, keeper, v.ID, inspection.EndInput{DoneOn: clock.Must("2026-11-18"), Version: v.Version}); err != nil {
		return err
	}
	_, err = x.Inspections.Plan(ctx, keeper, inspection.PlanInput{
		ID: uuid.Must(uuid.NewV7()).String(), Season: "dvk-2026", PlannedOn: clock.Must("2026-12-02"), Place: "Trụ sở phường",
		Purpose: "Xem các mô hình còn lại", Team: team, Cases: []string{cases[3].ID, cases[4].ID, cases[5].ID}, Questions: questions,
	})
	return err
}

const questions = "Người dân nơi ở biết mô hình và nói được mô hình làm gì?\nViệc đã làm khớp với nội dung đăng ký?\nCó người được giao giữ gìn, duy trì mô hình?\nTiền và công sức đóng góp được công khai tại chỗ?"

// meeting2026 calls the ward's council to a meeting that has yet to vote.
func (x *maker) meeting2026(ctx context.Context, cases []initiative.Initiative) error {
	x.at("2026-11-20")
	var ids []string
	for _, i := range cases[:4] {
		ids = append(ids, i.ID)
	}
	_, _, err := x.council(ctx, sitting{
		unit: "phuong-dong-da", name: "Hội đồng xét mô hình “Dân vận khéo” phường Đống Đa", founded: "Quyết định của Đảng ủy phường năm 2026 (ví dụ)",
		season: "dvk-2026", day: "2026-11-22", seats: seats2026, cases: ids,
	})
	return err
}

// seats2026 are the ward's council: four vote on screen, three on paper.
var seats2026 = []council.MemberInput{
	{Name: "Phạm Quốc Khánh", Post: "Phó Bí thư Thường trực Đảng ủy phường", Role: council.Chair, Account: "hoidong"},
	{Name: "Đỗ Thanh Nga", Post: "Chủ tịch Ủy ban MTTQ phường", Role: council.Deputy, Account: "nguoiky", Teller: true},
	{Name: "Lê Bích Hạnh", Post: "Trưởng Ban Xây dựng Đảng", Role: council.Secretary, Account: "thamdinh"},
	{Name: "Vũ Thu Hương", Post: "Chánh Văn phòng Đảng ủy", Role: council.Ordinary, Account: "congbo", Teller: true},
	{Name: "Trịnh Thu Hà", Post: "Chủ tịch Hội Liên hiệp Phụ nữ", Role: council.Ordinary},
	{Name: "Cao Minh Đức", Post: "Bí thư Đoàn Thanh niên", Role: council.Ordinary},
	{Name: "Lý Văn Thành", Post: "Chủ tịch Hội Cựu chiến binh", Role: council.Ordinary},
}
