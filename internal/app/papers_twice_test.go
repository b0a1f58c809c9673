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

// A paper that is signed counts before it is issued: of two that recognise the same
// initiative only one is ever signed.
func TestSignedTwiceIsRefused(t *testing.T) {
	t.Parallel()
	eachBureau(t, 3, func(b *bureau) {
		one, other := b.draft(recognition.Recognition, nil, b.cases[0]), b.draft(recognition.Recognition, nil, b.cases[0])
		for _, d := range []recognition.Decision{one, other} {
			b.must(b.Recognition.Check(t.Context(), b.actors["bo"], d.ID, d.Version))
		}
		b.must(b.Recognition.Sign(t.Context(), b.actors["ky"], one.ID, one.Version+1))
		err := b.Recognition.Sign(t.Context(), b.actors["ky"], other.ID, other.Version+1)
		b.refused("in another signed decision", b.decision(other.ID), err, "lines", "Dòng 1 (Tổ dân phố số 1)", b.decision(one.ID).Number)
		b.must(b.Recognition.Issue(t.Context(), b.actors["bo"], one.ID))
	})
}
