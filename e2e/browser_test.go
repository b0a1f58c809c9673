package e2e

import (
	"context"
	"encoding/json"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	_ "embed"

	"github.com/chromedp/chromedp"
)

//go:embed third_party/axe-4.14.1.min.js
var axe string

// findBrowser returns the program of an installed chromium.
func findBrowser(t *testing.T) string {
	t.Helper()
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	if os.Getenv("KHEO_TEST_REQUIRE") != "" {
		t.Fatal("no chromium found; make test installs it")
	}
	t.Skip("no chromium on this machine; make test installs it")
	return ""
}

// browser opens a window of the given width.
func browser(t *testing.T, width, height int) context.Context {
	t.Helper()
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(findBrowser(t)), chromedp.NoSandbox, chromedp.DisableGPU, chromedp.WindowSize(width, height),
		chromedp.Flag("disable-background-networking", true), chromedp.Flag("disable-component-update", true),
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-dev-shm-usage", true), chromedp.UserDataDir(t.TempDir()))
	ctx, cancel := chromedp.NewExecAllocator(context.Background(), options...)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewContext(ctx)
	t.Cleanup(cancel)
	ctx, cancel = context.WithTimeout(ctx, 4*time.Minute)
	t.Cleanup(cancel)
	if err := chromedp.Run(ctx); err != nil {
		t.Fatal(err)
	}
	return ctx
}

// page is a browser window with the site that it looks at.
type page struct {
	*testing.T
	ctx  context.Context
	base string
}

func (p *page) run(actions ...chromedp.Action) {
	p.Helper()
	if err := chromedp.Run(p.ctx, actions...); err != nil {
		var at, text string
		_ = chromedp.Run(p.ctx, chromedp.Location(&at), chromedp.Text("body", &text, chromedp.ByQuery))
		if len(text) > 1500 {
			text = text[:1500]
		}
		p.Fatalf("%v\nat %s:\n%s", err, at, text)
	}
}

// open goes to a path and checks the page with axe.
func (p *page) open(path string) {
	p.Helper()
	p.run(chromedp.Navigate(p.base+path), chromedp.WaitReady("main", chromedp.ByQuery))
	p.check()
}

// press clicks what selector finds, waits for the next page and checks it.
func (p *page) press(selector string) {
	p.Helper()
	p.run(chromedp.Evaluate(`window.kheoBefore = true`, nil), chromedp.Click(selector, chromedp.ByQuery))
	p.arrive()
	p.check()
}

// pressText clicks the first button or link of that text.
func (p *page) pressText(text string) {
	p.Helper()
	quoted, _ := json.Marshal(text)
	var found bool
	p.run(chromedp.Evaluate(`(() => { window.kheoBefore = true; const want = `+string(quoted)+`;
		const all = [...document.querySelectorAll('main button, main a.btn, main a, a, button')].filter(e => e.offsetParent && e.innerText.trim().startsWith(want));
		if (!all.length) return false; all[0].click(); return true })()`, &found))
	if !found {
		p.run(chromedp.ActionFunc(func(context.Context) error { return errNoButton(text) }))
	}
	p.arrive()
	p.check()
}

type errNoButton string

func (e errNoButton) Error() string { return "no button or link says " + string(e) }

// arrive waits until the document is a new one and complete.
func (p *page) arrive() {
	p.Helper()
	p.run(chromedp.Poll(`!window.kheoBefore && document.readyState === 'complete'`, nil, chromedp.WithPollingTimeout(30*time.Second)))
}

// fill types into fields by name.
func (p *page) fill(fields map[string]string) {
	p.Helper()
	for name, value := range fields {
		quotedName, _ := json.Marshal(name)
		quoted, _ := json.Marshal(value)
		var found bool
		p.run(chromedp.Evaluate(`(() => { const want = `+string(quotedName)+`, value = `+string(quoted)+`;
			const all = [...document.getElementsByName(want)].filter(e => e.type !== 'hidden'); if (!all.length) return false;
			for (const e of all) { if (e.type === 'radio' || e.type === 'checkbox') { e.checked = e.value === value; }
			else { e.value = value; } e.dispatchEvent(new Event('input', {bubbles: true})); e.dispatchEvent(new Event('change', {bubbles: true})); } return true })()`, &found))
		if !found {
			p.run(chromedp.ActionFunc(func(context.Context) error { return errNoButton("a field named " + name) }))
		}
	}
}

// has fails unless the page says text.
func (p *page) has(texts ...string) {
	p.Helper()
	var body string
	p.run(chromedp.Evaluate(`document.body.innerText`, &body))
	for _, text := range texts {
		if !strings.Contains(strings.ToLower(body), strings.ToLower(text)) {
			var at string
			p.run(chromedp.Location(&at))
			p.Errorf("%s does not say %q", at, text)
		}
	}
}

func (p *page) location() (at string) {
	p.Helper()
	p.run(chromedp.Location(&at))
	return strings.TrimPrefix(at, p.base)
}

type violation struct {
	ID    string `json:"id"`
	Help  string `json:"help"`
	Nodes []struct {
		HTML string `json:"html"`
	} `json:"nodes"`
}

// check finds no axe violation and no sideways scrolling on the page.
func (p *page) check() {
	p.Helper()
	var raw string
	var wide int
	p.run(chromedp.Evaluate(axe, nil),
		chromedp.Evaluate(`axe.run(document, {resultTypes: ['violations']}).then(r => JSON.stringify(r.violations.map(v => ({id: v.id, help: v.help, nodes: v.nodes.slice(0, 3).map(n => ({html: n.html}))}))))`,
			&raw, awaitPromise),
		chromedp.Evaluate(`document.documentElement.scrollWidth - document.documentElement.clientWidth`, &wide))
	var found []violation
	if err := json.Unmarshal([]byte(raw), &found); err != nil {
		p.Fatal(err)
	}
	at := p.location()
	for _, v := range found {
		p.Errorf("axe on %s: %s: %s: %+v", at, v.ID, v.Help, v.Nodes)
	}
	if wide > 0 {
		p.Errorf("%s scrolls sideways by %d px", at, wide)
	}
}
