package docgen

import "fmt"

var alignNames = [...]string{AlignDefault: "", AlignLeft: "left", AlignCenter: "center", AlignRight: "right", AlignJustify: "justify"}

// MarshalText writes a as a word; AlignDefault is empty.
func (a Align) MarshalText() ([]byte, error) {
	if a < 0 || int(a) >= len(alignNames) {
		return nil, fmt.Errorf("docgen: no alignment %d", int(a))
	}
	return []byte(alignNames[a]), nil
}

// UnmarshalText reads what MarshalText writes.
func (a *Align) UnmarshalText(b []byte) error {
	for n, name := range alignNames {
		if name == string(b) {
			*a = Align(n)
			return nil
		}
	}
	return fmt.Errorf("docgen: no alignment %q", b)
}
