package witness

import (
	"context"
	"errors"
	"fmt"
	"mime"
	"net/http"
	"net/url"
	"strings"

	"golang.org/x/mod/sumdb/tlog"

	"kheo/internal/service/translog"
	"kheo/internal/service/translog/fetch"
)

// Address is where a witness is asked and with which key it answers.
type Address struct {
	URL string // prefix: /add-checkpoint is added
	Key translog.Key
}

// ErrAddress says that a text does not name a witness.
var ErrAddress = errors.New("witness: not an address and a public key")

// ParseAddress reads "URL VKEY".
func ParseAddress(text string) (Address, error) {
	fields := strings.Fields(text)
	if len(fields) != 2 {
		return Address{}, ErrAddress
	}
	u, err := url.Parse(fields[0])
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" || u.RawQuery != "" || u.Fragment != "" {
		return Address{}, ErrAddress
	}
	keys, err := translog.ParseKeys(fields[1])
	if err != nil || !keys[0].Cosigns() {
		return Address{}, ErrAddress
	}
	return Address{strings.TrimSuffix(fields[0], "/"), keys[0]}, nil
}

// What a witness may answer instead of a cosignature.
var (
	ErrFork   = errors.New("witness: what it has seen of this log does not lead to this tree")
	ErrAhead  = errors.New("witness: it has seen a larger tree of this log")
	ErrMoving = errors.New("witness: it named another size each time")
	ErrAnswer = errors.New("witness: the answer is no cosignature of its key")
)

// Growth makes the proof that the tree that is submitted begins with that of old leaves.
type Growth func(ctx context.Context, old int64) (tlog.TreeProof, error)

// Ask submits the signed checkpoint of head to the witness at to and returns its line,
// verified. from is the size that it is believed to have seen last; if it has seen
// another, it says so and is asked once more from there.
func Ask(ctx context.Context, c *http.Client, to Address, head translog.Head, from int64, growth Growth) (line string, err error) {
	if from > head.N {
		from = 0 // it may have forgotten, or names a larger tree again
	}
	for range 2 {
		proof, err := growth(ctx, from)
		if err != nil {
			return "", err
		}
		seen, line, err := submit(ctx, c, to, request{from, proof, head.Signed})
		switch {
		case err != nil || line != "":
			return line, err
		case seen == from && seen == head.N:
			return "", ErrFork
		case seen > head.N:
			return "", fmt.Errorf("%w: %d leaves, here are %d", ErrAhead, seen, head.N)
		}
		from = seen
	}
	return "", ErrMoving
}

// submit sends one request; without a line, seen is the size that the witness named.
func submit(ctx context.Context, c *http.Client, to Address, r request) (seen int64, line string, err error) {
	sent, err := http.NewRequestWithContext(ctx, http.MethodPost, to.URL+path, strings.NewReader(r.String()))
	if err != nil {
		return 0, "", err
	}
	sent.Header.Set("Content-Type", "text/plain; charset=utf-8")
	answer, err := c.Do(sent)
	if err != nil {
		return 0, "", err
	}
	defer func() { _ = answer.Body.Close() }()
	body, err := fetch.Body(answer.Body, maxAnswer)
	if err != nil {
		return 0, "", err
	}
	kind, _, _ := mime.ParseMediaType(answer.Header.Get("Content-Type"))
	switch {
	case answer.StatusCode == http.StatusOK:
		line, err = cosignature(textOf(r.checkpoint), string(body), to.Key)
		return 0, line, err
	case answer.StatusCode == http.StatusConflict && kind == sizeType:
		seen, err = parseSize(strings.TrimSuffix(string(body), "\n"))
		if err != nil {
			return 0, "", ErrAnswer
		}
		return seen, "", nil
	case answer.StatusCode == http.StatusConflict && r.old > 0, answer.StatusCode == http.StatusUnprocessableEntity:
		return 0, "", ErrFork
	}
	return 0, "", fetch.StatusError{Code: answer.StatusCode}
}

// cosignature finds the line of key k among those of an answer and verifies it.
func cosignature(text, lines string, k translog.Key) (string, error) {
	for line := range strings.Lines(lines) {
		if !strings.HasPrefix(line, lineBegin+k.Name()+" ") || !strings.HasSuffix(line, "\n") {
			continue
		}
		if _, _, err := k.Cosigned([]byte(text + "\n" + line)); err == nil {
			return line, nil
		}
	}
	return "", ErrAnswer
}
