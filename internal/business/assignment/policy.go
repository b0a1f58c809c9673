package assignment

import (
	"kheo/internal/business/campaign"
	"kheo/internal/service/auth"
)

// Every permission of this module on one screen.

// mayAssign: the appraisers who act as secretary and who signs, at the season's unit.
func mayAssign(a auth.Actor, season campaign.Season) bool {
	return a.Is(season.UnitPath, auth.Appraiser, auth.Approver) && a.May(auth.WriteScope)
}

// seesProgress: who assigns, and who audits.
func seesProgress(a auth.Actor, season campaign.Season) bool {
	return a.Is(season.UnitPath, auth.Appraiser, auth.Approver, auth.Auditor)
}
