package exchange

import (
	"bytes"
	"errors"
	"testing"

	"kheo/internal/platform/fault"
)

// TestNoHalfList: a list that cannot be read to its end leaves nothing written.
func TestNoHalfList(t *testing.T) {
	t.Parallel()
	var b bytes.Buffer
	times := 0
	err := WriteParts(&b, Sheet{Name: "Thử", Columns: []Column{{Title: "Mã"}}}, func(int) ([]int, error) {
		if times++; times > 2 {
			return nil, fault.NotFound
		}
		return make([]int, 3), nil
	}, func(n int) []any { return []any{n} })
	if !errors.Is(err, fault.NotFound) || b.Len() > 0 {
		t.Errorf("error %v, %d bytes written", err, b.Len())
	}
}
