package certificate

import (
	"strings"

	"kheo/internal/business/recognition"
	"kheo/internal/service/auth"
)

// Every permission of this module on one screen.

// maySee: whoever works with the body that decided sees the papers, once the
// decision is issued.
func maySee(a auth.Actor, d recognition.Decision) bool {
	return d.State == recognition.Issued && a.Reads(d.UnitPath)
}

// printers print: it leaves a file and a line in the trail, so an auditor, who
// changes nothing, does not.
func printers() []auth.Role {
	return []auth.Role{auth.Registrar, auth.Appraiser, auth.CouncilMember, auth.Approver, auth.Publisher, auth.Administrator}
}

// mayPrint: a program that only reads may not either. Whoever prints adds and
// removes photographs too.
func mayPrint(a auth.Actor, d recognition.Decision) bool {
	return maySee(a, d) && a.May(auth.WriteScope) && a.Is(d.UnitPath, printers()...)
}

// mayRead: whoever works anywhere may know how papers look there: the designs of
// the own units, of those above and of those below.
func mayRead(a auth.Actor, d Design) bool {
	if d.Shipped() {
		return len(a.Grants) > 0
	}
	if a.Reads(d.UnitPath) {
		return true
	}
	for _, g := range a.Grants {
		if strings.HasPrefix(g.UnitPath, d.UnitPath) {
			return true
		}
	}
	return false
}

// mayDesign: administrators of the unit change its designs.
func mayDesign(a auth.Actor, unitPath string) bool {
	return unitPath != "" && a.Is(unitPath, auth.Administrator) && a.May(auth.WriteScope)
}

// mayCalibrate: whoever prints for the unit knows its printers.
func mayCalibrate(a auth.Actor, unitPath string) bool {
	return unitPath != "" && a.Is(unitPath, printers()...) && a.May(auth.WriteScope)
}
