package translog

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/mod/sumdb/note"

	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
)

// Settle makes the first key and the checkpoint of the empty log where there is none;
// origin names the log for ever.
func (l *Log) Settle(ctx context.Context, origin string) error {
	keys, err := l.Keys(ctx)
	if err != nil || len(keys) > 0 {
		return err
	}
	_, err = l.newKey(ctx, func(tx *db.Tx, had Keys) (Checkpoint, error) {
		if len(had) > 0 {
			return Checkpoint{}, errSettled
		}
		return Checkpoint{Origin: origin, Tree: (&Builder{}).Tree()}, nil
	}, origin)
	if errors.Is(err, errSettled) {
		return nil
	}
	return err
}

var errSettled = errors.New("translog: another process was faster")

// Rotate makes a new key: from now on it signs, and what the old ones signed so far
// still verifies.
func (l *Log) Rotate(ctx context.Context) (Key, error) {
	keys, err := l.Keys(ctx)
	if err != nil || len(keys) == 0 {
		return Key{}, errors.Join(err, fault.NotFound)
	}
	return l.newKey(ctx, func(tx *db.Tx, _ Keys) (Checkpoint, error) {
		o, _, err := l.current(ctx, tx)
		if err != nil {
			return Checkpoint{}, err
		}
		return o.Checkpoint, retireKeys(ctx, tx, o.N)
	}, keys[0].Name())
}

// newKey keeps the secret of a new key in a file, then the public key in the database
// together with the checkpoint that first returns, signed with it.
func (l *Log) newKey(ctx context.Context, first func(*db.Tx, Keys) (Checkpoint, error), name string) (Key, error) {
	k, secret, err := NewKey(name)
	if err != nil {
		return k, err
	}
	if err := l.keep(k, secret); err != nil {
		return k, err
	}
	err = l.db.Update(ctx, func(tx *db.Tx) error {
		had, err := allKeys(ctx, tx)
		if err != nil {
			return err
		}
		c, err := first(tx, had)
		if err != nil {
			return err
		}
		if k, err = l.vouched(k, had); err != nil {
			return err
		}
		if err := insertKey(ctx, tx, k); err != nil {
			return err
		}
		now, err := allKeys(ctx, tx)
		if err != nil {
			return err
		}
		return l.sign(ctx, tx, now, c)
	})
	if err != nil && l.unnamed(ctx, k) {
		_ = os.Remove(l.file(k.ID()))
	}
	return k, err
}

// vouched lets the key that signed so far vouch for k, if its secret is at hand: a key
// that was lost cannot.
func (l *Log) vouched(k Key, had Keys) (Key, error) {
	if len(had) == 0 {
		return k, nil
	}
	before, err := l.signer(had)
	if err != nil {
		return k, nil //nolint:nilerr // rotating is the way out when a key was lost
	}
	return k.Vouch(before)
}

// unnamed is true only if surely no row names k: a commit whose answer got lost may have
// been one.
func (l *Log) unnamed(ctx context.Context, k Key) bool {
	keys, err := l.Keys(ctx)
	_, named := keys.Find("", k.ID())
	return err == nil && !named
}

// Keys are the public keys, today's first; none before Settle.
func (l *Log) Keys(ctx context.Context) (keys Keys, err error) {
	err = l.db.View(ctx, func(tx *db.Tx) error {
		keys, err = allKeys(ctx, tx)
		return err
	})
	return keys, err
}

func (l *Log) file(id string) string { return filepath.Join(l.folder, id+".key") }

// keep writes a secret so that it survives a power cut, for nobody but the program to read.
func (l *Log) keep(k Key, secret string) error {
	if err := os.MkdirAll(l.folder, 0o700); err != nil {
		return err
	}
	f, err := os.OpenFile(l.file(k.ID()), os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	_, err = f.WriteString(secret + "\n")
	if err := errors.Join(err, f.Sync(), f.Close()); err != nil {
		return err
	}
	folder, err := os.Open(l.folder)
	if err != nil {
		return err
	}
	return errors.Join(folder.Sync(), folder.Close())
}

// signer of today's key.
func (l *Log) signer(keys Keys) (note.Signer, error) {
	if len(keys) == 0 || keys[0].Retired {
		return nil, fmt.Errorf("%w: no key signs", ErrLog)
	}
	id := keys[0].ID()
	l.mu.Lock()
	defer l.mu.Unlock()
	if s := l.known[id]; s != nil {
		return s, nil
	}
	secret, err := os.ReadFile(l.file(id))
	if err != nil {
		return nil, fault.Refuse("Máy chủ không có khóa ký %s của sổ công nhận. Xin chép thư mục %s từ máy đã lập sổ, hoặc thay khóa bằng lệnh kheo admin key rotate.", id, l.folder)
	}
	s, err := note.NewSigner(strings.TrimSpace(string(secret)))
	if err != nil || fmt.Sprintf("%08x", s.KeyHash()) != id || s.Name() != keys[0].Name() {
		return nil, fault.Refuse("Tệp %s không phải khóa ký %s.", l.file(id), id)
	}
	l.known[id] = s
	return s, nil
}

// SignText signs text outside of notes with today's key; text must not begin with the
// log's origin, so that no such signature can pass for a checkpoint's.
func (l *Log) SignText(keys Keys, text []byte) (Key, []byte, error) {
	s, err := l.signer(keys)
	if err != nil {
		return Key{}, nil, err
	}
	if strings.HasPrefix(string(text), s.Name()) {
		return Key{}, nil, errors.New("translog: a text that could be a checkpoint")
	}
	signature, err := s.Sign(text)
	return keys[0], signature, err
}
