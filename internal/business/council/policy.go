package council

import (
	"slices"

	"kheo/internal/platform/clock"
	"kheo/internal/service/auth"
)

// Every permission of this module on one screen. A seat is a permission of its
// own: members need no role to see their council, to vote or to lead.

// person: programs with somebody's token neither vote nor lead.
func person(a auth.Actor) bool { return a.Scopes == nil && a.AccountID != "" }

// maySee: whoever works with the unit, and every member.
func maySee(a auth.Actor, c Council, members []Member) bool {
	return a.Reads(c.UnitPath) || a.AccountID != "" && slices.ContainsFunc(members, func(m Member) bool { return m.AccountID == a.AccountID })
}

// mayKeep: found a council, change its members, call a meeting, choose its agenda.
func mayKeep(a auth.Actor, unitPath string) bool {
	return a.Is(unitPath, auth.Appraiser, auth.Approver, auth.Administrator) && a.May(auth.WriteScope)
}

// seatsOf are the members that the actor is on day.
func seatsOf(a auth.Actor, members []Member, day clock.Date) (own []Member) {
	for _, m := range members {
		if a.AccountID != "" && m.AccountID == a.AccountID && m.Serves(day) {
			own = append(own, m)
		}
	}
	return own
}

// mayLead: chair, deputy and secretary note attendance, move on, open and close.
func mayLead(a auth.Actor, members []Member, day clock.Date) bool {
	return person(a) && slices.ContainsFunc(seatsOf(a, members, day), Member.Leads)
}

// mayFix: the chair fixes the minutes; where no chair has an account, who leads.
func mayFix(a auth.Actor, members []Member, day clock.Date) bool {
	if slices.ContainsFunc(members, func(m Member) bool { return m.Role == Chair && m.AccountID != "" && m.Serves(day) }) {
		return person(a) && slices.ContainsFunc(seatsOf(a, members, day), func(m Member) bool { return m.Role == Chair })
	}
	return mayLead(a, members, day)
}

// mayTell: the tellers read the paper ballots.
func mayTell(a auth.Actor, members []Member, day clock.Date) (Member, bool) {
	own := seatsOf(a, members, day)
	at := slices.IndexFunc(own, func(m Member) bool { return m.Teller })
	if !person(a) || at < 0 {
		return Member{}, false
	}
	return own[at], true
}

// mayWriteRules: rules hold for everybody, so the administrators of a root add them.
func mayWriteRules(a auth.Actor) bool {
	return a.Scopes == nil && a.Root(auth.Administrator) != ""
}
