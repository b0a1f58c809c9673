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

// The next numbers of the book of the body that decides in the example.
const (
	decisionNumber   = "36-QĐ/ĐU"
	revocationNumber = "37-QĐ/ĐU"
)

// recognition begins a decision of the Party committee of the ward; the award is
// one of the catalogue.
var recognition = fields{"kind": "recognition", "season": "dvk-2026", "unit": "Đảng ủy phường Đống Đa", "award_id": "Công nhận mô hình “Dân vận khéo”, cấp phường"}

// decide drafts a recognition from what the council passed; it is refused until its
// legal texts, its signer and its lines are right.
func (j *journey) decide() {
	j.open("/viec/quyet-dinh/moi")
	j.fill(recognition)
	j.press("Lập dự thảo")
	j.want(200)
	j.decision = j.location()
	j.has("Còn thiếu trước khi ký")
	j.press("Thêm tất cả mô hình hội đồng đã thông qua")
	j.has("Chi hội Phụ nữ số 9")
	j.fill(with(paper, fields{"power": "", "sign_as": "T/M BAN THƯỜNG VỤ\nPHÓ BÍ THƯ", "signer": "Nguyễn Thị Mẫu"}))
	j.tick("bases", "Kế hoạch số 70-KH/BDVTW", "Luật Thi đua, khen thưởng năm 2003")
	j.press("Lưu dự thảo")
	j.has("đã hết hiệu lực từ sau ngày 31/12/2023")
	j.tick("bases", bases...)
	j.press("Lưu dự thảo")
	j.want(200)
	j.has("Nguyễn Thị Mẫu chưa được giao quyền ký", "người được ký loại QĐ là: Đỗ Thanh Nga")
	j.fill(fields{"power": "Đỗ Thanh Nga"})
	j.press("Lưu dự thảo")
	j.want(200)
	j.keeps(fields{"signer": "Đỗ Thanh Nga", "number": ""})
	j.has("cần người có trách nhiệm cho ý kiến", "hiện là "+decisionNumber)
	j.hasNot("chưa được giao quyền ký")
	j.rule()
	j.open(j.decision)
	j.has("Đã đủ mục để ký", "Ban Chấp hành")
}

// rule has the list judged and decides, as the appraiser, what a rule asks a person:
// the example's season was open for registration until April.
func (j *journey) rule() {
	j.press("Điều kiện")
	j.has("Danh sách chưa được xét điều kiện")
	j.press("Xét điều kiện cả danh sách")
	j.want(200)
	j.has("trong hạn của mùa thi đua", "chưa kiểm chứng")
	j.enter(`main .sheet a.btn[href^="/viec/dieu-kien/"]`)
	j.press("Ghi quyết định")
	j.want(422)
	j.has("Chọn cho xét hay không cho xét", "Ghi một câu vì sao quyết định như vậy")
	j.fill(fields{"allow": "yes", "reason": "Mùa thi đua nhận đăng ký bổ sung theo thông báo tháng 11."})
	j.press("Ghi quyết định")
	j.want(200)
	j.has("Đã ghi quyết định", "Lê Bích Hạnh cho xét", "nhận đăng ký bổ sung")
}

// paper are the facts of a decision; its number comes from the book when it is signed.
var paper = fields{
	"decided_on": today(), "line": "party", "letterhead": "ĐẢNG BỘ THÀNH PHỐ HÀ NỘI\nĐẢNG ỦY PHƯỜNG ĐỐNG ĐA",
	"place": "Đống Đa", "power": "Đỗ Thanh Nga", "other_bases": "Biên bản họp hội đồng của Ban Chấp hành",
}

// bases are legal texts in force, as the catalogue names them.
var bases = []string{"Kế hoạch số 70-KH/BDVTW", "Điều lệ Đảng"}

// tick chooses of the boxes of a name those whose texts have words.
func (w *window) tick(name string, words ...string) {
	w.Helper()
	var n int
	w.run(chromedp.Evaluate(`[...document.getElementsByName(`+quote(name)+`)].filter(e => e.checked = `+quote(words)+`.some(w => e.closest('label').innerText.includes(w))).length`, &n))
	if n != len(words) {
		w.Fatalf("%s: %d boxes say %q", w.location(), n, words)
	}
}

// post sends a form from the page, past what the page offers.
func (w *window) post(path string, values fields) (status int) {
	w.run(chromedp.Evaluate(`fetch(`+quote(path)+`, {method: 'POST', body: new URLSearchParams(`+quote(values)+`)}).then(r => r.status)`, &status, awaitPromise))
	return status
}
