package docgen

import (
	"fmt"
	"math"
	"strings"
)

const (
	xmlHead = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
	office  = "http://schemas.openxmlformats.org/officeDocument/2006/"
	mime    = "application/vnd.openxmlformats-officedocument."

	namespaces = ` xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"` +
		` xmlns:r="` + office + `relationships"`

	contentTypesOpen = `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
		`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
		`<Default Extension="xml" ContentType="application/xml"/>` +
		`<Override PartName="/word/document.xml" ContentType="` + mime + `wordprocessingml.document.main+xml"/>` +
		`<Override PartName="/word/styles.xml" ContentType="` + mime + `wordprocessingml.styles+xml"/>` +
		`<Override PartName="/word/settings.xml" ContentType="` + mime + `wordprocessingml.settings+xml"/>` +
		`<Override PartName="/word/fontTable.xml" ContentType="` + mime + `wordprocessingml.fontTable+xml"/>` +
		`<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>` +
		`<Override PartName="/docProps/app.xml" ContentType="` + mime + `extended-properties+xml"/>`

	relsOpen    = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`
	packageRels = relsOpen +
		`<Relationship Id="rId1" Type="` + office + `relationships/officeDocument" Target="word/document.xml"/>` +
		`<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/>` +
		`<Relationship Id="rId3" Type="` + office + `relationships/extended-properties" Target="docProps/app.xml"/></Relationships>`
	documentRelsOpen = relsOpen +
		`<Relationship Id="rId1" Type="` + office + `relationships/styles" Target="styles.xml"/>` +
		`<Relationship Id="rId2" Type="` + office + `relationships/settings" Target="settings.xml"/>` +
		`<Relationship Id="rId3" Type="` + office + `relationships/fontTable" Target="fontTable.xml"/>`

	appProperties = `<Properties xmlns="` + office + `extended-properties"><Application>Khéo</Application></Properties>`

	// compatibilityMode 15 keeps Word from opening the file in an old mode.
	settingsXML = `<w:settings` + namespaces + `><w:defaultTabStop w:val="720"/><w:characterSpacingControl w:val="doNotCompress"/>` +
		`<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>` +
		`<w:themeFontLang w:val="vi-VN"/><w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/></w:settings>`
)

func fontTableXML(l Layout) string {
	return `<w:fonts` + namespaces + `><w:font w:name="` + escaped(l.Font) + `"><w:altName w:val="Liberation Serif"/>` +
		`<w:family w:val="roman"/><w:pitch w:val="variable"/></w:font></w:fonts>`
}

// stylesXML names the parts of a document, so that who edits it in Word can
// change them all at once.
func stylesXML(l Layout) string {
	var x strings.Builder
	half := int(math.Round(l.Body.Size * 2))
	font := escaped(l.Font)
	fmt.Fprintf(&x, `<w:styles%s><w:docDefaults><w:rPrDefault><w:rPr>`+
		`<w:rFonts w:ascii="%s" w:hAnsi="%s" w:eastAsia="%s" w:cs="%s"/><w:sz w:val="%d"/><w:szCs w:val="%d"/>`+
		`<w:lang w:val="vi-VN" w:eastAsia="vi-VN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>`+
		`<w:pPrDefault><w:pPr><w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>`+
		`<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>`+
		`<w:style w:type="paragraph" w:styleId="Header"><w:name w:val="header"/><w:basedOn w:val="Normal"/></w:style>`+
		`<w:style w:type="paragraph" w:styleId="Footer"><w:name w:val="footer"/><w:basedOn w:val="Normal"/></w:style>`,
		namespaces, font, font, font, font, half, half)
	for _, s := range []struct {
		id, name, paragraph string
		size                float64
	}{
		{styleBody, "Khéo nội dung", fmt.Sprintf(`<w:spacing w:before="%d" w:after="%d" %s/><w:ind w:firstLine="%d"/><w:jc w:val="%s"/>`,
			points20(l.Body.Before), points20(l.Body.After), l.Body.Line.docx(), twips(l.Body.FirstIndent), justify[l.Body.Align]), l.Body.Size},
		{styleHead, "Khéo thể thức", `<w:jc w:val="center"/>`, l.Head.Size},
		{styleName, "Khéo tên loại", `<w:keepNext/><w:jc w:val="center"/><w:outlineLvl w:val="0"/>`, l.Heading.NameSize},
		{styleAbstract, "Khéo trích yếu", `<w:keepNext/><w:jc w:val="center"/>`, l.Heading.AbstractSize},
		{styleCell, "Khéo ô bảng", "", l.Table.Size},
		{styleSignature, "Khéo chữ ký", "", l.Signature.Size},
		{styleNote, "Khéo ghi chú", "", l.NoteSize},
	} {
		size := int(math.Round(s.size * 2))
		fmt.Fprintf(&x, `<w:style w:type="paragraph" w:customStyle="1" w:styleId="%s"><w:name w:val="%s"/><w:basedOn w:val="Normal"/>`+
			`<w:qFormat/><w:pPr>%s</w:pPr><w:rPr><w:sz w:val="%d"/><w:szCs w:val="%d"/></w:rPr></w:style>`,
			s.id, s.name, s.paragraph, size, size)
	}
	x.WriteString(`</w:styles>`)
	return x.String()
}
