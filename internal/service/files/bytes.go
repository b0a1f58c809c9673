package files

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"io/fs"
	"os"
	"sync"
	"time"

	"github.com/google/uuid"

	"kheo/internal/platform/db"
)

// ErrDamaged means that stored bytes are missing or are not what they were.
var ErrDamaged = errors.New("files: stored bytes are damaged")

// drafts is the folder of files that are still being written.
const drafts = "draft"

// Store keeps bytes below one folder. It is safe for many goroutines, and
// several programs may share the folder.
type Store struct {
	root    *os.Root
	db      *db.DB
	keeping sync.Mutex    // between finding bytes on disk and relying on them
	decode  chan struct{} // one picture is decoded at a time: memory stays bounded
}

// New opens the store below dir, which is made when missing.
func New(dir string, d *db.DB) (*Store, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, err
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, err
	}
	if err := root.MkdirAll(drafts, 0o700); err != nil {
		return nil, errors.Join(err, root.Close())
	}
	return &Store{root: root, db: d, decode: make(chan struct{}, 1)}, nil
}

// Close lets go of the folder.
func (s *Store) Close() error { return s.root.Close() }

// place is where the bytes with this hash lie: ab/abcdef….
func place(sum string) (string, error) {
	if raw, err := hex.DecodeString(sum); err != nil || len(raw) != sha256.Size {
		return "", fmt.Errorf("files: %q is no SHA-256", sum)
	}
	return sum[:2] + "/" + sum, nil
}

// draft is a file being written, with the hash of what it holds so far.
type draft struct {
	root *os.Root
	name string
	file *os.File
	hash hash.Hash
	size int64
}

func (s *Store) draft() (*draft, error) {
	name := drafts + "/" + uuid.NewString()
	f, err := s.root.OpenFile(name, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return nil, err
	}
	return &draft{s.root, name, f, sha256.New(), 0}, nil
}

func (d *draft) Write(p []byte) (int, error) {
	n, err := d.file.Write(p)
	d.hash.Write(p[:n])
	d.size += int64(n)
	return n, err
}

func (d *draft) sum() string { return hex.EncodeToString(d.hash.Sum(nil)) }

// all reads the draft from its beginning.
func (d *draft) all() *io.SectionReader { return io.NewSectionReader(d.file, 0, d.size) }

// discard removes the draft; it does nothing to one that was kept.
func (d *draft) discard() {
	_ = d.file.Close()
	_ = d.root.Remove(d.name)
}

// keep moves the draft to its place, unless the same bytes are there already.
func (s *Store) keep(d *draft) (sum string, err error) {
	sum = d.sum()
	to, err := place(sum)
	if err != nil {
		return "", err
	}
	if err := errors.Join(d.file.Chmod(0o400), d.file.Sync(), d.file.Close()); err != nil {
		return "", err
	}
	s.keeping.Lock()
	defer s.keeping.Unlock()
	if _, err := s.root.Stat(to); err == nil {
		return sum, s.again(to, sum, d.size)
	} else if !errors.Is(err, fs.ErrNotExist) {
		return "", err
	}
	if err := s.root.Mkdir(sum[:2], 0o700); err == nil {
		if err := s.syncDir("."); err != nil {
			return "", err
		}
	} else if !errors.Is(err, fs.ErrExist) {
		return "", err
	}
	if err := s.root.Rename(d.name, to); err != nil {
		return "", err
	}
	return sum, s.syncDir(sum[:2])
}

// again makes sure that bytes stored earlier are still good, and makes them
// young again so that Sweep leaves them to the transaction about to name them.
func (s *Store) again(at, sum string, size int64) error {
	if err := s.check(context.Background(), sum, size); err != nil {
		return err
	}
	now := time.Now()
	return s.root.Chtimes(at, now, now)
}

// check reads the bytes and compares their hash; size < 0 means any size.
func (s *Store) check(ctx context.Context, sum string, size int64) (err error) {
	f, err := s.open(sum, size)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	h := sha256.New()
	if _, err := io.Copy(h, patient{ctx, f}); err != nil {
		return err
	}
	if hex.EncodeToString(h.Sum(nil)) != sum {
		return fmt.Errorf("%w: %s was changed", ErrDamaged, sum)
	}
	return nil
}

// open opens stored bytes of the expected size; size < 0 means any size.
func (s *Store) open(sum string, size int64) (*os.File, error) {
	name, err := place(sum)
	if err != nil {
		return nil, err
	}
	f, err := s.root.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%w: %s is missing", ErrDamaged, sum)
	}
	if err != nil {
		return nil, err
	}
	info, err := f.Stat()
	if err == nil && size >= 0 && info.Size() != size {
		err = fmt.Errorf("%w: %s has %d bytes instead of %d", ErrDamaged, sum, info.Size(), size)
	}
	if err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return f, nil
}

func (s *Store) syncDir(name string) error {
	dir, err := s.root.Open(name)
	if err != nil {
		return err
	}
	return errors.Join(dir.Sync(), dir.Close())
}

// patient is a reader that stops when its context ends.
type patient struct {
	ctx context.Context
	r   io.Reader
}

func (p patient) Read(b []byte) (int, error) {
	if err := p.ctx.Err(); err != nil {
		return 0, err
	}
	return p.r.Read(b)
}
