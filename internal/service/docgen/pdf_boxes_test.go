package docgen

import (
	"bytes"
	"encoding/xml"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// boxPage is a page as pdftotext -bbox-layout tells of it, in points.
type boxPage struct {
	Width  float64   `xml:"width,attr"`
	Height float64   `xml:"height,attr"`
	Lines  []boxLine `xml:"flow>block>line"`
}

type boxLine struct {
	XMin  float64   `xml:"xMin,attr"`
	YMin  float64   `xml:"yMin,attr"`
	XMax  float64   `xml:"xMax,attr"`
	YMax  float64   `xml:"yMax,attr"`
	Words []boxWord `xml:"word"`
}

type boxWord struct {
	XMin float64 `xml:"xMin,attr"`
	YMin float64 `xml:"yMin,attr"`
	XMax float64 `xml:"xMax,attr"`
	YMax float64 `xml:"yMax,attr"`
	Text string  `xml:",chardata"`
}

// needs skips the test without program, or fails it where all must be there.
func needs(t *testing.T, program, from string) {
	t.Helper()
	if _, err := exec.LookPath(program); err == nil {
		return
	}
	if os.Getenv("KHEO_TEST_REQUIRE") != "" {
		t.Fatalf("%s (%s) is not installed; make test installs it", program, from)
	}
	t.Skipf("%s (%s) is not installed: its half of the test is left out", program, from)
}

// boxes reads where every word of a PDF stands.
func boxes(t *testing.T, pdf []byte) []boxPage {
	t.Helper()
	needs(t, "pdftotext", "poppler-utils")
	name := filepath.Join(t.TempDir(), "a.pdf")
	if err := os.WriteFile(name, pdf, 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command("pdftotext", "-bbox-layout", name, "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	var read struct {
		Pages []boxPage `xml:"body>doc>page"`
	}
	dec := xml.NewDecoder(bytes.NewReader(out))
	dec.Strict = false
	if err := dec.Decode(&read); err != nil {
		t.Fatal(err)
	}
	return read.Pages
}

// wordRun is where words stand that follow each other on one line, in mm.
type wordRun struct {
	left, right, top, bottom float64
	line                     boxLine
}

func (r wordRun) middle() float64 { return (r.left + r.right) / 2 }

// size is the type size in points: the box is as high as the type.
func (r wordRun) size() float64 {
	return (r.bottom - r.top) / mmPerPoint / (ascent + descent)
}

// where finds text, words parted by single spaces, on a line of p.
func (p boxPage) where(t *testing.T, text string) wordRun {
	t.Helper()
	want := strings.Fields(text)
	for _, line := range p.Lines {
		for i := range line.Words {
			if i+len(want) > len(line.Words) || !same(line.Words[i:i+len(want)], want) {
				continue
			}
			first, last := line.Words[i], line.Words[i+len(want)-1]
			return wordRun{first.XMin * mmPerPoint, last.XMax * mmPerPoint, first.YMin * mmPerPoint, first.YMax * mmPerPoint, line}
		}
	}
	t.Fatalf("the page does not say %q", text)
	return wordRun{}
}

func same(words []boxWord, want []string) bool {
	for i, w := range want {
		if words[i].Text != w {
			return false
		}
	}
	return true
}
