package app

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"sync"
	"time"

	"golang.org/x/mod/sumdb/tlog"

	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
	"kheo/internal/service/translog"
	"kheo/internal/service/translog/fetch"
	"kheo/internal/service/translog/witness"
)

// How often a witness is asked: soon after each new checkpoint, and once a day where the
// log stands still, so that its line shows that it still does.
const (
	betweenLooks = time.Minute
	freshFor     = 24 * time.Hour
)

// asker has one witness cosign the checkpoints of the log. What goes wrong is logged and
// tried again at the next look; serving goes on.
type asker struct {
	db     *db.DB
	log    *translog.Log
	client *http.Client
	to     witness.Address
	seen   int64  // leaves of the tree that it cosigned last, as far as is known
	said   string // last failure in the log, so that each is written once
}

// startWitnesses asks each witness from now on; stop waits until none is being asked.
func (a *App) startWitnesses(ctx context.Context, all []witness.Address) (stop func()) {
	ctx, cancel := context.WithCancel(ctx)
	var running sync.WaitGroup
	for _, to := range all {
		one := &asker{db: a.DB, log: a.Log, client: fetch.Client(), to: to}
		running.Go(func() { one.follow(ctx) })
	}
	return func() {
		cancel()
		running.Wait()
	}
}

func (w *asker) follow(ctx context.Context) {
	tick := time.NewTicker(betweenLooks)
	defer tick.Stop()
	for {
		w.report(ctx, w.look(ctx))
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}

func (w *asker) report(ctx context.Context, err error) {
	switch {
	case err == nil:
		w.said = ""
	case ctx.Err() != nil || err.Error() == w.said:
	case errors.Is(err, witness.ErrFork) || errors.Is(err, witness.ErrAhead):
		w.said = err.Error()
		slog.Error("a witness has seen another history of the register: was a backup restored?", "witness", w.to.Key.Name(), "url", w.to.URL, "err", err)
	default:
		w.said = err.Error()
		slog.Warn("a witness did not cosign", "witness", w.to.Key.Name(), "url", w.to.URL, "err", err)
	}
}

// look asks the witness if the last checkpoint lacks its line or has an old one.
func (w *asker) look(ctx context.Context) error {
	var h translog.Head
	err := w.db.View(ctx, func(tx *db.Tx) (err error) {
		h, err = w.log.Head(ctx, tx)
		return err
	})
	if errors.Is(err, fault.NotFound) || err == nil && h.N == 0 {
		return nil // there is nothing to see yet
	}
	if err != nil {
		return err
	}
	if _, at, err := w.to.Key.Cosigned(h.Signed); err == nil && w.db.Now().Sub(at) < freshFor {
		w.seen = h.N
		return nil
	}
	line, err := witness.Ask(ctx, w.client, w.to, h, w.seen, w.growth(h))
	if err != nil {
		return fmt.Errorf("%d leaves: %w", h.N, err)
	}
	w.seen = h.N
	return w.db.Update(ctx, func(tx *db.Tx) error {
		return w.log.AddCosignature(ctx, tx, h.N, w.to.Key.VKey, line)
	})
}

func (w *asker) growth(h translog.Head) witness.Growth {
	return func(ctx context.Context, old int64) (proof tlog.TreeProof, err error) {
		err = w.db.View(ctx, func(tx *db.Tx) error {
			proof, err = w.log.ProveGrowth(ctx, tx, h, old)
			return err
		})
		return proof, err
	}
}

// parseWitnesses reads the addresses of --witness.
func parseWitnesses(texts []string) (all []witness.Address, err error) {
	for _, text := range texts {
		one, err := witness.ParseAddress(text)
		if err != nil {
			return nil, fault.Refuse("“%s” không phải địa chỉ và khóa công khai của một máy chứng kiến. Xin viết: --witness \"URL KHÓA\".", text)
		}
		all = append(all, one)
	}
	return all, nil
}
