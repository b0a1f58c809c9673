package ui

import "time"

// mediaTypes are written down because the system's own table differs between machines.
var mediaTypes = map[string]string{
	".css":   "text/css; charset=utf-8",
	".js":    "text/javascript; charset=utf-8",
	".svg":   "image/svg+xml",
	".woff2": "font/woff2",
}

// noTime makes http.ServeContent leave Last-Modified out: the ETag says it all.
var noTime time.Time
