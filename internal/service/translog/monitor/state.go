package monitor

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"golang.org/x/mod/sumdb/tlog"

	"kheo/internal/service/translog"
	"kheo/internal/service/translog/keep"
)

// What stands in a monitor's folder.
const (
	checkpointFile = "checkpoint" // the last one, signed
	leavesFile     = "leaves"     // hashes of its leaves
	givenFile      = "keys.given" // that somebody gave
	metFile        = "keys.met"   // that the server named
	evidenceFolder = "evidence"
	maxEvidence    = 200 // folders of evidence
)

// memory is what a monitor knows of a log.
type memory struct {
	folder string
	trust  trust
	signed []byte    // nil before the first contact
	tree   tlog.Tree // of signed
}

// remember reads a folder and checks that its checkpoint is signed by a key in it.
func remember(folder string) (m memory, err error) {
	m = memory{folder: folder, tree: (&translog.Builder{}).Tree()}
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return m, err
	}
	for file, given := range map[string]bool{givenFile: true, metFile: false} {
		text, err := m.text(file)
		if err != nil {
			return m, err
		}
		if text == nil || !given && m.trust.given {
			continue
		}
		keys, err := translog.ParseKeys(string(text))
		if err != nil {
			return m, fmt.Errorf("%s: %w", file, err)
		}
		m.trust = trust{keys, given}
	}
	if m.signed, err = m.text(checkpointFile); err != nil || m.signed == nil {
		return m, err
	}
	o, err := translog.OpenCheckpoint(m.signed, m.trust.keys)
	if err != nil {
		return m, fmt.Errorf("%s: %w", checkpointFile, err)
	}
	m.tree = o.Tree
	return m, nil
}

// text is a file of the folder, nil where there is none.
func (m memory) text(name string) ([]byte, error) {
	raw, err := os.ReadFile(filepath.Join(m.folder, name)) //nolint:gosec // the monitor's own folder
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	return raw, err
}

// keep remembers a checkpoint whose leaves are in the file already: first the keys, so
// that whatever happens between, the checkpoint in the folder is signed by one of them.
func (m memory) keep(t trust, signed []byte) error {
	name, other := metFile, givenFile
	if t.given {
		name, other = givenFile, metFile
	}
	if err := keep.File(filepath.Join(m.folder, name), []byte(t.keys.String())); err != nil {
		return err
	}
	if err := os.Remove(filepath.Join(m.folder, other)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return keep.File(filepath.Join(m.folder, checkpointFile), signed)
}

// evidence keeps what the log signed before and now, and returns the files.
func (m memory) evidence(served []byte) ([]string, error) {
	sum := sha256.Sum256(served)
	folder := filepath.Join(m.folder, evidenceFolder, hex.EncodeToString(sum[:8]))
	if had, err := filepath.Glob(filepath.Join(m.folder, evidenceFolder, "*")); err != nil || len(had) > maxEvidence {
		return nil, errors.Join(err, errors.New("too much evidence"))
	}
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return nil, err
	}
	var all []string
	for name, text := range map[string][]byte{"seen.checkpoint": m.signed, "served.checkpoint": served} {
		if text == nil {
			continue
		}
		file := filepath.Join(folder, name)
		if err := keep.File(file, text); err != nil {
			return all, err
		}
		all = append(all, file)
	}
	return all, nil
}
