package org

import "strings"

// Level is the level at which a territory of this name decides, as papers write it:
// "cấp phường" of "Phường Đống Đa". It is empty for other units and for names that do
// not say it.
func (u Unit) Level() string {
	if levelOf(u.Type) == "" {
		return ""
	}
	name := strings.ToLower(u.Name)
	for _, kind := range []string{"phường", "xã", "đặc khu", "thị trấn", "quận", "huyện", "thị xã", "thành phố", "tỉnh"} {
		if strings.HasPrefix(name, kind+" ") {
			return "cấp " + kind
		}
	}
	return ""
}
