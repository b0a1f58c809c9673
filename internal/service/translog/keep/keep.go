// Package keep writes small files so that after a power cut either the old or the new
// text is there, whole.
package keep

import (
	"errors"
	"os"
	"path/filepath"
)

// File replaces what stands in name, for nobody but the program to read, and returns
// only when it is on the disk.
func File(name string, data []byte) error {
	f, err := os.CreateTemp(filepath.Dir(name), "."+filepath.Base(name)+".*") // mode 0600
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	if err := errors.Join(err, f.Sync(), f.Close()); err != nil {
		return errors.Join(err, os.Remove(f.Name()))
	}
	if err := os.Rename(f.Name(), name); err != nil {
		return errors.Join(err, os.Remove(f.Name()))
	}
	return Folder(filepath.Dir(name))
}

// Folder puts the names in a folder on the disk.
func Folder(name string) error {
	f, err := os.Open(name) //nolint:gosec // the caller's own folder
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}
