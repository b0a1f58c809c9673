// Package files keeps what people hand in (pictures, PDF, Excel, Word, text)
// and what the program itself produces.
//
// Bytes lie on disk under their own SHA-256 and never change; rows of
// files_file give them names. Place, camera and time are taken out of pictures
// before anything is kept.
//
// Reading order: receive.go (the way in), kind.go and office.go (what is
// accepted), picture.go with jpeg.go, exif.go, png.go, webp.go (metadata out),
// preview.go, bytes.go (the disk), store.go (the rows), check.go, serve.go.
package files
