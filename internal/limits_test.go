package internal_test

import (
	"crypto/sha256"
	"encoding/hex"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"
)

// What Khéo will not do. Ballots, holds, petitions and small counts have limits of
// their own in the modules that bring them.

// unkept are words for what no table may keep of a person.
var unkept = regexp.MustCompile(`(?i)\b\w*(relig|ethnic|attitude|sentiment|opinion|health|blood|national_id|cccd|birth|latitude|longitude|gps|location|refus|non_donor|rank(ing)?_of_person|profile|score_of)\w*\b`)

// TestTablesKeepNoProfile: no religion, ethnicity, health, opinion, place or
// profile of a person has a column.
func TestTablesKeepNoProfile(t *testing.T) {
	t.Parallel()
	names, err := filepath.Glob("schema/*.sql")
	if err != nil || len(names) == 0 {
		t.Fatal("no schema found", err)
	}
	for _, name := range names {
		raw, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.SplitSeq(string(raw), "\n") {
			code, _, _ := strings.Cut(line, "--")
			if found := unkept.FindString(code); found != "" && !strings.Contains(code, "INSERT") && !strings.HasPrefix(strings.TrimSpace(code), "('") {
				t.Errorf("%s keeps %q: %s", name, found, strings.TrimSpace(line))
			}
		}
	}
}

var outside = regexp.MustCompile(`(?:src|href|action|url)\s*[=(]\s*["']?(?:https?:)?//`)

// TestPagesCallNobody: no page, style or script loads anything from elsewhere.
func TestPagesCallNobody(t *testing.T) {
	t.Parallel()
	eachSource(t, func(path, text string) {
		if strings.HasSuffix(path, ".templ") && outside.MatchString(text) {
			t.Errorf("%s leads outside: %s", path, outside.FindString(text))
		}
	})
	for _, pattern := range []string{"service/web/static/*.css", "service/web/static/[cksv]*.js", "service/web/static/*.svg"} {
		names, err := filepath.Glob(pattern)
		if err != nil || len(names) == 0 {
			t.Fatal("nothing found for", pattern, err)
		}
		for _, name := range names {
			raw, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			if outside.Match(raw) || strings.Contains(string(raw), "@import") {
				t.Errorf("%s loads something from elsewhere", name)
			}
		}
	}
}

// realNames are hashes of names of living people who stand in newspaper articles
// about the movement: the program and its examples name none of them.
var realNames = []string{
	"24566bfe089084b8",
	"24ff701a490f663e",
	"2859d1530721d0e9",
	"2bb91735995eebc7",
	"3686f31659a3f2f6",
	"3ee6687dd68c9fc3",
	"52351347b9a02612",
	"5daa1b7c8c985b70",
	"61807c7db0261243",
	"63490031b89a9880",
	"8f2e7c2922e39f98",
	"9c419a32d7a3efee",
	"9e542808e249cda4",
	"b47f6cfe23190df7",
	"c3e829ab6be8eab0",
	"cba7c72509eb58f2",
	"d205b43fd5dffa6f",
	"ece140f5504b7ed6",
}

var word = regexp.MustCompile(`\p{Lu}\p{L}*`)

// TestNoRealPerson looks for those names in every text of the repository.
func TestNoRealPerson(t *testing.T) {
	t.Parallel()
	for _, pattern := range []string{"app/demo/*.go", "business/*/*.go", "business/*/*.templ", "service/*/*.go", "schema/*.sql", "platform/i18n/en/*.json", "../docs/*.md", "../*.md", "../e2e/*.go"} {
		names, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range names {
			raw, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			if found := findName(norm.NFC.String(string(raw))); found != "" {
				t.Errorf("%s names a real person: %s", name, found)
			}
		}
	}
}

// findName looks at every run of three to five words that begin with a capital.
func findName(text string) string {
	spans := word.FindAllStringIndex(text, -1)
	for i := range spans {
		for n := 3; n <= 5 && i+n <= len(spans); n++ {
			run := text[spans[i][0]:spans[i+n-1][1]]
			if strings.Count(run, " ") != n-1 || len(strings.Fields(run)) != n {
				break
			}
			sum := sha256.Sum256([]byte("kheo " + strings.ToLower(run)))
			if slices.Contains(realNames, hex.EncodeToString(sum[:])[:16]) {
				return run
			}
		}
	}
	return ""
}
