package translog

import (
	"context"
	"errors"
	"fmt"
	"sync"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"

	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
)

// Log is the log of an installation: its tiles, checkpoints and public keys stand in the
// database, its secret keys in a folder that only the program reads.
type Log struct {
	db     *db.DB
	folder string // of secret keys
	mu     sync.Mutex
	known  map[string]note.Signer // by id of the key, as they are needed
	last   lastOpened
}

// ErrLog says that the rows of the log contradict its last signed checkpoint: nothing is
// added to such a log.
var ErrLog = errors.New("translog: the log contradicts its last checkpoint")

// New keeps a log in d, its secret keys in folder; Settle it before use.
func New(d *db.DB, folder string) *Log {
	return &Log{db: d, folder: folder, known: map[string]note.Signer{}}
}

// Append adds leaves in the caller's transaction and signs the new checkpoint; it
// returns the number of the first. The tree is added to only after what is needed of it
// was checked against the last checkpoint, so nobody can have a changed tree signed.
func (l *Log) Append(ctx context.Context, tx *db.Tx, leaves [][]byte) (first int64, err error) {
	o, keys, err := l.current(ctx, tx)
	if err != nil || len(leaves) == 0 {
		return o.N, err
	}
	b, err := continued(ctx, tx, o.Tree)
	if err != nil {
		return 0, err
	}
	grown := growth{}
	for _, leaf := range leaves {
		b.Add(tlog.RecordHash(leaf), grown.add)
	}
	if err := grown.write(ctx, tx); err != nil {
		return 0, err
	}
	return o.N, l.sign(ctx, tx, keys, Checkpoint{o.Origin, b.Tree()})
}

// current opens the last checkpoint and the keys of the log.
func (l *Log) current(ctx context.Context, tx *db.Tx) (Opened, Keys, error) {
	keys, err := allKeys(ctx, tx)
	if err != nil {
		return Opened{}, nil, err
	}
	s, err := latest(ctx, tx)
	if errors.Is(err, fault.NotFound) {
		return Opened{}, nil, fmt.Errorf("%w: no checkpoint", ErrLog)
	}
	if err != nil {
		return Opened{}, nil, err // perhaps a lost race, to be run again
	}
	o, err := l.open(s.note, keys)
	if err != nil || o.N != s.size {
		return Opened{}, nil, fmt.Errorf("%w: %w", ErrLog, err)
	}
	return o, keys, nil
}

// open is OpenCheckpoint that remembers the last note that it opened.
func (l *Log) open(signed string, keys Keys) (Opened, error) {
	l.mu.Lock()
	last := l.last
	l.mu.Unlock()
	if last.signed == signed && last.keys == keys.String() {
		return last.opened, nil
	}
	o, err := OpenCheckpoint([]byte(signed), keys)
	if err == nil {
		l.mu.Lock()
		l.last = lastOpened{signed, keys.String(), o}
		l.mu.Unlock()
	}
	return o, err
}

// lastOpened is a note whose signatures were found right with keys.
type lastOpened struct {
	signed, keys string
	opened       Opened
}

// continued is a Builder that goes on from t, whose hashes in the database it checks.
func continued(ctx context.Context, tx *db.Tx, t tlog.Tree) (*Builder, error) {
	if t.N == 0 {
		return &Builder{}, nil
	}
	roots, err := tlog.TileHashReader(t, tileRows{ctx, tx}).ReadHashes(rootIndexes(t.N))
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrLog, err)
	}
	return NewBuilder(t.N, roots), nil
}

// growth collects the hashes that tiles hold: of every eighth level.
type growth map[[2]int64]*newHashes // by level and number of the tile

// newHashes are those that come after the first of a tile.
type newHashes struct {
	after  int64 // hashes that the tile has
	hashes []byte
}

func (g growth) add(level int, n int64, h tlog.Hash) {
	if level%TileHeight == 0 {
		at := [2]int64{int64(level / TileHeight), n / TileWidth}
		if g[at] == nil {
			g[at] = &newHashes{after: n % TileWidth}
		}
		g[at].hashes = append(g[at].hashes, h[:]...)
	}
}

func (g growth) write(ctx context.Context, tx *db.Tx) error {
	for at, more := range g {
		had, err := readTile(ctx, tx, int(at[0]), at[1])
		if err != nil && !errors.Is(err, fault.NotFound) {
			return err
		}
		if int64(len(had)) != more.after*tlog.HashSize { // a longer tile would push the new hashes out of place
			return fmt.Errorf("%w: tile %d/%d has %d bytes", ErrLog, at[0], at[1], len(had))
		}
		if err := writeTile(ctx, tx, int(at[0]), at[1], append(had, more.hashes...)); err != nil {
			return err
		}
	}
	return nil
}

// sign keeps a checkpoint signed with today's key, the first of keys.
func (l *Log) sign(ctx context.Context, tx *db.Tx, keys Keys, c Checkpoint) error {
	s, err := l.signer(keys)
	if err != nil {
		return err
	}
	signed, err := note.Sign(&note.Note{Text: c.String()}, s)
	if err != nil {
		return err
	}
	return insertCheckpoint(ctx, tx, signedRow{size: c.N, note: string(signed), at: tx.Now}, keys[0].ID())
}
