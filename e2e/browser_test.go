package e2e

import (
	"context"
	"os"
	"os/exec"
	"testing"
	"time"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

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

// browser opens a window of the given size.
func browser(t *testing.T, width, height int) context.Context {
	t.Helper()
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(findBrowser(t)), chromedp.NoSandbox, chromedp.DisableGPU, chromedp.WindowSize(width, height),
		chromedp.Flag("disable-background-networking", true), chromedp.Flag("disable-component-update", true),
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-dev-shm-usage", true),
		chromedp.WSURLReadTimeout(time.Minute))
	ctx, cancel := chromedp.NewExecAllocator(context.Background(), options...)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewContext(ctx)
	t.Cleanup(cancel)
	ctx, cancel = context.WithTimeout(ctx, 6*time.Minute)
	t.Cleanup(cancel)
	if err := chromedp.Run(ctx, chromedp.EmulateViewport(int64(width), int64(height))); err != nil {
		t.Fatal(err)
	}
	chromedp.ListenTarget(ctx, func(event any) {
		if _, asks := event.(*page.EventJavascriptDialogOpening); asks { // "leave without saving?"
			go func() { _ = chromedp.Run(ctx, page.HandleJavaScriptDialog(true)) }()
		}
	})
	return ctx
}

// window is a browser's window with the site that it looks at.
type window struct {
	*testing.T
	ctx    context.Context
	base   string
	width  int
	status int64 // of the page that is shown
	quick  bool  // leaves axe out: another run of the same pages has it
	known  map[string]bool
}

func open(t *testing.T, base string, width, height int) *window {
	return &window{T: t, ctx: browser(t, width, height), base: base, width: width, known: map[string]bool{}}
}

// patience is how long a page may take on a busy machine.
const patience = 45 * time.Second

// leads does actions that lead to another page, waits for it and checks it.
func (w *window) leads(actions ...chromedp.Action) {
	w.Helper()
	if err := w.arrive(actions...); err != nil {
		w.stop(err)
	}
	w.check()
}

// arrive does actions that lead to another page and waits for it. Windows may
// arrive side by side.
func (w *window) arrive(actions ...chromedp.Action) error {
	ctx, cancel := context.WithTimeout(w.ctx, patience)
	defer cancel()
	response, err := chromedp.RunResponse(ctx, actions...)
	if err == nil {
		w.status = response.Status
	}
	return err
}

// run does actions that stay on the page.
func (w *window) run(actions ...chromedp.Action) {
	w.Helper()
	ctx, cancel := context.WithTimeout(w.ctx, patience)
	defer cancel()
	if err := chromedp.Run(ctx, actions...); err != nil {
		w.stop(err)
	}
}

// stop ends the test with what the window shows.
func (w *window) stop(err error) {
	w.Helper()
	var at, text string
	ctx, cancel := context.WithTimeout(w.ctx, 5*time.Second)
	defer cancel()
	_ = chromedp.Run(ctx, chromedp.Location(&at), chromedp.Evaluate(`(document.querySelector('main') || document.body).innerText`, &text))
	if letters := []rune(text); len(letters) > 1500 {
		text = string(letters[:1500])
	}
	w.Fatalf("%v\nat %s (%d):\n%s", err, at, w.status, text)
}
