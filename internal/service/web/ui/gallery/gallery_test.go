package gallery

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"kheo/internal/platform/i18n"
	"kheo/internal/service/web/static"
)

// page renders one page of the gallery and parses it.
func page(t *testing.T, name string, lang i18n.Lang) (string, *html.Node) {
	t.Helper()
	var b bytes.Buffer
	if err := Pages()[name].Render(i18n.With(t.Context(), lang), &b); err != nil {
		t.Fatal(err)
	}
	doc, err := html.Parse(bytes.NewReader(b.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	return b.String(), doc
}

func attr(n *html.Node, key string) (string, bool) {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val, true
		}
	}
	return "", false
}

// elements lists the elements below doc.
func elements(doc *html.Node) []*html.Node {
	var all []*html.Node
	for n := range doc.Descendants() {
		if n.Type == html.ElementNode {
			all = append(all, n)
		}
	}
	return all
}

func TestPagesKeepTheRulesOfTheHouse(t *testing.T) {
	t.Parallel()
	for name := range Pages() {
		for _, lang := range []i18n.Lang{i18n.VI, i18n.EN} {
			t.Run(name+"/"+string(lang), func(t *testing.T) {
				t.Parallel()
				_, doc := page(t, name, lang)
				all := elements(doc)
				noInlineCode(t, all)
				uniqueIDs(t, all)
				everyInputLabelled(t, all)
				oneTitle(t, all, lang)
			})
		}
	}
}

func noInlineCode(t *testing.T, all []*html.Node) {
	t.Helper()
	for _, n := range all {
		for _, a := range n.Attr {
			if a.Key == "style" || strings.HasPrefix(a.Key, "on") || strings.HasPrefix(a.Val, "javascript:") {
				t.Errorf("<%s %s=%q> breaks the content security policy", n.Data, a.Key, a.Val)
			}
		}
		if n.Data == "style" || n.Data == "script" && n.FirstChild != nil {
			t.Errorf("inline <%s>", n.Data)
		}
	}
}

func uniqueIDs(t *testing.T, all []*html.Node) {
	t.Helper()
	ids := map[string]bool{}
	for _, n := range all {
		if id, ok := attr(n, "id"); ok {
			if ids[id] {
				t.Errorf("id %q twice", id)
			}
			ids[id] = true
		}
	}
	for _, n := range all {
		for _, key := range []string{"for", "aria-describedby"} {
			value, _ := attr(n, key)
			for _, id := range strings.Fields(value) {
				if !ids[id] {
					t.Errorf("<%s %s> names no element: %q", n.Data, key, id)
				}
			}
		}
		if href, _ := attr(n, "href"); strings.HasPrefix(href, "#") && !ids[href[1:]] {
			t.Errorf("link to nothing: %q", href)
		}
	}
}

func everyInputLabelled(t *testing.T, all []*html.Node) {
	t.Helper()
	labelled := map[string]bool{}
	for _, n := range all {
		if id, ok := attr(n, "for"); ok && n.Data == "label" {
			labelled[id] = true
		}
	}
	for _, n := range all {
		if !slices.Contains([]string{"input", "select", "textarea"}, n.Data) {
			continue
		}
		kind, _ := attr(n, "type")
		id, _ := attr(n, "id")
		if kind == "hidden" || labelled[id] {
			continue
		}
		inLabel := false
		for p := range n.Ancestors() {
			inLabel = inLabel || p.Data == "label"
		}
		if !inLabel {
			t.Errorf("<%s id=%q> has no label", n.Data, id)
		}
	}
}

func oneTitle(t *testing.T, all []*html.Node, lang i18n.Lang) {
	t.Helper()
	h1 := 0
	for _, n := range all {
		if n.Data == "h1" {
			h1++
		}
		if got, _ := attr(n, "lang"); n.Data == "html" && got != string(lang) {
			t.Errorf("html lang = %q, want %q", got, lang)
		}
		if n.Data == "title" && !strings.HasSuffix(n.FirstChild.Data, "Dân vận khéo") {
			t.Errorf("title = %q", n.FirstChild.Data)
		}
	}
	if h1 != 1 {
		t.Errorf("%d h1", h1)
	}
}

func TestOnlyStaffPagesLoadHtmx(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]bool{"trang-dau": false, "mo-hinh": false, "viec": true} {
		text, _ := page(t, name, i18n.VI)
		if got := strings.Contains(text, "htmx-"); got != want {
			t.Errorf("%s loads htmx: %v, want %v", name, got, want)
		}
	}
}

// TestShots writes the gallery where KHEO_UI_SHOT says, to look at in a browser.
func TestShots(t *testing.T) {
	t.Parallel()
	dir := os.Getenv("KHEO_UI_SHOT")
	if dir == "" {
		t.Skip("KHEO_UI_SHOT names no directory")
	}
	if err := os.RemoveAll(filepath.Join(dir, "static")); err != nil {
		t.Fatal(err)
	}
	if err := os.CopyFS(filepath.Join(dir, "static"), static.Files); err != nil {
		t.Fatal(err)
	}
	for name := range Pages() {
		for _, lang := range []i18n.Lang{i18n.VI, i18n.EN} {
			text, _ := page(t, name, lang)
			file := filepath.Join(dir, name+"-"+string(lang)+".html")
			if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
}
