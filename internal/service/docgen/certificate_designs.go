package docgen

// ShippedDesign is a design that comes with the program.
type ShippedDesign struct {
	Code string // "party-a4-photo"
	Design
	Source string // where it was taken from; nobody has verified it
}

// LacquerDesign is the house design on A4: gold frame with drums in its
// corners, lacquer-red title, warm ink.
func LacquerDesign() Design {
	return Design{
		Name: "Sơn mài A4", Line: "state", Paper: A4, Heading: headings["state"], Frame: true, Watermark: true,
		Gold: Color{0xB0, 0x8D, 0x47}, Pale: Color{0xF4, 0xEC, 0xDA}, Title: Color{0x8F, 0x1D, 0x18}, Ink: Color{0x24, 0x1C, 0x16},
		Margin: 28, HeadTop: 25.5, SealRoom: 35,
		Blank: []Part{PartGround, PartMotto, PartIssuer, PartKind, PartPhoto, PartForm},
	}
}

var (
	headings = map[string][]string{
		"state": {"CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"},
		"party": {"ĐẢNG CỘNG SẢN VIỆT NAM"},
		"front": {"CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"},
	}
	lineNames = map[string]string{"state": "Chính quyền", "party": "Đảng", "front": "Mặt trận, đoàn thể"}
	sources   = map[string]string{
		"state": "Dáng theo giấy khen thường gặp; quốc hiệu như Nghị định 30/2020/NĐ-CP. Chưa đối chiếu với mẫu bằng, giấy khen của văn bản hiện hành.",
		"party": "Dáng theo giấy khen thường gặp của cấp ủy; tiêu đề như văn bản của Đảng. Chưa đối chiếu với hướng dẫn hiện hành.",
		"front": "Mẫu theo dáng giấy khen của chính quyền; Mặt trận và mỗi đoàn thể có hướng dẫn riêng, chưa đối chiếu.",
	}
)

// ShippedDesigns are {state, party, front} × {A4, A3} × {without, with
// photograph}. Their facts are not verified.
func ShippedDesigns() (all []ShippedDesign) {
	for _, line := range []string{"state", "party", "front"} {
		for _, paper := range []Paper{A4, A3} {
			for _, photo := range []bool{false, true} {
				s := ShippedDesign{Code: line + "-a4", Design: LacquerDesign(), Source: sources[line]}
				if paper == A3 {
					s.Code = line + "-a3"
				}
				s.Line, s.Paper, s.Heading, s.Photo = line, paper, headings[line], photo
				s.Name = lineNames[line] + ", " + string(paper)
				if photo {
					s.Code, s.Name = s.Code+"-photo", s.Name+", có ảnh"
				}
				all = append(all, s)
			}
		}
	}
	return all
}
