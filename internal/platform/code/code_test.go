package code

import (
	"bytes"
	"crypto/rand"
	"errors"
	"regexp"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestNew(t *testing.T) {
	t.Parallel()
	shape := regexp.MustCompile(`^DVK-[0-9A-HJKMNP-RTV-Z]{4}-[0-9A-HJKMNP-RTV-Z]{4}$`)
	seen := map[string]bool{}
	for range 2000 {
		c := New("DVK", rand.Reader)
		if !shape.MatchString(c) {
			t.Fatalf("%q has a wrong shape", c)
		}
		if got, err := Parse(c); err != nil || got != c {
			t.Fatalf("Parse(%q) = %q, %v", c, got, err)
		}
		seen[c] = true
	}
	if len(seen) != 2000 {
		t.Errorf("%d codes are different, want 2000", len(seen))
	}
	if got := Prefix(New("PA", rand.Reader)); got != "PA" {
		t.Errorf("prefix %q", got)
	}
}

func TestNewUsesItsBytes(t *testing.T) {
	t.Parallel()
	// 248 and above would favour the first symbols and are skipped.
	if got, want := New("KN", bytes.NewReader([]byte{255, 0, 248, 1, 30, 31, 247, 9, 10})), "KN-01Z0-Z9A"; !strings.HasPrefix(got, want) {
		t.Errorf("got %q, want %q and a check symbol", got, want)
	}
	for name, f := range map[string]func(){
		"no bytes":    func() { New("KN", bytes.NewReader(nil)) },
		"no prefix":   func() { New("", rand.Reader) },
		"long prefix": func() { New("ABCDEFG", rand.Reader) },
		"digit":       func() { New("A1", rand.Reader) },
	} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%s: no panic", name)
				}
			}()
			f()
		}()
	}
}

func TestParseForgives(t *testing.T) {
	t.Parallel()
	code := New("DVK", bytes.NewReader([]byte{0, 1, 5, 10, 20, 30, 2}))
	if !strings.HasPrefix(code, "DVK-015A-MZ2") {
		t.Fatal(code)
	}
	check := code[len(code)-1:]
	for _, typed := range []string{
		code, strings.ToLower(code), " dvk 015a mz2" + check + "\n", "DVK015AMZ2" + check, "dvk–oisa–mz2" + check, "D-V-K-Ol5a.mz2" + check,
	} {
		if got, err := Parse(typed); err != nil || got != code {
			t.Errorf("Parse(%q) = %q, %v", typed, got, err)
		}
	}
	for _, typed := range []string{"", "DVK", "015AMZ2" + check, "DVK-015A-UZ2" + check, "DVK-015A-MZ2é", code + code, strings.Repeat("A", 1<<16), "9VK-015A-MZ2" + check} {
		if _, err := Parse(typed); !errors.Is(err, ErrShape) {
			t.Errorf("Parse(%.20q): %v, want ErrShape", typed, err)
		}
	}
}

// Every wrong symbol at every place, and every swap of two places within the
// prefix or within the eight symbols, neighbours or not.
func TestEveryTypingErrorIsFound(t *testing.T) {
	t.Parallel()
	prefix := rapid.StringMatching(`[A-Z]{1,6}`)
	rapid.Check(t, func(t *rapid.T) {
		code := New(prefix.Draw(t, "prefix"), bytes.NewReader(rapid.SliceOfN(rapid.ByteRange(0, 247), random, random).Draw(t, "bytes")))
		wrong := func(typed string) {
			if _, err := Parse(typed); !errors.Is(err, ErrCheck) {
				t.Fatalf("%s typed as %s: %v", code, typed, err)
			}
		}
		first := strings.IndexByte(code, '-')
		for i := range len(code) {
			symbols := alphabet
			if i < first {
				symbols = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
			}
			for _, r := range symbols {
				if code[i] != '-' && byte(r) != code[i] {
					wrong(code[:i] + string(r) + code[i+1:])
				}
			}
			for j := i + 1; j < len(code); j++ {
				if code[i] != code[j] && code[i] != '-' && code[j] != '-' && (i < first) == (j < first) {
					b := []byte(code)
					b[i], b[j] = b[j], b[i]
					wrong(string(b))
				}
			}
		}
	})
}

// The proof for all codes: the sum is linear, so an error is missed only if
// weight×difference is 0 modulo 31 for a weight and a difference that are not.
func TestNoWeightHidesADifference(t *testing.T) {
	t.Parallel()
	for weight := 1; weight <= maxPrefix+body; weight++ {
		for difference := 1; difference < modulus; difference++ {
			if weight*difference%modulus == 0 {
				t.Errorf("weight %d hides %d", weight, difference)
			}
		}
	}
	values := map[int]byte{}
	for r := byte('A'); r <= 'Z'; r++ {
		if other, taken := values[value(r)]; taken || value(r) < 0 {
			t.Errorf("%c counts as %c", r, other)
		}
		values[value(r)] = r
	}
}

func FuzzParse(f *testing.F) {
	f.Add("DVK-9F2K-7QX4")
	f.Add("dvk o1ls")
	f.Fuzz(func(t *testing.T, s string) {
		code, err := Parse(s)
		if err != nil {
			if code != "" || !errors.Is(err, ErrShape) && !errors.Is(err, ErrCheck) {
				t.Errorf("%q: %q, %v", s, code, err)
			}
			return
		}
		if again, err := Parse(code); err != nil || again != code {
			t.Errorf("%q became %q and then %q, %v", s, code, again, err)
		}
	})
}
