package account

import (
	"strings"

	"kheo/internal/service/auth"
)

// Accounts are managed by people only, never by a program's token.
func person(a auth.Actor) bool { return a.Scopes == nil }

func mayAdminister(a auth.Actor) bool { return person(a) && a.Has(auth.Administrator) }
func mayAudit(a auth.Actor) bool      { return a.Has(auth.Administrator, auth.Auditor) }

// mayGrant allows to give and take a role for the unit at path.
func mayGrant(a auth.Actor, path string) bool { return person(a) && a.Is(path, auth.Administrator) }

// maySeeAccount allows to see an account that works in the actor's subtree; one
// without any role belongs to the administrators of a root.
func maySeeAccount(a auth.Actor, grants []auth.Grant) bool {
	if len(grants) == 0 {
		return mayAdminister(a) && administersRoot(a)
	}
	return len(seenGrants(a, grants)) > 0
}

// mayManageAccount allows to change the account itself, which is the same
// everywhere: all its roles must lie in the actor's subtree.
func mayManageAccount(a auth.Actor, grants []auth.Grant) bool {
	return maySeeAccount(a, grants) && len(seenGrants(a, grants)) == len(grants)
}

// mayClose keeps people from shutting themselves out.
func mayClose(a auth.Actor, accountID string, grants []auth.Grant) bool {
	return a.AccountID != accountID && mayManageAccount(a, grants)
}

// seenGrants are the roles in the actor's subtree.
func seenGrants(a auth.Actor, grants []auth.Grant) (seen []auth.Grant) {
	for _, g := range grants {
		if mayGrant(a, g.UnitPath) {
			seen = append(seen, g)
		}
	}
	return seen
}

func administersRoot(a auth.Actor) bool {
	for _, path := range a.Paths(auth.Administrator) {
		if isRoot(path) {
			return true
		}
	}
	return false
}

// isRoot reports whether path has one part: "/ha-noi/".
func isRoot(path string) bool { return strings.Count(path, "/") == 2 }
