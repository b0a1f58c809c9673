package org

import "kheo/internal/service/auth"

func mayManage(a auth.Actor, path string) bool {
	return a.Is(path, auth.Administrator) && a.May(auth.WriteScope)
}

// mayAdminister allows the pages of administration, which are for people and
// never for a program's token.
func mayAdminister(a auth.Actor) bool { return a.Scopes == nil && a.Has(auth.Administrator) }

// mayFoundRoot allows to begin a unit without parent in an event whose old units
// the actor administers: provinces that are merged.
func mayFoundRoot(a auth.Actor, d Draft) bool {
	return mayAdminister(a) && len(d.Changes) > 0
}
