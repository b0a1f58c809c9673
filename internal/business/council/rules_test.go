package council_test

import (
	crand "crypto/rand"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"kheo/internal/business/council"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/i18n"
)

type randomBytes struct{}

func (randomBytes) Read(b []byte) (int, error) { return crand.Read(b) }

func anyRule(t *rapid.T) council.Rule {
	den := rapid.Int64Range(1, 20).Draw(t, "den")
	num := rapid.Int64Range(1, den).Draw(t, "num")
	quorum := rapid.Int64Range(1, 5).Draw(t, "quorum den")
	return council.Rule{
		ShareNum: num, ShareDen: den, Strict: rapid.Bool().Draw(t, "strict") && num < den,
		QuorumNum: rapid.Int64Range(0, quorum).Draw(t, "quorum num"), QuorumDen: quorum,
		QuorumOf: rapid.SampledFrom([]council.QuorumOf{council.InRoom, council.Reached}).Draw(t, "quorum of"),
		Of:       rapid.SampledFrom([]council.Denominator{council.Total, council.Present, council.Cast}).Draw(t, "of"),
		Absent:   rapid.SampledFrom([]council.Absence{council.NoVote, council.Written}).Draw(t, "absent"),
		Recusal:  rapid.SampledFrom([]council.Recusal{council.Leaves, council.Stays}).Draw(t, "recusal"),
		Chair:    rapid.Bool().Draw(t, "chair"),
	}
}

// anyCount draws numbers as a real round would have them: nobody votes twice.
func anyCount(t *rapid.T, r council.Rule) council.Count {
	c := council.Count{Seats: rapid.Int64Range(1, 40).Draw(t, "seats"), ChairAgrees: rapid.Bool().Draw(t, "agrees"), ChairRecused: rapid.Bool().Draw(t, "recused chair")}
	c.Present = rapid.Int64Range(0, c.Seats).Draw(t, "present")
	c.Written = rapid.Int64Range(0, c.Seats-c.Present).Draw(t, "written")
	voters := c.Present
	if r.Absent == council.Written {
		voters += c.Written
	}
	c.RecusedVoters = rapid.Int64Range(0, voters).Draw(t, "recused")
	c.RecusedSeats = c.RecusedVoters
	left := voters - c.RecusedVoters
	for _, n := range []*int64{&c.For, &c.Against, &c.Blank, &c.Invalid} {
		*n = rapid.Int64Range(0, left).Draw(t, "votes")
		left -= *n
	}
	return c
}

// TestOneMoreForNeverFails: a vote that turns from anything to for, and a vote for
// that comes on top, never turn a pass into a failure.
func TestOneMoreForNeverFails(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		r := anyRule(t)
		c := anyCount(t, r)
		if !council.Decide(r, c).Passed {
			return
		}
		for _, from := range []*int64{&c.Against, &c.Blank, &c.Invalid} {
			if *from == 0 {
				continue
			}
			*from--
			c.For++
			if v := council.Decide(r, c); !v.Passed {
				t.Fatalf("turned to for: %+v %+v: %s", r, c, v.Why)
			}
			*from++
			c.For--
		}
		c.For++
		if v := council.Decide(r, c); !v.Passed && c.Cast() <= c.Present+c.Written-c.RecusedVoters {
			t.Fatalf("one more for: %+v %+v: %s", r, c, v.Why)
		}
	})
}

// TestDenominators: the same votes pass the more easily the smaller the number that
// they are taken of, and a recusal never harms where it leaves the denominator.
func TestDenominators(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		r := anyRule(t)
		c := anyCount(t, r)
		base := map[council.Denominator]int64{}
		passed := map[council.Denominator]bool{}
		for _, of := range []council.Denominator{council.Total, council.Present, council.Cast} {
			r.Of, r.Recusal = of, council.Stays
			base[of], passed[of] = r.Base(c), council.Decide(r, c).Passed
		}
		if base[council.Total] < base[council.Present] || base[council.Present] < base[council.Cast] {
			t.Fatalf("bases %v of %+v", base, c)
		}
		if passed[council.Total] && !passed[council.Present] || passed[council.Present] && !passed[council.Cast] {
			t.Fatalf("passed %v of %+v by %+v", passed, c, r)
		}
		for _, of := range []council.Denominator{council.Total, council.Present, council.Cast} {
			r.Of, r.Recusal = of, council.Stays
			stays := council.Decide(r, c)
			r.Recusal = council.Leaves
			if leaves := council.Decide(r, c); stays.Passed && !leaves.Passed {
				t.Fatalf("a recusal harms: %+v %+v", r, c)
			}
		}
	})
}

