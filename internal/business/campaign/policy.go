package campaign

import (
	"slices"
	"strings"

	"kheo/internal/service/auth"
)

// Every permission of this module on one screen.

// Whoever publishes or administers for the unit of a season runs it.
func mayRun(a auth.Actor, unitPath string) bool {
	return a.Is(unitPath, auth.Publisher, auth.Administrator)
}

// maySee: the numbers of a season are open to who works above or below its unit.
func maySee(a auth.Actor, unitPath string) bool {
	return a.Reads(unitPath) || slices.ContainsFunc(a.Paths(), func(p string) bool { return strings.HasPrefix(p, unitPath) })
}

// mayDraft: criteria sets belong to no unit; whoever launches, administers or
// approves may draft an edition and propose it.
func mayDraft(a auth.Actor) bool {
	return a.Has(auth.Publisher, auth.Administrator, auth.Approver) && a.May(auth.WriteScope)
}

// maySeeSet: published editions are open to all, the others to who drafts them
// and who checks.
func maySeeSet(a auth.Actor, s CriteriaSet) bool {
	return s.State == SetPublished || a.Has(auth.Publisher, auth.Administrator, auth.Approver, auth.Auditor)
}

// mayEdit: a draft, until it is proposed.
func mayEdit(a auth.Actor, s CriteriaSet) bool { return mayDraft(a) && s.State == SetDraft }

// mayDecide: a proposal is published or sent back by another than who proposed it.
func mayDecide(a auth.Actor, s CriteriaSet) bool {
	return a.Has(auth.Administrator, auth.Approver) && a.May(auth.WriteScope) && s.State == SetProposed && a.AccountID != s.ProposedID
}
