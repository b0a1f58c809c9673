// Package gallery shows every component of package ui in all its states, on
// pages like the real ones. Only tests and the eyes of designers need it.
package gallery

import (
	"time"

	"github.com/a-h/templ"

	"kheo/internal/service/web/ui"
)

// Pages are the pages of the gallery by name.
func Pages() map[string]templ.Component {
	return map[string]templ.Component{
		"trang-dau": home(), "mo-hinh": initiative(), "viec": tasks(), "mua": season(),
		"bieu-mau": form(), "danh-sach": list(), "xac-nhan": confirm(), "van-ban": paper(),
		"tai-khoan-mau": accounts(), "loi": ui.ErrorPage(publicPage("Không tìm thấy trang", "/x"), 404,
			"Không tìm thấy trang này", "Đường dẫn có thể đã đổi. Hãy tìm theo tên mô hình hoặc tên nơi làm.", "01JD8Q2M7K"),
	}
}

// now is the one moment of the gallery.
var now = time.Date(2026, 11, 22, 9, 0, 0, 0, time.UTC)

func days(n int) time.Time { return now.AddDate(0, 0, n) }

func publicPage(title, path string) ui.PublicPage {
	return ui.PublicPage{Title: title, Path: path, Owner: "Phường Đống Đa, thành phố Hà Nội", Demo: true, Now: now}
}

func staffPage(title, section, path string) ui.StaffPage {
	return ui.StaffPage{
		Title: title, Section: section, Path: path, Account: "Trần Minh Phúc", RoleName: "Cán bộ đăng ký",
		UnitName: "Phường Đống Đa", Administrator: true, Waiting: 5, Demo: true, Now: now,
	}
}

var (
	allProven  = []ui.StepState{ui.StepProven, ui.StepProven, ui.StepProven, ui.StepProven, ui.StepProven, ui.StepProven}
	fiveProven = []ui.StepState{ui.StepProven, ui.StepProven, ui.StepProven, ui.StepProven, ui.StepPartly, ui.StepProven}
	oneProven  = []ui.StepState{ui.StepProven, ui.StepPartly, ui.StepNone, ui.StepNone, ui.StepNone, ui.StepNone}
	stages     = []string{
		"draft", "submitted", "returned", "accepted", "in_progress", "reported",
		"under_review", "recognised", "not_recognised", "kept_alive", "ended", "commended",
	}
)
