// Package internal_test keeps the house in order: it fails when an import goes
// up a shelf, across modules without permission, or into the wrong file, when a
// module's SQL names another's table, or when a file grows too long.
package internal_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

const root = "kheo/internal/"

// shelves, highest first: a package may import its own shelf and lower ones.
var shelves = []string{"app", "business", "service", "platform", "schema"}

// modules in the order of the flow: each may use those before it.
var modules = []string{"org", "account", "participant", "layout", "award", "numberbook", "signing", "campaign", "initiative", "handover", "intake", "conflict", "inspection", "review", "assignment", "scoresheet", "council", "eligibility", "recognition", "concurrence", "bonus", "dossier", "register", "certificate", "report", "publication"}

// testOnly are packages that only tests may import; they may look upward.
var testOnly = []string{"platform/db/dbtest", "platform/db/pgserver", "service/web/ui/gallery", "service/translog/memlog"}

// onlyIn says in which files of a business module an import may appear, by the
// beginning of their names.
var onlyIn = map[string][]string{
	"net/http":                         {"pages", "api"},
	"github.com/a-h/templ":             {"pages"},
	"github.com/danielgtaylor/huma/v2": {"api"},
	root + "service/web":               {"pages", "api"},
	root + "service/web/ui":            {"pages"},
	"database/sql":                     {},
	root + "platform/db":               {"service", "queries", "subscribe", "store", "needs", "tally", "progress", "evidence", "exchange", "documents"},
	"github.com/skip2/go-qrcode":       {"pages"},
	"github.com/jackc/pgx/v5":          {},
	"github.com/pressly/goose/v3":      {},
	"github.com/riverqueue/river":      {},
	"github.com/xuri/excelize/v2":      {},
	"codeberg.org/go-pdf/fpdf":         {},
}

// allowed are the third-party packages of the house; a new one needs a short
// record in docs/decisions.
var allowed = []string{
	"codeberg.org/go-pdf/fpdf", "github.com/a-h/templ", "github.com/alecthomas/kong", "github.com/alexedwards/argon2id",
	"github.com/alexedwards/scs/v2", "github.com/danielgtaylor/huma/v2", "github.com/go-json-experiment/json/jsontext", "github.com/go-playground/form/v4", "github.com/google/uuid",
	"github.com/jackc/pgx/v5", "github.com/klauspost/compress/gzhttp", "github.com/pquerna/otp", "github.com/pressly/goose/v3",
	"github.com/riverqueue/river", "github.com/smallstep/pkcs7", "github.com/skip2/go-qrcode", "github.com/xuri/excelize/v2", "golang.org/x/image", "golang.org/x/mod/sumdb", "golang.org/x/text",
	"golang.org/x/time/rate", "modernc.org/sqlite", "rsc.io/qr",
}

func TestImports(t *testing.T) {
	t.Parallel()
	eachFile(t, func(path string, f *ast.File) {
		for _, spec := range f.Imports {
			checkImport(t, path, strings.Trim(spec.Path.Value, `"`))
		}
	})
}

func checkImport(t *testing.T, path, target string) {
	from := strings.Split(path, "/")
	base := filepath.Base(path)
	rest, ours := strings.CutPrefix(target, root)
	if !ours {
		if strings.Contains(strings.Split(target, "/")[0], ".") && !slices.ContainsFunc(allowed, func(a string) bool { return target == a || strings.HasPrefix(target, a+"/") }) {
			t.Errorf("%s imports %s, which is not on the list of dependencies", path, target)
		}
	}
	if files, limited := onlyIn[target]; limited && from[0] == "business" && !strings.HasSuffix(base, "_templ.go") &&
		!slices.ContainsFunc(files, func(begin string) bool { return strings.HasPrefix(base, begin) }) {
		t.Errorf("%s must not import %s (allowed in files that begin with %v)", path, target, files)
	}
	if !ours || slices.ContainsFunc(testOnly, func(p string) bool { return strings.HasPrefix(path, p) }) {
		return
	}
	if slices.Contains(testOnly, rest) {
		t.Errorf("%s imports %s, which is for tests only", path, target)
	}
	to := strings.Split(rest, "/")
	if slices.Index(shelves, to[0]) < slices.Index(shelves, from[0]) {
		t.Errorf("%s goes up a shelf: imports %s", path, target)
	}
	if from[0] == "business" && to[0] == "business" && slices.Index(modules, to[1]) > slices.Index(modules, from[1]) {
		t.Errorf("%s: module %s may not use %s, which comes later in the flow", path, from[1], to[1])
	}
}

