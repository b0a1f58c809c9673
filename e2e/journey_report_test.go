package e2e

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"strings"
)

// report reads the numbers, opens what they count and downloads the files.
func (j *journey) report() {
	j.be("congbo")
	j.open("/viec/bao-cao")
	j.press("Mùa 2026, phường Đống Đa")
	j.has("11 mô hình") // ten of the example, and ours
	j.rows("11", "/viec/mo-hinh?", title)
	j.open("/viec/mua/dvk-2023")
	j.rows("371", "/viec/mo-hinh?", "Dòng 1")
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

// rows opens the link that is a number, and finds there what it counts.
func (j *journey) rows(number, to, says string) {
	j.Helper()
	href := j.value(`([...document.querySelectorAll('main a')].find(a => a.innerText.trim().split(' ')[0] === ` + quote(number) +
		` && a.getAttribute('href').startsWith(` + quote(to) + `)) || {getAttribute: () => ''}).getAttribute('href')`)
	if href == "" {
		j.Errorf("%s: no number %s leads to its rows", j.location(), number)
		return
	}
	j.open(href)
	j.has(says)
	if !strings.Contains(j.text(), number) {
		j.Errorf("%s does not count %s", href, number)
	}
}
