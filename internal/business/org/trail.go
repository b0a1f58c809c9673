package org

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Difference is one field of an object before and after an act; Old is empty
// for what was new, New for what went.
type Difference struct{ Field, Old, New string }

// Differences compares two JSON objects field by field, sorted by field; fields
// inside fields are named "outer.inner". Either may be empty. What is no object
// is compared as one field without a name.
func Differences(before, after json.RawMessage) []Difference {
	old, now := flatten(before), flatten(after)
	fields := maps.Clone(old)
	maps.Copy(fields, now)
	var all []Difference
	for _, field := range slices.Sorted(maps.Keys(fields)) {
		if old[field] != now[field] {
			all = append(all, Difference{field, old[field], now[field]})
		}
	}
	return all
}

func flatten(raw json.RawMessage) map[string]string {
	into := map[string]string{}
	if len(raw) == 0 {
		return into
	}
	d := json.NewDecoder(strings.NewReader(string(raw)))
	d.UseNumber() // amounts keep their digits
	var v any
	if d.Decode(&v) != nil {
		into[""] = string(raw)
		return into
	}
	spread(into, "", v)
	return into
}

func spread(into map[string]string, name string, v any) {
	switch v := v.(type) {
	case nil:
	case map[string]any:
		for field, inner := range v {
			if name != "" {
				field = name + "." + field
			}
			spread(into, field, inner)
		}
	case []any:
		if line, ok := inLine(v); ok {
			into[name] = line
			return
		}
		for i, inner := range v {
			spread(into, fmt.Sprintf("%s.%d", name, i+1), inner)
		}
	default:
		into[name] = word(v)
	}
}

// inLine joins a list of plain values; a list of objects is not one.
func inLine(values []any) (string, bool) {
	var words []string
	for _, v := range values {
		switch v.(type) {
		case map[string]any, []any:
			return "", false
		}
		words = append(words, word(v))
	}
	return strings.Join(words, "; "), true
}

func word(v any) string {
	switch v {
	case nil, false:
		return ""
	case true:
		return "✓"
	}
	return fmt.Sprint(v)
}

// actLabel says an act of the audit trail in Vietnamese, a source text of i18n;
// acts that it does not know keep their name.
func actLabel(act string) string {
	if label, ok := actLabels[act]; ok {
		return label
	}
	return act
}

var actLabels = map[string]string{
	"org.unit_added":                "Thêm đơn vị",
	"org.unit_changed":              "Sửa đơn vị",
	"account.created":               "Lập tài khoản",
	"account.role_given":            "Giao vai trò",
	"account.role_taken":            "Thôi giao vai trò",
	"account.disabled":              "Khóa tài khoản",
	"account.enabled":               "Mở khóa tài khoản",
	"account.password_reset":        "Đặt lại mật khẩu",
	"account.password_changed":      "Đổi mật khẩu",
	"account.session_ended":         "Kết thúc một phiên đăng nhập",
	"account.sessions_ended":        "Kết thúc các phiên đăng nhập",
	"account.second_factor_on":      "Bật xác nhận hai bước",
	"account.second_factor_off":     "Tắt xác nhận hai bước",
	"account.second_factor_reset":   "Quản trị tắt xác nhận hai bước",
	"account.token_created":         "Tạo mã truy cập",
	"account.token_revoked":         "Thu hồi mã truy cập",
	"campaign.season_launched":      "Phát động mùa thi đua",
	"campaign.season_changed":       "Sửa mùa thi đua",
	"initiative.begun":              "Bắt đầu bản đăng ký",
	"initiative.edited":             "Sửa hồ sơ mô hình",
	"initiative.submitted":          "Gửi đăng ký mô hình",
	"initiative.returned":           "Trả lại đăng ký để bổ sung",
	"initiative.accepted":           "Nhận đăng ký mô hình",
	"initiative.declined":           "Không nhận đăng ký",
	"initiative.discarded":          "Bỏ bản nháp",
	"initiative.withdrawn":          "Rút mô hình",
	"initiative.ended":              "Dừng mô hình",
	"initiative.imported":           "Nhập mô hình từ tệp",
	"initiative.indicators_set":     "Đặt chỉ tiêu",
	"initiative.progress_added":     "Ghi tiến độ",
	"initiative.evidence_added":     "Thêm minh chứng",
	"initiative.evidence_published": "Công khai minh chứng",
	"initiative.in_progress":        "Bắt đầu thực hiện",
	"initiative.reported":           "Nộp báo cáo kết quả",
	"initiative.under_review":       "Mở thẩm định",
	"initiative.recognised":         "Công nhận mô hình",
	"initiative.not_recognised":     "Không công nhận mô hình",
	"initiative.kept_alive":         "Duy trì mô hình",
	"review.sheet_saved":            "Lưu phiếu chấm",
	"review.sheet_handed_in":        "Nộp phiếu chấm",
	"review.sheet_taken_back":       "Rút phiếu chấm",
	"review.result_recorded":        "Ghi kết quả hội đồng",
	"recognition.drafted":           "Lập dự thảo quyết định",
	"recognition.edited":            "Sửa dự thảo quyết định",
	"recognition.list_changed":      "Sửa danh sách của quyết định",
	"recognition.line_edited":       "Sửa một dòng của quyết định",
	"recognition.discarded":         "Bỏ dự thảo quyết định",
	"recognition.signed":            "Ký quyết định",
	"recognition.issued":            "Ban hành quyết định",
	"register.entered":              "Ghi sổ công nhận",
	"register.certificates_printed": "In giấy chứng nhận",
}

