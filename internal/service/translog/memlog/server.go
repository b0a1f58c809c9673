package memlog

import (
	"net/http"
	"strconv"
	"strings"
	"sync"

	"kheo/internal/service/translog"
)

// Server serves a log under a prefix as tlog-tiles asks; what it serves can be changed
// while it runs.
type Server struct {
	mu       sync.Mutex
	shown    *Log
	size     int64
	key      int
	answers  map[string]http.HandlerFunc // by path after the prefix: instead of the log's
	requests []string
}

// Prefix is where a Server serves.
const Prefix = "/so-cong-nhan"

// Show serves the first n leaves of l, the checkpoint signed with key number key.
func (s *Server) Show(l *Log, n int64, key int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.shown, s.size, s.key = l, n, key
}

// Answer serves path, after the prefix, with do; nil serves the log again.
func (s *Server) Answer(path string, do http.HandlerFunc) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.answers == nil {
		s.answers = map[string]http.HandlerFunc{}
	}
	s.answers[path] = do
}

// Requests are the paths, after the prefix, that were asked for since the last call.
func (s *Server) Requests() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	all := s.requests
	s.requests = nil
	return all
}

// ServeHTTP answers like the program does.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	path := strings.TrimPrefix(r.URL.Path, Prefix)
	s.requests = append(s.requests, path)
	do := s.answers[path]
	if do == nil {
		do = s.answer(path)
	}
	s.mu.Unlock()
	do(w, r)
}

func (s *Server) answer(path string) http.HandlerFunc {
	switch {
	case path == "/checkpoint":
		return write(s.shown.Signed(s.size, s.key))
	case path == "/khoa":
		return write([]byte(s.shown.Keys.String()))
	case strings.HasPrefix(path, "/tile/"):
		level, number, _ := strings.Cut(strings.TrimPrefix(path, "/tile/"), "/")
		l, err := strconv.Atoi(level)
		n, width, ok := translog.ParseTileNumber(number)
		first := int64(width) + n*translog.TileWidth
		if err == nil && ok && l == 0 && first <= s.size {
			return write(s.shown.Tile(n, width))
		}
	}
	return http.NotFound
}

func write(data []byte) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write(data) }
}
