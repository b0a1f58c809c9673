package files

import (
	"context"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"kheo/internal/platform/fault"
	"kheo/internal/platform/text"
)

// Field is the field that a refused upload is told about in fault.Invalid.
const Field = "file"

// Received is a file whose bytes are on disk; Save makes it known.
type Received struct {
	Name           string // cleaned, with an end that agrees with MediaType
	MediaType      string
	Size           int64  // of the stored bytes
	SHA256         string // of the stored bytes, hex
	ReceivedSHA256 string // of the bytes as they came, hex
	PreviewSHA256  string // of a small JPEG, hex; empty when it is no picture
	AccountID      string // empty: the system itself
}

// Receive streams r to disk, finds out what it is, takes place, camera and time
// out of pictures and makes their small version. What is not accepted is a
// fault.Invalid about Field, and nothing of it stays.
func (s *Store) Receive(ctx context.Context, name, accountID string, r io.Reader, limit Limits) (Received, error) {
	in := Received{Name: cleanName(name), AccountID: accountID}
	raw, err := s.draft()
	if err != nil {
		return Received{}, err
	}
	defer raw.discard()
	if err := fill(ctx, raw, r, limit.bytes()); err != nil {
		return Received{}, err
	}
	in.ReceivedSHA256 = raw.sum()
	if err := in.recognise(raw, limit); err != nil {
		return Received{}, err
	}
	if isPicture(in.MediaType) {
		err = s.takePicture(ctx, &in, raw)
	} else {
		err = s.take(&in, raw)
	}
	if err != nil {
		return Received{}, err
	}
	return in, nil
}

// Put keeps a file that the program itself produced. mediaType is trusted, but
// types that a browser would run are refused.
func (s *Store) Put(ctx context.Context, name, mediaType string, write func(io.Writer) error, accountID string) (Received, error) {
	if base, _, _ := strings.Cut(mediaType, ";"); isActive(base) {
		return Received{}, fmt.Errorf("files: %s cannot be stored", mediaType)
	}
	d, err := s.draft()
	if err != nil {
		return Received{}, err
	}
	defer d.discard()
	if err := write(d); err != nil {
		return Received{}, err
	}
	if err := ctx.Err(); err != nil {
		return Received{}, err
	}
	made := Received{Name: cleanName(name), MediaType: mediaType, ReceivedSHA256: d.sum(), AccountID: accountID}
	if err := s.take(&made, d); err != nil {
		return Received{}, err
	}
	return made, nil
}

func isActive(mediaType string) bool {
	return slices.Contains([]string{"text/html", "application/xhtml+xml", "image/svg+xml", "text/xml",
		"application/xml", "text/javascript", "application/javascript"}, strings.TrimSpace(mediaType)) || mediaType == ""
}

func (s *Store) take(in *Received, d *draft) (err error) {
	in.Size = d.size
	in.SHA256, err = s.keep(d)
	return err
}

// fill copies r, at most one byte more than limit.
func fill(ctx context.Context, d *draft, r io.Reader, limit int64) error {
	_, err := io.Copy(d, io.LimitReader(patient{ctx, r}, limit+1))
	switch {
	case d.size > limit || isTooLong(err):
		return refused(fault.Say("Tệp lớn hơn mức cho phép là %s. Hãy thu nhỏ ảnh, hoặc chia tệp thành nhiều phần rồi gửi lại.", sizeOf(limit)))
	case err != nil:
		return fmt.Errorf("files: upload ended early: %w", err)
	case d.size == 0:
		return refused(fault.Say("Tệp trống. Hãy chọn lại tệp có nội dung."))
	}
	return nil
}

// recognise sets MediaType and makes the name agree with it.
func (in *Received) recognise(d *draft, limit Limits) error {
	mediaType, err := sniff(d)
	if err != nil {
		return err
	}
	end := strings.ToLower(path.Ext(in.Name))
	if mediaType == Text && end == ".csv" {
		mediaType = CSV
	}
	k, known := kindOf(mediaType)
	if !known || !slices.ContainsFunc(limit.kinds(), func(k kind) bool { return k.mediaType == mediaType }) {
		return refused(fault.Say("Loại tệp này chưa nhận được. Hãy gửi một trong các loại: %s.", limit.Titles()))
	}
	if end == "" {
		in.Name += k.ends[0]
	} else if !slices.Contains(k.ends, end) {
		return refused(fault.Say("Tên tệp có đuôi %s nhưng nội dung là %s. Hãy kiểm tra lại tệp, hoặc đổi đuôi tên cho đúng.", end, k.title))
	}
	in.MediaType = mediaType
	return nil
}

// maxName bounds a name in bytes, as file systems do, with room for " (1)".
const maxName = 200

// cleanName keeps the last part of a path, without marks that browsers or file
// systems would read as something else.
func cleanName(name string) string {
	name = name[strings.LastIndexAny(name, `/\`)+1:]
	name = strings.Map(func(r rune) rune {
		if strings.ContainsRune(`"<>:|?*`, r) {
			return '-'
		}
		return r
	}, text.Clean(name))
	name = strings.Trim(name, ". ")
	if end := path.Ext(name); len(name) > maxName {
		if len(end) > 16 {
			end = ""
		}
		stem := name[:maxName-len(end)]
		for !utf8.ValidString(stem) {
			stem = stem[:len(stem)-1]
		}
		name = strings.TrimSpace(stem) + end
	}
	if name == "" {
		return "tep"
	}
	return name
}

// sizeOf shows bytes for people: 25 MB.
func sizeOf(n int64) string {
	if n < 1<<20 {
		return fmt.Sprintf("%d KB", max(1, n>>10))
	}
	return fmt.Sprintf("%d MB", n>>20)
}

// unfinished tells errors of a file that ends too early from errors of the disk.
func unfinished(err error) error {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return errBroken
	}
	return err
}
