package monitor

import (
	"context"
	"fmt"

	"golang.org/x/mod/sumdb/tlog"
)

// trace finds out why the checkpoint does not follow from what was seen: it downloads
// every hash that the server has, and compares.
func (c *check) trace(ctx context.Context, file leaves) error {
	if c.Seen == 0 {
		return found(BadTiles, "the hashes that are served do not make the signed tree")
	}
	// A signed tree that is not larger and differs needs no hashes as proof.
	proven := c.Size <= c.Seen
	theirs, parted, err := c.download(ctx, file)
	if ctx.Err() != nil {
		return ctx.Err()
	}
	t, whole := theirs.tree(c.Size)
	shown := err == nil && whole && t == c.now.Tree // the hashes are those of the signed tree
	switch {
	case shown && parted >= 0:
		c.Leaf = &parted
	case proven:
	case err != nil:
		return err
	case shown:
		return found(BadTiles, "the server showed other hashes at first")
	default:
		c.keepEvidence()
		return found(BadTiles, "the hashes that are served do not make the signed tree")
	}
	c.keepEvidence()
	if c.Leaf == nil {
		return found(Forked, fmt.Sprintf("the signed tree of %d leaves is not the one that was seen", c.Size))
	}
	return found(Forked, fmt.Sprintf("leaf %d differs", parted))
}

// download rebuilds the tree from all hashes that the server has; parted is the first
// leaf that differs from what was seen, -1 if none does.
func (c *check) download(ctx context.Context, file leaves) (theirs *grown, parted int64, err error) {
	theirs, parted = growing(c.Size), -1
	err = c.server.tiles(ctx, 0, c.Size, func(first int64, hashes []byte) error {
		theirs.add(hashes)
		if parted >= 0 {
			return nil
		}
		had, err := file.from(first, min(first+int64(len(hashes)/tlog.HashSize), c.Seen))
		if err != nil {
			return err
		}
		if n := firstDifference(had, hashes); n >= 0 {
			parted = first + n
		}
		return nil
	})
	return theirs, parted, err
}
