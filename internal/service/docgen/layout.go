package docgen

// Unverified stands in Layout.VerifiedBy until a person has checked a layout
// against its source.
const Unverified = "chưa kiểm chứng"

// Layout is the drafting rule of a document kind, as data: it may be kept in
// a table with its source and edited there. Lengths are millimetres, type
// sizes and spacings are points.
type Layout struct {
	Name       string
	Source     string // the rule that it follows
	VerifiedBy string // who checked it against Source, or Unverified

	PageW, PageH             float64
	Top, Bottom, Left, Right float64 // margins

	Font       string // named in DOCX; PDF embeds Liberation Serif, its metric twin
	Body       BodyStyle
	PageNumber PageNumberStyle
	Head       HeadStyle
	Heading    HeadingStyle
	Table      TableStyle
	Signature  SignatureStyle
	NoteSize   float64
	EndMark    string // closes the body before the signature: "./." or "."
}

// Verified says whether a person has checked l against its source.
func (l Layout) Verified() bool { return l.VerifiedBy != "" && l.VerifiedBy != Unverified }

// LineHeight is the distance of two lines: Exact points, or when that is 0 a
// Multiple of the type's own height.
type LineHeight struct{ Exact, Multiple float64 }

// BodyStyle is how paragraphs look.
type BodyStyle struct {
	Size          float64
	Line          LineHeight
	FirstIndent   float64 // mm
	Before, After float64 // points around a paragraph
	Align         Align
}

// PageNumberStyle is where the page number stands: FromTop mm below the edge,
// on pages after the first.
type PageNumberStyle struct {
	Size    float64
	FromTop float64
	Align   Align
}

// HeadStyle is how the letter head looks.
type HeadStyle struct {
	LeftShare  float64 // width of the issuer's column, share of the text width
	Size       float64
	NumberSize float64
	PlaceSize  float64
}

// HeadingStyle is how the document's name looks; below it stand either Mark
// ("-----") or a line of RuleShare of the last line's width.
type HeadingStyle struct {
	NameSize      float64
	AbstractSize  float64
	Mark          string
	RuleShare     float64
	Before, After float64
}

// TableStyle is how tables look.
type TableStyle struct {
	Size float64
	Line LineHeight
}

// SignatureStyle is how a document is signed. PostBold is for the last line
// of the form; the lines above it are always bold.
type SignatureStyle struct {
	Label          Run // "Nơi nhận:"
	Marker         string
	Between, End   string // close a recipient's line, and the last one's
	RecipientsSize float64
	Size           float64
	PostBold       bool
	Room           float64 // mm for signature and seal
}

func (l Layout) textWidth() float64  { return l.PageW - l.Left - l.Right }
func (l Layout) textHeight() float64 { return l.PageH - l.Top - l.Bottom }