// kindLabels name the kinds of objects in the trail; the pages offer them as a filter.
var kindLabels = map[string]string{
	"unit":        "Đơn vị",
	"account":     "Tài khoản",
	"token":       "Mã truy cập",
	"season":      "Mùa thi đua",
	"campaign":    "Phong trào",
	"initiative":  "Mô hình",
	"participant": "Tập thể, cá nhân",
	"review":      "Xét duyệt",
	"decision":    "Quyết định",
	"certificate": "Giấy chứng nhận",
}

// kindLabel says a kind of object in Vietnamese, a source text of i18n; kinds that
// it does not know keep their name.
func kindLabel(kind string) string {
	if label, ok := kindLabels[kind]; ok {
		return label
	}
	return kind
}

// fieldLabel says the name of a field of an audited object; the others keep their name.
func fieldLabel(field string) string {
	if label, ok := fieldLabels[field]; ok {
		return label
	}
	return field
}

var fieldLabels = map[string]string{
	"Code": "Mã", "Name": "Tên", "Type": "Loại", "Line": "Hệ thống", "Path": "Đường dẫn trong cây", "ParentID": "Đơn vị cấp trên (số nội bộ)",
	"ValidFrom": "Thành lập từ ngày", "ValidTo": "Ngày cuối cùng", "Version": "Lần sửa", "ID": "Số nội bộ",
	"Login": "Tên đăng nhập", "Disabled": "Đã khóa", "SecondFactor": "Xác nhận hai bước", "Roles": "Vai trò", "Sessions": "Phiên đang mở",
	"Scopes": "Phạm vi", "ExpiresAt": "Hết hạn", "CreatedAt": "Lập ngày", "Title": "Tên gọi", "Stage": "Giai đoạn", "UnitPath": "Đường dẫn của đơn vị",
	"code": "Mã", "kind": "Loại", "state": "Tình trạng", "title": "Tên gọi", "participant": "Người đăng ký", "due_on": "Hạn",
	"reason": "Lý do", "version": "Lần sửa", "number": "Số và ký hiệu", "decided_on": "Ngày của quyết định", "subject": "Trích yếu", "level": "Cấp",
	"award": "Hình thức khen", "signer": "Họ tên người ký", "lines": "Số dòng", "unit": "Đơn vị", "on": "Ngày", "note": "Ghi chú",
	"step": "Bước", "beneficiaries": "Được hưởng", "money": "Huy động (đồng)", "labor_days": "Ngày công",
}
