package docgen

// NumberStyle is how the number and the symbol are written: Label and then
// Pattern with {n}, {kind} and {org}. Restart says when numbers begin again.
type NumberStyle struct {
	Label   string `json:"label"`   // "Số: ", "Số "
	Pattern string `json:"pattern"` // "{n}/{kind}-{org}", "{n}-{kind}/{org}"
	Pad     bool   `json:"pad"`     // 05 for 5
	Restart string `json:"restart"` // RestartYear or RestartTerm
}

// When numbers begin again: every year, or with the committee's term.
const (
	RestartYear = "year"
	RestartTerm = "term"
)

// DateStyle is how the day is written below the motto: PadDay writes 05 for 5,
// PadMonth 01 and 02 for January and February.
type DateStyle struct {
	PadDay   bool `json:"pad_day"`
	PadMonth bool `json:"pad_month"`
}

// HeadingStyle is how the document's name looks; below it stand either Mark
// ("-----") or a line of RuleShare of the last line's width. About begins what
// it is about: "Về việc ".
type HeadingStyle struct {
	NameSize     float64 `json:"name_size"`
	AbstractSize float64 `json:"abstract_size"`
	About        string  `json:"about"`
	Mark         string  `json:"mark"`
	RuleShare    float64 `json:"rule_share"`
	Before       float64 `json:"before"`
	After        float64 `json:"after"`
}

// BasisStyle is how the legal bases are written: Marker before each, Between
// after each, End after the last.
type BasisStyle struct {
	Marker  string `json:"marker"`
	Italic  bool   `json:"italic"`
	Between string `json:"between"`
	End     string `json:"end"`
}

// DecidingStyle are the lines that say who decides: Before stands above the
// bases, Line below them; {authority} is replaced. An empty one is left out.
type DecidingStyle struct {
	Before string `json:"before"`
	Line   string `json:"line"`
}

// SignatureStyle is how a document is signed. PostBold is for the last line of the
// form; the lines above it are always bold.
type SignatureStyle struct {
	Label          Run     `json:"label"` // "Nơi nhận:"
	Marker         string  `json:"marker"`
	Between        string  `json:"between"` // closes a recipient's line
	End            string  `json:"end"`     // closes the last one's
	Filed          string  `json:"filed"`   // the last recipient: "Lưu: VT"
	RecipientsSize float64 `json:"recipients_size"`
	Size           float64 `json:"size"`
	PostBold       bool    `json:"post_bold"`
	Room           float64 `json:"room"` // mm for signature and seal
	Marks          Marks   `json:"marks"`
}

// Marks say in whose name one signs: on behalf of a body, in place of its head,
// by order, by authorisation.
type Marks struct {
	TM  string `json:"tm"`
	KT  string `json:"kt"`
	TL  string `json:"tl"`
	TUQ string `json:"tuq"`
}
