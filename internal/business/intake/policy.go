package intake

import "kheo/internal/service/auth"

// Every permission of this module on one screen. Lists come in from those who
// register for the unit, with the scope to write; what goes out is what the module
// initiative lets its reader see.

func mayImport(a auth.Actor, unitPath string) bool {
	return a.Is(unitPath, auth.Registrar) && a.May(auth.WriteScope)
}
