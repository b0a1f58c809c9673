package docgen

import (
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
)

// Color is red, green and blue, 0-255 each; as text it is "#8F1D18".
type Color struct{ R, G, B uint8 }

// String is c as "#8F1D18".
func (c Color) String() string { return fmt.Sprintf("#%02X%02X%02X", c.R, c.G, c.B) }

// MarshalText writes c as "#8F1D18".
func (c Color) MarshalText() ([]byte, error) { return []byte(c.String()), nil }

// UnmarshalText reads "#8F1D18", in capitals or not.
func (c *Color) UnmarshalText(text []byte) error {
	digits, ours := strings.CutPrefix(string(text), "#")
	read, err := hex.DecodeString(digits)
	if !ours || err != nil || len(read) != 3 {
		return fmt.Errorf("docgen: %.20q is no colour", text)
	}
	*c = Color{read[0], read[1], read[2]}
	return nil
}

// Paper is a size of paper, wider than it is tall.
type Paper string

// The papers of certificates.
const (
	A4 Paper = "A4"
	A3 Paper = "A3"
)

// size is the paper's width and height, mm.
func (p Paper) size() (w, h float64) {
	if p == A3 {
		return 420, 297
	}
	return 297, 210
}

// Part is what a pre-printed blank may have already.
type Part string

// The parts of a certificate that a blank may have. Everything else is printed
// on each.
const (
	PartGround Part = "ground" // frame and watermark
	PartMotto  Part = "motto"  // heading of the State or the Party
	PartIssuer Part = "issuer" // who issues it
	PartKind   Part = "kind"   // "GIẤY KHEN" with its divider
	PartGiver  Part = "giver"  // "Ban Thường vụ … tặng"
	PartForm   Part = "form"   // in whose name it is signed
	PartSigner Part = "signer" // the signer's name
	PartPhoto  Part = "photo"  // the frame of the photograph
)

// Parts are all parts that a blank may have, from top to bottom.
func Parts() []Part {
	return []Part{PartGround, PartMotto, PartIssuer, PartKind, PartGiver, PartPhoto, PartForm, PartSigner}
}

// Design is how certificates look, as data. Lengths are mm of A4; on A3
// everything but the photograph scales with the paper.
type Design struct {
	Name      string   `json:"name"`
	Line      string   `json:"line"` // state, party or front
	Paper     Paper    `json:"paper"`
	Heading   []string `json:"heading"` // at the right, bold, its last line underlined
	Photo     bool     `json:"photo"`   // room for a photograph of 3 × 4 cm, in a thin frame
	Frame     bool     `json:"frame"`
	Watermark bool     `json:"watermark"` // a pale bronze drum behind the text
	Gold      Color    `json:"gold"`      // thin lines
	Pale      Color    `json:"pale"`      // watermark
	Title     Color    `json:"title"`
	Ink       Color    `json:"ink"`
	Margin    float64  `json:"margin"`    // from the edge to text, left and right
	HeadTop   float64  `json:"head_top"`  // from the edge to the first line of the headings
	TitleAt   float64  `json:"title_at"`  // from the edge to the title's base; 0: where there is room
	SealRoom  float64  `json:"seal_room"` // between the form and the signer's name
	Blank     []Part   `json:"blank"`     // what pre-printed blanks have
}

// blankTitleAt is where a blank has its title unless the design says so: it
// stands in one place whatever is printed below.
const blankTitleAt = 64.0

// titleAt is where the title's base has to stand, or 0.
func (d Design) titleAt(over bool) float64 {
	if d.TitleAt == 0 && over && slices.Contains(d.Blank, PartKind) {
		return blankTitleAt
	}
	return d.TitleAt
}

// has tells whether a part stands on the paper already.
func (d Design) has(over bool, p Part) bool { return over && p != "" && slices.Contains(d.Blank, p) }

// CertificateText is what one certificate says. Empty fields leave no gap.
type CertificateText struct {
	LeftHead  []string // who issues it; the last line of words is bold
	PlaceDate string
	Kind      string // "GIẤY KHEN", "GIẤY CHỨNG NHẬN"
	Giver     string // "Ban Thường vụ Đảng ủy phường An Bình tặng"
	Name      string // of the person, household or collective; never cut
	Where     string
	Merit     string
	Form      []string // "T/M BAN THƯỜNG VỤ", "PHÓ BÍ THƯ"
	Signer    string
	Number    string // "Số 412-QĐ/QU, dòng 7"
	Code      string // for people to type
	VerifyURL string // for people to type too; empty prints no QR code
	QR        string // what the QR code says, at most MostQR bytes; empty: VerifyURL
	Stamp     string // in place of signature and seal: "BẢN XEM"; empty for none
	Photo     []byte // a JPEG, upright; empty leaves its frame empty
}

// qrText is what the QR code says; empty for none.
func (t CertificateText) qrText() string {
	if t.VerifyURL == "" || t.QR == "" {
		return t.VerifyURL
	}
	return t.QR
}

// Attachment is a file inside the PDF of one certificate.
type Attachment struct {
	Name  string // with its end: "bang-chung.json"
	MIME  string // "application/json"
	About string // one sentence for people
	Data  []byte
}
