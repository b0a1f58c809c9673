package demo

import (
	"bytes"
	"context"
	_ "embed"
	"fmt"

	"kheo/internal/business/campaign"
	"kheo/internal/business/initiative"
	"kheo/internal/business/intake"
	"kheo/internal/business/participant"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
	"kheo/internal/service/files"
)

// list is the district's list of 2022 as an official would send it: published
// totals, real wards, made-up people and texts.
//
//go:embed dong-da-2022.xlsx
var list []byte

// How many the article says were recognised and commended, by kind.
var (
	recognised = map[participant.Kind]int{participant.Collective: 19, participant.Individual: 4}
	commended  = map[participant.Kind]int{participant.Collective: 6, participant.Individual: 4}
)

func (x *maker) season2022(ctx context.Context) error {
	x.at("2022-03-01")
	err := x.season(ctx, campaign.SeasonInput{
		Code: "dvk-2022", Name: "Mùa 2022, quận Đống Đa", Year: 2022, State: campaign.Open,
		LaunchedOn: clock.Must("2022-03-01"), LaunchDocument: "Công văn triển khai phong trào năm 2022 (ví dụ)",
		RegisterBy: clock.Must("2022-04-30"), ReportBy: clock.Must("2022-09-15"), ScoreBy: clock.Must("2022-10-05"), DecideBy: clock.Must("2022-10-26"),
	}, "quan-dong-da")
	if err != nil {
		return err
	}
	x.at("2022-04-28")
	in := intake.Import{Season: "dvk-2022", Unit: "quan-dong-da"}
	result, err := x.Intake.Import(ctx, x.actors["dangky"], in, bytes.NewReader(list), int64(len(list)))
	if err != nil {
		return err
	}
	if len(result.Errors) > 0 {
		return fmt.Errorf("demo: the list was not accepted: %v", result.Errors)
	}
	all, best, err := x.choose(ctx)
	if err != nil {
		return err
	}
	for _, step := range []func(context.Context, []initiative.Initiative, []initiative.Initiative) error{x.work, x.report, x.appraise, x.decide} {
		if err := step(ctx, all, best); err != nil {
			return err
		}
	}
	return x.close(ctx, "dvk-2022")
}

// choose finds all initiatives and those that will be recognised: of distinct
// participants, spread over the wards.
func (x *maker) choose(ctx context.Context) (all, best []initiative.Initiative, err error) {
	err = x.DB.View(ctx, func(tx *db.Tx) error {
		season, err := x.Campaigns.SeasonByCode(ctx, tx, "dvk-2022")
		if err != nil {
			return err
		}
		return x.Initiatives.Each(ctx, tx, initiative.Filter{SeasonID: season.ID}, func(i initiative.Initiative) error {
			all = append(all, i)
			return nil
		})
	})
	left := map[participant.Kind]int{}
	for kind, n := range recognised {
		left[kind] = n
	}
	people, units := map[string]bool{}, map[string]int{}
	for most := 1; most <= 3; most++ {
		for _, i := range all {
			if left[i.ParticipantKind] == 0 || people[i.ParticipantID] || units[i.UnitID] >= most {
				continue
			}
			left[i.ParticipantKind]--
			units[i.UnitID]++
			people[i.ParticipantID] = true
			best = append(best, i)
		}
	}
	return all, best, err
}

