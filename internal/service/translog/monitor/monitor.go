package monitor

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/http"
	"path/filepath"
	"time"

	"golang.org/x/mod/sumdb/tlog"

	"kheo/internal/service/translog"
)

// maxLeaves bounds a log that is followed: 4 GiB of hashes on the disk.
const maxLeaves = 1 << 27

// Monitor follows one log; no other may use its folder.
type Monitor struct {
	Prefix string // of the log's addresses, without a slash at the end
	Folder string
	Client *http.Client
	Now    func() time.Time
	Given  translog.Keys        // nil: those in the folder, or the server's on the first contact
	Line   *translog.Checkpoint // printed, that the log must reach; nil: none
}

// Check looks at the log once. It fails only if ctx ends: all else is in the report.
func (m Monitor) Check(ctx context.Context) (Report, error) {
	r := Report{At: m.Now().UTC(), Prefix: m.Prefix, Notices: []Notice{}}
	err := m.check(ctx, &r)
	if ctx.Err() != nil {
		return r, ctx.Err()
	}
	r.end(err)
	return r, nil
}

func (m Monitor) check(ctx context.Context, r *Report) error {
	known, err := remember(m.Folder)
	if err != nil {
		return err
	}
	r.Seen = known.tree.N
	c := &check{Report: r, server: server{m.Client, m.Prefix}, known: known, line: m.Line}
	if c.served, err = c.server.get(ctx, "checkpoint", maxCheckpoint); err != nil {
		return err
	}
	if err := c.trustKeys(ctx, m.Given); err != nil {
		return err
	}
	if err := c.open(); err != nil {
		return err
	}
	if err := c.compare(ctx); err != nil {
		return err
	}
	return c.checkLine()
}

// check is one look at a log.
type check struct {
	*Report
	server server
	known  memory
	line   *translog.Checkpoint

	served []byte          // signed checkpoint
	trust  trust           // with which it was opened
	now    translog.Opened // what it says
	own    *grown          // the tree of what was seen and checked
}

// trustKeys settles which keys are believed.
func (c *check) trustKeys(ctx context.Context, given translog.Keys) error {
	c.trust = c.known.trust
	if given != nil {
		err := oneLog(given)
		if err == nil {
			err = kept(c.trust.keys, given, c.Seen)
		}
		if err != nil {
			return finding{KeysChanged, fmt.Errorf("the keys that were given: %w", err)}
		}
		c.trust = trust{given, true}
	}
	served, err := c.server.keys(ctx)
	var f finding
	if errors.As(err, &f) && len(c.trust.keys) > 0 && (c.trust.given || f.verdict == Unreachable) {
		c.Notices = append(c.Notices, KeysAbsent)
		return nil
	}
	if err != nil {
		return err
	}
	next, notices, about, err := c.trust.decide(served, c.Seen)
	c.trust, c.Notices, c.Keys = next, append(c.Notices, notices...), about
	return err
}

// open checks who signed the checkpoint.
func (c *check) open() (err error) {
	c.now, err = translog.OpenCheckpoint(c.served, c.trust.keys)
	switch {
	case errors.Is(err, translog.ErrRetired):
		c.keepEvidence()
		return finding{Retired, err}
	case errors.Is(err, translog.ErrForeign):
		return finding{Foreign, err}
	case errors.Is(err, translog.ErrSignature):
		return finding{BadSign, err}
	case err != nil:
		return finding{Malformed, err}
	case c.now.N > maxLeaves:
		return found(TooLarge, fmt.Sprintf("%d leaves", c.now.N))
	}
	c.Origin, c.Size, c.Root, c.Key = c.now.Origin, c.now.N, c.now.Hash.String(), c.now.Key.ID()
	return nil
}

// compare rebuilds the tree and remembers the checkpoint if it follows from what was seen.
func (c *check) compare(ctx context.Context) error {
	file, err := openLeaves(filepath.Join(c.known.folder, leavesFile))
	if err != nil {
		return err
	}
	return file.end(c.compareWith(ctx, file))
}

func (c *check) compareWith(ctx context.Context, file leaves) error {
	sizes := []int64{c.Seen, c.Size}
	if c.line != nil {
		sizes = append(sizes, c.line.N)
	}
	c.own = growing(sizes...)
	if err := file.read(c.Seen, c.own); err != nil {
		return err
	}
	if t, _ := c.own.tree(c.Seen); t != c.known.tree {
		return errors.New("the leaves in the folder do not make its checkpoint")
	}
	if err := file.cut(c.Seen); err != nil { // of a check that was cut short
		return err
	}
	if c.Size > c.Seen {
		if err := c.extend(ctx, file); err != nil {
			return errors.Join(err, file.cut(c.Seen))
		}
	} else if t, _ := c.own.tree(c.Size); t != c.now.Tree {
		return c.trace(ctx, file)
	} else if c.Size < c.Seen {
		c.keepEvidence()
		return found(RolledBack, fmt.Sprintf("from %d leaves to %d", c.Seen, c.Size))
	}
	return c.known.keep(c.trust, c.served)
}

// errParts says that the last tile that was seen has other hashes now.
var errParts = errors.New("monitor: the last tile differs")

// extend adds the leaves that are new, if they make the signed tree.
func (c *check) extend(ctx context.Context, file leaves) error {
	err := c.server.tiles(ctx, c.Seen, c.Size, func(first int64, hashes []byte) error {
		if first < c.Seen {
			had, err := file.from(first, c.Seen)
			if err != nil {
				return err
			}
			if !bytes.HasPrefix(hashes, had) {
				return errParts
			}
			first, hashes = c.Seen, hashes[(c.Seen-first)*tlog.HashSize:]
		}
		c.own.add(hashes)
		return file.write(first, hashes)
	})
	t, whole := c.own.tree(c.Size)
	switch {
	case errors.Is(err, errParts) || err == nil && (!whole || t != c.now.Tree):
		return c.trace(ctx, file)
	case err != nil:
		return err
	}
	return file.Sync()
}

// checkLine looks for a printed checkpoint among the trees that were passed.
func (c *check) checkLine() error {
	if c.line == nil {
		return nil
	}
	c.LineSize = &c.line.N
	switch t, passed := c.own.tree(c.line.N); {
	case c.line.Origin != c.Origin:
		return found(BadLine, "the line is of "+c.line.Origin)
	case !passed:
		return found(BadLine, fmt.Sprintf("the line names %d leaves, the log has %d", c.line.N, c.Size))
	case t.Hash != c.line.Hash:
		return found(BadLine, fmt.Sprintf("the first %d leaves hash to %s", t.N, t.Hash))
	}
	return nil
}

func (c *check) keepEvidence() {
	files, err := c.known.evidence(c.served)
	if err != nil {
		files = append(files, "not kept: "+err.Error())
	}
	c.Evidence = files
}
