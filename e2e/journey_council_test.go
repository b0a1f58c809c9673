package e2e

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// TestCouncil walks a council in two browsers, the secretary's screen and the
// chair's telephone: appraised, an interest declared, met, voted in secret,
// closed, minuted, drafted.
func TestCouncil(t *testing.T) {
	t.Parallel()
	engines(t, func(t *testing.T, flags []string) {
		base := serve(t, flags)
		s := &sitting{window: open(t, base, wide, 900), phone: open(t, base, 360, 800), receipts: map[string]string{}}
		s.quick = len(flags) > 2 // the pages are the same over both engines
		s.phone.quick = s.quick
		for _, step := range []func(){
			s.appraise, s.declare, s.found, s.call, s.attend, s.ask, s.vote, s.voteAgain, s.finish, s.find, s.write, s.fix, s.draft, s.look,
		} {
			if step(); t.Failed() {
				return
			}
		}
	})
}

// sitting is what the steps of a council's meeting hand on.
type sitting struct {
	*window                                    // of the secretary, and of the members in turn
	phone                    *window           // of the chair
	home, fire               string            // initiatives
	council, meeting, ballot string            // addresses
	receipts                 map[string]string // by sign-in name
}

const (
	homeTitle = "Khéo trong trả kết quả hồ sơ tại nhà cho người già yếu"
	fireTitle = "Khéo trong tổ liên gia an toàn phòng cháy" // is under review in the example
	kinship   = "Em trai là đội trưởng của Công an phường."
)

// appraise opens the review of one initiative and fills in a sheet.
func (s *sitting) appraise() {
	s.be("thamdinh")
	s.fire = s.initiative(fireTitle)
	s.home = s.initiative(homeTitle)
	s.press("Mở thẩm định")
	s.open("/viec/xet-duyet/dvk-2026/" + s.home)
	s.rate()
	s.press("Nộp phiếu chấm")
	s.want(200)
	s.has("Đã nộp")
}

// initiative opens the dossier of a title and gives its id.
func (s *sitting) initiative(title string) string {
	s.Helper()
	s.open("/viec/mo-hinh?mua=dvk-2026")
	s.press(title)
	s.want(200)
	return strings.TrimPrefix(s.location(), "/viec/mo-hinh/")
}

// declare lets the chair say why not to judge an initiative, and the secretary see it.
func (s *sitting) declare() {
	s.phone.be("hoidong")
	s.phone.open("/viec/xung-dot/" + s.fire)
	s.phone.press("Xin không xét hồ sơ này")
	s.phone.want(422)
	s.phone.fill(fields{"note": kinship})
	s.phone.press("Xin không xét hồ sơ này")
	s.phone.want(200)
	s.phone.has("Đã ghi: bạn không chấm, không bỏ phiếu hồ sơ này", kinship)
	s.open("/viec/xung-dot?mua=dvk-2026")
	s.has("Phạm Quốc Khánh", "Người này tự khai", kinship)
	s.open("/viec/xung-dot/" + s.fire)
	s.has("Phạm Quốc Khánh")
}

// members of the council; the one without a sign-in name would vote on paper.
var members = []fields{
	{"name": "Phạm Quốc Khánh", "post": "Phó Bí thư Đảng ủy", "role": "chair", "account": "hoidong"},
	{"name": "Đỗ Thanh Nga", "post": "Trưởng Ban Xây dựng Đảng", "role": "deputy", "account": "nguoiky"},
	{"name": "Lê Bích Hạnh", "post": "Chuyên viên Ban Xây dựng Đảng", "role": "secretary", "account": "thamdinh"},
	{"name": "Vũ Thu Hương", "post": "Chủ tịch Ủy ban Mặt trận Tổ quốc", "role": "member", "account": "congbo"},
	{"name": absent, "post": "Bí thư Đoàn Thanh niên", "role": "member"},
}

const absent = "Cao Minh Hòa"

