// Package static embeds the files that browsers fetch: the stylesheet, the
// script, the illustrations and the fonts. Package ui serves them.
package static

import "embed"

// Files holds every file under its own name: kheo.css, fonts/….woff2.
//
//go:embed *.css *.js *.svg fonts/*.woff2
var Files embed.FS
