package demo

import (
	"context"

	"kheo/internal/business/campaign"
	"kheo/internal/business/initiative"
	"kheo/internal/business/participant"
	"kheo/internal/platform/clock"
)

// how the registrations of texts2026 stand, in order.
var standing2026 = []initiative.State{
	initiative.InProgress, initiative.Returned, initiative.Reported, initiative.InProgress, initiative.UnderReview, initiative.Submitted,
	initiative.Accepted, initiative.Submitted, initiative.InProgress, initiative.Returned, initiative.Draft, initiative.Draft,
}

func (x *maker) season2026(ctx context.Context) error {
	x.at("2026-03-01")
	err := x.season(ctx, campaign.SeasonInput{
		Code: "dvk-2026", Name: "Mùa 2026, phường Đống Đa", Year: 2026, State: campaign.Open,
		LaunchedOn: clock.Must("2026-03-01"), LaunchDocument: "Kế hoạch của Đảng ủy phường năm 2026 (ví dụ)",
		RegisterBy: clock.Must("2026-04-30"), ReportBy: clock.Must("2026-11-30"), ScoreBy: clock.Must("2026-12-10"), DecideBy: clock.Must("2026-12-20"),
	}, "phuong-dong-da")
	if err != nil {
		return err
	}
	for n, text := range texts2026 {
		if err := x.live(ctx, text, standing2026[n], n); err != nil {
			return err
		}
	}
	return nil
}

// live takes one registration to where it stands, through the same acts as people.
func (x *maker) live(ctx context.Context, text draft2026, to initiative.State, n int) error {
	registrar, appraiser := x.actors["dangky"], x.actors["thamdinh"]
	x.at("2026-04-20")
	if to == initiative.Draft || to == initiative.Submitted {
		x.at("2026-11-18") // still being written, or sent late
	}
	in := initiative.Registration{
		Season: "dvk-2026", UnitID: x.units[text.unit].ID, ParticipantKind: participant.Kind(text.kind), Participant: text.participant,
		Kind: text.what, FieldID: text.field, StartsOn: clock.Must("2026-04-01"), Contact: "024 0000 0000", Content: text.content,
	}
	if to == initiative.Draft {
		_, err := x.Initiatives.Save(ctx, registrar, in)
		return err
	}
	i, err := x.Initiatives.Submit(ctx, registrar, in)
	if err != nil || to == initiative.Submitted {
		return err
	}
	if to == initiative.Returned {
		x.at("2026-11-12")
		due := clock.Must("2026-11-21").AddDays(-n) // some are late by now
		if n > 5 {
			due = clock.Must("2026-11-28")
		}
		return x.Initiatives.SendBack(ctx, appraiser, i.ID, initiative.Return{Reason: "Thiếu ảnh trước khi làm và bảng dự toán. Xin ghi rõ ai giữ tiền góp.", DueOn: due})
	}
	x.at("2026-05-05")
	if err := x.Initiatives.Accept(ctx, appraiser, i.ID); err != nil || to == initiative.Accepted {
		return err
	}
	if err := x.proceed(ctx, i); err != nil || to == initiative.InProgress {
		return err
	}
	x.at("2026-11-15")
	report := initiative.FinalReport{Result: "Đạt các chỉ tiêu đã đăng ký; số liệu và minh chứng ở các ghi chép tiến độ."}
	if err := x.Initiatives.HandIn(ctx, registrar, i.ID, report); err != nil || to == initiative.Reported {
		return err
	}
	x.at("2026-11-17")
	return x.Initiatives.OpenReview(ctx, appraiser, i.ID)
}

// proceed writes three days of work with pictures.
func (x *maker) proceed(ctx context.Context, i initiative.Initiative) error {
	registrar := x.actors["dangky"]
	for k, day := range []string{"2026-05-16", "2026-07-11", "2026-10-24"} {
		x.at(day)
		step := []initiative.Step{initiative.Informed, initiative.Discussed, initiative.Done}[k]
		_, err := x.Initiatives.AddProgress(ctx, registrar, i.ID, initiative.ProgressInput{
			On: clock.Must(day), Step: step, Note: worked[(k+len(i.Title))%len(worked)],
			Beneficiaries: int64(x.rnd.between(10, 60)), Money: int64(x.rnd.between(0, 20)) * 1_000_000, LaborDays: int64(x.rnd.between(3, 25)),
		})
		if err != nil {
			return err
		}
		received, err := x.picture(ctx, "ngay-lam-viec.jpg")
		if err != nil {
			return err
		}
		caption := []string{"Bảng niêm yết kế hoạch", "Buổi họp dân (chụp phòng họp)", "Kết quả sau khi làm"}[k]
		if _, err := x.Initiatives.AddEvidence(ctx, registrar, i.ID, initiative.EvidenceInput{Step: step, Caption: caption, Public: true}, received); err != nil {
			return err
		}
	}
	return nil
}
