package certificate

import (
	"kheo/internal/business/recognition"
	"kheo/internal/service/auth"
)

// maySee: whoever works with the body that decided sees the papers, once the
// decision is issued.
func maySee(a auth.Actor, d recognition.Decision) bool {
	return d.State == recognition.Issued && a.Reads(d.UnitPath)
}

// mayPrint: printing leaves a file and a line in the trail, so an auditor, who
// changes nothing, and a program that only reads may not.
func mayPrint(a auth.Actor, d recognition.Decision) bool {
	return maySee(a, d) && a.May(auth.WriteScope) &&
		a.Is(d.UnitPath, auth.Registrar, auth.Appraiser, auth.CouncilMember, auth.Approver, auth.Publisher, auth.Administrator)
}
