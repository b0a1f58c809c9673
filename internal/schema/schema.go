// Package schema holds the history of the whole database, in order: one list of
// files, the same for both engines. Tables begin with the name of the module
// that owns them.
package schema

import "embed"

// FS holds the migrations, 0001_… first.
//
//go:embed *.sql
var FS embed.FS
