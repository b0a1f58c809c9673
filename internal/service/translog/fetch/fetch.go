// Package fetch asks servers that are not trusted: answers are bounded in size and
// time, and no redirect leads to another host.
package fetch

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"time"
)

// Bounds of one request.
const (
	longest      = 60 * time.Second
	toHeader     = 20 * time.Second
	maxHeader    = 64 << 10 // bytes
	maxRedirects = 3
)

// What can be wrong with an answer.
var (
	ErrRedirect = errors.New("fetch: redirected to another place")
	ErrTooLong  = errors.New("fetch: the answer is too long")
)

// StatusError is an answer that is not 200.
type StatusError struct{ Code int }

func (e StatusError) Error() string { return fmt.Sprintf("fetch: status %d", e.Code) }

// Client is an HTTP client with bounds. It sends nothing but what is asked for.
func Client() *http.Client {
	t := http.DefaultTransport.(*http.Transport).Clone()
	t.ResponseHeaderTimeout, t.MaxResponseHeaderBytes = toHeader, maxHeader
	t.DisableCompression = true // hashes do not shrink
	return &http.Client{Transport: t, Timeout: longest, CheckRedirect: sameHost}
}

// sameHost follows redirects on the same host that do not give up encryption.
func sameHost(r *http.Request, via []*http.Request) error {
	first := via[0].URL
	if r.URL.Host != first.Host || first.Scheme == "https" && r.URL.Scheme != "https" || len(via) > maxRedirects {
		return ErrRedirect
	}
	return nil
}

// Get fetches url, whose body may have up to most bytes. An answer that is not 200 is a
// StatusError.
func Get(ctx context.Context, c *http.Client, url string, most int64) ([]byte, error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return nil, err
	}
	return send(c, r, most)
}

// Fresh is Get of what changes: no cache on the way may answer from before.
func Fresh(ctx context.Context, c *http.Client, url string, most int64) ([]byte, error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return nil, err
	}
	r.Header.Set("Cache-Control", "no-cache")
	return send(c, r, most)
}

func send(c *http.Client, r *http.Request, most int64) ([]byte, error) {
	answer, err := c.Do(r)
	if err != nil {
		return nil, err
	}
	defer func() { _ = answer.Body.Close() }()
	if answer.StatusCode != http.StatusOK {
		return nil, StatusError{answer.StatusCode}
	}
	return Body(answer.Body, most)
}

// Body reads up to most bytes, or fails with ErrTooLong.
func Body(from io.Reader, most int64) ([]byte, error) {
	body, err := io.ReadAll(io.LimitReader(from, most+1))
	if err == nil && int64(len(body)) > most {
		return nil, ErrTooLong
	}
	return body, err
}
