package web

import (
	"io"
	"net/http"
)

// Attachment makes the answer a file to keep as Attach does, but only with its
// first byte: an error before it can still be shown as a page.
func Attachment(w http.ResponseWriter, mediaType, name string) io.Writer {
	return &attachment{w: w, mediaType: mediaType, name: name}
}

type attachment struct {
	w               http.ResponseWriter
	mediaType, name string
	started         bool
}

func (a *attachment) Write(b []byte) (int, error) {
	if !a.started {
		a.started = true
		Attach(a.w, a.mediaType, a.name)
	}
	return a.w.Write(b)
}