// TestNeedIsTheLeast: Need votes reach the share, one fewer does not.
func TestNeedIsTheLeast(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		r := anyRule(t)
		base := rapid.Int64Range(1, 500).Draw(t, "base")
		n := r.Need(base)
		reaches := func(n int64) bool {
			if r.Strict {
				return n*r.ShareDen > r.ShareNum*base
			}
			return n*r.ShareDen >= r.ShareNum*base
		}
		if !reaches(n) || reaches(n-1) {
			t.Fatalf("%d of %d by %s", n, base, council.Part(r.ShareNum, r.ShareDen))
		}
	})
}

func TestDecideQuotesTheRule(t *testing.T) {
	t.Parallel()
	two := council.Rule{ShareNum: 2, ShareDen: 3, QuorumNum: 2, QuorumDen: 3, QuorumOf: council.InRoom, Of: council.Total, Absent: council.NoVote, Recusal: council.Stays}
	chair := two
	chair.Chair, chair.Recusal = true, council.Leaves
	half := council.Rule{ShareNum: 1, ShareDen: 2, Strict: true, QuorumDen: 1, QuorumOf: council.Reached, Of: council.Cast, Absent: council.Written, Recusal: council.Stays}
	for _, test := range []struct {
		rule   council.Rule
		c      council.Count
		passed bool
		say    string
	}{
		{two, council.Count{Seats: 9, Present: 9, For: 6, Against: 3}, true, "Đạt: 6 phiếu đồng ý, tính trên 9 (tổng số thành viên hội đồng); quy tắc cần ít nhất 2/3, tức từ 6 phiếu."},
		{two, council.Count{Seats: 9, Present: 9, For: 5, Against: 4}, false, "Không đạt: 5 phiếu đồng ý, tính trên 9"},
		{two, council.Count{Seats: 9, Present: 5, For: 5}, false, "Chưa đủ thành phần để bỏ phiếu: 5 trên 9 thành viên; quy tắc cần ít nhất 2/3 thành viên có mặt."},
		{two, council.Count{Seats: 9, Present: 9, For: 5, RecusedSeats: 2, RecusedVoters: 2}, false, "5 phiếu đồng ý, tính trên 9"},
		{chair, council.Count{Seats: 9, Present: 9, For: 5, RecusedSeats: 2, RecusedVoters: 2, ChairAgrees: true}, true, "5 phiếu đồng ý, tính trên 7"},
		{chair, council.Count{Seats: 9, Present: 9, For: 8}, false, "quy tắc cần chủ tịch hội đồng đồng ý"},
		{chair, council.Count{Seats: 9, Present: 9, For: 8, ChairRecused: true}, true, "Đạt"},
		{half, council.Count{Seats: 9, Present: 4, For: 2, Against: 2}, false, "quy tắc cần hơn 50%, tức từ 3 phiếu"},
		{half, council.Count{Seats: 9, Present: 4, For: 3, Invalid: 1}, true, "3 phiếu đồng ý, tính trên 4 (phiếu thu vào)"},
		{half, council.Count{Seats: 9, Present: 4}, false, "không còn ai được tính"},
	} {
		v := council.Decide(test.rule, test.c)
		if v.Passed != test.passed || !strings.Contains(v.Why.String(), test.say) {
			t.Errorf("%+v: %t %q, want %t %q", test.c, v.Passed, v.Why, test.passed, test.say)
		}
		if english := v.Why.In(i18n.EN); strings.ContainsAny(english, "ệếộđ") {
			t.Errorf("half in Vietnamese: %s", english)
		}
	}
}

func TestInForce(t *testing.T) {
	t.Parallel()
	r := council.Rule{From: clock.On(2020, 1, 1), To: clock.On(2020, 12, 31)}
	for day, want := range map[clock.Date]bool{clock.On(2019, 12, 31): false, clock.On(2020, 1, 1): true, clock.On(2020, 12, 31): true, clock.On(2021, 1, 1): false} {
		if r.InForce(day) != want {
			t.Errorf("%s: %t", day, !want)
		}
	}
}
