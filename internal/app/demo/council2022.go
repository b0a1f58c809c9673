package demo

import (
	"context"
	"fmt"

	"kheo/internal/business/campaign"
	"kheo/internal/business/initiative"
	"kheo/internal/business/participant"
	"kheo/internal/business/recognition"
	"kheo/internal/business/review"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
)

// appraise enters the sheets of two appraisers for a quarter of the initiatives,
// and what the council said of each of those.
func (x *maker) appraise(ctx context.Context, all, best []initiative.Initiative) error {
	x.at("2022-10-04")
	chosen := map[string]bool{}
	for _, i := range best {
		chosen[i.ID] = true
	}
	short := append([]initiative.Initiative{}, best...)
	for _, i := range all {
		if !chosen[i.ID] && len(short) < 96 {
			short = append(short, i)
		}
	}
	var cases []string
	votes := map[string]int64{}
	err := x.DB.Update(ctx, func(tx *db.Tx) error {
		cases, votes = nil, map[string]int64{}
		x.rnd = newDice(2023)
		set, err := x.Campaigns.Criteria(ctx, tx, criteriaSet)
		if err != nil {
			return err
		}
		for _, i := range short {
			for _, login := range []string{"thamdinh", "congbo"} {
				actor := x.actors[login]
				sheet := review.SheetEntry{InitiativeID: i.ID, AppraiserID: actor.AccountID, Appraiser: actor.Name, Scores: x.scores(set, chosen[i.ID])}
				if _, err := x.Review.Enter(ctx, tx, sheet); err != nil {
					return err
				}
			}
			cases, votes[i.ID] = append(cases, i.ID), int64(x.rnd.between(0, 4))
			if chosen[i.ID] {
				votes[i.ID] = int64(x.rnd.between(9, 11))
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	return x.vote(ctx, cases, votes)
}

// scores gives points that need no special reason: from half to one below the top.
func (x *maker) scores(set campaign.CriteriaSet, good bool) []review.Score {
	scores := make([]review.Score, len(set.Criteria))
	for n, c := range set.Criteria {
		points := int64(x.rnd.between(int(c.Points+1)/2, int(c.Points)*3/4))
		if good {
			points = int64(x.rnd.between(int(c.Points)*4/5, int(c.Points)-1))
		}
		scores[n] = review.Score{CriterionID: c.ID, Points: &points, Note: "Đã đối chiếu minh chứng."}
	}
	return scores
}

// decide issues the two decisions and tells the rest that they were not chosen.
func (x *maker) decide(ctx context.Context, all, best []initiative.Initiative) error {
	x.at("2022-10-20")
	chosen := map[string]bool{}
	var lines, honours []recognition.LineInput
	left := map[participant.Kind]int{}
	for kind, n := range commended {
		left[kind] = n
	}
	for _, i := range best {
		chosen[i.ID] = true
		lines = append(lines, recognition.LineInput{InitiativeID: i.ID})
		if left[i.ParticipantKind] > 0 {
			left[i.ParticipantKind]--
			honours = append(honours, recognition.LineInput{InitiativeID: i.ID})
		}
	}
	return x.DB.Update(ctx, func(tx *db.Tx) error {
		actor := x.actors["nguoiky"]
		if _, err := x.Recognition.Enter(ctx, tx, actor, decision2022("recognition", "412-QĐ/QU", x.units["quan-uy-dong-da"].ID), lines); err != nil {
			return err
		}
		if _, err := x.Recognition.Enter(ctx, tx, actor, decision2022("commendation", "413-QĐ/QU", x.units["quan-uy-dong-da"].ID), honours); err != nil {
			return err
		}
		for _, i := range all {
			if chosen[i.ID] {
				continue
			}
			if err := x.Initiatives.Decide(ctx, tx, actor, i.ID, false, "Hội đồng chưa chọn ở cấp quận năm nay."); err != nil {
				return fmt.Errorf("demo: %s: %w", i.Code, err)
			}
		}
		return nil
	})
}

func decision2022(kind recognition.Kind, number, unitID string) recognition.Input {
	in := recognition.Input{
		Season: "dvk-2022", UnitID: unitID, Kind: kind, Level: "cấp quận", Number: number, DecidedOn: clock.Must("2022-10-20"), Place: "Đống Đa",
		Letterhead: "THÀNH ỦY HÀ NỘI\nQUẬN ỦY ĐỐNG ĐA", Line: "party", SignAs: "T/M BAN THƯỜNG VỤ\nPHÓ BÍ THƯ", Signer: "Nguyễn Hữu Vượng",
		AwardID: "0190a000-0000-7000-8000-00000000a102", Bases: []string{"0190a000-0000-7000-8000-000000000061", "0190a000-0000-7000-8000-000000000062"},
	}
	if kind == recognition.Commendation {
		in.AwardID = "0190a000-0000-7000-8000-00000000a104"
	}
	return in
}
