package e2e

import (
	"net/http"
	"strings"

	"github.com/chromedp/chromedp"
)

// vote has two members send their papers at the same time; the others follow. The
// chair, who declared an interest, has no box for that case.
func (s *sitting) vote() {
	s.phone.open(s.meeting + "/theo-doi")
	s.phone.press("Mở phiếu của bạn")
	s.phone.has("Bạn không bỏ phiếu hồ sơ này:", fireTitle)
	if n := s.phone.value(`document.querySelectorAll('main input[type=radio]').length`); n != "3" {
		s.Errorf("the recused member has %s boxes, want those of one case", n)
	}
	if status := s.phone.cast(s.ballot, s.home, s.fire); status != http.StatusConflict {
		s.Errorf("a paper with a box that the voter lacks: status %d", status)
	}
	s.phone.press("Bỏ phiếu")
	s.phone.want(422)
	s.phone.has("Còn 1 hồ sơ chưa đánh dấu")
	s.phone.fill(fields{"choice[" + s.home + "]": "f"})
	s.be("nguoiky")
	s.open(s.ballot)
	s.press("Mở phiếu của bạn")
	s.fill(fields{"choice[" + s.home + "]": "f"})
	s.press("Bỏ phiếu")
	s.want(422)
	s.has("Còn 1 hồ sơ chưa đánh dấu")
	s.fill(fields{"choice[" + s.fire + "]": "f"})
	s.together("Bỏ phiếu")
	s.receipts["nguoiky"], s.receipts["hoidong"] = s.receipt(), s.phone.receipt()
	s.mine("congbo", "a")
	s.secret("Đã bỏ phiếu")
	s.be("thamdinh")
	s.secret("3 / 4")
	s.mine("thamdinh", "f")
	seen := map[string]bool{}
	for _, code := range s.receipts {
		seen[code] = true
	}
	if len(seen) != 4 {
		s.Errorf("the receipts of four members: %v", s.receipts)
	}
}

// together presses the same button in both windows at the same moment.
func (s *sitting) together(text string) {
	s.Helper()
	other := make(chan error, 1)
	go func() { other <- s.phone.arrive(s.phone.button(text)) }()
	err := s.arrive(s.button(text))
	if there := <-other; there != nil {
		s.phone.stop(there)
	}
	if err != nil {
		s.stop(err)
	}
	for _, w := range []*window{s.window, s.phone} {
		w.check()
		w.want(200)
	}
}

// receipt is the code on the page that a voter sees once.
func (w *window) receipt() string {
	w.Helper()
	w.has("Biên nhận của bạn", "Mã chỉ hiện một lần")
	code := strings.TrimSpace(w.value(`document.querySelector('main p.code').innerText`))
	if !strings.HasPrefix(code, "PHIEU-") {
		w.Errorf("the receipt is %q", code)
	}
	return code
}

// mine fills in the paper of a member, for one case and choice of the other.
func (s *sitting) mine(login, choice string) {
	s.Helper()
	s.be(login)
	s.open(s.meeting + "/phieu") // leads to the open round
	s.fill(fields{"choice[" + s.home + "]": "f", "choice[" + s.fire + "]": choice})
	s.press("Bỏ phiếu")
	s.want(200)
	s.receipts[login] = s.receipt()
}

// secret looks where totals will be: there are none before the round is closed.
func (s *sitting) secret(progress string) {
	s.Helper()
	s.open(s.ballot)
	s.has(progress)
	for _, at := range []string{s.ballot, s.meeting, s.meeting + "/theo-doi", s.meeting + "/bien-ban"} {
		s.open(at)
		for _, total := range []string{"Kết quả kiểm phiếu", "Biên nhận trong hòm", "phiếu đồng ý", "PHIEU-"} {
			s.hasNot(total)
		}
	}
	if response, _ := s.fetch(s.meeting + "/tai/luot-1.pdf"); response.StatusCode != http.StatusNotFound {
		s.Errorf("the count of an open round: status %d", response.StatusCode)
	}
}

// cast sends a paper past the page: for all of cases, with a receipt of its own.
func (w *window) cast(ballot string, cases ...string) int {
	w.Helper()
	values := fields{"receipt": ""}
	for _, id := range cases {
		values["choice["+id+"]"] = "f"
	}
	return w.post(ballot+"/phieu", values)
}

// voteAgain is refused, with the rule; so is another try past the page.
func (s *sitting) voteAgain() {
	for _, w := range []*window{s.window, s.phone} {
		w.leads(chromedp.Navigate(w.base + s.ballot + "/phieu"))
		w.want(http.StatusConflict)
		w.has("Bạn đã bỏ phiếu trong lượt này", "mỗi thành viên bỏ một phiếu, không sửa và không rút lại")
	}
	if status := s.cast(s.ballot, s.home, s.fire); status != http.StatusConflict {
		s.Errorf("voting twice: status %d", status)
	}
	if status := s.phone.cast(s.ballot, s.home); status != http.StatusConflict {
		s.Errorf("voting twice: status %d", status)
	}
}

// finish closes the round: four of five agree with one case, and two with the
// other, which does not pass.
func (s *sitting) finish() {
	s.open(s.ballot)
	s.has("4 / 4")
	s.press("Đóng lượt và kiểm phiếu")
	s.press("Đóng lượt và kiểm phiếu")
	s.want(200)
	s.has("Đã đóng lượt và kiểm phiếu: 1 trên 2 hồ sơ đạt", "Đạt: 4 phiếu đồng ý, tính trên 5", "Không đạt: 2 phiếu đồng ý, tính trên 5", "4 biên nhận")
	if status := s.cast(s.ballot, s.home, s.fire); status != http.StatusConflict {
		s.Errorf("voting in a closed round: status %d", status)
	}
	s.open("/viec/xet-duyet/dvk-2026")
	s.has(homeTitle)
}

// find lets each member look for the own receipt.
func (s *sitting) find() {
	look := func(w *window, typed, says string) {
		w.Helper()
		w.open(s.ballot)
		w.fill(fields{"receipt": typed})
		w.press("Tìm")
		w.has(says)
	}
	for login, code := range s.receipts {
		w := s.phone
		if login != "hoidong" {
			w = s.window
			w.be(login)
		}
		look(w, strings.ToLower(code), "Có biên nhận "+code+" trong hòm của lượt này")
	}
	look(s.phone, altered(s.receipts["hoidong"]), "Mã biên nhận chưa đúng")
}
