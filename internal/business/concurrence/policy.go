package concurrence

import (
	"slices"
	"strings"

	"kheo/internal/business/recognition"
	"kheo/internal/service/auth"
)

// Every permission of this module on one screen. Who drafts the decision asks,
// records replies and publishes; the approver settles; the auditor reads.

func writers() []auth.Role { return []auth.Role{auth.Appraiser, auth.Publisher} }

func readers() []auth.Role {
	return []auth.Role{auth.Appraiser, auth.Publisher, auth.Approver, auth.Auditor}
}

func maySee(a auth.Actor, unitPath string) bool { return a.Is(unitPath, readers()...) }

func mayWrite(a auth.Actor, unitPath string) bool {
	return a.Is(unitPath, writers()...) && a.May(auth.WriteScope)
}

// maySettle: who signs takes the responsibility, in person.
func maySettle(a auth.Actor, unitPath string) bool {
	return a.Is(unitPath, auth.Approver) && a.Scopes == nil && a.AccountID != ""
}

// mayReadComments: only the secretariat, as people; neither signer nor auditor nor
// a program.
func mayReadComments(a auth.Actor, unitPath string) bool {
	return a.Is(unitPath, writers()...) && a.Scopes == nil
}

// mayOpenContact: of the secretariat, those who do not work for a unit of the list,
// so that a unit spoken of does not learn who spoke.
func mayOpenContact(a auth.Actor, unitPath string, lines []recognition.Line) bool {
	if !mayReadComments(a, unitPath) || !mayWrite(a, unitPath) {
		return false
	}
	return !slices.ContainsFunc(a.Grants, func(g auth.Grant) bool {
		return slices.ContainsFunc(lines, func(l recognition.Line) bool { return strings.HasPrefix(g.UnitPath, l.UnitPath) })
	})
}

// mayKeep: bodies and settings hold for everybody, so the administrators of a root
// change them.
func mayKeep(a auth.Actor) bool {
	return a.Scopes == nil && a.Root(auth.Administrator) != ""
}
