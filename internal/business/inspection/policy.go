package inspection

import "kheo/internal/service/auth"

// Every permission of this module on one screen.

// mayVisit: appraisers plan visits to the initiatives of their subtree and write
// down what was seen.
func mayVisit(a auth.Actor, unitPath string) bool {
	return a.Is(unitPath, auth.Appraiser) && a.May(auth.WriteScope)
}

// maySee: whoever works with the unit sees that somebody comes, who and when.
func maySee(a auth.Actor, unitPath string) bool { return a.Reads(unitPath) }

// seesFindings: the people of the review at once; the unit itself when the visit
// is closed, so that notes of the way are not read as results.
func seesFindings(a auth.Actor, unitPath string, state State) bool {
	return a.Is(unitPath, auth.Appraiser, auth.CouncilMember, auth.Approver, auth.Auditor) || state == Done && maySee(a, unitPath)
}
