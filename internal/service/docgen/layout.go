package docgen

import "kheo/internal/platform/clock"

// Unverified is how people are told that nobody has checked a layout against
// its source.
const Unverified = "chưa kiểm chứng"

// The lines of organisation that have drafting rules of their own.
const (
	State = "state"
	Party = "party"
	Front = "front"
)

// Layout is the drafting rule of one line of organisation during one time, as
// data: it is kept in a table with its source and edited there. Lengths are
// millimetres, type sizes and spacings are points. Layouts are written to JSON
// and back without loss.
type Layout struct {
	Key        string     `json:"key"` // of a shipped one: "state-2020"
	Name       string     `json:"name"`
	Line       string     `json:"line"`        // State, Party or Front
	From       clock.Date `json:"from"`        // first day; zero: since ever
	To         clock.Date `json:"to"`          // last day; zero: still
	Source     string     `json:"source"`      // the rule that it follows
	Notes      string     `json:"notes"`       // what is not known for sure
	VerifiedBy string     `json:"verified_by"` // who checked it against Source; empty: nobody
	Spelling   string     `json:"spelling"`    // "ủy, hóa": how the rule itself spells
	Address    string     `json:"address"`     // of a submission: "Kính gửi", "Kính trình"

	PageW  float64 `json:"page_w"`
	PageH  float64 `json:"page_h"`
	Top    float64 `json:"top"` // margins
	Bottom float64 `json:"bottom"`
	Left   float64 `json:"left"`
	Right  float64 `json:"right"`

	Font       string          `json:"font"` // named in DOCX; PDF embeds Liberation Serif, its metric twin
	Body       BodyStyle       `json:"body"`
	PageNumber PageNumberStyle `json:"page_number"`
	Head       HeadStyle       `json:"head"`
	Number     NumberStyle     `json:"number"`
	Date       DateStyle       `json:"date"`
	Heading    HeadingStyle    `json:"heading"`
	Basis      BasisStyle      `json:"basis"`
	Deciding   DecidingStyle   `json:"deciding"`
	Table      TableStyle      `json:"table"`
	Signature  SignatureStyle  `json:"signature"`
	NoteSize   float64         `json:"note_size"`
	EndMark    string          `json:"end_mark"` // closes the body before the signature: "./." or "."
}

// Verified says whether a person has checked l against its source.
func (l Layout) Verified() bool { return l.VerifiedBy != "" && l.VerifiedBy != Unverified }

// LineHeight is the distance of two lines: Exact points, or when that is 0 a
// Multiple of the type's own height.
type LineHeight struct {
	Exact    float64 `json:"exact"`
	Multiple float64 `json:"multiple"`
}

// BodyStyle is how paragraphs look. Before and After are points around one.
type BodyStyle struct {
	Size        float64    `json:"size"`
	Line        LineHeight `json:"line"`
	FirstIndent float64    `json:"first_indent"` // mm
	Before      float64    `json:"before"`
	After       float64    `json:"after"`
	Align       Align      `json:"align"`
}

// PageNumberStyle is where the page number stands, on pages after the first:
// FromEdge mm below the upper edge of the paper, or with Foot above the lower.
type PageNumberStyle struct {
	Size     float64 `json:"size"`
	FromEdge float64 `json:"from_edge"`
	Foot     bool    `json:"foot"`
	Align    Align   `json:"align"`
}

// HeadStyle is how the letter head looks. Right are the lines of the motto, the
// same on every document. Below the issuer stands a line of IssuerRule of its
// width, or Star.
type HeadStyle struct {
	LeftShare    float64    `json:"left_share"` // width of the issuer's column, share of the text width
	Size         float64    `json:"size"`       // of lines that name none
	NumberSize   float64    `json:"number_size"`
	PlaceSize    float64    `json:"place_size"`
	SuperiorSize float64    `json:"superior_size"`
	SuperiorBold bool       `json:"superior_bold"`
	IssuerSize   float64    `json:"issuer_size"`
	IssuerBold   bool       `json:"issuer_bold"`
	IssuerRule   float64    `json:"issuer_rule"`
	Star         string     `json:"star"`
	Right        []HeadLine `json:"right"`
}

// HeadLine is a line of the motto; Rule is as in Line.
type HeadLine struct {
	Text string  `json:"text"`
	Size float64 `json:"size"`
	Bold bool    `json:"bold"`
	Rule float64 `json:"rule"`
}

// TableStyle is how tables look.
type TableStyle struct {
	Size float64    `json:"size"`
	Line LineHeight `json:"line"`
}

func (l Layout) textWidth() float64  { return l.PageW - l.Left - l.Right }
func (l Layout) textHeight() float64 { return l.PageH - l.Top - l.Bottom }

// Crowded lists the lines of the motto that do not fit their column on one line.
func (l Layout) Crowded() []string {
	var all []string
	for _, m := range l.Head.Right {
		column := l.textWidth() * (1 - l.Head.LeftShare)
		if widest([]Run{{Text: m.Text, Bold: m.Bold}}, m.Size, 10000) > column {
			all = append(all, m.Text)
		}
	}
	return all
}
