package bonus

import (
	"kheo/internal/service/auth"
)

// Every permission of this module on one screen. A path is that of the body that
// decides, or of the unit that keeps a fund. Nothing is public.

// maySee: whoever prepares, signs, pays or checks decisions of the body.
func maySee(a auth.Actor, unitPath string) bool { return a.Is(unitPath, readers()...) }

func readers() []auth.Role {
	return []auth.Role{auth.Appraiser, auth.Publisher, auth.Approver, auth.Auditor}
}

// mayWrite: the clerk or accountant and the secretary of the council.
func mayWrite(a auth.Actor, unitPath string) bool {
	return a.Is(unitPath, writers()...) && a.May(auth.WriteScope)
}

func writers() []auth.Role { return []auth.Role{auth.Appraiser, auth.Publisher} }

// mayApprove: the approver; ledger.approve refuses who proposed the sheet.
func mayApprove(a auth.Actor, unitPath string) bool {
	return a.Is(unitPath, auth.Approver) && a.May(auth.WriteScope)
}
