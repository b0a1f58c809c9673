package witness

import (
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"strconv"
	"sync"

	"golang.org/x/mod/sumdb/tlog"

	"kheo/internal/service/translog"
	"kheo/internal/service/translog/fetch"
)

// Witness cosigns the checkpoints of the logs that it knows.
type Witness struct {
	cosigner *translog.Cosigner
	logs     map[string]translog.Keys // by origin
	state    state
	mu       sync.Mutex // held from reading the last checkpoint until the next is kept
}

// New makes a witness of logs, each given by its public keys, that remembers in folder.
// Only one witness may use a folder.
func New(folder string, cosigner *translog.Cosigner, logs ...translog.Keys) (*Witness, error) {
	w := &Witness{cosigner: cosigner, logs: map[string]translog.Keys{}, state: state{folder, cosigner.Key()}}
	for _, keys := range logs {
		if len(keys) == 0 {
			return nil, translog.ErrKeys
		}
		origin := keys[0].Name()
		for _, k := range keys {
			if k.Name() != origin {
				return nil, fmt.Errorf("witness: keys of %s and of %s in one file: %w", origin, k.Name(), translog.ErrKeys)
			}
		}
		if w.logs[origin] != nil {
			return nil, fmt.Errorf("witness: %s is named twice: %w", origin, translog.ErrKeys)
		}
		w.logs[origin] = keys
		if _, err := w.state.last(origin); err != nil {
			return nil, err
		}
	}
	return w, nil
}

// Handler answers POST /add-checkpoint.
func (w *Witness) Handler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("POST "+path, func(to http.ResponseWriter, r *http.Request) {
		a := w.answer(http.MaxBytesReader(to, r.Body, maxRequest))
		to.Header().Set("Content-Type", a.kind)
		to.Header().Set("X-Content-Type-Options", "nosniff")
		to.WriteHeader(a.status)
		_, _ = io.WriteString(to, a.body)
	})
	return mux
}

// answer is what goes back.
type answer struct {
	status int
	kind   string // Content-Type
	body   string
}

func refuse(status int, why string) answer {
	return answer{status, "text/plain; charset=utf-8", why + "\n"}
}

// conflict says how large the tree is that was cosigned last.
func conflict(last tlog.Tree) answer {
	return answer{http.StatusConflict, sizeType, strconv.FormatInt(last.N, 10) + "\n"}
}

// answer checks all that needs no memory, then adds the checkpoint.
func (w *Witness) answer(from io.Reader) answer {
	body, err := fetch.Body(from, maxRequest)
	if err != nil {
		return refuse(http.StatusBadRequest, "the body cannot be read")
	}
	r, err := parseRequest(body)
	if err != nil {
		return refuse(http.StatusBadRequest, "not a checkpoint with its proof")
	}
	c, err := translog.Peek(r.checkpoint)
	if err != nil {
		return refuse(http.StatusBadRequest, "not a checkpoint")
	}
	keys, ok := w.logs[c.Origin]
	if !ok {
		return refuse(http.StatusNotFound, "this log is not known here")
	}
	o, err := translog.OpenCheckpoint(r.checkpoint, keys)
	switch {
	case errors.Is(err, translog.ErrCheckpoint):
		return refuse(http.StatusBadRequest, "not a checkpoint")
	case err != nil:
		return refuse(http.StatusForbidden, "no key of the log signed this")
	case r.old > o.N:
		return refuse(http.StatusBadRequest, "the old size is larger than the checkpoint's")
	}
	return w.add(r, o.Checkpoint)
}

// add cosigns c if it follows from the last checkpoint of its log, and remembers it
// before anybody hears of it.
func (w *Witness) add(r request, c translog.Checkpoint) answer {
	w.mu.Lock()
	defer w.mu.Unlock()
	last, err := w.state.last(c.Origin)
	if err != nil {
		return failed(c, err)
	}
	if r.old != last.N || c.N == last.N && c.Hash != last.Hash {
		return conflict(last)
	}
	if !follows(r.proof, c.Tree, last) {
		slog.Warn("a signed checkpoint does not follow from the last one", "checkpoint", string(r.checkpoint), "seen", last.N)
		return refuse(http.StatusUnprocessableEntity, "the proof does not hold")
	}
	line, err := w.cosigner.Cosign(textOf(r.checkpoint))
	if err != nil {
		return failed(c, err)
	}
	if err := w.state.keep(r.checkpoint, w.logs[c.Origin], line); err != nil {
		return failed(c, err)
	}
	return answer{http.StatusOK, "text/plain; charset=utf-8", line}
}

// follows tells whether proof leads from the last tree to the next.
func follows(proof tlog.TreeProof, next, last tlog.Tree) bool {
	if last.N == 0 {
		return len(proof) == 0
	}
	return tlog.CheckTree(proof, next.N, next.Hash, last.N, last.Hash) == nil
}

func failed(c translog.Checkpoint, err error) answer {
	slog.Error("adding a checkpoint", "log", c.Origin, "size", c.N, "err", err)
	return refuse(http.StatusInternalServerError, "the witness cannot remember")
}
