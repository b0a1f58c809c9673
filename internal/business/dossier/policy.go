package dossier

import (
	"kheo/internal/business/recognition"
	"kheo/internal/service/auth"
)

// Every permission of this module on one screen.

// works: the people of the deciding body who may see its decisions before they are issued.
func works(a auth.Actor, unitPath string) bool {
	return a.Is(unitPath, auth.Appraiser, auth.Publisher, auth.Approver, auth.Auditor)
}

// mayRead: drafts for those people; what is issued for everybody who works with the unit.
func mayRead(a auth.Actor, d recognition.Decision) bool {
	return works(a, d.UnitPath) || d.State == recognition.Issued && a.Reads(d.UnitPath)
}

// mayReadKind: minutes and reports of merit say more than what becomes public, so
// they stay with those who work on the decision.
func mayReadKind(a auth.Actor, d recognition.Decision, k Kind) bool {
	return mayRead(a, d) && (works(a, d.UnitPath) || k != Minutes && k != Report)
}

// mayWrite: who writes decisions of the body says who submits and where it is handed over.
func mayWrite(a auth.Actor, d recognition.Decision) bool {
	return a.Is(d.UnitPath, auth.Appraiser, auth.Publisher) && a.May(auth.WriteScope)
}
