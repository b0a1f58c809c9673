package witness

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/mod/sumdb/tlog"

	"kheo/internal/service/translog"
	"kheo/internal/service/translog/keep"
)

// state is the folder in which a witness remembers, for each log, the last checkpoint
// that it cosigned. It is read anew each time, so that what counts is what is on the disk.
type state struct {
	folder string
	key    translog.Key // of the witness
}

func (s state) file(origin string) string {
	sum := sha256.Sum256([]byte(origin))
	return filepath.Join(s.folder, hex.EncodeToString(sum[:16])+".checkpoint")
}

// last is the tree that was cosigned last, the empty one where none was.
func (s state) last(origin string) (tlog.Tree, error) {
	raw, err := os.ReadFile(s.file(origin))
	if errors.Is(err, fs.ErrNotExist) {
		return (&translog.Builder{}).Tree(), nil
	}
	if err != nil {
		return tlog.Tree{}, err
	}
	text, _, err := s.key.Cosigned(raw)
	if err != nil {
		return tlog.Tree{}, fmt.Errorf("%s: %w", s.file(origin), err)
	}
	c, err := translog.ParseCheckpoint(text)
	if err != nil || c.Origin != origin {
		return tlog.Tree{}, fmt.Errorf("%s: of another log: %w", s.file(origin), err)
	}
	return c.Tree, nil
}

// keep remembers a signed checkpoint together with the witness's own line. Of the other
// signatures only the log's own is kept: anybody may add foreign ones, so many that the
// file could not be read again.
func (s state) keep(signed []byte, keys translog.Keys, line string) error {
	c, err := translog.Peek(signed)
	if err != nil {
		return err
	}
	text := textOf(signed)
	for own := range strings.Lines(string(signed[len(text)+1:])) {
		if _, err := translog.OpenCheckpoint([]byte(text+"\n"+own), keys); err == nil {
			return keep.File(s.file(c.Origin), []byte(text+"\n"+own+line))
		}
	}
	return translog.ErrForeign
}
