package numberbook

import (
	"kheo/internal/service/auth"
)

// Every permission of this module on one screen.

// mayKeep: the publisher (văn thư) of the body opens its books, holds numbers back
// and voids them.
func mayKeep(a auth.Actor, unitPath string) bool {
	return a.Is(unitPath, auth.Publisher) && a.May(auth.WriteScope)
}

// maySee: who works with numbers, who checks and who administers.
func maySee(a auth.Actor, unitPath string) bool { return a.Is(unitPath, readers()...) }

func readers() []auth.Role {
	return []auth.Role{auth.Publisher, auth.Approver, auth.Appraiser, auth.Auditor, auth.Administrator}
}

// mayManage: the administrator sets terms, abbreviations and how a book runs.
func mayManage(a auth.Actor, unitPath string) bool {
	return a.Is(unitPath, auth.Administrator) && a.May(auth.WriteScope)
}

// mayForm: how numbers are written holds for everybody, so the administrators of
// a root change it.
func mayForm(a auth.Actor) bool {
	return a.Scopes == nil && a.Root(auth.Administrator) != ""
}
