package files

import (
	"context"
	"errors"
	"fmt"
	"image"
	"image/jpeg"
	"image/png"
	"io"

	"golang.org/x/image/webp"

	"kheo/internal/platform/fault"
)

// What a picture may need: 50 megapixels, and memory for one at a time.
const (
	maxPixels  = 50_000_000
	maxSide    = 65_535
	maxDecoded = 400_000_000 // bytes
)

// The ways in which a picture is no picture for us.
var (
	errBroken   = errors.New("files: broken picture")
	errAnimated = errors.New("files: animated picture")
)

// shape is what a stripper learns about a picture on its way.
type shape struct {
	Width, Height int
	Orientation   int   // 1 to 8, as EXIF counts; 1 is upright
	Decoded       int64 // bytes of memory that decoding needs, about
}

func (s shape) tooLarge() bool {
	return s.Width > maxSide || s.Height > maxSide ||
		int64(s.Width)*int64(s.Height) > maxPixels || s.Decoded > maxDecoded
}

// strip copies a picture without its metadata and without anything behind its
// end. Pixels are not touched. It holds at most one segment in memory.
func strip(mediaType string, dst io.Writer, src io.ReadSeeker) (shape, error) {
	switch mediaType {
	case JPEG:
		return stripJPEG(dst, src)
	case PNG:
		return stripPNG(dst, src)
	case WebP:
		return stripWebP(dst, src)
	}
	return shape{}, fmt.Errorf("files: %s is no picture", mediaType)
}

// takePicture keeps a picture without its metadata, and its small version.
func (s *Store) takePicture(ctx context.Context, in *Received, raw *draft) error {
	clean, err := s.draft()
	if err != nil {
		return err
	}
	defer clean.discard()
	shape, err := strip(in.MediaType, clean, raw.all())
	if err == nil && shape.tooLarge() {
		return refused(fault.Say("Ảnh quá lớn: %d × %d điểm ảnh. Hãy thu nhỏ xuống dưới 50 triệu điểm ảnh rồi gửi lại.", shape.Width, shape.Height))
	}
	if err != nil {
		return refusePicture(err)
	}
	small, err := s.draft()
	if err != nil {
		return err
	}
	defer small.discard()
	if err := s.preview(ctx, small, in.MediaType, clean.all(), shape); err != nil {
		return refusePicture(err)
	}
	if in.PreviewSHA256, err = s.keep(small); err != nil {
		return err
	}
	return s.take(in, clean)
}

func refusePicture(err error) error {
	switch {
	case errors.Is(err, errAnimated):
		return refused(fault.Say("Ảnh động chưa nhận được. Hãy gửi một ảnh tĩnh."))
	case errors.Is(err, errBroken):
		return refused(fault.Say("Ảnh bị hỏng hoặc chưa tải lên hết. Hãy mở thử ảnh trên máy của bạn, lưu lại rồi gửi lại."))
	}
	return err
}

// preview decodes the stripped picture, which proves that it can be seen, and
// writes its small version.
func (s *Store) preview(ctx context.Context, dst io.Writer, mediaType string, src io.Reader, sh shape) error {
	select {
	case s.decode <- struct{}{}:
	case <-ctx.Done():
		return ctx.Err()
	}
	defer func() { <-s.decode }()
	m, err := decode(mediaType, src)
	if err != nil {
		return fmt.Errorf("%w: %w", errBroken, err)
	}
	return jpeg.Encode(dst, upright(smaller(m), sh.Orientation), &jpeg.Options{Quality: previewQuality})
}

func decode(mediaType string, src io.Reader) (image.Image, error) {
	switch mediaType {
	case JPEG:
		return jpeg.Decode(src)
	case PNG:
		return png.Decode(src)
	}
	return webp.Decode(src)
}
