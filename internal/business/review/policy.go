package review

import (
	"kheo/internal/business/campaign"
	"kheo/internal/service/auth"
)

// Every permission of this module on one screen.

// watchers follow a review without scoring: they see everything in it.
var watchers = []auth.Role{auth.CouncilMember, auth.Approver, auth.Auditor}

// mayScore: appraisers fill in sheets for the subtree that they work for.
func mayScore(a auth.Actor, unitPath string) bool {
	return a.Is(unitPath, auth.Appraiser) && a.May(auth.WriteScope)
}

// mayRecord: the council's result is written down by an appraiser who acts as its
// secretary, or by the approver, for the unit of the season.
func mayRecord(a auth.Actor, season campaign.Season) bool {
	return a.Is(season.UnitPath, auth.Appraiser, auth.Approver) && a.May(auth.WriteScope)
}

// maySee: whoever works with the unit sees that its initiative is under review
// and, once it is recorded, what the council said.
func maySee(a auth.Actor, unitPath string) bool { return a.Reads(unitPath) }

// seesSheets: names and single scores. Appraisers see the others' once they have
// handed in their own, so that nobody copies; all others whose work is not the
// review once the result is recorded.
func seesSheets(a auth.Actor, c Case, handedIn bool) bool {
	switch {
	case c.Result.Recorded():
		return maySee(a, c.UnitPath)
	case a.Is(c.UnitPath, auth.Appraiser):
		return handedIn
	}
	return a.Is(c.UnitPath, watchers...)
}

// seesMean: the mean alone. It is open to the appraisers who have not scored once
// the days for scoring are over, because the council needs the ranking.
func seesMean(a auth.Actor, c Case, handedIn, over bool) bool {
	return seesSheets(a, c, handedIn) || over && a.Is(c.UnitPath, auth.Appraiser)
}
