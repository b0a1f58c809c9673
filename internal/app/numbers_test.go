package app

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"kheo/internal/business/recognition"
)

// Sixty-four decisions signed at the same moment get sixty-four consecutive numbers, each
// on its own paper.
func TestManySignaturesAtOnce(t *testing.T) {
	t.Parallel()
	const signers = 64
	eachBureau(t, signers+1, func(b *bureau) { // the last was not voted on
		ctx, drafts := t.Context(), make([]recognition.Decision, signers)
		for n := range drafts {
			drafts[n] = b.draft(recognition.Recognition, func(in *recognition.Input) { in.Code = fmt.Sprint("cn-", n) }, b.cases[n])
			b.must(b.Recognition.Check(ctx, b.actors["bo"], drafts[n].ID, drafts[n].Version))
		}
		errs, start := make([]error, signers), make(chan struct{})
		var wg sync.WaitGroup
		for n, d := range drafts {
			wg.Go(func() {
				<-start
				errs[n] = b.Recognition.Sign(ctx, b.actors["ky"], d.ID, d.Version+1)
			})
		}
		close(start)
		wg.Wait()
		var numbers []int
		for n, d := range drafts {
			signed := b.decision(d.ID)
			first, sign, _ := strings.Cut(signed.Number, "-")
			number, err := strconv.Atoi(first)
			if errs[n] != nil || err != nil || sign != "QĐ/ĐU" || signed.State != recognition.Signed {
				b.Errorf("decision %d is %s with number %q: %v", n, signed.State, signed.Number, errs[n])
			}
			numbers = append(numbers, number)
		}
		slices.Sort(numbers)
		for n, number := range numbers {
			if number != n+1 {
				b.Fatalf("the numbers are %v", numbers)
			}
		}
	})
}
