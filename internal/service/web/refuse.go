package web

import (
	"errors"
	"log/slog"
	"maps"
	"net/http"
	"slices"
	"strings"

	"kheo/internal/platform/fault"
	"kheo/internal/platform/i18n"
	"kheo/internal/service/web/ui"
)

var (
	errOrigin  = errors.New("request from another site")
	errNoRoute = errors.New("no such page")
)

// Status is the HTTP status of err.
func Status(err error) int {
	var invalid fault.Invalid
	var refused fault.Refused
	var tooLong *http.MaxBytesError
	switch {
	case errors.Is(err, fault.NotFound), errors.Is(err, errNoRoute):
		return http.StatusNotFound
	case errors.Is(err, fault.Forbidden), errors.Is(err, errOrigin):
		return http.StatusForbidden
	case errors.Is(err, fault.Conflict), errors.As(err, &refused):
		return http.StatusConflict
	case errors.As(err, &tooLong):
		return http.StatusRequestEntityTooLarge
	case errors.As(err, &invalid):
		return http.StatusUnprocessableEntity
	}
	return http.StatusInternalServerError
}

// refuse shows an error: what happened and what to do next. The cause of a bug
// goes to the log only.
func refuse(w http.ResponseWriter, r *Request, err error) {
	status := Status(err)
	if status == http.StatusInternalServerError {
		if r.Context().Err() != nil {
			return // the reader went away
		}
		slog.ErrorContext(r.Context(), "request failed", "request", r.ID, "method", r.Method, "path", r.URL.Path, "err", err)
	}
	title, next := explain(r, err, status)
	w.Header().Set("Cache-Control", "no-store")
	page := r.Page(title, "")
	if e := render(w, r, status, ui.ErrorPage(page, status, title, next, r.ID)); e != nil {
		slog.ErrorContext(r.Context(), "showing an error", "request", r.ID, "err", e)
	}
}

func explain(r *Request, err error, status int) (title, next string) {
	ctx := r.Context()
	var refused fault.Refused
	var invalid fault.Invalid
	switch {
	case errors.As(err, &refused):
		return i18n.T(ctx, "Chưa làm được việc này"), refused.Reason.In(i18n.From(ctx))
	case errors.As(err, &invalid):
		var lines []string
		for _, field := range slices.Sorted(maps.Keys(invalid)) {
			lines = append(lines, invalid[field].In(i18n.From(ctx)))
		}
		return i18n.T(ctx, "Có mục cần sửa"), strings.Join(lines, " ")
	case errors.Is(err, errOrigin):
		return i18n.T(ctx, "Yêu cầu đến từ một trang khác"), i18n.T(ctx, "Để bảo vệ dữ liệu, Khéo chỉ nhận yêu cầu gửi từ chính trang này. Xin mở lại trang và làm lại.")
	}
	switch status {
	case http.StatusNotFound:
		return i18n.T(ctx, "Không tìm thấy trang này"), i18n.T(ctx, "Địa chỉ có thể đã gõ sai, hoặc trang không dành cho tài khoản của bạn. Xin thử tìm ở mục Mô hình.")
	case http.StatusForbidden:
		return i18n.T(ctx, "Tài khoản này chưa được giao việc đó"), i18n.T(ctx, "Nếu đây là việc của bạn, xin nhờ quản trị viên của đơn vị giao vai trò.")
	case http.StatusConflict:
		return i18n.T(ctx, "Có người vừa sửa hồ sơ này"), i18n.T(ctx, "Xin mở lại trang để xem bản mới nhất rồi làm tiếp.")
	case http.StatusRequestEntityTooLarge:
		return i18n.T(ctx, "Tệp gửi lên quá lớn"), i18n.T(ctx, "Mỗi lần gửi tối đa 64 MB. Xin giảm dung lượng ảnh hoặc chia thành nhiều lần.")
	}
	return i18n.T(ctx, "Máy chủ gặp trục trặc"), i18n.T(ctx, "Phần đã lưu vẫn còn. Xin thử lại sau ít phút; nếu vẫn gặp, gửi mã dưới đây cho quản trị viên.")
}

// FormAgain reports whether err brings a form back with what was typed: something
// in it is invalid, or somebody else was faster.
func FormAgain(err error) bool {
	var invalid fault.Invalid
	return errors.As(err, &invalid) || errors.Is(err, fault.Conflict)
}
