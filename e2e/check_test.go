package e2e

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

//go:embed third_party/axe-4.14.1.min.js
var axe string

// awaitPromise makes an evaluation wait for its promise.
func awaitPromise(p *runtime.EvaluateParams) *runtime.EvaluateParams { return p.WithAwaitPromise(true) }

// look is what every page is asked about itself.
type look struct {
	Lang    string   `json:"lang"`
	Heads   int      `json:"heads"` // h1
	Title   string   `json:"title"`
	Wide    int      `json:"wide"`    // pixels that are reached only by scrolling sideways
	Widest  string   `json:"widest"`  // the element that sticks out most
	Twice   []string `json:"twice"`   // ids that stand twice
	Missing []string `json:"missing"` // pictures that did not come
}

const lookScript = `(() => {
	const root = document.documentElement, all = [...document.querySelectorAll('body *')];
	let widest = null, right = root.clientWidth;
	const inside = e => { for (let p = e.parentElement; p && p !== document.body; p = p.parentElement) if (/auto|scroll|hidden|clip/.test(getComputedStyle(p).overflowX)) return true; return false; };
	if (root.scrollWidth > root.clientWidth) for (const e of all) { const r = e.getBoundingClientRect(); if (r.right > right + 0.5 && !inside(e)) { right = r.right; widest = e; } }
	const ids = all.map(e => e.id).filter(Boolean);
	return {lang: root.lang, heads: document.querySelectorAll('h1').length, title: document.title, wide: root.scrollWidth - root.clientWidth,
		widest: widest ? widest.outerHTML.slice(0, 200) : '', twice: ids.filter((id, n) => ids.indexOf(id) !== n),
		missing: [...document.images].filter(i => i.complete && !i.naturalWidth && i.loading !== 'lazy').map(i => i.src)};
})()`

type violation struct {
	ID    string `json:"id"`
	Help  string `json:"help"`
	Nodes []struct {
		HTML string `json:"html"`
		Why  string `json:"why"`
	} `json:"nodes"`
}

func (v violation) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %s", v.ID, v.Help)
	for _, n := range v.Nodes {
		fmt.Fprintf(&b, "\n\t%.300s\n\t\t%s", n.HTML, strings.ReplaceAll(n.Why, "\n", " "))
	}
	return b.String()
}

// check looks at the page: one h1, its language, no id twice, every picture
// there, no sideways scrolling, and nothing that axe objects to. Axe is slow: it looks
// again only at what has anything new.
func (w *window) check() {
	w.Helper()
	var l look
	w.run(chromedp.Evaluate(lookScript, &l))
	at := w.location()
	say := func(bad bool, what string, args ...any) {
		w.Helper()
		if bad {
			w.Errorf("%s at %d px: %s", at, w.width, fmt.Sprintf(what, args...))
		}
	}
	say(w.status >= 500, "status %d", w.status)
	say(l.Heads != 1, "%d h1", l.Heads)
	say(l.Lang != "vi" && l.Lang != "en", "language %q", l.Lang)
	say(l.Title == "", "no title")
	say(l.Wide > 0, "scrolls sideways by %d px because of %s", l.Wide, l.Widest)
	say(len(l.Twice) > 0, "the ids %v stand twice", l.Twice)
	say(len(l.Missing) > 0, "the pictures %v are missing", l.Missing)
	if w.quick || !w.news(shape(at)) {
		return
	}
	for _, v := range w.violations() {
		w.Errorf("%s: axe: %s", at, v)
	}
}

// news reports whether the page is of a new shape, or has a kind of element in a
// kind of element that no page of this window had: else axe has nothing to add.
func (w *window) news(shape string) (fresh bool) {
	w.Helper()
	var kinds []string
	w.run(chromedp.Evaluate(`(() => { const kind = e => e.tagName + '.' + [...e.classList].sort().join('.') + [...e.attributes].map(a => a.name).filter(n => /^(aria|role|type|scope|for$|alt)/.test(n)).sort().join(',');
		return [...new Set([...document.querySelectorAll('body *')].map(e => kind(e.parentElement) + '>' + kind(e)))]; })()`, &kinds))
	for _, kind := range append(kinds, shape) {
		fresh = fresh || !w.known[kind]
		w.known[kind] = true
	}
	return fresh
}

// violations are what axe objects to.
func (w *window) violations() (found []violation) {
	w.Helper()
	var raw string
	w.run(chromedp.Evaluate(axe, nil), chromedp.Evaluate(`axe.run(document, {resultTypes: ['violations']}).then(r => JSON.stringify(r.violations.map(v =>
		({id: v.id, help: v.help, nodes: v.nodes.slice(0, 3).map(n => ({html: n.html, why: n.failureSummary}))}))))`, &raw, awaitPromise))
	if err := json.Unmarshal([]byte(raw), &found); err != nil {
		w.Fatal(err)
	}
	return found
}
