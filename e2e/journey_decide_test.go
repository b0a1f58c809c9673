package e2e

import (
	"strings"
	"time"

	"github.com/chromedp/chromedp"
)

// score opens the review, fills in a sheet and writes down what the council said.
func (j *journey) score() {
	j.be("thamdinh")
	j.open(j.initiative)
	j.press("Mở thẩm định")
	id := strings.TrimPrefix(j.initiative, "/viec/mo-hinh/")
	j.open("/viec/xet-duyet/dvk-2026/" + id)
	j.has("Phiếu chấm của bạn", "27 trên 27 hộ", "Vỉa hè sau khi kẻ vạch")
	j.press("Nộp phiếu chấm")
	j.want(422)
	j.has("Chưa cho điểm")
	j.rate()
	j.press("Nộp phiếu chấm")
	j.want(200)
	j.has("Đã nộp")
	j.open("/viec/xet-duyet/dvk-2026")
	j.has(title)
	j.open("/viec/xet-duyet/dvk-2026/ket-qua?ho_so=" + id)
	j.fill(fields{"met_on": today(), "total": "9", "lines[0].votes_for": "10", "lines[0].verdict": "for", "lines[0].note": "Hội đồng nhất trí."})
	j.press("Ghi kết quả")
	j.want(422)
	j.has("nhiều hơn tổng số thành viên")
	j.fill(fields{"lines[0].votes_for": "8"})
	j.press("Ghi kết quả")
	j.want(200)
	j.has("8 trên 9 phiếu đồng ý")
}

// rate gives good points to every criterion of the sheet on the page.
func (w *window) rate() {
	w.Helper()
	w.run(chromedp.Evaluate(`for (const e of document.querySelectorAll('input[name$=".points"]')) {
		const most = +e.closest('.field').querySelector('label').innerText.match(/\d+/)[0]; e.value = Math.max(most - 1, Math.ceil(most / 2)); }
		for (const e of document.querySelectorAll('textarea[name$=".note"]')) e.value = 'Đã đối chiếu minh chứng.'`, nil))
}

// today is the day in Viet Nam.
func today() string { return time.Now().In(time.FixedZone("", 7*3600)).Format(time.DateOnly) }

// decide drafts a recognition from what the council passed, signs and issues it.
func (j *journey) decide() {
	j.open("/viec/quyet-dinh/moi")
	j.fill(fields{"kind": "recognition", "season": "dvk-2026", "unit": "Đảng ủy phường Đống Đa", "level": "cấp phường"})
	j.press("Lập dự thảo")
	j.want(200)
	j.decision = j.location()
	j.has("Còn thiếu trước khi ký")
	j.press("Thêm tất cả mô hình hội đồng đã thông qua")
	j.has("Chi hội Phụ nữ số 9")
	j.fill(paper("128-QĐ/ĐU"))
	j.tick("bases", "Kế hoạch số 70-KH/BDVTW", "Luật Thi đua, khen thưởng năm 2003")
	j.press("Lưu dự thảo")
	j.has("đã hết hiệu lực từ sau ngày 31/12/2023")
	j.tick("bases", "Kế hoạch số 70-KH/BDVTW", "Điều lệ Đảng")
	j.press("Lưu dự thảo")
	j.want(200)
	j.has("Đã đủ mục để ký", "128-QĐ/ĐU", "Ban Chấp hành")
	j.finish(j.decision)
	j.has("Đã ban hành")
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

// paper are the facts of a decision.
func paper(number string) fields {
	return fields{
		"number": number, "decided_on": today(), "level": "cấp phường", "line": "party", "letterhead": "ĐẢNG BỘ THÀNH PHỐ HÀ NỘI\nĐẢNG ỦY PHƯỜNG ĐỐNG ĐA",
		"place": "Đống Đa", "sign_as": "T/M BAN THƯỜNG VỤ\nPHÓ BÍ THƯ", "signer": "Nguyễn Thị Mẫu", "other_bases": "Biên bản họp hội đồng của Ban Chấp hành",
	}
}

// tick chooses of the boxes of a name those whose texts have words.
func (w *window) tick(name string, words ...string) {
	w.Helper()
	var n int
	w.run(chromedp.Evaluate(`[...document.getElementsByName(`+quote(name)+`)].filter(e => e.checked = `+quote(words)+`.some(w => e.closest('label').innerText.includes(w))).length`, &n))
	if n != len(words) {
		w.Fatalf("%s: %d boxes say %q", w.location(), n, words)
	}
}

// finish lets the approver sign a complete draft and the publisher issue it.
func (j *journey) finish(decision string) {
	j.be("nguoiky")
	j.open(decision)
	j.press("Ký quyết định")
	j.press("Ký quyết định")
	j.want(200)
	j.be("congbo")
	j.open(decision)
	j.press("Ban hành")
	j.press("Ban hành")
	j.want(200)
}

// post sends a form from the page, past what the page offers.
func (w *window) post(path string, values fields) (status int) {
	w.run(chromedp.Evaluate(`fetch(`+quote(path)+`, {method: 'POST', body: new URLSearchParams(`+quote(values)+`)}).then(r => r.status)`, &status, awaitPromise))
	return status
}