// pure files hold rules without context, SQL or HTTP.
var pure = regexp.MustCompile(`/(statement|shortform|examine|examine_download|check|design|design_sizes|calibration|policy|award|base|salary|catalogue|rule|condition|verdict|hold|edition|epoch|term|power|capacity|notice|opinion|request|item|fund|balance|assignment|time|event|level|atlas|atlas_day|book|book_apply|book_end|likeness|rules|ledger|unit|initiative|registration|council|meeting|round|count|paper|campaign|criteria|participant|decision|entry|sheet|case|conflict|visit|report|sentence|rows|places|columns)\.go$`)

func TestPureFiles(t *testing.T) {
	t.Parallel()
	eachFile(t, func(path string, f *ast.File) {
		if !strings.HasPrefix(path, "business/") || !pure.MatchString(path) {
			return
		}
		for _, spec := range f.Imports {
			switch target := strings.Trim(spec.Path.Value, `"`); target {
			case "context", "net/http", "database/sql", root + "platform/db":
				t.Errorf("%s is to stay pure: it imports %s", path, target)
			}
		}
	})
}

var table = regexp.MustCompile(`\b(?:FROM|JOIN|INTO|UPDATE)\s+([a-z]+)_[a-z_]+`)

// TestTables: a module's SQL names its own tables; report reads all.
func TestTables(t *testing.T) {
	t.Parallel()
	eachFile(t, func(path string, f *ast.File) {
		from := strings.Split(path, "/")
		if from[0] != "business" || from[1] == "report" {
			return
		}
		ast.Inspect(f, func(n ast.Node) bool {
			lit, ok := n.(*ast.BasicLit)
			if !ok || lit.Kind != token.STRING {
				return true
			}
			for _, m := range table.FindAllStringSubmatch(lit.Value, -1) {
				if m[1] != from[1] && slices.Contains(modules, m[1]) {
					t.Errorf("%s reads or writes a table of %s: %s", path, m[1], m[0])
				}
			}
			return true
		})
	})
}

var engine = regexp.MustCompile(`\.Engine\(\)`)

// TestEngine: only three places may ask which engine runs.
func TestEngine(t *testing.T) {
	t.Parallel()
	eachSource(t, func(path, text string) {
		for _, may := range []string{"platform/db/", "platform/jobs/", "service/search/"} {
			if strings.HasPrefix(path, may) {
				return
			}
		}
		if engine.MatchString(text) {
			t.Errorf("%s asks which engine runs", path)
		}
	})
}

const longest = 400 // lines

func TestLengths(t *testing.T) {
	t.Parallel()
	eachSource(t, func(path, text string) {
		if n := strings.Count(text, "\n"); n > longest {
			t.Errorf("%s has %d lines, more than %d", path, n, longest)
		}
	})
}

var forbidden = regexp.MustCompile(`(?i)(^|/)(util|utils|common|helper|helpers|manager|impl)(\.go|/)`)

func TestNames(t *testing.T) {
	t.Parallel()
	eachSource(t, func(path, _ string) {
		if forbidden.MatchString(path) {
			t.Errorf("%s: a name that says nothing", path)
		}
	})
}

// eachSource hands every source file but generated ones to do; tests too.
func eachSource(t *testing.T, do func(path, text string)) {
	t.Helper()
	err := filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.HasSuffix(path, "_templ.go") {
			return err
		}
		if ext := filepath.Ext(path); ext != ".go" && ext != ".templ" {
			return nil
		}
		raw, err := os.ReadFile(path)
		do(filepath.ToSlash(path), string(raw))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// eachFile hands every Go file that is not a test to do, parsed.
func eachFile(t *testing.T, do func(path string, f *ast.File)) {
	t.Helper()
	err := filepath.WalkDir(".", func(path string, _ fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		f, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		do(filepath.ToSlash(path), f)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
