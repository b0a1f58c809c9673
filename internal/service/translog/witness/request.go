package witness

import (
	"bytes"
	"errors"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/tlog"

	"kheo/internal/service/translog"
)

// Bounds of what is sent: a tree of 2⁶³ leaves needs 63 hashes.
const (
	maxHashes     = 63
	maxText       = 64 << 10                         // bytes of a checkpoint's text
	maxCheckpoint = 128 << 10                        // bytes
	maxRequest    = maxCheckpoint + 64*(maxHashes+1) // bytes
	sizeType      = "text/x.tlog.size"               // Content-Type of a tree's size
	path          = "/add-checkpoint"                // after the witness's prefix
	maxAnswer     = 64 << 10                         // bytes
	lineBegin     = "\u2014 "                        // of a signature
)

// errRequest says that a body is not a request to add a checkpoint.
var errRequest = errors.New("witness: not a checkpoint with its proof")

// request asks to add a checkpoint.
type request struct {
	old        int64 // leaves of the tree from which the proof leads
	proof      tlog.TreeProof
	checkpoint []byte // signed
}

// parseRequest reads the lines of a request; it checks their shape only.
func parseRequest(body []byte) (r request, err error) {
	head, checkpoint, ok := bytes.Cut(body, []byte("\n\n"))
	if !ok || len(body) > maxRequest {
		return r, errRequest
	}
	lines := strings.Split(string(head), "\n")
	size, ok := strings.CutPrefix(lines[0], "old ")
	if !ok || len(lines) > 1+maxHashes {
		return r, errRequest
	}
	if r.old, err = parseSize(size); err != nil {
		return r, err
	}
	if r.proof, err = translog.ParseHashes(lines[1:]); err != nil {
		return r, errRequest
	}
	if len(checkpoint) > maxCheckpoint || len(textOf(checkpoint)) > maxText {
		return r, errRequest
	}
	r.checkpoint = checkpoint
	return r, nil
}

// parseSize reads a decimal without sign or leading zeroes.
func parseSize(s string) (int64, error) {
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil || n < 0 || strconv.FormatInt(n, 10) != s {
		return 0, errRequest
	}
	return n, nil
}

// String is the body of the request.
func (r request) String() string {
	var b strings.Builder
	b.WriteString("old " + strconv.FormatInt(r.old, 10) + "\n")
	for _, h := range r.proof {
		b.WriteString(h.String() + "\n")
	}
	b.WriteByte('\n')
	b.Write(r.checkpoint)
	return b.String()
}

// textOf is the text of a signed checkpoint that was opened: what signatures stand for.
func textOf(checkpoint []byte) string {
	text, _, _ := bytes.Cut(checkpoint, []byte("\n\n")) // no line of a checkpoint is empty
	return string(text) + "\n"
}
