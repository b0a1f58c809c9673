package docgen

import (
	"fmt"
	"math"
)

// otherEdge is how far from the edge, in mm, the empty margin of the side that
// bears no page number begins.
const otherEdge = 10.0

// part is what Office calls the place of the page number.
func (st PageNumberStyle) part() string {
	if st.Foot {
		return "footer"
	}
	return "header"
}

// edge is how far from the lower or the upper edge of the paper it stands, mm.
func (st PageNumberStyle) edge(lower bool) float64 {
	if st.Foot == lower {
		return st.FromEdge
	}
	return otherEdge
}

func (st PageNumberStyle) contentTypes() string {
	out := contentTypesOpen
	for n := 1; n <= 2; n++ {
		out += fmt.Sprintf(`<Override PartName="/word/%s%d.xml" ContentType="%swordprocessingml.%[1]s+xml"/>`, st.part(), n, mime)
	}
	return out + `</Types>`
}

func (st PageNumberStyle) documentRels() string {
	out := documentRelsOpen
	for n := 1; n <= 2; n++ {
		out += fmt.Sprintf(`<Relationship Id="rId%d" Type="%srelationships/%s" Target="%[3]s%d.xml"/>`, n+3, office, st.part(), n)
	}
	return out + `</Relationships>`
}

// references name the part with the number, and the one without for page 1.
func (st PageNumberStyle) references() string {
	return fmt.Sprintf(`<w:%[1]sReference w:type="default" r:id="rId4"/><w:%[1]sReference w:type="first" r:id="rId5"/>`, st.part())
}

func (st PageNumberStyle) around(paragraph string) string {
	tag, style := "w:hdr", "Header"
	if st.Foot {
		tag, style = "w:ftr", "Footer"
	}
	return `<` + tag + namespaces + `><w:p><w:pPr><w:pStyle w:val="` + style + `"/>` + paragraph + `</w:p></` + tag + `>`
}

func (st PageNumberStyle) bareXML() string { return st.around(`</w:pPr>`) }

func (st PageNumberStyle) numberedXML() string {
	half := int(math.Round(st.Size * 2))
	size := fmt.Sprintf(`<w:rPr><w:sz w:val="%d"/><w:szCs w:val="%d"/></w:rPr>`, half, half)
	return st.around(`<w:jc w:val="` + justify[st.Align] + `"/></w:pPr><w:r>` + size + `<w:fldChar w:fldCharType="begin"/></w:r><w:r>` + size +
		`<w:instrText xml:space="preserve"> PAGE </w:instrText></w:r><w:r>` + size +
		`<w:fldChar w:fldCharType="separate"/></w:r><w:r>` + size + `<w:t>2</w:t></w:r><w:r>` + size +
		`<w:fldChar w:fldCharType="end"/></w:r>`)
}