// work accepts all and lets them begin; the best are told step by step.
func (x *maker) work(ctx context.Context, all, best []initiative.Initiative) error {
	x.at("2022-05-10")
	err := x.advance(ctx, "thamdinh", all, initiative.Accepted)
	if err != nil {
		return err
	}
	x.at("2022-05-20")
	if err := x.advance(ctx, "dangky", all, initiative.InProgress); err != nil {
		return err
	}
	x.at("2022-09-10")
	pictures := make([]files.Received, 8)
	for n := range pictures {
		if pictures[n], err = x.picture(ctx, "ngay-lam-viec.jpg"); err != nil {
			return err
		}
	}
	err = x.DB.Update(ctx, func(tx *db.Tx) error {
		x.rnd = newDice(2022)
		for n, i := range all[:348] {
			in := initiative.ProgressInput{
				On: clock.On(2022, 6, 1).AddDays(x.rnd.IntN(90)), Step: initiative.Done, Note: pick(x.rnd, worked),
				Beneficiaries: int64(x.rnd.between(8, 90)), Money: int64(x.rnd.between(0, 40)) * 1_000_000, LaborDays: int64(x.rnd.between(2, 40)),
			}
			if err := x.Initiatives.EnterProgress(ctx, tx, x.actors["dangky"], i.ID, in); err != nil {
				return err
			}
			shown := initiative.EvidenceInput{Step: initiative.Done, Caption: "Một ngày làm việc", Public: n%2 == 0}
			if err := x.Initiatives.EnterEvidence(ctx, tx, x.actors["dangky"], i.ID, shown, pictures[n%len(pictures)]); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	for n, i := range best {
		if err := x.tell(ctx, i, n); err != nil {
			return err
		}
	}
	return nil
}

// tell writes the six steps of one initiative, with evidence.
func (x *maker) tell(ctx context.Context, i initiative.Initiative, n int) error {
	before, err := x.picture(ctx, "truoc-khi-lam.jpg")
	if err != nil {
		return err
	}
	after, err := x.picture(ctx, "sau-khi-lam.jpg")
	if err != nil {
		return err
	}
	homes := int64(60 + 7*n)
	return x.DB.Update(ctx, func(tx *db.Tx) error {
		actor := x.actors["dangky"]
		for k, s := range told {
			if k == 4 && n%3 == 0 {
				continue // not every initiative was supervised
			}
			in := initiative.ProgressInput{On: clock.Must(s.on), Step: s.step, Note: fmt.Sprintf(s.note, homes)}
			if s.step == initiative.Benefited {
				in.Beneficiaries = homes
			}
			if err := x.Initiatives.EnterProgress(ctx, tx, actor, i.ID, in); err != nil {
				return err
			}
		}
		for _, e := range []struct {
			in   initiative.EvidenceInput
			file int
		}{
			{initiative.EvidenceInput{Step: initiative.Informed, Caption: "Bảng niêm yết kế hoạch và dự toán", Public: true}, 0},
			{initiative.EvidenceInput{Step: initiative.Done, Caption: "Ngõ sau khi hoàn thành", Public: true}, 1},
		} {
			received := before
			if e.file == 1 {
				received = after
			}
			if err := x.Initiatives.EnterEvidence(ctx, tx, actor, i.ID, e.in, received); err != nil {
				return err
			}
		}
		zero, few, goal, got := int64(0), int64(9), homes-10, homes
		return x.Initiatives.EnterIndicators(ctx, tx, i.ID, []initiative.IndicatorInput{
			{Name: "Hộ được thụ hưởng", Measure: "hộ", Baseline: &zero, Target: &goal, Result: &got},
			{Name: "Phản ánh của dân về việc này trong năm", Measure: "lượt", Baseline: &few, Target: &zero, Result: &zero},
		})
	})
}

func (x *maker) report(ctx context.Context, all, _ []initiative.Initiative) error {
	x.at("2022-09-14")
	if err := x.advance(ctx, "dangky", all, initiative.Reported); err != nil {
		return err
	}
	x.at("2022-09-20")
	return x.advance(ctx, "thamdinh", all, initiative.UnderReview)
}

func (x *maker) advance(ctx context.Context, login string, all []initiative.Initiative, to initiative.State) error {
	return x.DB.Update(ctx, func(tx *db.Tx) error {
		for _, i := range all {
			if err := x.Initiatives.Advance(ctx, tx, x.actors[login], i.ID, to); err != nil {
				return err
			}
		}
		return nil
	})
}
