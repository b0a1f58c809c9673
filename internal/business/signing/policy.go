package signing

import "kheo/internal/service/auth"

// Every permission of this module on one screen.

// mayManage: administrators write who may sign.
func mayManage(a auth.Actor, unitPath string) bool {
	return a.Is(unitPath, auth.Administrator) && a.May(auth.WriteScope)
}

// maySee: who works with the unit reads who may sign there.
func maySee(a auth.Actor, unitPath string) bool { return a.Reads(unitPath) }

// mayAttach: who drafts, signs or issues papers of the body brings signed copies.
func mayAttach(a auth.Actor, unitPath string) bool {
	return a.Is(unitPath, auth.Appraiser, auth.Approver, auth.Publisher) && a.May(auth.WriteScope)
}
