package handover

import (
	"slices"

	"kheo/internal/business/org"
	"kheo/internal/service/auth"
)

// mayShare allows to share out the records of old: to an administrator of the old
// unit and of every unit that shares it, usually of the city above them.
func mayShare(a auth.Actor, d org.Divided) bool {
	return a.May(auth.WriteScope) && a.Is(d.Unit.Path, auth.Administrator) &&
		!slices.ContainsFunc(d.Into, func(u org.Unit) bool { return !a.Is(u.Path, auth.Administrator) })
}

// mayOpen allows to see which units wait to be shared out.
func mayOpen(a auth.Actor) bool { return a.Has(auth.Administrator) }
