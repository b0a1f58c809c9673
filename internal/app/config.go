package app

import (
	"crypto/rand"
	"net"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"kheo/internal/business/register"
	"kheo/internal/service/translog/witness"
)

// Config is where Khéo keeps its things and how it is reached.
type Config struct {
	Data     string // directory of the database and the files
	Database string // postgres://…; empty: a SQLite file in Data
	BaseURL  string // how people reach it; decides whether cookies need HTTPS
	Owner    string // the unit line under the brand
	Demo     bool
	// NameLater leaves it to a later start to make the register's log, whose name comes from
	// BaseURL and stays for ever: a command may run before anybody said what it is.
	NameLater bool

	// PEM files with which papers are signed, and the roots that are trusted; empty: none.
	SigningKey, SigningCert, SigningRoots string

	Witnesses []witness.Address // that are asked to cosign the register's checkpoints
}

// What stands in the data directory.
const (
	databaseFile = "kheo.db"
	filesFolder  = "files"
	keysFolder   = "keys" // of the register's log: secret
)

func (c Config) database() string {
	if c.Database != "" {
		return c.Database
	}
	return filepath.Join(c.Data, databaseFile)
}

func (c Config) filesDir() string { return filepath.Join(c.Data, filesFolder) }

func (c Config) keysDir() string { return filepath.Join(c.Data, keysFolder) }

// origin names the register's log for ever: the address under which it is served, or,
// where nobody else reaches that, a name that no other log has.
func (c Config) origin() string {
	u, err := url.Parse(c.BaseURL)
	if err == nil && u.Hostname() != "" && u.Hostname() != "localhost" && !net.ParseIP(u.Hostname()).IsLoopback() {
		return u.Host + strings.TrimSuffix(u.Path, "/") + register.LogPath
	}
	return "kheo-" + strings.ToLower(rand.Text())[:12]
}

func (c Config) secure() bool { return strings.HasPrefix(c.BaseURL, "https://") }

func (c Config) prepare() error { return os.MkdirAll(c.Data, 0o750) }