// found sets a council up.
func (s *sitting) found() {
	s.open("/viec/hoi-dong")
	s.press("Lập hội đồng")
	s.press("Lưu hội đồng")
	s.want(422)
	s.has("Ghi quyết định thành lập")
	s.fill(fields{
		"unit": "Phường Đống Đa", "name": "Hội đồng xét mô hình phường Đống Đa", "body": "Hội đồng xét, công nhận mô hình",
		"founded_by": "Quyết định số 15-QĐ/ĐU", "founded_on": "2026-03-02",
	})
	s.press("Lưu hội đồng")
	s.want(200)
	s.council = s.location()
	for n, member := range members {
		s.press("Thêm thành viên")
		s.fill(member)
		s.press("Lưu thành viên")
		s.want(200)
		s.has("Đã lưu thành viên " + member["name"])
		if n == 1 { // no council has two chairs
			s.press("Thêm thành viên")
			s.fill(members[0])
			s.press("Lưu thành viên")
			s.want(422)
			s.has("Hội đồng đã có chủ tịch trong thời gian này: Phạm Quốc Khánh")
			s.open(s.council)
		}
	}
}

// voteRule is a sample of the catalogue: two thirds of all seats agree, two thirds
// are present, and who is recused stays in the denominator.
const voteRule = "0190a000-0000-7000-8000-000000000108"

// call opens a meeting and chooses its agenda: the declared interest comes along.
func (s *sitting) call() {
	s.press("Mở phiên họp")
	s.press("Lưu phiên họp")
	s.want(422)
	s.fill(fields{"season": "dvk-2026", "held_on": today(), "place": "Phòng họp tầng 2", "rule": voteRule})
	s.press("Lưu phiên họp")
	s.want(200)
	s.meeting = s.location()
	s.open(s.meeting + "/chuong-trinh")
	s.tickCases(s.home, s.fire)
	s.press("Lưu chương trình")
	s.want(200)
	s.has("Đã lưu chương trình họp: 2 hồ sơ", homeTitle, fireTitle, "Không bỏ phiếu: Phạm Quốc Khánh")
	s.press("Không bỏ phiếu vì có liên quan")
	s.has("Có liên quan đã được xác nhận")
}

// tickCases chooses of the cases those with these ids.
func (s *sitting) tickCases(ids ...string) {
	s.Helper()
	var n int
	s.run(chromedp.Evaluate(`[...document.querySelectorAll('main input[name=cases]')].filter(e => e.checked !== `+quote(ids)+`.includes(e.value) ? (e.click(), e.checked) : e.checked).length`, &n))
	if n != len(ids) {
		s.Fatalf("%s: %d boxes for the cases %v", s.location(), n, ids)
	}
}

// attend notes who came; no round opens before everybody is noted.
func (s *sitting) attend() {
	s.open(s.meeting + "/diem-danh")
	s.present("Phạm Quốc Khánh", "present")
	s.press("Lưu điểm danh")
	s.want(200)
	s.has("Chưa điểm danh:")
	s.open(s.meeting + "/luot-moi")
	s.press("Mở lượt bỏ phiếu")
	s.want(409)
	s.has("Còn 4 thành viên chưa điểm danh", "cần điểm danh đủ trước khi mở")
	s.open(s.meeting + "/diem-danh")
	for _, member := range members {
		s.present(member["name"], "present")
	}
	s.present(absent, "absent")
	s.press("Lưu điểm danh")
	s.want(422)
	s.has("Ghi lý do vắng")
	s.run(chromedp.Evaluate(`document.querySelector('[aria-label=`+quote("Lý do vắng: "+absent)+`]').value = 'Đi công tác'`, nil))
	s.press("Lưu điểm danh")
	s.want(200)
	s.has("Có mặt 4, gửi phiếu bằng văn bản 0, trên 5 ghế. Đủ thành phần")
	s.hasNot("Chưa điểm danh")
}

// present notes one member.
func (s *sitting) present(name, how string) {
	s.Helper()
	s.run(chromedp.Evaluate(`document.querySelector('select[aria-label=`+quote("Tham gia: "+name)+`]').value = `+quote(how), nil))
}

// ask opens a secret round over both cases; the room follows.
func (s *sitting) ask() {
	s.open(s.meeting + "/theo-doi")
	s.press("Hồ sơ tiếp")
	s.has(homeTitle)
	s.open(s.meeting + "/luot-moi")
	s.has("Không ai thấy kết quả trước khi đóng")
	s.press("Mở lượt bỏ phiếu")
	s.want(200)
	s.has("Lượt bỏ phiếu đã mở")
	s.ballot = s.location()
	s.open(s.meeting + "/man-chieu")
	s.has("0 / 4", "đang bỏ phiếu kín 2 hồ sơ")
	if status := s.post(s.meeting+"/chuong-trinh", fields{"cases": s.home}); status != 409 {
		s.Errorf("changing the agenda of an open round: status %d", status)
	}
}
