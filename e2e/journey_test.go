package e2e

import (
	"testing"
)

// TestJourney walks the one line of the program in a browser: registered,
// imported, accepted, done, scored, decided, printed, verified, reported.
func TestJourney(t *testing.T) {
	t.Parallel()
	engines(t, func(t *testing.T, flags []string) {
		j := &journey{window: open(t, serve(t, flags), wide, 900)}
		j.quick = len(flags) > 2 // the pages are the same over both engines
		for _, step := range []func(){
			j.register, j.importList, j.receive, j.work, j.score, j.decide, j.examine, j.sign, j.copies, j.issue, j.certify, j.verify, j.report, j.revoke, j.administer,
		} {
			if step(); t.Failed() {
				return
			}
		}
	})
}

// journey is what its steps hand on.
type journey struct {
	*window
	initiative, decision string // addresses of the dossier and of what was decided
	code                 string // on the certificate
}

const title = "Khéo trong giữ vỉa hè thông thoáng ngõ 18"

// written are the ten items as they are typed.
var written = fields{
	"title": title, "problem": "Vỉa hè dài 300 mét bị 27 hộ bày hàng, người đi bộ xuống lòng đường.",
	"objective": "Sau 6 tháng không còn hộ nào bày hàng quá vạch; 27 hộ ký cam kết.", "method": "Họp dân, kẻ vạch cùng các hộ, mỗi tổ liên gia tự nhắc nhau.",
	"area": "Ngõ 18, 131 hộ.", "forces": "Chi hội Phụ nữ chủ trì, Công an phường phối hợp.", "resources": "4,5 triệu đồng sơn kẻ do các hộ góp.",
	"outputs": "Bản cam kết của 27 hộ, ảnh trước và sau.", "sustainability": "Tổ dân phố giữ lịch nhắc, ngõ 20 làm theo.",
}

// register leaves an item out, completes the form and presses twice.
func (j *journey) register() {
	j.be("dangky")
	j.open("/viec/mo-hinh/moi?mua=dvk-2026")
	j.fill(written)
	j.fill(fields{
		"kind": "model", "field": "0190a000-0000-7000-8000-000000000012", "unit": "Hội Liên hiệp Phụ nữ phường Đống Đa",
		"participant_kind": "collective", "participant": "Chi hội Phụ nữ số 9", "starts_on": "2026-04-01", "contact": "Lê Thị Nhài, 024 0000 0000",
	})
	j.press("Gửi đăng ký")
	j.want(422)
	j.has("Chưa viết mục “Thời gian”")
	j.keeps(written)
	j.fill(fields{"schedule": "Từ tháng 4 đến tháng 10, đánh giá ngày 15/10."})
	var answers []int
	j.run(twice(&answers))
	for _, status := range answers {
		if status != 200 {
			j.Errorf("sending the same form twice at once: %v", answers)
		}
	}
	j.press("Gửi đăng ký")
	j.want(200)
	j.has("Đã gửi đăng ký")
	j.initiative = j.location()
	j.open("/viec/mo-hinh?mua=dvk-2026&tu=via+he")
	if n := j.value(`[...document.querySelectorAll('main a')].filter(a => a.innerText.trim() === ` + quote(title) + `).length`); n != "1" {
		j.Errorf("the list has %s initiatives of the title", n)
	}
}
