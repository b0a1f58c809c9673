package layout

import "kheo/internal/service/auth"

// Every permission of this module on one screen.

// mayRead: whoever works here may know how papers are laid out.
func mayRead(a auth.Actor) bool { return len(a.Grants) > 0 }

// mayEdit: editions belong to no unit; administrators of a root draft and publish them.
func mayEdit(a auth.Actor) bool {
	return a.Root(auth.Administrator) != "" && a.May(auth.WriteScope)
}
