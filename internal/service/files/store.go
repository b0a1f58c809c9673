package files

import (
	"context"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"

	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
)

// File is a stored file as the program knows it.
type File struct {
	ID             string
	Name           string
	MediaType      string
	Size           int64  // bytes
	SHA256         string // of the stored bytes, hex
	ReceivedSHA256 string // of the bytes as they came, hex
	PreviewSHA256  string // hex; empty when there is no small version
	AccountID      string // empty: the system itself
	CreatedAt      time.Time
}

// IsPicture tells whether f can be shown as a picture.
func (f File) IsPicture() bool { return isPicture(f.MediaType) }

const columns = `id, name, media_type, size, sha256, received_sha256, preview_sha256, account_id, created_at`

func scan(r db.Row) (f File, err error) {
	err = r.Scan(&f.ID, &f.Name, &f.MediaType, &f.Size, &f.SHA256, &f.ReceivedSHA256, &f.PreviewSHA256,
		db.Text(&f.AccountID), db.Time(&f.CreatedAt))
	return f, err
}

// Save records a received file in the caller's transaction: the file exists for
// the program when that commits. Saving twice makes two files of the same bytes.
func (s *Store) Save(ctx context.Context, tx *db.Tx, in Received, now time.Time) (File, error) {
	for _, sum := range []string{in.SHA256, in.PreviewSHA256} {
		if err := s.present(sum); err != nil {
			return File{}, err
		}
	}
	f := File{
		ID: uuid.Must(uuid.NewV7()).String(), Name: in.Name, MediaType: in.MediaType, Size: in.Size, SHA256: in.SHA256,
		ReceivedSHA256: in.ReceivedSHA256, PreviewSHA256: in.PreviewSHA256, AccountID: in.AccountID, CreatedAt: now.UTC(),
	}
	return f, db.Exec(ctx, tx, `INSERT INTO files_file (`+columns+`) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
		f.ID, f.Name, f.MediaType, f.Size, f.SHA256, f.ReceivedSHA256, f.PreviewSHA256, db.OrNull(f.AccountID), f.CreatedAt)
}

// present guards against bytes that Sweep removed since they were received.
func (s *Store) present(sum string) error {
	if sum == "" {
		return nil
	}
	f, err := s.open(sum, -1)
	if err != nil {
		return err
	}
	return f.Close()
}

// Find returns one file, or fault.NotFound.
func (s *Store) Find(ctx context.Context, tx *db.Tx, id string) (File, error) {
	key, err := uuid.Parse(id)
	if err != nil {
		return File{}, fault.NotFound
	}
	return db.One(ctx, tx, scan, `SELECT `+columns+` FROM files_file WHERE id = $1`, key.String())
}

// Forget takes a file's row away in the caller's transaction; nothing may name it
// any more. Its bytes leave with a later Sweep, unless another file shares them.
func (s *Store) Forget(ctx context.Context, tx *db.Tx, id string) error {
	return db.Exec(ctx, tx, `DELETE FROM files_file WHERE id = $1`, id)
}

// Many returns the files that exist among ids, by id.
func (s *Store) Many(ctx context.Context, tx *db.Tx, ids []string) (map[string]File, error) {
	found := make(map[string]File, len(ids))
	for some := range slices.Chunk(ids, 100) {
		args := make([]any, 0, 100)
		for _, id := range some {
			if key, err := uuid.Parse(id); err == nil {
				args = append(args, key.String())
			}
		}
		if len(args) == 0 {
			continue
		}
		for len(args) != 1 && len(args) != 10 && len(args) != 100 { // few sizes, so few statements stay prepared
			args = append(args, args[0])
		}
		files, err := db.All(ctx, tx, scan, `SELECT `+columns+` FROM files_file WHERE id IN (`+placeholders(len(args))+`)`, args...)
		if err != nil {
			return nil, err
		}
		for _, f := range files {
			found[f.ID] = f
		}
	}
	return found, nil
}

func placeholders(n int) string {
	var w db.Where
	all := make([]string, n)
	for i := range all {
		all[i] = w.Arg(nil)
	}
	return strings.Join(all, ", ")
}

// Open opens the stored bytes after a look at their size; missing or cut bytes
// are ErrDamaged. Verify looks at their hash.
func (s *Store) Open(f File) (io.ReadSeekCloser, error) { return s.open(f.SHA256, f.Size) }

// OpenPreview opens the small version, a JPEG; fault.NotFound when f has none.
func (s *Store) OpenPreview(f File) (io.ReadSeekCloser, error) {
	if f.PreviewSHA256 == "" {
		return nil, fault.NotFound
	}
	return s.open(f.PreviewSHA256, -1)
}
