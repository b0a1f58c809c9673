package eligibility

import (
	"kheo/internal/business/initiative"
	"kheo/internal/service/auth"
)

// Every permission of this module on one screen.

// mayReadRules: the rules are open to everybody who works here.
func mayReadRules(a auth.Actor) bool { return a.SignedIn() && len(a.Grants) > 0 }

// mayRule: rules, kinds of holds and how long holds are kept belong to no unit; a
// person who administers a root changes them, never a program.
func mayRule(a auth.Actor) bool { return a.Root(auth.Administrator) != "" && a.Scopes == nil }

// holdReaders are those to whom holds are open; to everybody else there are none.
func holdReaders() []auth.Role { return []auth.Role{auth.Appraiser, auth.Approver, auth.Auditor} }

func maySeeHold(a auth.Actor, unitPath string) bool { return a.Is(unitPath, holdReaders()...) }

// mayHold: the secretariat of the participant's unit, or above, records and lifts.
func mayHold(a auth.Actor, unitPath string) bool {
	return a.Is(unitPath, auth.Appraiser) && a.May(auth.WriteScope)
}

// maySeeVerdict: whoever works with the unit; of a draft nobody but its unit and
// who audits. Of holds only maySeeHold sees more than that something is in the way.
func maySeeVerdict(a auth.Actor, i initiative.Initiative) bool {
	if i.State == initiative.Draft {
		return a.Is(i.UnitPath, auth.Registrar, auth.Auditor)
	}
	return a.Reads(i.UnitPath)
}

// mayDecide: judge now, and decide where a rule asks for a person.
func mayDecide(a auth.Actor, unitPath string) bool {
	return a.Is(unitPath, auth.Appraiser, auth.Approver) && a.May(auth.WriteScope)
}
