package initiative

import (
	"slices"

	"kheo/internal/platform/fault"
	"kheo/internal/service/auth"
)

// Every permission of this module on one screen. A registrar works for the unit
// and its subtree, an appraiser and everybody above reads; an auditor changes
// nothing. What changes something also needs the scope to write, which every
// person has and not every program.

func works(a auth.Actor, unitPath string, roles ...auth.Role) bool {
	return a.Is(unitPath, roles...) && a.May(auth.WriteScope)
}

func mayRegister(a auth.Actor, unitPath string) bool { return works(a, unitPath, auth.Registrar) }
func mayWrite(a auth.Actor, i Initiative) bool {
	return mayRegister(a, i.UnitPath) && i.Editable()
}
func mayDiscard(a auth.Actor, i Initiative) bool { return mayWrite(a, i) && i.State == Draft }

// mayReport: progress notes, evidence and indicators.
func mayReport(a auth.Actor, i Initiative) bool {
	return mayRegister(a, i.UnitPath) && slices.Contains([]State{Accepted, InProgress, Recognised, KeptAlive, NotRecognised}, i.State)
}

// maySelfScore: the registrant's own sheet, until the review opens.
func maySelfScore(a auth.Actor, i Initiative) bool {
	return mayRegister(a, i.UnitPath) && i.SelfScored()
}
func mayHandIn(a auth.Actor, i Initiative) bool {
	return mayRegister(a, i.UnitPath) && i.State == InProgress
}

// mayReceive: accept or return a registration.
func mayReceive(a auth.Actor, i Initiative) bool {
	return works(a, i.UnitPath, auth.Appraiser) && i.State == Submitted
}
func mayOpenReview(a auth.Actor, i Initiative) bool {
	return works(a, i.UnitPath, auth.Appraiser) && i.State == Reported
}
func maySustain(a auth.Actor, i Initiative) bool {
	return works(a, i.UnitPath, auth.Registrar, auth.Appraiser) && slices.Contains([]State{Recognised, NotRecognised, KeptAlive, Ended}, i.State)
}
func mayPublishEvidence(a auth.Actor, i Initiative) bool {
	return works(a, i.UnitPath, auth.Registrar, auth.Publisher)
}

// seesDrafts are those to whom drafts are open: who writes them, who audits.
func seesDrafts() []auth.Role { return []auth.Role{auth.Registrar, auth.Auditor} }

// maySee: drafts belong to those who write them; all else is open to everybody
// who works with the unit.
func maySee(a auth.Actor, i Initiative) bool {
	if i.State == Draft {
		return a.Is(i.UnitPath, seesDrafts()...)
	}
	return a.Reads(i.UnitPath)
}

// permit is nil when may, else what to say to a: another's task, or not its time.
func permit(may bool, a auth.Actor, i Initiative, roles ...auth.Role) error {
	switch {
	case may:
		return nil
	case !works(a, i.UnitPath, roles...):
		return fault.Forbidden
	}
	return fault.Refuse("Hồ sơ đang ở bước “%s” nên chưa làm được việc này.", i.State.Label())
}

func permitReceive(a auth.Actor, i Initiative) error {
	return permit(mayReceive(a, i), a, i, auth.Appraiser)
}
func permitOpenReview(a auth.Actor, i Initiative) error {
	return permit(mayOpenReview(a, i), a, i, auth.Appraiser)
}
func permitSustain(a auth.Actor, i Initiative) error {
	return permit(maySustain(a, i), a, i, auth.Registrar, auth.Appraiser)
}
func permitHandIn(a auth.Actor, i Initiative) error {
	return permit(mayHandIn(a, i), a, i, auth.Registrar)
}
func permitDiscard(a auth.Actor, i Initiative) error {
	return permit(mayDiscard(a, i), a, i, auth.Registrar)
}

// appraises: whose business receiving and reviewing i is, whatever its state.
func appraises(a auth.Actor, i Initiative) bool { return a.Is(i.UnitPath, auth.Appraiser) }
