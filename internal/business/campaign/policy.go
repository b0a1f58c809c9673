package campaign

import "kheo/internal/service/auth"

// Whoever publishes or administers for the unit of a season runs it.
func mayRun(a auth.Actor, unitPath string) bool {
	return a.Is(unitPath, auth.Publisher, auth.Administrator)
}
