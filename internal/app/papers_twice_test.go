package app

import (
	"testing"

	"kheo/internal/business/recognition"
)

// An initiative that another decision of the season recognised meanwhile is refused with
// the number of that decision, before a number is spent on the second.
func TestRecognisedTwiceIsRefused(t *testing.T) {
	t.Parallel()
	eachBureau(t, 3, func(b *bureau) {
		slow, fast := b.draft(recognition.Recognition, nil, b.cases[0]), b.draft(recognition.Recognition, nil, b.cases[0])
		fast = b.issued(fast)
		b.refused("recognised by another decision", slow, b.check(slow), "lines", "Dòng 1 (Tổ dân phố số 1)", fast.Number, "20/11/2026")
		b.issued(b.draft(recognition.Recognition, nil, b.cases[1]))
	})
}
