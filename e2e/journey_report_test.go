package e2e

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"regexp"
	"strings"

	"github.com/chromedp/chromedp"
)

// report reads the numbers, opens what they count and downloads the files.
func (j *journey) report() {
	j.be("congbo")
	j.open("/viec/bao-cao")
	j.press("Mùa 2026, phường Đống Đa")
	j.has("19 mô hình") // ten of the example, and ours
	j.numbers()
	j.open("/viec/bao-cao/dvk-2022")
	j.numbers()
	j.open("/viec/mua/dvk-2023")
	j.has("371")
	for kind, part := range map[string]string{"docx": "word/document.xml", "xlsx": "xl/workbook.xml"} {
		_, body := j.download("/viec/bao-cao/dvk-2026/" + kind)
		archive, err := zip.NewReader(bytes.NewReader(body), int64(len(body)))
		if err != nil {
			j.Fatalf("%s: %v", kind, err)
		}
		if _, err := archive.Open(part); err != nil {
			j.Errorf("%s: %v", kind, err)
		}
	}
	_, body := j.download("/viec/bao-cao/dvk-2023/json")
	var numbers struct {
		Registered struct{ Initiatives, Collective, Individual int }
	}
	if err := json.Unmarshal(body, &numbers); err != nil {
		j.Fatal(err)
	}
	if got := numbers.Registered; got.Initiatives != 371 || got.Collective != 181 || got.Individual != 176 {
		j.Errorf("the report of 2023 says %+v", got)
	}
	if _, body := j.download("/viec/bao-cao/dvk-2023/pdf"); !bytes.HasPrefix(body, []byte("%PDF-")) {
		j.Errorf("the report begins with %.8q", body)
	}
}

// counted finds what a list says of its length.
var counted = regexp.MustCompile(`Dòng [0-9.]+–[0-9.]+ trên ([0-9.]+)`)

// numbers follows every number of the report that leads to rows: there are as
// many as it says.
func (j *journey) numbers() {
	j.Helper()
	var links [][2]string
	j.run(chromedp.Evaluate(`[...document.querySelectorAll('main td a')].map(a => [a.innerText.trim(), a.getAttribute('href')]).filter(l => /^[0-9.]+$/.test(l[0]) && /mo-hinh\?/.test(l[1]))`, &links))
	if len(links) < 5 {
		j.Errorf("%s: %d numbers lead to rows", j.location(), len(links))
	}
	for _, link := range links {
		_, body := j.download(link[1])
		rows := "0"
		if found := counted.FindSubmatch(body); found != nil {
			rows = string(found[1])
		}
		people := strings.Contains(link[1], "doi-tuong=") && rows != "0" // who may have several initiatives
		if rows != link[0] && !people {
			j.Errorf("%s: %s leads to %s, which has %s rows", j.location(), link[0], link[1], rows)
		}
	}
}
