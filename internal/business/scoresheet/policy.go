package scoresheet

import (
	"kheo/internal/business/campaign"
	"kheo/internal/business/initiative"
	"kheo/internal/service/auth"
)

// Every permission of this module on one screen.

// mayScoreSelf: who registers for the unit, until the review opens.
func mayScoreSelf(a auth.Actor, i initiative.Initiative) bool {
	return a.Is(i.UnitPath, auth.Registrar) && a.May(auth.WriteScope) && i.SelfScored()
}

// seesSelf: a half filled sheet belongs to who registers; what is handed in with the
// dossier is read by everybody who reads that.
func seesSelf(a auth.Actor, i initiative.Initiative, handedIn bool) bool {
	return a.Reads(i.UnitPath) && (handedIn || a.Is(i.UnitPath, auth.Registrar))
}

// mayType: the appraisers of the season's unit, one of whom acts as secretary.
func mayType(a auth.Actor, season campaign.Season) bool {
	return a.Is(season.UnitPath, auth.Appraiser) && a.May(auth.WriteScope)
}
