package app

import (
	"context"
	"errors"

	"kheo/internal/business/award"
	"kheo/internal/business/bonus"
	"kheo/internal/business/concurrence"
	"kheo/internal/business/dossier"
	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
)

// money tells dossier what goes with each line of a decision.
type money struct {
	*bonus.Service
	catalogue *award.Service
}

// Of a decision; without items where nothing is known yet.
func (m money) Of(ctx context.Context, tx *db.Tx, decisionID string) (dossier.BonusSheet, error) {
	sheet, err := m.Service.Of(ctx, tx, decisionID)
	if err != nil || sheet.Open > 0 {
		var refused fault.Refused
		if errors.As(err, &refused) {
			err = nil
		}
		return dossier.BonusSheet{}, err
	}
	awardID, err := m.Editions.AwardOf(ctx, tx, decisionID)
	out := dossier.BonusSheet{Total: sheet.Total, Fund: sheet.Fund.Name, Verified: true}
	for _, i := range sheet.Items {
		if i.State == bonus.Declined || err != nil {
			continue
		}
		item := dossier.BonusItem{LineID: i.LineID, Amount: i.Amount, Basis: i.Basis}
		if !i.Typed && awardID != "" {
			var b award.Bonus
			b, err = m.catalogue.Bonus(ctx, tx, awardID, i.Kind, i.DecidedOn)
			item.Multiple, item.Salary = b.Multiple, b.Salary
		}
		out.Verified = out.Verified && i.Verified
		out.Items = append(out.Items, item)
	}
	return out, err
}

// consents tells dossier what other bodies and the public said.
type consents struct{ *concurrence.Service }

// Of a decision, added up.
func (c consents) Of(ctx context.Context, tx *db.Tx, decisionID string) (dossier.Consent, error) {
	sum, err := c.Summary(ctx, tx, decisionID)
	var out dossier.Consent
	for _, r := range sum.Requests {
		out.Asked++
		out.Bodies = append(out.Bodies, r.Body)
		switch {
		case r.State != concurrence.Answered:
			out.Waiting++
		case r.Disagree > 0:
			out.Refused++
		default:
			out.Agreed++
		}
	}
	for _, n := range sum.Notices {
		out.PublishedFrom, out.PublishedTo, out.PublishedAt = n.From, n.To, n.Place
		out.Remarks += n.Comments
	}
	return out, err
}
