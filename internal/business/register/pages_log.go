package register

import (
	"errors"
	"net/http"
	"strings"

	"kheo/internal/platform/fault"
	"kheo/internal/service/web"
)

// mountLog serves the log as c2sp.org/tlog-tiles asks, with its keys and downloads.
func (p pages) mountLog(m *web.Mux) {
	m.Public("GET "+LogPath, p.about)
	m.Public("GET "+LogPath+"/checkpoint", p.checkpoint)
	m.Public("GET "+LogPath+"/khoa", p.keys)
	m.Public("GET "+LogPath+"/tile/{level}/{number...}", p.tile)
	m.Public("GET "+LogPath+"/so-cong-nhan.jsonl", p.download)
	m.Public("GET "+LogPath+"/so-cong-nhan.csv", p.downloadCSV)
}

// checkpoint answers with the last signed checkpoint and its cosignatures.
func (p pages) checkpoint(w http.ResponseWriter, r *web.Request) error {
	signed, err := p.Checkpoint(r.Context())
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("Cache-Control", "public, max-age=5")
	_, err = w.Write(signed)
	return err
}

// keys answers with the public keys, as translog.ParseKeys reads them.
func (p pages) keys(w http.ResponseWriter, r *web.Request) error {
	keys, err := p.Keys(r.Context())
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("Cache-Control", "public, max-age=5")
	_, err = w.Write([]byte(keys.String()))
	return err
}

// tile answers with hashes of the tree or, at the level "entries", with what they were
// made of. Neither ever changes.
func (p pages) tile(w http.ResponseWriter, r *web.Request) error {
	data, err := p.Tile(r.Context(), r.PathValue("level"), r.PathValue("number"))
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "application/octet-stream")
	w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
	_, err = w.Write(data)
	return err
}

// download answers with the whole register as JSON lines.
func (p pages) download(w http.ResponseWriter, r *web.Request) error {
	return p.whole(w, r, "application/jsonl", ".jsonl", func() error { return p.Export(r.Context(), w) })
}

// downloadCSV answers with the whole register for spreadsheets.
func (p pages) downloadCSV(w http.ResponseWriter, r *web.Request) error {
	return p.whole(w, r, "text/csv; charset=utf-8", ".csv", func() error { return p.ExportCSV(r.Context(), w) })
}

// whole sends a large file; only few go out at the same time.
func (p pages) whole(w http.ResponseWriter, r *web.Request, mediaType, suffix string, write func() error) error {
	select {
	case p.sending <- struct{}{}:
		defer func() { <-p.sending }()
	default:
		w.Header().Set("Retry-After", "60")
		return fault.Refuse("Nhiều người đang tải sổ cùng lúc. Xin thử lại sau một phút.")
	}
	web.Attach(w, mediaType, strings.TrimPrefix(LogPath, "/")+suffix)
	if err := write(); err != nil && !errors.Is(err, r.Context().Err()) {
		panic(http.ErrAbortHandler) // half a file must not look whole
	}
	return nil
}
