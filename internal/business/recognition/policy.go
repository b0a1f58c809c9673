package recognition

import "kheo/internal/service/auth"

// Every permission of this module on one screen. The secretary of the council
// (an appraiser) or a publisher of the deciding body writes; another person of it
// checks; the approver signs;
// either the publisher or the approver issues; everybody reads what is issued.

func mayDraft(a auth.Actor, unitPath string) bool {
	return a.Is(unitPath, auth.Appraiser, auth.Publisher) && a.May(auth.WriteScope)
}
func mayEdit(a auth.Actor, d Decision) bool { return mayDraft(a, d.UnitPath) && d.State == Draft }

// checks: somebody of the deciding body who may write, publish or sign; that it is not
// who wrote it is signing.Separate's to say.
func checks(a auth.Actor, d Decision) bool {
	return a.Is(d.UnitPath, auth.Appraiser, auth.Publisher, auth.Approver) && a.May(auth.WriteScope)
}
func mayCheck(a auth.Actor, d Decision) bool {
	return checks(a, d) && d.State == Draft && d.Drafted.AccountID != a.AccountID
}
func maySendBack(a auth.Actor, d Decision) bool { return checks(a, d) && d.State == Checked }

// signs and issues: whose business it is, whatever the state of the decision.
func signs(a auth.Actor, d Decision) bool {
	return a.Is(d.UnitPath, auth.Approver) && a.May(auth.WriteScope)
}
func issues(a auth.Actor, d Decision) bool {
	return a.Is(d.UnitPath, auth.Publisher, auth.Approver) && a.May(auth.WriteScope)
}
func maySign(a auth.Actor, d Decision) bool  { return signs(a, d) && d.State == Checked }
func mayIssue(a auth.Actor, d Decision) bool { return issues(a, d) && d.State == Signed }

// mayAmend: a further decision that changes lines of d.
func mayAmend(a auth.Actor, d Decision) bool {
	return mayDraft(a, d.UnitPath) && d.State == Issued && !d.Kind.Amends()
}

// mayHandDown: who prepares the decisions of the season's unit gives what its
// council did not choose to a lower unit, and may take it back while that waits.
func mayHandDown(a auth.Actor, seasonPath string) bool {
	return a.Is(seasonPath, handers()...) && a.May(auth.WriteScope)
}
func handers() []auth.Role { return []auth.Role{auth.Appraiser, auth.Approver} }

// mayAnswer: who drafts for the lower unit accepts or declines.
func mayAnswer(a auth.Actor, h HandDown) bool { return mayDraft(a, h.ToPath) }

func maySee(a auth.Actor, d Decision) bool {
	return d.State == Issued || a.Is(d.UnitPath, readers()...)
}

// readers are the roles that read decisions before they are issued.
func readers() []auth.Role {
	return []auth.Role{auth.Appraiser, auth.Publisher, auth.Approver, auth.Auditor}
}
