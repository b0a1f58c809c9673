package demo

import (
	"context"

	"github.com/google/uuid"

	"kheo/internal/business/bonus"
	"kheo/internal/business/dossier"
	"kheo/internal/business/participant"
	"kheo/internal/business/recognition"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
)

// papers2022 arranges the ceremony of the two decisions of 2022 and pays what went with
// the commendation: the catalogue knows no multiple for a Party committee's giấy khen, so
// the amounts were set by the committee.
func (x *maker) papers2022(ctx context.Context) error {
	x.at("2022-10-21")
	for _, code := range []string{"cn-dvk-2022", "kt-dvk-2022"} {
		d, lines, err := x.issued(ctx, code)
		if err != nil {
			return err
		}
		err = x.Dossiers.Arrange(ctx, x.actors["thamdinh"], d.ID, dossier.CeremonyInput{
			SubmitterPost: "TRƯỞNG BAN", SubmitterName: "Lê Bích Hạnh", Submitter: "Ban Dân vận Quận ủy", HeldOn: clock.Must("2022-10-26"), BeginsAt: "8 giờ 00",
			Place: "Hội trường Quận ủy Đống Đa", Host: "Thường trực Quận ủy",
		})
		if err != nil {
			return err
		}
		if d.Kind == recognition.Commendation {
			if err := x.money2022(ctx, d, lines); err != nil {
				return err
			}
		}
	}
	return x.certificates(ctx, "kt-dvk-2022")
}

// issued finds an issued decision and its lines.
func (x *maker) issued(ctx context.Context, code string) (d recognition.Decision, lines []recognition.Line, err error) {
	err = x.DB.View(ctx, func(tx *db.Tx) error {
		if d, err = x.Recognition.ByCode(ctx, tx, code); err != nil {
			return err
		}
		lines, err = x.Recognition.Lines(ctx, tx, d.ID)
		return err
	})
	return d, lines, err
}

func (x *maker) money2022(ctx context.Context, d recognition.Decision, lines []recognition.Line) error {
	keeper := x.actors["thamdinh"]
	fund, err := x.Bonuses.OpenFund(ctx, keeper, bonus.FundInput{
		ID: uuid.Must(uuid.NewV7()).String(), UnitID: d.UnitID, Year: 2022, Name: "Quỹ thi đua, khen thưởng của Quận ủy", Code: "0340-341", Available: 20_000_000, Source: "Dự toán năm 2022 (ví dụ)",
	})
	if err != nil {
		return err
	}
	in := bonus.PlanInput{FundID: fund.ID, BudgetLine: "Chi khen thưởng", Amounts: map[string]*int64{}, Reasons: map[string]string{}}
	var ids []string
	for _, l := range lines {
		amount := int64(500_000)
		if l.ParticipantKind == participant.Collective {
			amount = 1_000_000
		}
		in.Amounts[l.ID], in.Reasons[l.ID] = &amount, "Mức do Ban Thường vụ Quận ủy định (ví dụ)"
		ids = append(ids, l.ID)
	}
	if err := x.Bonuses.Propose(ctx, keeper, d.ID, in); err != nil {
		return err
	}
	sheet, err := x.Bonuses.See(ctx, keeper, d.ID)
	if err != nil {
		return err
	}
	if err := x.Bonuses.Approve(ctx, x.actors["nguoiky"], d.ID, sheet.Plan.Version); err != nil {
		return err
	}
	x.at("2022-10-26")
	return x.Bonuses.Pay(ctx, keeper, d.ID, bonus.PayInput{Lines: ids, PaidOn: clock.Must("2022-10-26"), Doc: "PC-118", Version: sheet.Plan.Version + 1})
}
