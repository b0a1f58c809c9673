package exchange

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"path"
	"strings"
	"sync/atomic"
)

// source remembers a failure of the reader below, so that a disk error is not
// taken for a damaged file.
type source struct {
	r      io.ReaderAt
	failed atomic.Pointer[error]
}

func (s *source) ReadAt(p []byte, off int64) (int, error) {
	if off < 0 {
		return 0, io.ErrUnexpectedEOF // the archive points before its beginning
	}
	n, err := s.r.ReadAt(p, off)
	if err != nil && !errors.Is(err, io.EOF) {
		s.failed.Store(&err)
	}
	return n, err
}

// blame is the failure of the reader below, or else what says.
func (s *source) blame(what error) error {
	if err := s.failed.Load(); err != nil {
		return *err
	}
	return what
}

// archive is a checked zip file.
type archive struct {
	src    *source
	parts  map[string]*zip.File // by lower-case name
	limits Limits
}

func openArchive(src *source, size int64, limits Limits) (*archive, error) {
	// zip.NewReader holds the whole directory: count its entries first.
	n, err := countSignatures(io.NewSectionReader(src, 0, size), []byte("PK\x01\x02"), partsLimit)
	if err != nil {
		return nil, src.blame(refuseDamaged())
	}
	if n > partsLimit {
		return nil, refuseBomb()
	}
	z, err := zip.NewReader(src, size)
	if err != nil {
		return nil, src.blame(refuseDamaged())
	}
	a := &archive{src: src, parts: map[string]*zip.File{}, limits: limits}
	left := uint64(limits.UnzippedBytes)
	for _, f := range z.File {
		if f.UncompressedSize64 > left || tooTight(f.UncompressedSize64, f.CompressedSize64, limits) {
			return nil, refuseBomb()
		}
		left -= f.UncompressedSize64
		a.parts[strings.ToLower(strings.TrimPrefix(path.Clean("/"+strings.ReplaceAll(f.Name, `\`, "/")), "/"))] = f
	}
	return a, nil
}

func tooTight(unpacked, packed uint64, limits Limits) bool {
	return unpacked > ratioFloor && unpacked/uint64(limits.Ratio) > packed
}

// open streams one part; nil when there is no such part. What it yields is
// measured again: sizes in the directory are only claims.
func (a *archive) open(name string) (*meter, error) {
	f := a.parts[strings.ToLower(name)]
	if f == nil {
		return nil, nil
	}
	r, err := f.Open()
	if err != nil {
		return nil, a.src.blame(refuseDamaged())
	}
	return &meter{r: r, claimed: f.UncompressedSize64, packed: f.CompressedSize64, limits: a.limits, src: a.src}, nil
}

// meter counts what a part really unpacks to, and what one token of it takes.
type meter struct {
	r                     io.ReadCloser
	read, claimed, packed uint64
	token                 int
	limits                Limits
	src                   *source
}

func (m *meter) Read(p []byte) (int, error) {
	n, err := m.r.Read(p)
	m.read += uint64(n)
	m.token += n
	switch {
	case m.read > m.claimed || m.read > uint64(m.limits.UnzippedBytes) || tooTight(m.read, m.packed, m.limits):
		return 0, refuseBomb()
	case m.token > tokenLimit+1<<16:
		return 0, refuseDamaged()
	case err != nil && !errors.Is(err, io.EOF):
		return n, m.src.blame(refuseDamaged())
	}
	return n, err
}

func (m *meter) Close() error { return m.r.Close() }

// countSignatures counts sig in r, up to one more than limit.
func countSignatures(r io.Reader, sig []byte, limit int) (count int, err error) {
	buf := make([]byte, 64<<10)
	kept := 0
	for count <= limit {
		n, err := r.Read(buf[kept:])
		count += bytes.Count(buf[:kept+n], sig)
		if err == io.EOF {
			return count, nil
		}
		if err != nil {
			return count, err
		}
		// Keep what may be the beginning of the next one.
		end := kept + n
		kept = copy(buf, buf[max(0, end-len(sig)+1):end])
	}
	return count, nil
}
