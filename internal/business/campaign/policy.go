package campaign

import (
	"slices"
	"strings"

	"kheo/internal/service/auth"
)

// Whoever publishes or administers for the unit of a season runs it.
func mayRun(a auth.Actor, unitPath string) bool {
	return a.Is(unitPath, auth.Publisher, auth.Administrator)
}

// maySee: the numbers of a season are open to who works above or below its unit.
func maySee(a auth.Actor, unitPath string) bool {
	return a.Reads(unitPath) || slices.ContainsFunc(a.Paths(), func(p string) bool { return strings.HasPrefix(p, unitPath) })
}
