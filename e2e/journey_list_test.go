package e2e

import (
	"path/filepath"

	"github.com/chromedp/chromedp"
)

// twice sends the form of the page twice at the same moment, as an impatient
// hand and a slow network do, and gives both answers.
func twice(answers *[]int) chromedp.Action {
	return chromedp.Evaluate(`(() => { const f = document.querySelector('main form[method=post]'), body = () => { const d = new URLSearchParams(new FormData(f)); d.set('act', 'gui'); return d };
		return Promise.all([1, 2].map(() => fetch(f.action, {method: 'POST', body: body()}))).then(all => all.map(r => r.status)) })()`, answers, awaitPromise)
}

// list is the file of the example: 371 initiatives of 21 wards.
const list = "../internal/app/demo/dong-da-2022.xlsx"

// importList brings a list in, and once more: the second time all are there.
func (j *journey) importList() {
	name, err := filepath.Abs(list)
	if err != nil {
		j.Fatal(err)
	}
	upload := func() {
		j.open("/viec/nhap-excel")
		j.fill(fields{"season": "dvk-2023", "unit": "quan-dong-da"})
		j.run(chromedp.SetUploadFiles(`main input[type=file]`, []string{name}, chromedp.ByQuery))
		j.press("Gửi tệp và xem trước")
		j.want(200)
	}
	upload()
	j.has("mô hình sẽ đăng ký", "371", "181", "176", "Phường Cát Linh", "Tổng cộng: 371 mô hình")
	j.press("Nhập 371 mô hình")
	j.want(200)
	j.has("Đã nhập 371 mô hình")
	upload()
	j.has("Danh sách này đã có đủ", "Cả 371 mô hình")
}
