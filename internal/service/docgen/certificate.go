package docgen

// Color is red, green and blue, 0-255 each.
type Color struct{ R, G, B uint8 }

// Design is how certificates look, as data. Paper is wider than it is tall;
// everything on it scales with it, A4 or A3.
type Design struct {
	Name           string
	PaperW, PaperH float64 // mm
	Frame          bool    // false for blanks that are printed with a frame
	Watermark      bool    // a pale bronze drum behind the text
	Gold           Color   // thin lines
	Pale           Color   // watermark
	Title          Color
	Ink            Color
}

// LacquerDesign is the house design on A4: gold frame with drums in its
// corners, lacquer-red title, warm ink.
func LacquerDesign() Design {
	return Design{
		Name: "Sơn mài A4", PaperW: 297, PaperH: 210, Frame: true, Watermark: true,
		Gold: Color{0xB0, 0x8D, 0x47}, Pale: Color{0xF4, 0xEC, 0xDA},
		Title: Color{0x8F, 0x1D, 0x18}, Ink: Color{0x24, 0x1C, 0x16},
	}
}

// CertificateText is what one certificate says. Empty fields leave no gap.
type CertificateText struct {
	LeftHead  []string // who issues it; the last line of words is bold
	RightHead []string // motto, bold and underlined
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
	VerifyURL string // what the QR code says; empty prints none
}
