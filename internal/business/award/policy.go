package award

import "kheo/internal/service/auth"

// Every permission of this module on one screen. The catalogue holds for every
// unit, so whoever works anywhere reads it, and the administrators of a root write it.

func maySee(a auth.Actor) bool { return len(a.Grants) > 0 }

func mayWrite(a auth.Actor) bool { return a.Scopes == nil && root(a) != "" }

// root is the subtree in whose trail an act of a is kept; empty for none.
func root(a auth.Actor) string { return a.Root(auth.Administrator) }
