package conflict

import (
	"kheo/internal/business/campaign"
	"kheo/internal/service/auth"
)

// Every permission of this module on one screen.

// judges are the roles whose holders are looked at: they score, vote or sign.
var judges = []auth.Role{auth.Appraiser, auth.CouncilMember, auth.Approver}

// maySettle: confirming and dismissing is for the appraisers who act as secretary
// and for who signs, at the season's unit.
func maySettle(a auth.Actor, season campaign.Season) bool {
	return a.Is(season.UnitPath, auth.Appraiser, auth.Approver) && a.May(auth.WriteScope)
}

// seesAll: who settles and who audits; everybody else sees what is said of themselves.
func seesAll(a auth.Actor, season campaign.Season) bool {
	return a.Is(season.UnitPath, auth.Appraiser, auth.Approver, auth.Auditor)
}

// mayDeclare: whoever may be asked to judge may say that they would rather not.
func mayDeclare(a auth.Actor, d Dossier) bool {
	return a.Is(d.UnitPath, judges...) && a.May(auth.WriteScope)
}

// mayDismiss: nobody clears themselves.
func mayDismiss(a auth.Actor, accountID string) bool { return a.AccountID != accountID }
