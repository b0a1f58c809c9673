package signing

import (
	"time"

	"kheo/internal/service/files"
)

// Kind is how a copy was signed.
type Kind string

// The kinds.
const (
	Scan  Kind = "scan"
	PAdES Kind = "pades"
)

// Kinds lists both kinds.
func Kinds() []Kind { return []Kind{PAdES, Scan} }

// Label is the Vietnamese name of the kind, a source text of i18n.
func (k Kind) Label() string {
	if k == PAdES {
		return "Bản ký số"
	}
	return "Bản chụp chữ ký và dấu"
}

// Subject is a paper that is signed, as its own module knows it.
type Subject struct {
	Kind     string // "decision"
	ID       string
	Title    string // for the trail
	UnitPath string // of the body that signs
}

// Upload is a signed copy as somebody sends it.
type Upload struct {
	ID      string // of the form, so that sending twice keeps one
	Kind    Kind
	Name    string // of the file
	Content []byte
}

// Signature is one signature of a kept copy, or a scan.
type Signature struct {
	ID                string
	Subject           Subject // Kind, ID and UnitPath
	Kind              Kind
	FileID            string
	File              files.File
	OriginalSHA256    string // of the paper that was to be signed, hex
	Signer            string // as the certificate says; empty for a scan
	CertificateSHA256 string // hex
	Serial            string
	Issuer            string
	SignedAt          time.Time // as the signature says; zero when it does not
	VerifiedAt        time.Time
	Result            string // what was found of the certificate, a source text of i18n
	AccountID         string
	Account           string // name of who sent it
	At                time.Time
}

// MaxBytes bounds a signed copy.
const MaxBytes = files.DefaultBytes
