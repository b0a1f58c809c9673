package internal_test

import (
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"
)

// vietnameseOnly are the files whose sentences are never translated: official
// documents, examples, names by which columns and units are known, and what only
// the operator of the server reads.
var vietnameseOnly = []string{
	"app/demo/", "app/command", "app/", "service/docgen/", "platform/text/", "schema/", "business/report/sentence.go",
	"business/intake/columns.go", "service/exchange/skip.go", "service/exchange/columns.go", "service/exchange/cell.go", "service/exchange/date.go", "business/publication/exchange.go",
	"business/org/exchange.go", "business/register/exchange.go", "business/org/table_words.go", "business/account/exchange.go", "business/campaign/exchange.go",
	"service/web/ui/gallery/",
}

func untranslated(path string) bool {
	base := filepath.Base(path)
	return strings.HasPrefix(base, "documents") || slices.ContainsFunc(vietnameseOnly, func(p string) bool { return strings.HasPrefix(path, p) })
}

// TestEveryVietnameseSentenceHasItsEnglish looks at every string in the program:
// a Vietnamese one is either a key of en/*.json or stands in a file that is never
// translated. Keys that no string uses are reported too.
func TestEveryVietnameseSentenceHasItsEnglish(t *testing.T) {
	t.Parallel()
	english := englishKeys(t)
	used := map[string]bool{}
	err := filepath.WalkDir(".", func(path string, _ fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		path = filepath.ToSlash(path)
		set := token.NewFileSet()
		f, err := parser.ParseFile(set, path, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		ast.Inspect(f, func(n ast.Node) bool {
			lit, ok := n.(*ast.BasicLit)
			if !ok || lit.Kind != token.STRING {
				return true
			}
			s, err := strconv.Unquote(lit.Value)
			if err != nil {
				t.Error(err)
			}
			used[s] = true
			if vietnamese(s) && english[s] == "" && !untranslated(path) {
				t.Errorf("%s has no English: %q", set.Position(lit.Pos()), s)
			}
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for key := range english {
		if !used[key] {
			t.Errorf("nothing says %q any more: take it out of en/", key)
		}
	}
}

func englishKeys(t *testing.T) map[string]string {
	t.Helper()
	all := map[string]string{}
	names, err := filepath.Glob("platform/i18n/en/*.json")
	if err != nil || len(names) == 0 {
		t.Fatal("no English found", err)
	}
	for _, name := range names {
		raw, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		part := map[string]string{}
		if err := json.Unmarshal(raw, &part); err != nil {
			t.Fatal(name, err)
		}
		for key, value := range part {
			if value == "" || value == key && key != "đồng" {
				t.Errorf("%s: %q is not English: %q", name, key, value)
			}
			if strings.Count(key, "%") != strings.Count(value, "%") && !strings.Contains(value, "%[") {
				t.Errorf("%s: %q and %q want different values", name, key, value)
			}
			if other, seen := all[key]; seen && other != value {
				t.Errorf("%s: %q is %q elsewhere, %q here", name, key, other, value)
			}
			all[key] = value
		}
	}
	return all
}

// vietnamese reports whether s has a letter that only Vietnamese has, in a word of
// small letters: names of the language and of the country do not count.
func vietnamese(s string) bool {
	switch strings.TrimSpace(s) {
	case "đ", "ĐÃ", "GHI SỔ": // the currency, the seal
		return false
	}
	for _, r := range strings.NewReplacer("Khéo", "", "Dân vận khéo", "", "Tiếng Việt", "").Replace(s) {
		if r >= 0x1EA0 && r <= 0x1EF9 || strings.ContainsRune("ăâđêôơưĂÂĐÊÔƠƯáàãéèíìĩóòõúùũýÁÀÃÉÈÍÌĨÓÒÕÚÙŨÝ", r) && unicode.IsLetter(r) {
			return true
		}
	}
	return false
}
