package e2e

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"

	"github.com/chromedp/chromedp"
)

const flaw = "Ghi thêm số của tờ trình vào căn cứ khác."

// examine has a second person compare the draft: who wrote it may not, the approver
// sends it back once, and it is compared again.
func (j *journey) examine() {
	j.submit(j.decision+"/kiem-tra", fields{"version": j.version()})
	j.want(409)
	j.has("Người soạn không tự kiểm tra văn bản của mình")
	j.confirm("thamdinh2", j.decision, "Đã kiểm tra, trình ký", "Lê Bích Hạnh soạn dự thảo này; bạn là người thứ hai xem lại")
	j.has("Phan Thế Vinh đã kiểm tra")
	j.be("nguoiky")
	j.open(j.decision)
	j.press("Trả lại để soạn")
	j.press("Trả lại để soạn")
	j.want(422)
	j.has("Ghi cần sửa gì, để người soạn biết")
	j.fill(fields{"note": flaw})
	j.press("Trả lại để soạn")
	j.want(200)
	j.has("Đã trả lại để soạn")
	j.be("thamdinh")
	j.open(j.decision)
	j.has("Được trả lại để sửa", flaw)
	j.fill(fields{"other_bases": "Biên bản họp hội đồng của Ban Chấp hành\nTờ trình số 38-TTr/BXDĐ"})
	j.press("Lưu dự thảo")
	j.want(200)
	j.examined(j.decision)
	j.has("Phan Thế Vinh đã kiểm tra", "38-TTr/BXDĐ")
}

// sign records the signature of who may sign; the book gives the number, and who
// signed may not issue.
func (j *journey) sign() {
	j.be("thamdinh2")
	j.submit(j.decision+"/ky", fields{"version": "9"})
	j.want(403)
	j.confirm("nguoiky", j.decision, "Ký quyết định", "Ký quyết định số "+decisionNumber)
	j.has("Đã ghi nhận quyết định được ký", "Quyết định số "+decisionNumber)
	j.press("Ban hành")
	j.press("Ban hành")
	j.want(409)
	j.has("Người ký không tự ban hành văn bản mình đã ký")
	j.be("congbo")
	j.open("/viec/so-van-ban")
	j.press("QĐ, Đảng ủy phường Đống Đa")
	j.has(decisionNumber)
}

// copies signs the paper with the key of the server and brings a scan. A signed file
// with one byte changed is refused, wherever the byte is.
func (j *journey) copies() {
	j.be("nguoiky")
	j.open(j.decision)
	j.press("Bản đã ký")
	j.has("Chưa có bản đã ký", "Máy chủ ví dụ của Khéo")
	j.press("Ký số văn bản")
	j.want(200)
	j.has("Đã ký số văn bản", "Bản ký số")
	j.hasNot("Chưa có bản đã ký")
	at := j.value(`document.querySelector('main a[href*="/ban-ky/"]').getAttribute('href')`)
	j.readPDF(at, "Chi hội Phụ nữ số 9")
	_, signed := j.download(at)
	_, original := j.download(j.decision + ".pdf")
	j.offer("pades", "goc.pdf", original)
	j.want(422)
	j.has("Tệp này là văn bản gốc, chưa có chữ ký số")
	j.offer("pades", "sua-noi-dung.pdf", flipped(signed, len(original)/2))
	j.want(422)
	j.has("Tệp đã ký không phải văn bản gốc: khác nhau từ", "Ký đúng tệp đã tải về")
	contents := len(original) + bytes.Index(signed[len(original):], []byte("/Contents"))
	j.offer("pades", "sua-chu-ky.pdf", flipped(signed, contents+400))
	j.want(422)
	j.has("không dùng được")
	j.offer("scan", "ban-chup.jpg", placed(j.T))
	j.want(200)
	j.has("Đã nhận bản đã ký", "Bản chụp chữ ký và dấu")
	if n := j.value(`document.querySelectorAll('main a[href*="/ban-ky/"]').length`); n != "2" {
		j.Errorf("%s signed copies are listed, want the signed file and the scan", n)
	}
}

// flipped is b with the lowest bit of one byte changed.
func flipped(b []byte, at int) []byte {
	b = bytes.Clone(b)
	b[at] ^= 1
	return b
}

// offer sends a file as a signed copy.
func (j *journey) offer(kind, name string, content []byte) {
	j.Helper()
	name = filepath.Join(j.TempDir(), name)
	if err := os.WriteFile(name, content, 0o600); err != nil {
		j.Fatal(err)
	}
	j.open(j.decision + "/ban-ky")
	j.fill(fields{"kind": kind})
	j.run(chromedp.SetUploadFiles(`main input[type=file]`, []string{name}, chromedp.ByQuery))
	j.press("Gửi bản đã ký")
}

// issue publishes the decision; nobody writes it any more.
func (j *journey) issue() {
	j.issued(j.decision)
	j.press("Xem trang công khai")
	j.has(decisionNumber, "Chi hội Phụ nữ số 9", "Còn giá trị", "Đỗ Thanh Nga")
	j.be("thamdinh")
	j.open(j.decision)
	if n := j.value(`document.querySelectorAll('main input[name=number]').length`); n != "0" {
		j.Error("an issued decision can still be written")
	}
	if status := j.post(j.decision, fields{"version": "9", "number": "999-QĐ/ĐU", "line": "party"}); status < 400 {
		j.Errorf("writing an issued decision: status %d", status)
	}
	j.open(j.decision)
	j.hasNot("999-QĐ/ĐU")
	j.open(j.initiative)
	j.has("Được công nhận")
}

// finish takes a complete draft through the other hands.
func (j *journey) finish(decision string) {
	j.examined(decision)
	j.confirm("nguoiky", decision, "Ký quyết định")
	j.issued(decision)
}

func (j *journey) examined(decision string) {
	j.Helper()
	j.confirm("thamdinh2", decision, "Đã kiểm tra, trình ký")
	j.has("Đã ghi nhận kiểm tra")
}

func (j *journey) issued(decision string) {
	j.Helper()
	j.confirm("congbo", decision, "Ban hành")
	j.has("Đã ban hành")
}

// confirm does an act on a decision as a person, whom the page between tells what it means.
func (j *journey) confirm(login, decision, act string, tells ...string) {
	j.Helper()
	j.be(login)
	j.open(decision)
	j.press(act)
	j.want(200)
	j.has(tells...)
	j.press(act)
	j.want(200)
}

// version is that of the thing on the page.
func (w *window) version() string {
	w.Helper()
	return w.value(`document.querySelector('main [name=version]').value`)
}

// submit sends a form that the page does not offer, and shows the answer.
func (w *window) submit(path string, values fields) {
	w.Helper()
	w.leads(w.script(`const f = document.createElement('form'); f.method = 'post'; f.action = want;
		for (const [name, value] of Object.entries(`+quote(values)+`)) { const i = document.createElement('input'); i.type = 'hidden'; i.name = name; i.value = value; f.append(i); }
		document.body.append(f); f.submit(); return true`, path, errors.New("no page to send it from")))
}
