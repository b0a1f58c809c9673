package app

import (
	"context"
	"testing"

	"kheo/internal/business/bonus"
	"kheo/internal/business/recognition"
	"kheo/internal/business/register"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
)

// Money follows the line: a replacement of a paid commendation takes it over without
// paying twice or asking for it back; taking the new line back asks for it.
func TestMoneyFollowsReplacement(t *testing.T) {
	t.Parallel()
	eachBureau(t, 3, func(b *bureau) {
		ctx, thu, bo, ky := context.Background(), b.actors["thu"], b.actors["bo"], b.actors["ky"]
		b.issued(b.draft(recognition.Recognition, nil, b.cases[0], b.cases[1]))
		praise := b.draft(recognition.Commendation, nil, b.cases[0], b.cases[1])
		fund, err := b.Bonuses.OpenFund(ctx, bo, bonus.FundInput{
			ID: newID(), UnitID: b.committee.ID, Year: 2026, Name: "Quỹ mẫu", Code: "341", Available: 20_000_000, Source: "Dự toán mẫu",
		})
		b.must(err)
		in, amount := bonus.PlanInput{FundID: fund.ID, BudgetLine: "341", Amounts: map[string]*int64{}, Reasons: map[string]string{}}, int64(1_000_000)
		var ids []string
		for _, l := range b.lines(praise.ID) {
			ids = append(ids, l.ID)
			in.Amounts[l.ID], in.Reasons[l.ID] = &amount, "Mức mẫu"
		}
		b.must(b.Bonuses.Propose(ctx, thu, praise.ID, in))
		praise = b.issued(b.decision(praise.ID))
		sheet := b.sheet(praise.ID)
		b.must(b.Bonuses.Approve(ctx, ky, praise.ID, sheet.Plan.Version))
		b.must(b.Bonuses.Pay(ctx, bo, praise.ID, bonus.PayInput{Lines: ids, PaidOn: clock.On(2026, 11, 21), Doc: "PC 1", Version: sheet.Plan.Version + 1}))

		whole := b.amend(praise, recognition.Replacement)
		fresh := b.lines(whole.ID)
		sheet = b.sheet(praise.ID)
		for n, i := range sheet.Items {
			if i.State != bonus.Paid || i.Amount != amount || i.LineID != fresh[n].ID {
				b.Errorf("after the replacement item %d is %s of %d đồng at line %s", n+1, i.State, i.Amount, i.LineID)
			}
		}
		if len(sheet.Items) != 2 || sheet.Total != 2*amount {
			b.Errorf("%d items of %d đồng", len(sheet.Items), sheet.Total)
		}
		b.amend(praise, recognition.Revocation, fresh[0].ID)
		b.view(func(ctx context.Context, tx *db.Tx) error {
			var from register.Recoveries = b.Bonuses
			back, err := from.Recovered(ctx, tx, []string{ids[0], ids[1], fresh[0].ID, fresh[1].ID})
			if len(back) != 1 || back[fresh[0].ID].State != bonus.Recovery {
				b.Errorf("to be given back: %+v", back)
			}
			return err
		})
	})
}

// amend issues a decision that changes lines of root.
func (b *bureau) amend(root recognition.Decision, kind recognition.Kind, lines ...string) recognition.Decision {
	b.Helper()
	ctx := context.Background()
	d, err := b.Recognition.Amend(ctx, b.actors["thu"], root.ID, recognition.AmendInput{ID: newID(), Kind: kind, Lines: lines, Reason: "Lý do mẫu."})
	b.must(err)
	in := b.input(kind)
	in.ID, in.Version, in.AwardID, in.Level, in.Subject, in.Reason = d.ID, d.Version, "", d.Level, d.Subject, d.Reason
	d, err = b.Recognition.Save(ctx, b.actors["thu"], in)
	b.must(err)
	return b.issued(d)
}

func (b *bureau) sheet(id string) (s bonus.Sheet) {
	b.Helper()
	b.view(func(ctx context.Context, tx *db.Tx) (err error) {
		s, err = b.Bonuses.Of(ctx, tx, id)
		return err
	})
	return s
}
