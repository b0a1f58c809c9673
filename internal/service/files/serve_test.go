package files

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"kheo/internal/platform/fault"
)

func fileOf(t *testing.T, s *Store, name string, content []byte) File {
	t.Helper()
	in := receive(t, s, name, content)
	return File{Name: in.Name, MediaType: in.MediaType, Size: in.Size, SHA256: in.SHA256, PreviewSHA256: in.PreviewSHA256}
}

func serve(t *testing.T, s *Store, f File, inline bool, header ...string) *httptest.ResponseRecorder {
	t.Helper()
	r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/", nil)
	for i := 0; i < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	w := httptest.NewRecorder()
	if err := s.Serve(w, r, f, inline); err != nil {
		t.Fatal(err)
	}
	return w
}

func TestServeSetsSafeHeaders(t *testing.T) {
	t.Parallel()
	s := open(t)
	picture := fileOf(t, s, "Ảnh Đường \"đẹp\".jpg", jpegOf(t, gradient(9, 9)))
	paper := fileOf(t, s, "a.pdf", []byte("%PDF-1.7"))
	note := fileOf(t, s, "ghi.txt", []byte("x<script>"))
	const sandbox = "default-src 'none'; frame-ancestors 'self'; sandbox"
	for _, c := range []struct {
		f                       File
		inline                  bool
		mediaType, how, content string
	}{
		{picture, true, JPEG, `inline; filename="anh-duong-dep.jpg"; filename*=UTF-8''%E1%BA%A2nh%20%C4%90%C6%B0%E1%BB%9Dng%20-%C4%91%E1%BA%B9p-.jpg`, sandbox},
		{picture, false, JPEG, `attachment; filename="anh-duong-dep.jpg"; filename*=UTF-8''%E1%BA%A2nh%20%C4%90%C6%B0%E1%BB%9Dng%20-%C4%91%E1%BA%B9p-.jpg`, sandbox},
		{paper, true, PDF, `inline; filename="a.pdf"; filename*=UTF-8''a.pdf`, "frame-ancestors 'self'"},
		{paper, false, PDF, `attachment; filename="a.pdf"; filename*=UTF-8''a.pdf`, sandbox},
		{note, true, Text, `attachment; filename="ghi.txt"; filename*=UTF-8''ghi.txt`, sandbox},
	} {
		w := serve(t, s, c.f, c.inline)
		for name, want := range map[string]string{
			"Content-Type": c.mediaType, "Content-Disposition": c.how, "Content-Security-Policy": c.content,
			"X-Content-Type-Options": "nosniff", "Cache-Control": "private, no-cache", "ETag": `"` + c.f.SHA256 + `"`,
		} {
			if got := w.Header().Get(name); got != want {
				t.Errorf("%s, inline %v: %s is %s instead of %s", c.f.Name, c.inline, name, got, want)
			}
		}
		if w.Code != http.StatusOK || sumOf(w.Body.Bytes()) != c.f.SHA256 {
			t.Errorf("%s: status %d, %d bytes", c.f.Name, w.Code, w.Body.Len())
		}
	}
}

func TestServeRangesAndCaches(t *testing.T) {
	t.Parallel()
	s := open(t)
	f := fileOf(t, s, "a.txt", []byte("0123456789"))
	if w := serve(t, s, f, false, "Range", "bytes=2-4"); w.Code != http.StatusPartialContent || w.Body.String() != "234" {
		t.Errorf("range: %d %q", w.Code, w.Body)
	}
	if w := serve(t, s, f, false, "If-None-Match", `"`+f.SHA256+`"`); w.Code != http.StatusNotModified || w.Body.Len() > 0 {
		t.Errorf("seen before: %d %q", w.Code, w.Body)
	}
}

func TestServePreviewAndErrors(t *testing.T) {
	t.Parallel()
	s := open(t)
	r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/", nil)
	picture := fileOf(t, s, "màn hình.png", pngOf(t, gradient(900, 9)))
	w := httptest.NewRecorder()
	if err := s.ServePreview(w, r, picture); err != nil {
		t.Fatal(err)
	}
	if how := w.Header().Get("Content-Disposition"); w.Header().Get("Content-Type") != JPEG || !strings.HasPrefix(how, `inline; filename="man-hinh.jpg"`) || sumOf(w.Body.Bytes()) != picture.PreviewSHA256 {
		t.Errorf("preview: %v", w.Header())
	}
	w = httptest.NewRecorder()
	if err := s.ServePreview(w, r, fileOf(t, s, "a.txt", []byte("x"))); err != fault.NotFound || len(w.Header()) > 0 { //nolint:errorlint // the very error
		t.Errorf("no preview: %v %v", err, w.Header())
	}
	if err := s.Serve(w, r, File{SHA256: strings.Repeat("ab", 32), Size: 1}, true); err == nil || len(w.Header()) > 0 {
		t.Errorf("missing bytes: %v %v", err, w.Header())
	}
}
