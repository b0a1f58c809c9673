package docgen

import (
	"path"
	"slices"
	"strings"
	"testing"
)

// The order in which WordprocessingML wants the children of an element, as far
// as we write them and their neighbours. Word mends a file that breaks it, or
// refuses it.
var sequences = map[string]string{
	"pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs suppressAutoHyphens " +
		"spacing ind contextualSpacing mirrorIndents jc textDirection textAlignment outlineLvl rPr sectPr",
	"rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike vanish color spacing w kern position sz szCs highlight u effect " +
		"bdr shd vertAlign rtl cs em lang",
	"tblPr":      "tblStyle tblpPr tblOverlap bidiVisual tblW jc tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook",
	"tblBorders": "top left bottom right insideH insideV",
	"tblCellMar": "top left bottom right",
	"tbl":        "tblPr tblGrid tr",
	"tr":         "tblPrEx trPr tc",
	"tc":         "tcPr p",
	"tcPr":       "cnfStyle tcW gridSpan vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark",
	"p":          "pPr r",
	"sectPr": "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType pgNumType cols " +
		"formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid",
	"style":       "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked pPr rPr tblPr",
	"styles":      "docDefaults latentStyles style",
	"docDefaults": "rPrDefault pPrDefault",
	"font":        "altName panose1 charset family notTrueType pitch sig",
	"settings":    "zoom defaultTabStop autoHyphenation characterSpacingControl footnotePr endnotePr compat rsids mathPr themeFontLang clrSchemeMapping decimalSymbol listSeparator",
}

// TestDOCXIsSound checks what Word checks when it opens a file.
func TestDOCXIsSound(t *testing.T) {
	t.Parallel()
	documents := map[string]Document{"odd": {Layout: StateLayout(), Date: day, Blocks: []Block{
		Table{Columns: []TableColumn{{Title: "Cột"}}, Rows: []Row{{Span: true}, {}}}, PageBreak{}, Table{}, Heading{}, Signature{}, List{}, Paragraph{}}}}
	for _, l := range Shipped() {
		documents[l.Key] = Specimen(l, 5)
		l.PageW, l.PageH = l.PageH, l.PageW
		documents[l.Key+" on its side"] = Specimen(l, 5)
	}
	for name, d := range documents {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			parts := openDOCX(t, d)
			relationshipsResolve(t, parts)
			typesCoverParts(t, parts)
			for _, name := range []string{"document", "styles", "settings", "fontTable"} {
				inOrder(t, name, parseTree(t, parts["word/"+name+".xml"]))
			}
			stylesAreThere(t, parts)
			tablesAreWhole(t, parseTree(t, parts["word/document.xml"]))
		})
	}
}

func relationshipsResolve(t *testing.T, parts map[string]string) {
	t.Helper()
	for _, at := range []struct{ rels, from, base string }{{"_rels/.rels", "", ""}, {"word/_rels/document.xml.rels", "word/document.xml", "word"}} {
		ids := map[string]bool{}
		for _, r := range parseTree(t, parts[at.rels]).all("Relationship") {
			id := r.attrs["Id"]
			if ids[id] {
				t.Errorf("%s: %s stands twice", at.rels, id)
			}
			ids[id] = true
			if _, there := parts[path.Join(at.base, r.attrs["Target"])]; !there {
				t.Errorf("%s: %s leads to %s, which is not there", at.rels, id, r.attrs["Target"])
			}
		}
		if at.from == "" {
			continue
		}
		body := parseTree(t, parts[at.from])
		for _, ref := range append(body.all("headerReference"), body.all("footerReference")...) {
			if !ids[ref.attrs["id"]] {
				t.Errorf("%s names %s, which is no relationship", at.from, ref.attrs["id"])
			}
		}
	}
}

func typesCoverParts(t *testing.T, parts map[string]string) {
	t.Helper()
	types := parseTree(t, parts["[Content_Types].xml"])
	endings, named := map[string]bool{}, map[string]bool{}
	for _, d := range types.all("Default") {
		endings[d.attrs["Extension"]] = true
	}
	for _, o := range types.all("Override") {
		name := strings.TrimPrefix(o.attrs["PartName"], "/")
		if _, there := parts[name]; !there || named[name] {
			t.Errorf("content type for %s: there %v, named before %v", name, there, named[name])
		}
		named[name] = true
	}
	for name := range parts {
		known := named[name] || strings.HasSuffix(name, ".rels") && endings["rels"] || name == "[Content_Types].xml"
		if !known {
			t.Errorf("%s has no content type of its own", name)
		}
	}
}

// inOrder walks part and compares the children of each element with sequences.
func inOrder(t *testing.T, part string, n *node) {
	t.Helper()
	if list, known := sequences[n.name]; known {
		order, last, seen := strings.Fields(list), -1, map[string]bool{}
		repeats := n.name == "p" || n.name == "tr" || n.name == "tc" || n.name == "tbl" || n.name == "styles" || n.name == "sectPr"
		for _, k := range n.kids {
			at := slices.Index(order, k.name)
			if at < 0 || at < last || seen[k.name] && !repeats {
				t.Errorf("%s: %s stands in %s where it may not", part, k.name, n.name)
			}
			last, seen[k.name] = at, true
		}
	}
	for _, k := range n.kids {
		inOrder(t, part, k)
	}
}

// stylesAreThere: every style that a paragraph names is defined, once.
func stylesAreThere(t *testing.T, parts map[string]string) {
	t.Helper()
	defined := map[string]bool{}
	for _, s := range parseTree(t, parts["word/styles.xml"]).all("style") {
		if defined[s.attrs["styleId"]] {
			t.Errorf("style %s stands twice", s.attrs["styleId"])
		}
		defined[s.attrs["styleId"]] = true
	}
	for name, content := range parts {
		if !strings.HasPrefix(name, "word/") || strings.HasSuffix(name, ".rels") {
			continue
		}
		root := parseTree(t, content)
		for _, used := range append(root.all("pStyle"), root.all("basedOn")...) {
			if !defined[used.attrs["val"]] {
				t.Errorf("%s uses the style %s, which is not defined", name, used.attrs["val"])
			}
		}
	}
}

// tablesAreWhole: every cell ends with a paragraph, spans add up to the grid,
// and the body does not end with a table.
func tablesAreWhole(t *testing.T, root *node) {
	t.Helper()
	for _, table := range root.all("tbl") {
		columns := len(table.at("tblGrid").all("gridCol"))
		for _, row := range table.all("tr") {
			width := 0
			for _, cell := range row.all("tc") {
				span := 1
				if s := cell.val("val", "tcPr", "gridSpan"); s != "" {
					span = int(figure(s))
				}
				width += span
				if len(cell.kids) == 0 || cell.kids[len(cell.kids)-1].name != "p" {
					t.Error("a cell does not end with a paragraph")
				}
			}
			if width != columns {
				t.Errorf("a row of %d columns in a table of %d", width, columns)
			}
		}
	}
	body := root.at("body").kids
	for i, k := range body {
		if k.name == "tbl" && (i+1 >= len(body) || body[i+1].name != "p") {
			t.Error("a table is not followed by a paragraph")
		}
	}
}
