package register

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"regexp"

	"kheo/internal/service/translog"
)

// ProofType is the media type of the proof that a certificate's file carries, and
// ProofSuffix ends its name (c2sp.org/tlog-proof).
const (
	ProofType   = "application/vnd.c2sp.tlog-proof"
	ProofSuffix = ".tlog-proof"
)

// evidence is a proof with the statement that it is about: the proof's extra data are
// the salt and the statement, of which the leaf is made again.
type evidence struct {
	proof     translog.Proof
	salt, raw []byte
}

// proofOf makes the proof of a leaf that others can check alone.
func (l leaf) proofOf(p translog.Proof) []byte {
	p.Extra = append(bytes.Clone(l.salt), l.raw...)
	return p.Format()
}

var (
	errNoProof    = errors.New("register: no proof in the file")
	errManyProofs = errors.New("register: several proofs in the file")
	errProof      = errors.New("register: the proof cannot be read")
)

// proofMark begins a proof inside of a PDF, whose attachments are not compressed.
var proofMark = []byte("\nc2sp.org/tlog-proof@v1\n")

// findProof reads the only proof in a file: a PDF or the proof itself.
func findProof(file []byte) (e evidence, err error) {
	text := append([]byte("\n"), file...)
	if bytes.HasPrefix(file, pdfMark) {
		text = file
	}
	at := bytes.Index(text, proofMark)
	if at < 0 {
		return e, errNoProof
	}
	text = text[at+1:]
	if bytes.Contains(text, proofMark) {
		return e, errManyProofs
	}
	if end := bytes.Index(text, []byte("\nendstream")); end >= 0 {
		text = text[:end]
	}
	if e.proof, err = translog.ParseProof(text); err != nil || len(e.proof.Extra) <= saltSize {
		return e, errProof
	}
	e.salt, e.raw = e.proof.Extra[:saltSize], e.proof.Extra[saltSize:]
	return e, nil
}

// pdfMark begins every PDF.
var pdfMark = []byte("%PDF-")

// A seal is the last line of a certificate's file: it signs every byte before it
// together with the code, so that nobody can change the page and leave the proof.
type seal struct {
	keyID     string
	signature []byte
}

// sealText is what a seal signs.
func sealText(code string, sum [sha256.Size]byte) []byte {
	return fmt.Appendf(nil, "kheo/file-seal/v1\n%s\n%s\n", code, hex.EncodeToString(sum[:]))
}

// line is the seal as a remark of the PDF.
func (s seal) line() []byte {
	return fmt.Appendf(nil, "%%kheo-seal %s %s\n", s.keyID, base64.StdEncoding.EncodeToString(s.signature))
}

var sealLine = regexp.MustCompile(`(?m)^%kheo-seal ([0-9a-f]{8}) ([A-Za-z0-9+/]{86}==)\n\z`)

// splitSeal parts a file into what is sealed and the seal at its end.
func splitSeal(file []byte) (body []byte, s seal, ok bool) {
	tail := file[max(0, len(file)-200):]
	m := sealLine.FindSubmatchIndex(tail)
	if m == nil {
		return file, s, false
	}
	s.keyID = string(tail[m[2]:m[3]])
	var err error
	if s.signature, err = base64.StdEncoding.Strict().DecodeString(string(tail[m[4]:m[5]])); err != nil {
		return file, seal{}, false // bits to spare in the last letter were changed
	}
	return file[:len(file)-len(tail)+m[0]], s, true
}

// sealMark is in every file that was ever sealed, whatever came after.
var sealMark = []byte("\n%kheo-seal ")
