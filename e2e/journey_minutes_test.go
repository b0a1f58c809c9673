package e2e

import (
	"archive/zip"
	"bytes"
	"io"
	"strings"

	"github.com/chromedp/chromedp"
)

const opinion = "Các thành viên đề nghị giữ lịch đi trả hồ sơ vào sáng thứ sáu."

// write notes what was said; only the chair fixes it.
func (s *sitting) write() {
	s.be("thamdinh")
	s.open(s.meeting)
	s.press("Xem biên bản")
	s.has("Chủ tịch hội đồng chốt biên bản", "Trước khi chốt, tệp ghi rõ là dự thảo")
	s.fill(fields{"discussion": opinion, "conclusion": "Trình Ban Thường vụ công nhận mô hình đạt."})
	s.press("Lưu, viết tiếp sau")
	s.want(200)
	s.leads(chromedp.Navigate(s.base + s.meeting + "/bien-ban/chot"))
	s.want(403)
}

// fix has the chair fix the minutes on the telephone, and downloads the papers.
func (s *sitting) fix() {
	w := s.phone
	w.open(s.meeting + "/bien-ban")
	w.press("Chốt biên bản")
	w.press("Chốt biên bản")
	w.want(200)
	w.has("Đã chốt biên bản", "Biên bản đã chốt ngày", "Phạm Quốc Khánh")
	s.open(s.meeting + "/bien-ban")
	if n := s.value(`document.querySelectorAll('main textarea').length`); n != "0" {
		s.Error("fixed minutes can still be written")
	}
	if status := s.post(s.meeting+"/bien-ban", fields{"version": "3", "discussion": "Khác"}); status != 409 {
		s.Errorf("writing fixed minutes: status %d", status)
	}
	for _, name := range []string{"hop", "luot-1"} {
		s.readPDF(s.meeting+"/tai/"+name+".pdf", homeTitle)
		said := s.readDOCX(s.meeting + "/tai/" + name + ".docx")
		for _, want := range []string{homeTitle, fireTitle} {
			if !strings.Contains(said, want) {
				s.Errorf("%s.docx does not say %q", name, want)
			}
		}
		if name == "hop" && !strings.Contains(said, opinion) {
			s.Errorf("the minutes do not say %q", opinion)
		}
		for login, code := range s.receipts {
			if strings.Contains(said, code) {
				s.Errorf("%s.docx gives the receipt of %s away", name, login)
			}
		}
	}
}

// readDOCX downloads a document and gives what is written in it.
func (w *window) readDOCX(path string) string {
	w.Helper()
	_, body := w.download(path)
	archive, err := zip.NewReader(bytes.NewReader(body), int64(len(body)))
	if err != nil {
		w.Fatalf("%s: %v", path, err)
	}
	part, err := archive.Open("word/document.xml")
	if err != nil {
		w.Fatal(err)
	}
	defer func() { _ = part.Close() }()
	text, err := io.ReadAll(part)
	if err != nil {
		w.Fatal(err)
	}
	return string(text)
}

// draft begins a decision: it takes the case that passed, not the other.
func (s *sitting) draft() {
	s.open("/viec/quyet-dinh/moi")
	s.fill(recognition)
	s.press("Lập dự thảo")
	s.want(200)
	s.press("Thêm tất cả mô hình hội đồng đã thông qua")
	s.want(200)
	s.has("Bộ phận Một cửa phường Đống Đa")
	s.hasNot("tổ liên gia an toàn phòng cháy")
}

// look meets the pages of the secretary again on a telephone.
func (s *sitting) look() {
	decision := s.location()
	s.phone.be("thamdinh")
	for _, at := range []string{
		"/viec/xung-dot?mua=dvk-2026", "/viec/xung-dot/" + s.fire, "/viec/hoi-dong", "/viec/hoi-dong/moi", s.council, s.council + "/thanh-vien", s.council + "/phien",
		s.meeting, s.meeting + "/theo-doi", s.meeting + "/man-chieu", s.meeting + "/bien-ban", s.ballot, decision,
	} {
		s.phone.open(at)
	}
}
