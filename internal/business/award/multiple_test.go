package award

import "testing"

func TestParseMultiple(t *testing.T) {
	t.Parallel()
	for typed, want := range map[string]int64{
		"0,15": 150, "0.15": 150, " 1,5 ": 1500, "2": 2000, "0,3": 300, "3,5": 3500, "12": 12000, "0,001": 1, "1000": 1_000_000, "4,50": 4500,
		"": 0, "0": 0, "0,000": 0, "-1": 0, "1,2345": 0, "1,5,0": 0, "mười": 0, "1,": 0, ",5": 0, "1001": 0, "10000": 0, "+1": 0, "1 5": 0,
	} {
		got, err := ParseMultiple(typed)
		if got != want || (err == nil) != (want > 0) {
			t.Errorf("%q: %d %v, want %d", typed, got, err, want)
		}
	}
}

func FuzzParseMultiple(f *testing.F) {
	for _, s := range []string{"0,15", "1.5", "1000", "0,3", "12,", "٣", "1e3"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, typed string) {
		n, err := ParseMultiple(typed)
		if err != nil {
			return
		}
		if n <= 0 || n > mostMultiple {
			t.Fatalf("%q is %d", typed, n)
		}
		if again, err := ParseMultiple(FormatMultiple(n)); again != n || err != nil {
			t.Fatalf("%q is %d, written %q, read %d %v", typed, n, FormatMultiple(n), again, err)
		}
	})
}
