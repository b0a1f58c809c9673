package e2e

import (
	"bytes"
	"crypto/rand"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"github.com/chromedp/chromedp"

	"kheo/internal/platform/code"
)

// certify has the certificates made in one file and reads it.
func (j *journey) certify() {
	j.be("congbo")
	j.open(j.decision)
	j.press("In giấy chứng nhận")
	j.has("Chi hội Phụ nữ số 9")
	j.code = j.value(`document.querySelector('main a.code').innerText.trim()`)
	one := j.value(`document.querySelector('main a[href$="/giay/` + j.code + `"]').getAttribute('href')`)
	j.readPDF(one, "Chi hội Phụ nữ số 9")
	j.press("Làm một tệp PDF")
	j.run(chromedp.WaitVisible(`#tien-do a.btn`, chromedp.ByQuery))
	j.check()
	j.has("Đã xong")
	j.readPDF(j.value(`document.querySelector('#tien-do a.btn').getAttribute('href')`), "Chi hội Phụ nữ số 9")
	for _, kind := range []string{".docx", ".pdf", ".xlsx"} {
		if _, body := j.download(j.decision + kind); !bytes.HasPrefix(body, []byte("PK")) && !bytes.HasPrefix(body, []byte("%PDF-")) {
			j.Errorf("%s%s begins with %.8q", j.decision, kind, body)
		}
	}
}

// readPDF gets a PDF and, where the tool for it is there, reads a name in it.
func (w *window) readPDF(path, name string) {
	w.Helper()
	kind, body := w.download(path)
	if !bytes.HasPrefix(body, []byte("%PDF-")) {
		w.Fatalf("%s is %s and begins with %.20q", path, kind, body)
	}
	tool, err := exec.LookPath("pdftotext")
	if err != nil {
		return
	}
	file := filepath.Join(w.TempDir(), "paper.pdf")
	if err := os.WriteFile(file, body, 0o600); err != nil {
		w.Fatal(err)
	}
	text, err := exec.CommandContext(w.ctx, tool, file, "-").Output() //nolint:gosec // a tool of the machine
	if err != nil {
		w.Fatal(err)
	}
	if !strings.Contains(strings.Join(strings.Fields(string(text)), " "), name) {
		w.Errorf("%s does not name %s:\n%s", path, name, text)
	}
}

// verify asks for codes as anybody does, without signing in.
func (j *journey) verify() {
	j.leave()
	ask := func(typed string, status int64, says ...string) {
		j.open("/kiem-tra")
		j.fill(fields{"ma": typed})
		j.send("/kiem-tra")
		j.want(status)
		j.has(says...)
	}
	ask(strings.ToLower(j.code), 200, "Còn giá trị", "Chi hội Phụ nữ số 9", decisionNumber, title)
	ask(altered(j.code), 404, "Có một ký tự gõ nhầm")
	ask(code.New("DVK", rand.Reader), 404, "Sổ công nhận không có mã này")
	ask("xin chào", 404, "Đây chưa phải mã")
	j.open("/quyet-dinh")
	j.press("Quyết định số " + decisionNumber)
	j.has("Chi hội Phụ nữ số 9", "Còn giá trị")
	j.press(title)
	j.has("Vỉa hè sau khi kẻ vạch", decisionNumber)
	j.hasNot("Nhài, 024")
}

// altered has one symbol of a code wrong.
func altered(good string) string {
	last := good[len(good)-1]
	if last == '7' {
		return good[:len(good)-1] + "8"
	}
	return good[:len(good)-1] + "7"
}

// leave signs out.
func (w *window) leave() {
	w.Helper()
	w.open("/toi")
	w.send("/dang-xuat")
	w.want(200)
}

const reason = "Hồ sơ kê khai trùng với mô hình năm trước."

// revoke takes the line back by a further decision; the public page says so.
func (j *journey) revoke() {
	j.be("thamdinh")
	j.open(j.decision)
	j.press("Đính chính, thay thế, thu hồi")
	j.fill(fields{"kind": "revocation", "reason": reason})
	j.tick("lines", "Chi hội Phụ nữ số 9")
	j.press("Lập dự thảo")
	j.want(200)
	revocation := j.location()
	j.fill(with(paper, fields{"reason": reason}))
	j.tick("bases", bases...)
	j.press("Lưu dự thảo")
	j.want(200)
	j.finish(revocation)
	j.leave()
	j.open("/kiem-tra/" + j.code)
	j.has("Đã thu hồi", reason, revocationNumber)
	j.hasNot("Còn giá trị")
}
