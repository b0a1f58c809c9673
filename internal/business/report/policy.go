package report

import (
	"strings"

	"kheo/internal/service/auth"
)

// maySee: whoever works in the subtree of a season's unit, or above it, reads its numbers.
func maySee(a auth.Actor, unitPath string) bool {
	if a.Reads(unitPath) {
		return true
	}
	for _, p := range a.Paths() {
		if strings.HasPrefix(p, unitPath) {
			return true
		}
	}
	return false
}
