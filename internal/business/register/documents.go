package register

import "strings"

// decidedBy names who decides: the standing committee when it is the one that
// signs, else the unit itself.
func decidedBy(unit string, signAs []string) string {
	if len(signAs) > 0 && strings.Contains(signAs[0], "BAN THƯỜNG VỤ") && !strings.Contains(strings.ToLower(unit), "ban thường vụ") {
		return "Ban Thường vụ " + unit
	}
	return unit
}
