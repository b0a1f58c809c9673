package e2e

import (
	"context"
	"io"
	"net/http"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
)

// download gets a file as the person who is signed in, and gives its kind and
// its bytes.
func (w *window) download(path string) (kind string, body []byte) {
	w.Helper()
	response, body := w.fetch(path)
	if response.StatusCode != http.StatusOK {
		w.Fatalf("%s: status %d", path, response.StatusCode)
	}
	return response.Header.Get("Content-Type"), body
}

// fetch gets a path with the cookies of the window, outside of it.
func (w *window) fetch(path string) (*http.Response, []byte) {
	w.Helper()
	r, err := http.NewRequestWithContext(w.ctx, http.MethodGet, w.base+path, nil)
	if err != nil {
		w.Fatal(err)
	}
	w.run(chromedp.ActionFunc(func(ctx context.Context) error {
		cookies, err := network.GetCookies().Do(ctx)
		for _, c := range cookies {
			r.AddCookie(&http.Cookie{Name: c.Name, Value: c.Value})
		}
		return err
	}))
	response, err := http.DefaultClient.Do(r)
	if err != nil {
		w.Fatal(err)
	}
	defer func() { _ = response.Body.Close() }()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		w.Fatal(err)
	}
	return response, body
}
