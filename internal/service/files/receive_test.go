package files

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"runtime"
	"slices"
	"strings"
	"testing"

	"kheo/internal/platform/db/dbtest"
	"kheo/internal/platform/fault"
	"kheo/internal/platform/i18n"
)

func open(t testing.TB) *Store {
	t.Helper()
	s, err := New(t.TempDir()+"/files", dbtest.SQLite(t))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

// onDisk lists every file of the store.
func onDisk(t testing.TB, s *Store) (names []string) {
	t.Helper()
	err := fs.WalkDir(s.root.FS(), ".", func(name string, e fs.DirEntry, err error) error {
		if err == nil && !e.IsDir() {
			names = append(names, name)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return names
}

func sumOf(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}

func receive(t testing.TB, s *Store, name string, content []byte) Received {
	t.Helper()
	in, err := s.Receive(t.Context(), name, "", bytes.NewReader(content), Limits{})
	if err != nil {
		t.Fatal(err)
	}
	return in
}

func TestReceiveAcceptsWhatPeopleSend(t *testing.T) {
	t.Parallel()
	s := open(t)
	sheet := archive(t, "[Content_Types].xml", "xl/workbook.xml")
	letter := archive(t, "[Content_Types].xml", "word/document.xml")
	for _, c := range []struct {
		name, saved, mediaType string
		content                []byte
	}{
		{"Ảnh họp tổ.JPG", "Ảnh họp tổ.JPG", JPEG, photo(t, gradient(30, 20), 6)},
		{"không đuôi", "không đuôi.jpg", JPEG, photo(t, gradient(30, 20), 1)},
		{"màn hình.png", "màn hình.png", PNG, screenshot(t, gradient(30, 20))},
		{"nhỏ.webp", "nhỏ.webp", WebP, webpWith(t, webpLossy)},
		{"kế hoạch.pdf", "kế hoạch.pdf", PDF, []byte("%PDF-1.7\n%%EOF\n")},
		{"danh sách.xlsx", "danh sách.xlsx", XLSX, sheet},
		{"báo cáo.docx", "báo cáo.docx", DOCX, letter},
		{"ghi chú.txt", "ghi chú.txt", Text, []byte("Dân biết, dân bàn\n")},
		{"số liệu.csv", "số liệu.csv", CSV, []byte("\xef\xbb\xbfTổ,Số hộ\n1,20\n")},
		{"bảng cũ.csv", "bảng cũ.csv", CSV, []byte("T\xe6 d\xa9n ph\xe8,20\n")},
		{"../../etc/cron.d/a.txt", "a.txt", Text, []byte("chữ")},
		{`C:\Ảnh\b.txt`, "b.txt", Text, []byte("chữ")},
		{"  ..\x00\r\n", "tep.txt", Text, []byte("chữ")},
	} {
		in := receive(t, s, c.name, c.content)
		if in.Name != c.saved || in.MediaType != c.mediaType || in.ReceivedSHA256 != sumOf(c.content) {
			t.Errorf("%q: %+v", c.name, in)
		}
		f, err := s.open(in.SHA256, in.Size)
		if err != nil {
			t.Fatal(err)
		}
		stored, err := io.ReadAll(f)
		if err = errors.Join(err, f.Close()); err != nil || sumOf(stored) != in.SHA256 {
			t.Errorf("%q: the stored bytes do not have their hash: %v", c.name, err)
		}
		if same := bytes.Equal(stored, c.content); same == isPicture(c.mediaType) {
			t.Errorf("%q: stored as it came: %v", c.name, same)
		}
		if bytes.Contains(stored, []byte(camera)) || bytes.Contains(stored, degrees) || (in.PreviewSHA256 != "") != isPicture(c.mediaType) {
			t.Errorf("%q: metadata stays, or preview %q", c.name, in.PreviewSHA256)
		}
	}
	for _, name := range onDisk(t, s) {
		if !isOurs(name) || strings.HasPrefix(name, drafts) {
			t.Errorf("left on disk: %s", name)
		}
	}
}

func TestReceiveRefuses(t *testing.T) {
	t.Parallel()
	s := open(t)
	moving := pngOf(t, gradient(4, 4))
	moving = slices.Concat(moving[:33], chunk("acTL", "\x00\x00\x00\x02\x00\x00\x00\x00"), moving[33:])
	broken := jpegOf(t, gradient(400, 300))
	broken = append(broken[:len(broken)/2:len(broken)/2], 0xff, 0xd9)
	for what, c := range map[string]struct {
		name    string
		content []byte
		limit   Limits
		says    string
	}{
		"empty":          {"a.txt", nil, Limits{}, "Tệp trống"},
		"html":           {"a.txt", []byte(" \n<!DOCTYPE html><script>"), Limits{}, "Loại tệp này chưa nhận được. Hãy gửi một trong các loại: JPEG (.jpg), PNG, WebP, PDF, Excel (.xlsx), Word (.docx), TXT, CSV."},
		"svg":            {"a.svg", []byte("\xef\xbb\xbf<svg onload='x()'/>"), Limits{}, "Loại tệp này"},
		"script":         {"a.txt", []byte("#!/bin/sh\nrm"), Limits{}, "Loại tệp này"},
		"windows":        {"a.pdf", []byte("MZ\x90\x00\x03\x00\x00\x00"), Limits{}, "Loại tệp này"},
		"linux":          {"a.txt", []byte("\x7fELF\x02\x01\x01\x00"), Limits{}, "Loại tệp này"},
		"gif":            {"a.gif", []byte("GIF89a\x01\x00\x01\x00\x80\x00\x00"), Limits{}, "Loại tệp này"},
		"zip":            {"a.zip", archive(t, "x.txt"), Limits{}, "Loại tệp này"},
		"apk":            {"a.xlsx", archive(t, "AndroidManifest.xml"), Limits{}, "Loại tệp này"},
		"cut zip":        {"a.xlsx", archive(t, "[Content_Types].xml", "xl/workbook.xml")[:60], Limits{}, "Loại tệp này"},
		"both":           {"a.xlsx", archive(t, "[Content_Types].xml", "xl/workbook.xml", "word/document.xml"), Limits{}, "Loại tệp này"},
		"macros":         {"a.xlsx", archive(t, "[Content_Types].xml", "xl/workbook.xml", "xl/vbaProject.bin"), Limits{}, "macro"},
		"old word":       {"a.doc", []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00"), Limits{}, "kiểu cũ"},
		"heic":           {"a.heic", []byte("\x00\x00\x00\x18ftypheic\x00\x00"), Limits{}, "HEIC"},
		"utf-16":         {"a.csv", []byte("\xff\xfea\x00"), Limits{}, "UTF-16"},
		"wrong end":      {"a.pdf", jpegOf(t, gradient(4, 4)), Limits{}, "Tên tệp có đuôi .pdf nhưng nội dung là JPEG (.jpg)."},
		"double end":     {"a.jpg.exe", jpegOf(t, gradient(4, 4)), Limits{}, ".exe"},
		"not this time":  {"a.pdf", []byte("%PDF-1.7"), Limits{Types: []string{JPEG, XLSX}}, "JPEG (.jpg), Excel (.xlsx)."},
		"too long":       {"a.txt", []byte("abcdef"), Limits{Bytes: 5}, "Tệp lớn hơn mức cho phép"},
		"broken picture": {"a.jpg", broken, Limits{}, "bị hỏng"},
		"no picture":     {"a.jpg", []byte("\xff\xd8\xff\xe0 nothing here"), Limits{}, "bị hỏng"},
		"moving picture": {"a.png", moving, Limits{}, "Ảnh động"},
	} {
		_, err := s.Receive(t.Context(), c.name, "", bytes.NewReader(c.content), c.limit)
		var no fault.Invalid
		if !errors.As(err, &no) || !strings.Contains(no[Field].String(), c.says) {
			t.Errorf("%s: %v", what, err)
			continue
		}
		if m := no[Field]; m.In(i18n.EN) == m.String() {
			t.Errorf("%s: no English for %q", what, m.Sentence)
		}
	}
	if left := onDisk(t, s); len(left) > 0 {
		t.Errorf("left on disk: %v", left)
	}
}

// endless counts what is taken of an endless upload and looks at the disk.
type endless struct {
	t     *testing.T
	s     *Store
	taken int64
	limit int64
}

func (e *endless) Read(p []byte) (int, error) {
	e.taken += int64(len(p))
	for _, name := range onDisk(e.t, e.s) {
		if info, err := e.s.root.Stat(name); err != nil || info.Size() > e.limit+1 {
			e.t.Errorf("%s on disk: %v, %v", name, info, err)
		}
	}
	for i := range p {
		p[i] = 'a'
	}
	return len(p), nil
}

func TestReceiveStopsAtTheLimit(t *testing.T) {
	t.Parallel()
	s := open(t)
	const limit = 1 << 20
	r := &endless{t: t, s: s, limit: limit}
	_, err := s.Receive(t.Context(), "lớn.txt", "", r, Limits{Bytes: limit})
	if err == nil || !strings.Contains(err.Error(), "mức cho phép là 1 MB") {
		t.Errorf("refused with %v", err)
	}
	if left := onDisk(t, s); len(left) > 0 || r.taken > limit+1 {
		t.Errorf("took %d bytes, left %v", r.taken, left)
	}
	body := http.MaxBytesReader(httptest.NewRecorder(), io.NopCloser(strings.NewReader("abcdef")), 3)
	if _, err := s.Receive(t.Context(), "a.txt", "", body, Limits{}); err == nil || !strings.Contains(err.Error(), "mức cho phép") {
		t.Errorf("the limit of the server: %v", err)
	}
}

func TestReceiveStopsWithItsCaller(t *testing.T) {
	t.Parallel()
	s := open(t)
	ctx, cancel := context.WithCancel(t.Context())
	r := io.MultiReader(strings.NewReader("abc"), readerFunc(func([]byte) (int, error) { cancel(); return 0, nil }), strings.NewReader("def"))
	_, err := s.Receive(ctx, "a.txt", "", r, Limits{})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
	_, err = s.Receive(t.Context(), "a.txt", "", readerFunc(func([]byte) (int, error) { return 0, io.ErrUnexpectedEOF }), Limits{})
	if !errors.Is(err, io.ErrUnexpectedEOF) || errors.As(err, new(fault.Invalid)) {
		t.Errorf("a line that broke: %v", err)
	}
	if left := onDisk(t, s); len(left) > 0 {
		t.Errorf("left on disk: %v", left)
	}
}

type readerFunc func([]byte) (int, error)

func (f readerFunc) Read(p []byte) (int, error) { return f(p) }

// Not parallel: it measures what the whole program allocates.
func TestBombsAreRefusedWithoutMemory(t *testing.T) { //nolint:paralleltest // see above
	s := open(t)
	huge := func(w, h uint32) []byte {
		ihdr := binary.BigEndian.AppendUint32(nil, w)
		ihdr = binary.BigEndian.AppendUint32(ihdr, h)
		body := chunk("IDAT", strings.Repeat("\x00", 1000))
		return slices.Concat([]byte(pngSignature), chunk("IHDR", string(ihdr)+"\x08\x06\x00\x00\x00"), body, chunk("IEND", ""))
	}
	frame := jpegOf(t, gradient(8, 8))
	at := bytes.Index(frame, []byte{0xff, 0xc0})
	copy(frame[at+5:], "\xff\xff\xff\xff")
	wide := webpWith(t, webpLossy)
	at = bytes.Index(wide, []byte("\x9d\x01\x2a"))
	copy(wide[at+3:], "\xff\x3f\xff\x3f")
	for name, bomb := range map[string][]byte{
		"a.png": huge(30_000, 30_000), "b.png": huge(1<<31-1, 1<<31-1), "c.png": huge(1<<20, 40), "d.jpg": frame, "e.webp": wide,
	} {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		_, err := s.Receive(t.Context(), name, "", bytes.NewReader(bomb), Limits{})
		runtime.ReadMemStats(&after)
		if err == nil || !strings.Contains(err.Error(), "Ảnh quá lớn") {
			t.Errorf("%s: %v", name, err)
		}
		if used := after.TotalAlloc - before.TotalAlloc; used > 4<<20 {
			t.Errorf("%s took %d bytes of memory to refuse", name, used)
		}
	}
}
