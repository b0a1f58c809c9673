// Package pdfsign signs PDF files and checks signed ones: PAdES baseline B
// (ETSI EN 319 142-1), as one more revision behind the bytes of the original.
//
// The key may be a file or live in a token: see Signer. What a signature proves
// and what it does not is written in docs/signing.md.
//
// Reading order: signer.go (keys), sign.go with cms.go and write.go (signing),
// verify.go with trust.go (what a file says of its signatures), same.go with
// changes.go (is this the very paper that was to be signed), object.go, xref.go,
// file.go and filter.go (as much of PDF as that needs).
package pdfsign
