package app

import (
	"os"
	"path/filepath"
	"strings"
)

// Config is where Khéo keeps its things and how it is reached.
type Config struct {
	Data     string // directory of the database and the files
	Database string // postgres://…; empty: a SQLite file in Data
	BaseURL  string // how people reach it; decides whether cookies need HTTPS
	Owner    string // the unit line under the brand
	Demo     bool

	// PEM files with which papers are signed, and the roots that are trusted; empty: none.
	SigningKey, SigningCert, SigningRoots string
}

// What stands in the data directory.
const (
	databaseFile = "kheo.db"
	filesFolder  = "files"
)

func (c Config) database() string {
	if c.Database != "" {
		return c.Database
	}
	return filepath.Join(c.Data, databaseFile)
}

func (c Config) filesDir() string { return filepath.Join(c.Data, filesFolder) }

func (c Config) secure() bool { return strings.HasPrefix(c.BaseURL, "https://") }

func (c Config) prepare() error { return os.MkdirAll(c.Data, 0o750) }
